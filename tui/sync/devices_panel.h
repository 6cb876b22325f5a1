/*
 * devices_panel.h: the team's devices, how up to date each is, and what waits and why: `liaise sync
 * status` on the screen. People are invited, waiting devices admitted and lost ones revoked here.
 */
#ifndef LI_TUI_SYNC_DEVICES_PANEL_H
#define LI_TUI_SYNC_DEVICES_PANEL_H

#include "tui/app/panel.h"

/* Handlers of actions. devices_panel_invite asks whom to invite, and proposes the panel's person
   if it has one. */
void devices_panel_go(struct app *app, struct panel *panel);
void devices_panel_invite(struct app *app, struct panel *panel);

#endif
