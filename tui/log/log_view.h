/*
 * log_view.h: progress being logged, on the screen; and the panel, which its keys and drawing
 * share.
 */
#ifndef LI_TUI_LOG_LOG_VIEW_H
#define LI_TUI_LOG_LOG_VIEW_H

#include "tui/log/log_model.h"
#include "tui/widget/entry_overlay.h"

struct log_panel {
    struct entry_overlay overlay;
    struct log_model model;
};

void log_draw(struct entry_overlay *overlay, struct app *app, struct area area, bool focused);

#endif
