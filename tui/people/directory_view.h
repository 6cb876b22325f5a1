/*
 * directory_view.h: the directory on the screen: a row an affiliate, a column a role.
 */
#ifndef LI_TUI_PEOPLE_DIRECTORY_VIEW_H
#define LI_TUI_PEOPLE_DIRECTORY_VIEW_H

#include "tui/app/app.h"
#include "tui/people/directory_model.h"

/* The area of the affiliates within the area of the panel. */
struct area directory_view_body(struct area area);
/* The column at column x of the screen: 0 the affiliate, then the roles. */
size_t directory_view_column(struct directory_model *model, struct area area, int x);

/* Scrolls so that the cursor shows, and draws all into the area. */
void directory_view_draw(struct directory_model *model, struct scroll *scroll,
    const struct app *app, struct area area, bool focused);

#endif
