/*
 * key_router.h: decides what a key is: text, an action, or the first of several keys.
 */
#ifndef LI_TUI_LOOP_KEY_ROUTER_H
#define LI_TUI_LOOP_KEY_ROUTER_H

#include "tui/app/app.h"

/* Whether text is typed in the panel. */
bool key_router_writes(const struct panel *panel);

/* Takes a key in the panel on top. */
void key_router_press(struct app *app, const struct key *key);

#endif
