/*
 * list_panel.h: the list of a kind's records: a vector of row ids, of which only those on the
 * screen are loaded.
 */
#ifndef LI_TUI_LIST_LIST_PANEL_H
#define LI_TUI_LIST_LIST_PANEL_H

#include "tui/app/panel.h"

/* filter NULL: all records. */
struct panel *list_panel_new(struct app *app, const struct kind *kind, const char *filter);
/* The record under the cursor; false: there is none. */
bool list_panel_at(struct panel *panel, struct id *id);

#endif
