/*
 * plan_rollover.h: one goal or activity of a year as it would stand in the next; for plan.c and its
 * like alone.
 */
#ifndef LI_CORE_PLAN_PLAN_ROLLOVER_H
#define LI_CORE_PLAN_PLAN_ROLLOVER_H

#include "core/plan/plan.h"

/* LI_REFUSED: the affiliate has a plan for the year, which is named. */
enum li_err plan_refuse_second(
    struct context *context, const struct id *affiliate, int year, struct li_error *err);

/* The id of a new plan: the same on every computer that drafts it, unless an archived one has it.
 */
struct id plan_id(struct context *context, const struct id *affiliate, int year);

/* The plan of the latest year before that one, for the caller to free; NULL: there is none. */
enum li_err plan_before(struct context *context, const struct id *affiliate,
    const struct year *year, struct record **out, struct li_error *err);

/* Whether it needs no more work: called met or dropped, or all of it reached. What is to be kept up
   never is. */
bool plan_finished(const struct goal_facts *facts);

/* Whether it goes on in the year as it is: open, and due in it or later, or on no day at all. */
bool plan_runs_on(const struct record *goal, const struct year *year);

/* The goal anew, for that plan: what is left of its target (whole: all of it, as it is promised
   every year), its days and the year in its title moved on, its open milestones. */
void plan_roll_goal(struct plan_item *item, const struct record *goal, struct records *milestones,
    const struct goal_facts *facts, const struct plan_proposal *into, bool whole);

/* Whether the activity is still to come, in the year or later. */
bool plan_is_ahead(const struct record *activity, const struct year *year);

/* The activity again, planned, so many months later; left out at first where it was a call or an
   email, which may have been for once. */
void plan_roll_activity(
    struct plan_item *item, const struct record *activity, const struct id *plan, int months);

#endif
