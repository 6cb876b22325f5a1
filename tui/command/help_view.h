/*
 * help_view.h: the keys on the screen.
 */
#ifndef LI_TUI_COMMAND_HELP_VIEW_H
#define LI_TUI_COMMAND_HELP_VIEW_H

#include "tui/command/help_model.h"

/* Draws a frame in the middle of the area, as high as its lines; sets panel->lines. */
void help_view_draw(const struct help_model *model, struct panel *panel, struct area area);

#endif
