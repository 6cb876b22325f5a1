/*
 * target.h: the targets of goals in the plans of years, as they follow from goals and plans.
 */
#ifndef LI_CORE_PLAN_TARGET_H
#define LI_CORE_PLAN_TARGET_H

#include "core/context/year.h"
#include "core/record/record.h"

/* What the goal should have reached by the end of the year, as the record says; NAN: no number. */
double target_proposed(const struct record *goal, const struct year *year);

/* A target, open, not written: the goal's in the plan. The caller frees it. */
struct record *target_new(
    struct context *context, const struct id *plan, const struct record *goal, double value);

/* The target of the goal in the plan, for the caller to free. LI_NONE: goal.plan alone says that it
   stands there, if it does. */
enum li_err target_find(struct context *context, const struct id *plan, const struct id *goal,
    struct record **out, struct li_error *err);

#endif
