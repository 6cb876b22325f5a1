/*
 * split_view.h: a list and, on a screen of at least 120 columns, the page of the record under its
 * cursor beside it.
 */
#ifndef LI_TUI_LIST_SPLIT_VIEW_H
#define LI_TUI_LIST_SPLIT_VIEW_H

#include "tui/app/panel.h"

/* filter NULL: all records; then it is the only list of its kind (panel.root). */
struct panel *split_view_new(struct app *app, const struct kind *kind, const char *filter);

#endif
