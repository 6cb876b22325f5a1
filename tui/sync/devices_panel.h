/*
 * devices_panel.h: the team's devices, how far each has come, and what waits and why: `liaise sync
 * status` on the screen. From here a person is invited, a waiting device admitted, a lost one
 * revoked.
 */
#ifndef LI_TUI_SYNC_DEVICES_PANEL_H
#define LI_TUI_SYNC_DEVICES_PANEL_H

#include "tui/app/panel.h"

/* Handlers of actions. devices_panel_invite asks whom, which is the panel's person where it has
   one. */
void devices_panel_go(struct app *app, struct panel *panel);
void devices_panel_invite(struct app *app, struct panel *panel);

#endif
