/*
 * workload_view.h: the workload on the screen: a row a person with the counts, then the vacancies.
 */
#ifndef LI_TUI_PEOPLE_WORKLOAD_VIEW_H
#define LI_TUI_PEOPLE_WORKLOAD_VIEW_H

#include "tui/app/scroll.h"
#include "tui/people/workload_model.h"

/* The area of the model's lines within the area of the panel. */
struct area workload_view_body(struct area area);

/* Scrolls so that the cursor shows, and draws all into the area. */
void workload_view_draw(
    const struct workload_model *model, struct scroll *scroll, struct area area, bool focused);

#endif
