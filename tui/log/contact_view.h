/*
 * contact_view.h: the overlay in which a contact is logged, as the keys and the drawing share it.
 */
#ifndef LI_TUI_LOG_CONTACT_VIEW_H
#define LI_TUI_LOG_CONTACT_VIEW_H

#include "tui/app/app.h"
#include "tui/log/contact_model.h"
#include "tui/widget/entry_overlay.h"

struct contact_panel {
    struct entry_overlay overlay;
    struct contact_model model;
};

void contact_draw(struct entry_overlay *overlay, struct app *app, struct area area, bool focused);

#endif
