/*
 * log_progress.h: the few writes that are more than saving one record.
 */
#ifndef LI_CORE_LOG_LOG_PROGRESS_H
#define LI_CORE_LOG_LOG_PROGRESS_H

#include "core/record/record.h"

/* Logging progress on a goal. Texts are as typed; NULL where nothing was said. value: "12", "yes",
   "done"; for a goal of milestones the one done, by words, number or id. */
struct log_progress {
    const char *value;
    const char *on; /* NULL: today */
    const char *note, *confidence, *evidence;
};

/* What the log does to the goal, which must not be archived, without writing it: before and after.
 */
struct work_effect {
    struct goal_facts before, after;
};
enum li_err log_progress_preview(struct context *context, const struct id *goal,
    const struct log_progress *log, struct work_effect *out, struct li_error *err);

/* Writes it as one entry. out may be NULL. On LI_REFUSED *field is the number of the progress field
   that is wrong, -1 when none is. */
enum li_err log_progress(struct context *context, const struct id *goal,
    const struct log_progress *log, struct work_effect *out, int *field, struct li_error *err);

#endif
