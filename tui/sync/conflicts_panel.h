/*
 * conflicts_panel.h: edits that lost when laptops were brought together, to be decided one by one
 * or for all of a device.
 */
#ifndef LI_TUI_SYNC_CONFLICTS_PANEL_H
#define LI_TUI_SYNC_CONFLICTS_PANEL_H

#include "tui/app/panel.h"

/* An action's handler: shows them, beginning with those of the panel's record. */
void conflicts_panel_go(struct app *app, struct panel *panel);

#endif
