/*
 * views_view.h: the saved views on the screen.
 */
#ifndef LI_TUI_LIST_VIEWS_VIEW_H
#define LI_TUI_LIST_VIEWS_VIEW_H

#include "tui/app/keymap.h"
#include "tui/app/panel.h"
#include "tui/list/views_model.h"

/* Draws a frame in the upper half of the area, as high as its lines; sets panel->lines. */
void views_view_draw(const struct views_model *model, struct panel *panel,
    const struct keymap *keys, struct area area, bool focused);

#endif
