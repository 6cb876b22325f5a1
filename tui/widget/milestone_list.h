/*
 * milestone_list.h: the milestones of a goal that are not done, to choose one of.
 */
#ifndef LI_TUI_WIDGET_MILESTONE_LIST_H
#define LI_TUI_WIDGET_MILESTONE_LIST_H

#include "core/context/context.h"
#include "tui/widget/short_list.h"

/* Reads them again, the first due first; milestones is empty after a failure, with *err. */
enum li_err milestone_list_load(struct short_list *milestones, struct context *context,
    const struct id *goal, struct li_error *err);

/* Why none is chosen; all: how many there are, done ones too. */
const char *milestone_list_none(const struct short_list *milestones, int all);

#endif
