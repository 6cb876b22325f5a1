/*
 * target.h: the targets of goals in the plans of years, as they follow from goals and plans.
 */
#ifndef LI_CORE_PLAN_TARGET_H
#define LI_CORE_PLAN_TARGET_H

#include "core/context/year.h"
#include "core/record/record.h"

/* The id of what follows from two records, the same on every computer: it sorts as source does. */
struct id target_id_following(const char *kind, const struct id *of, const struct id *source);

/* What the target refers to. False: not to both yet. */
bool target_refs(const struct record *target, struct id *plan, struct id *goal);

/* What the goal should have reached by the end of the year, as the record says; NAN: no number. */
double target_proposed(const struct record *goal, const struct year *year);

/* A target, open, not written: the goal's in the plan. The caller frees it. */
struct record *target_new(
    struct context *context, const struct id *plan, const struct record *goal, double value);

/* The target of the goal in the plan, for the caller to free. LI_NONE: goal.plan alone says that it
   stands there, if it does. */
enum li_err target_find(struct context *context, const struct id *plan, const struct id *goal,
    struct record **out, struct li_error *err);

/* kind_goal's follow: the plan that is set gets a target, and the one that was set before keeps its
   own; with the plan cleared, its target is archived. Open targets on the straight line from the
   baseline to the target stay on it when it changes. */
enum li_err target_follow(struct store *store, const struct record *goal, struct li_error *err);

/* kind_target's complete: a new one gets the id that follows from its plan and goal, or the next
   where an archived one has it. */
enum li_err target_complete(struct store *store, struct record *target, struct li_error *err);

#endif
