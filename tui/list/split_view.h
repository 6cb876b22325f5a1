/*
 * split_view.h: a list with the page of the record under its cursor beside it; one at a time where
 * the screen is narrower than 120 columns.
 */
#ifndef LI_TUI_LIST_SPLIT_VIEW_H
#define LI_TUI_LIST_SPLIT_VIEW_H

#include "tui/app/panel.h"

struct panel *split_view_new(struct app *app, const struct kind *kind, const char *filter);

#endif
