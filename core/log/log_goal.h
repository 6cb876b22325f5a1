/*
 * log_goal.h: a goal loaded to log progress on it: once for the form, its previews and the log.
 */
#ifndef LI_CORE_LOG_LOG_GOAL_H
#define LI_CORE_LOG_LOG_GOAL_H

#include "core/context/context.h"
#include "core/health/goal_health.h"

/* All zero: none is loaded. */
struct log_goal {
    struct id id, affiliate; /* affiliate nil: it has none */
    char *title, *unit;      /* unit NULL: none */
    bool archived;
    struct goal_facts facts;
    int64_t version; /* of the database (store_version) when it was loaded */
};

/* Loads it, in place of what *goal held, which stays on failure. LI_NONE: there is no such goal. */
enum li_err log_goal_load(
    struct context *context, const struct id *id, struct log_goal *goal, struct li_error *err);
void log_goal_clear(struct log_goal *goal);

/* Loads it again if another program has written since. After a write of one's own, load it. */
enum li_err log_goal_refresh(struct context *context, struct log_goal *goal, struct li_error *err);

#endif
