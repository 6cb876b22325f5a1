/*
 * history_panel.h: who changed what, newest first.
 */
#ifndef LI_TUI_COMMAND_HISTORY_PANEL_H
#define LI_TUI_COMMAND_HISTORY_PANEL_H

#include "tui/app/app.h"

extern const struct panel_ops history_panel_ops; /* its address is the panel's root */
struct panel *history_panel_new(struct app *app);

#endif
