/*
 * drafts_panel.h: the unsaved drafts, to be resumed.
 */
#ifndef LI_TUI_COMMAND_DRAFTS_PANEL_H
#define LI_TUI_COMMAND_DRAFTS_PANEL_H

#include "tui/app/app.h"

/* Opens the list of drafts, or brings it to the top where it is open. */
void drafts_panel_go(struct app *app);

#endif
