/*
 * list_view.h: a list on the screen: the labels of its columns, then its rows.
 */
#ifndef LI_TUI_LIST_LIST_VIEW_H
#define LI_TUI_LIST_LIST_VIEW_H

#include "tui/app/app.h"
#include "tui/list/list_model.h"

/* Where the rows stand in the area of the panel. */
struct area list_view_body(struct area area);

/* Lays the columns out for the area, brings the cursor into sight and draws it all. */
void list_view_draw(
    struct list_model *model, const struct app *app, struct area area, bool focused);

#endif
