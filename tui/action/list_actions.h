/*
 * list_actions.h: a list written to a file, its columns, and the views there are.
 */
#ifndef LI_TUI_ACTION_LIST_ACTIONS_H
#define LI_TUI_ACTION_LIST_ACTIONS_H

#include "tui/app/app.h"

bool list_actions_can_export(struct app *app, struct panel *panel);
void list_actions_export(struct app *app, struct panel *panel);

bool list_actions_has_columns(struct app *app, struct panel *panel);
void list_actions_columns(struct app *app, struct panel *panel);

/* Without a list as well. */
void list_actions_views(struct app *app, struct panel *panel);

#endif
