/*
 * plan_rollover.h: a goal or an activity of one year as it would be in another. For core/plan.
 */
#ifndef LI_CORE_PLAN_PLAN_ROLLOVER_H
#define LI_CORE_PLAN_PLAN_ROLLOVER_H

#include "core/plan/plan.h"

/* Whether it needs no more work: marked met or dropped, or reached. A goal to be maintained never
   is reached. */
bool plan_finished(const struct goal_facts *facts);

/* Whether it runs on in the year unchanged: open, and due in it, later, or on no day. */
bool plan_runs_on(const struct record *goal, const struct year *year);

/* The item for a new goal in the plan, from last year's: the rest of its target (whole: all of it,
   as it is promised every year) and its open milestones, with dates and the year in its title
   moved. */
void plan_roll_goal(struct plan_item *item, const struct record *goal, struct records *milestones,
    const struct goal_facts *facts, const struct plan_proposal *into, bool whole);

/* Whether the activity is planned for the year or later. */
bool plan_is_ahead(const struct record *activity, const struct year *year);

/* The activity again, planned, so many months later; left out at first where it was a call or an
   email, which may have been for once. */
void plan_roll_activity(
    struct plan_item *item, const struct record *activity, const struct id *plan, int months);

#endif
