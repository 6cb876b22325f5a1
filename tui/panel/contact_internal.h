/*
 * contact_internal.h: what the keys and the painting of a contact share.
 */
#ifndef LI_PANEL_CONTACT_INTERNAL_H
#define LI_PANEL_CONTACT_INTERNAL_H

#include "../app.h"
#include "contacting.h"

struct contact_panel {
    struct panel panel;
    struct contacting contacting;
    enum contact_line focus;
};

void contact_draw(struct panel *panel, struct app *app, struct area area, bool focused);

#endif
