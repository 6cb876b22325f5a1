/*
 * palette_view.h: the palette on the screen.
 */
#ifndef LI_TUI_PALETTE_PALETTE_VIEW_H
#define LI_TUI_PALETTE_PALETTE_VIEW_H

#include "tui/app/panel.h"
#include "tui/palette/palette_model.h"
#include "tui/term/edit.h"

/* Draws a frame in the upper half of the area, with the line being typed and the choices; sets
   panel->lines. */
void palette_view_draw(const struct palette_model *model, struct edit *edit, struct panel *panel,
    struct area area, bool focused);

#endif
