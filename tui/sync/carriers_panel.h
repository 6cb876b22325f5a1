/*
 * carriers_panel.h: the carriers, the state of each, and which bundles were set aside and why.
 * Carriers are added and removed here.
 */
#ifndef LI_TUI_SYNC_CARRIERS_PANEL_H
#define LI_TUI_SYNC_CARRIERS_PANEL_H

#include "tui/app/panel.h"

void carriers_panel_go(struct app *app, struct panel *panel); /* a handler of an action */

#endif
