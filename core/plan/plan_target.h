/*
 * plan_target.h: the target of a goal in a plan: proposed, made and found.
 */
#ifndef LI_CORE_PLAN_PLAN_TARGET_H
#define LI_CORE_PLAN_PLAN_TARGET_H

#include "core/context/year.h"
#include "core/record/record.h"

/* The value that the goal should reach by the end of the year; NAN: none. */
double plan_target_proposed(const struct record *goal, const struct year *year);

/* A new, open target of the goal in the plan, not saved. The caller frees it. */
struct record *plan_target_new(
    struct context *context, const struct id *plan, const struct record *goal, double value);

/* The target of the goal in the plan, for the caller to free. LI_NONE: it has none there; the goal
   may still be in the plan by its field `plan`. */
enum li_err plan_target_find(struct context *context, const struct id *plan, const struct id *goal,
    struct record **out, struct li_error *err);

#endif
