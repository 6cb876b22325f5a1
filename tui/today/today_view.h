/*
 * today_view.h: what needs attention, on the screen: headings with counts, and lines; at the bottom
 * the whole sentence of the line under the cursor.
 */
#ifndef LI_TUI_TODAY_TODAY_VIEW_H
#define LI_TUI_TODAY_TODAY_VIEW_H

#include "tui/app/app.h"
#include "tui/today/today_model.h"

/* The area of the lines within the area of the panel. */
struct area today_view_body(struct area area);

/* Moves the panel's cursor to the line it belongs to, and draws all into the panel's area. */
void today_view_draw(
    struct panel *panel, struct today_model *model, const struct app *app, bool focused);

#endif
