/*
 * contact_view.h: a contact being logged, on the screen; and the panel, which its keys and drawing
 * share.
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
