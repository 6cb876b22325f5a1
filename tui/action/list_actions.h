/*
 * list_actions.h: exports a list, chooses its columns, opens and saves views.
 */
#ifndef LI_TUI_ACTION_LIST_ACTIONS_H
#define LI_TUI_ACTION_LIST_ACTIONS_H

#include "tui/app/app.h"

bool list_actions_can_export(struct app *app, struct panel *panel);
void list_actions_export(struct app *app, struct panel *panel);

bool list_actions_has_columns(struct app *app, struct panel *panel);
void list_actions_columns(struct app *app, struct panel *panel);

/* Also works without a list. */
void list_actions_views(struct app *app, struct panel *panel);

#endif
