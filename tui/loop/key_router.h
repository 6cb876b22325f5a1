/*
 * key_router.h: what a key means: text, an action, the first of several keys.
 */
#ifndef LI_TUI_LOOP_KEY_ROUTER_H
#define LI_TUI_LOOP_KEY_ROUTER_H

#include "tui/app/app.h"

/* Whether text is typed in the panel. */
bool key_router_writes(const struct panel *panel);

/* Does what the key means in the panel on top. */
void key_router_press(struct app *app, const struct key *key);

#endif
