/*
 * as_of_mode.h: the screen on the records as they stood at the end of a day. Nothing changes there;
 * what stood on the screen before waits until the person returns.
 */
#ifndef LI_TUI_APP_AS_OF_MODE_H
#define LI_TUI_APP_AS_OF_MODE_H

#include "tui/app/app.h"

/* words: a day. Today returns. What cannot be, is said. */
void as_of_mode_enter(struct app *app, struct panel *panel, const char *words);

/* False: this is the present. */
bool as_of_mode_leave(struct app *app);
bool as_of_mode_is_shown(const struct app *app);

/* Whether the action would change what was; and the sentence that says so. */
bool as_of_mode_forbids(const struct app *app, enum action action);
void as_of_mode_refuse(struct app *app);

#endif
