/*
 * as_of_mode.h: views the records as of the end of a past date, read-only. The panels of the
 * present wait until the person returns.
 */
#ifndef LI_TUI_APP_AS_OF_MODE_H
#define LI_TUI_APP_AS_OF_MODE_H

#include "tui/app/app.h"

/* words: a date, as typed; today returns to the present. The app says why it can't be shown. */
void as_of_mode_enter(struct app *app, struct panel *panel, const char *words);

/* Returns to the present; false: it is shown already. */
bool as_of_mode_leave(struct app *app);
bool as_of_mode_is_shown(const struct app *app);

/* Whether the action would change a record; and the message that says why it can't. */
bool as_of_mode_forbids(const struct app *app, enum action action);
void as_of_mode_refuse(struct app *app);

#endif
