/*
 * review_view.h: a plan being reviewed, on the screen.
 */
#ifndef LI_TUI_PLAN_REVIEW_VIEW_H
#define LI_TUI_PLAN_REVIEW_VIEW_H

#include "tui/app/app.h"
#include "tui/plan/review_model.h"

struct review_view {
    size_t top; /* the first goal on the screen */
};

/* Draws the goals and the year, scrolled so that the field with the cursor is on the screen; sets
   the area of each field. */
void review_view_draw(struct review_view *view, struct review_model *model, struct app *app,
    struct area area, bool focused);

#endif
