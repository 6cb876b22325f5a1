/*
 * review.h: a plan looked back upon at its year's end: what came of each goal, and of the year.
 */
#ifndef LI_CORE_PLAN_REVIEW_H
#define LI_CORE_PLAN_REVIEW_H

#include "core/context/year.h"
#include "core/record/record_list.h"

/* A goal of the plan. What a person says of one that ends with the year is set in its record:
   GOAL_STATE, GOAL_OUTCOME; of one that runs on, in its target's, of the year alone:
   TARGET_VERDICT, which is what its figures say until then, and TARGET_COMMENT. */
struct review_goal {
    struct record *goal;
    struct record *target;    /* stored, or new where goal.plan alone says that it stands here */
    enum goal_state proposed; /* met or missed, as its figures say; open: it runs on */
    bool runs_on;             /* it goes on after the year, and may stay open */
    char *standing;           /* "12 of 30 managers by day 180 of 364: 40 % where ..." */
};

struct review {
    struct record *plan; /* PLAN_REVIEW is a person's word on the year */
    struct year year;
    struct review_goal *goals;
    size_t count;
};

/* Free it either way. LI_REFUSED: its year has not begun. */
enum li_err review_load(
    struct context *context, const struct id *plan, struct review *out, struct li_error *err);
void review_free(struct review *review);

/* What a person says came of the goal, a verdict (target.h) by its number. LI_REFUSED: it ends with
   the year, and cannot continue. */
enum li_err review_set_verdict(struct review_goal *reviewed, int verdict, struct li_error *err);

/* Writes what was said of the goals and of the year, and closes the plan, as one entry. LI_REFUSED:
   a goal that does not run on is neither met, missed nor dropped, or a rule is broken; *goal (may
   be NULL) is its number, -1 when it is none. */
enum li_err review_save(
    struct context *context, struct review *review, int *goal, struct li_error *err);

#endif
