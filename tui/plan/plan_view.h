/*
 * plan_view.h: a plan being drafted, on the screen.
 */
#ifndef LI_TUI_PLAN_PLAN_VIEW_H
#define LI_TUI_PLAN_PLAN_VIEW_H

#include "tui/app/app.h"
#include "tui/plan/plan_model.h"

/* Draws the items and the help into the area; sets panel->lines to where the items are, and brings
   the panel's cursor into sight. */
void plan_view_draw(struct plan_model *model, struct panel *panel, const struct app *app,
    struct area area, bool focused);

#endif
