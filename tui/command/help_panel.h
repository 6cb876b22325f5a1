/*
 * help_panel.h: the keys that do something in the panel on top, and the syntax of filters.
 */
#ifndef LI_TUI_COMMAND_HELP_PANEL_H
#define LI_TUI_COMMAND_HELP_PANEL_H

#include "tui/app/app.h"

struct panel *help_panel_new(struct app *app);

#endif
