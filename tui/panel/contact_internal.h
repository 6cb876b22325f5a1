/*
 * contact_internal.h: what the keys and the painting of a contact share.
 */
#ifndef LI_PANEL_CONTACT_INTERNAL_H
#define LI_PANEL_CONTACT_INTERNAL_H

#include "../app.h"
#include "contacting.h"
#include "slip.h"

struct contact_panel {
    struct slip slip;
    struct contacting contacting;
};

void contact_draw(struct slip *slip, struct app *app, struct area area, bool focused);

#endif
