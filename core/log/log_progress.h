/*
 * log_progress.h: progress logged on a goal, or a milestone of it done.
 */
#ifndef LI_CORE_LOG_LOG_PROGRESS_H
#define LI_CORE_LOG_LOG_PROGRESS_H

#include "core/log/log_goal.h"

/* Texts as typed; NULL: none. value: "12", "yes", "done"; for a goal measured by milestones the one
   that is done, by words of its title, its number or its id. */
struct log_progress {
    const char *value;
    const char *on; /* NULL: today */
    const char *note, *confidence, *evidence;
};

/* The goal's facts before and after a log. */
struct log_effect {
    struct goal_facts before, after;
};

/* The effect of a log, without writing it. */
enum li_err log_progress_preview(struct context *context, const struct log_goal *goal,
    const struct log_progress *log, struct log_effect *out, struct li_error *err);

/* Writes it as one entry, after log_goal_refresh. out and field may be NULL. On LI_REFUSED, also of
   an archived goal, *field is the number of the progress field that is wrong, -1: none. */
enum li_err log_progress(struct context *context, struct log_goal *goal,
    const struct log_progress *log, struct log_effect *out, int *field, struct li_error *err);

#endif
