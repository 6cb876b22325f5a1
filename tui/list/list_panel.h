/*
 * list_panel.h: the list of a kind's records: a vector of row ids, of which only those on screen
 * are fetched.
 */
#ifndef LI_TUI_LIST_LIST_PANEL_H
#define LI_TUI_LIST_LIST_PANEL_H

#include "tui/app/panel.h"

/* filter: NULL for all. */
struct panel *list_panel_new(struct app *app, const struct kind *kind, const char *filter);
/* Where the cursor is; false: on nothing. */
bool list_panel_at(struct panel *panel, struct id *id);

#endif
