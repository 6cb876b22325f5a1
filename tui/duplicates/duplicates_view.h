/*
 * duplicates_view.h: possible duplicates on the screen.
 */
#ifndef LI_TUI_DUPLICATES_DUPLICATES_VIEW_H
#define LI_TUI_DUPLICATES_DUPLICATES_VIEW_H

#include "tui/app/panel.h"
#include "tui/duplicates/duplicates_model.h"

/* Draws the kinds with their counts, then the pairs of the one shown; sets panel->lines. */
void duplicates_view_draw(
    const struct duplicates_model *model, struct panel *panel, struct area area, bool focused);

#endif
