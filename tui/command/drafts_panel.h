/*
 * drafts_panel.h: the unsaved drafts, to be resumed.
 */
#ifndef LI_TUI_COMMAND_DRAFTS_PANEL_H
#define LI_TUI_COMMAND_DRAFTS_PANEL_H

#include "tui/app/app.h"

struct panel *drafts_panel_new(struct app *app);

#endif
