/*
 * palette_panel.h: `:`: finds any action and any record by a few letters.
 */
#ifndef LI_TUI_PALETTE_PALETTE_PANEL_H
#define LI_TUI_PALETTE_PALETTE_PANEL_H

#include "tui/app/panel.h"

struct panel *palette_panel_new(struct app *app);

#endif
