/*
 * list.h: the list of a kind's records: a vector of row ids, of which only those on screen are
 * fetched.
 */
#ifndef LI_PANEL_LIST_H
#define LI_PANEL_LIST_H

#include "panel.h"

/* filter: NULL for all. */
struct panel *panel_list_new(struct app *app, const struct kind *kind, const char *filter);
/* Where the cursor is; false: on nothing. */
bool panel_list_at(struct panel *panel, struct id *id);

#endif
