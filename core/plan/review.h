/*
 * review.h: the review of a plan at the end of its year: a verdict on each goal, and on the year.
 */
#ifndef LI_CORE_PLAN_REVIEW_H
#define LI_CORE_PLAN_REVIEW_H

#include "core/context/year.h"
#include "core/record/record_list.h"

/* A goal of the plan. The verdict on one that ends with the year is in its record: GOAL_STATE and
   GOAL_OUTCOME. On one that runs on it is about the year alone, in the target's record:
   TARGET_VERDICT, at first as its figures say, and TARGET_COMMENT. */
struct review_goal {
    struct record *goal;
    struct record *target;    /* stored, or new where only goal.plan puts it in the plan */
    enum goal_state proposed; /* met or missed by its figures; open: it runs on */
    bool runs_on;             /* it is due after the year, and may stay open */
    char *standing; /* "12 of 30 managers, day 180 of 364: 40% done, ..."; dates as shown */
};

struct review {
    struct record *plan; /* PLAN_REVIEW is the text on the year */
    struct year year;
    struct review_goal *goals;
    size_t count;
};

/* Free it either way. LI_REFUSED: its year has not begun. */
enum li_err review_load(
    struct context *context, const struct id *plan, struct review *out, struct li_error *err);
void review_free(struct review *review);

/* verdict: enum verdict (core/kind/target.h). LI_REFUSED: it ends with the year, so it cannot
   continue. */
enum li_err review_set_verdict(struct review_goal *reviewed, int verdict, struct li_error *err);

/* Writes the verdicts and closes the plan, as one entry. LI_REFUSED: a goal that does not run on
   has no verdict, or a rule is broken; *goal (may be NULL) is its index, -1: it is no goal's. */
enum li_err review_save(
    struct context *context, struct review *review, int *goal, struct li_error *err);

#endif
