/*
 * today_view.h: what needs attention on the screen: headings with their counts, lines, and at the
 * foot all of the sentence of the one under the cursor.
 */
#ifndef LI_TUI_TODAY_TODAY_VIEW_H
#define LI_TUI_TODAY_TODAY_VIEW_H

#include "tui/app/app.h"
#include "tui/today/today_model.h"

/* Where the lines stand in the area of the panel. */
struct area today_view_body(struct area area);

/* Brings the panel's cursor to the line it is held on, and draws all into the panel's area. */
void today_view_draw(
    struct panel *panel, struct today_model *model, const struct app *app, bool focused);

#endif
