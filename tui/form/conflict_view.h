/*
 * conflict_view.h: two changes to the same fields on the screen, to choose between.
 */
#ifndef LI_TUI_FORM_CONFLICT_VIEW_H
#define LI_TUI_FORM_CONFLICT_VIEW_H

#include "tui/app/app.h"
#include "tui/form/conflict_model.h"

/* Draws the conflicts, of which there must be some, into the area; sets panel->lines to where they
   are, and brings the panel's cursor into sight. */
void conflict_view_draw(const struct conflict_model *model, struct panel *panel,
    const struct app *app, struct area area, bool focused);

/* What the value at column x of the screen stands for, in that area; CONFLICT_OPEN: no value. */
enum conflict_choice conflict_view_side(
    const struct conflict_model *model, struct area area, int x);

#endif
