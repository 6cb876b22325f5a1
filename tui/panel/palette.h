/*
 * palette.h: `:`: any action and any record, by a few letters.
 */
#ifndef LI_PANEL_PALETTE_H
#define LI_PANEL_PALETTE_H

#include "panel.h"

struct panel *panel_palette_new(struct app *app);

#endif
