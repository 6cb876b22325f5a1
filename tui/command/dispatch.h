/*
 * dispatch.h: the actions that are the same in every panel.
 */
#ifndef LI_TUI_COMMAND_DISPATCH_H
#define LI_TUI_COMMAND_DISPATCH_H

#include "tui/app/app.h"

/* Whether there is something to do it to, seen from the panel. */
bool dispatch_can(struct app *app, struct panel *panel, enum action action);
void dispatch_do(struct app *app, struct panel *panel, enum action action);

/* What words the action takes after its name: "DAY"; NULL: none. Done without any, it asks. */
const char *dispatch_takes(enum action action);
void dispatch_tell(struct app *app, struct panel *panel, enum action action, const char *words);

#endif
