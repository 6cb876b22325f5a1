/*
 * carriers_panel.h: where changes are shared, how each place does, and what was set aside there and
 * why. From here a carrier is added or removed.
 */
#ifndef LI_TUI_SYNC_CARRIERS_PANEL_H
#define LI_TUI_SYNC_CARRIERS_PANEL_H

#include "tui/app/panel.h"

void carriers_panel_go(struct app *app, struct panel *panel); /* a handler of an action */

#endif
