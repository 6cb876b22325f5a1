/*
 * milestone_list.h: the open milestones of a goal, to choose one.
 */
#ifndef LI_TUI_WIDGET_MILESTONE_LIST_H
#define LI_TUI_WIDGET_MILESTONE_LIST_H

#include "core/context/context.h"
#include "tui/widget/short_list.h"

/* Loads them again, the first due first. On failure there are none. */
enum li_err milestone_list_load(struct short_list *milestones, struct context *context,
    const struct id *goal, struct li_error *err);

/* The message where none is chosen; all: how many there are, done ones included. */
const char *milestone_list_none(const struct short_list *milestones, int all);

#endif
