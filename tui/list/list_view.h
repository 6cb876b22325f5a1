/*
 * list_view.h: a list on the screen: a row of labels, then the records.
 */
#ifndef LI_TUI_LIST_LIST_VIEW_H
#define LI_TUI_LIST_LIST_VIEW_H

#include "tui/app/app.h"
#include "tui/list/list_model.h"

/* The area of the records within the area of the panel. */
struct area list_view_body(struct area area);

/* Lays out the columns for the area, scrolls so that the cursor shows, and draws. */
void list_view_draw(
    struct list_model *model, const struct app *app, struct area area, bool focused);

#endif
