/*
 * workload_view.h: the workload on the screen: a line a person with what they look after, then the
 * vacancies.
 */
#ifndef LI_TUI_PEOPLE_WORKLOAD_VIEW_H
#define LI_TUI_PEOPLE_WORKLOAD_VIEW_H

#include "tui/app/scroll.h"
#include "tui/people/workload_model.h"

/* Where the lines of the model stand in the area of the panel. */
struct area workload_view_body(struct area area);

void workload_view_draw(
    const struct workload_model *model, struct scroll *scroll, struct area area, bool focused);

#endif
