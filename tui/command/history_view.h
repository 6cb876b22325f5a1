/*
 * history_view.h: entries and their changes on the screen.
 */
#ifndef LI_TUI_COMMAND_HISTORY_VIEW_H
#define LI_TUI_COMMAND_HISTORY_VIEW_H

#include "tui/app/scroll.h"
#include "tui/command/history_model.h"
#include "tui/term/screen.h"

/* Draws the lines around the cursor. */
void history_view_draw(
    const struct history_model *model, struct scroll *scroll, struct area area, bool focused);

#endif
