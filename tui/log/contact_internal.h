/*
 * contact_internal.h: what the keys and the painting of a contact share.
 */
#ifndef LI_TUI_LOG_CONTACT_INTERNAL_H
#define LI_TUI_LOG_CONTACT_INTERNAL_H

#include "tui/app/app.h"
#include "tui/log/contact_model.h"
#include "tui/widget/entry_overlay.h"

struct contact_panel {
    struct entry_overlay slip;
    struct contact_model contacting;
};

void contact_draw(struct entry_overlay *slip, struct app *app, struct area area, bool focused);

#endif
