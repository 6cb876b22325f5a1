/*
 * conflicts_panel.h: edits that lost when changes from several laptops were merged, to be decided
 * on one by one or all of a device together.
 */
#ifndef LI_TUI_SYNC_CONFLICTS_PANEL_H
#define LI_TUI_SYNC_CONFLICTS_PANEL_H

#include "tui/app/panel.h"

/* An action's handler: shows them, beginning with those of the panel's record. */
void conflicts_panel_go(struct app *app, struct panel *panel);

#endif
