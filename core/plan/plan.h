/*
 * plan.h: the plan of an affiliate's next year, drafted from the one before.
 */
#ifndef LI_CORE_PLAN_PLAN_H
#define LI_CORE_PLAN_PLAN_H

#include "core/context/year.h"
#include "core/record/record_list.h"

/* A goal or an activity of a proposal. */
struct plan_item {
    struct record *record; /* new, or a stored goal that runs on */
    struct record *target; /* a goal's new target in the plan */
    struct records steps;  /* a new goal's milestones */
    day_t continues;       /* the plan's last day, where the goal runs on after it; else DAY_NONE */
    struct id source;      /* the goal, commitment or activity it comes from */
    char *why;             /* why it is proposed: one sentence, with dates as the user reads them */
    bool left_out;         /* not wanted in the plan */
    bool touched;          /* edited or left out once: part of the draft */
};

/* The editable cells of an item: its title, and its aim: an activity's day; a goal's target (the
   year's, where it runs on) or, where it has none, its due day. Returns the field's number; *of is
   the record with that field. */
enum plan_cell { PLAN_TITLE, PLAN_AIM, PLAN_CELLS };
int plan_item_field(const struct plan_item *item, enum plan_cell cell, struct record **of);

struct plan_proposal {
    struct year year;
    struct record *plan;
    struct plan_item *items;
    size_t count;
    char *from; /* the year of the plan before; NULL: there is none */
};

/* Proposes the affiliate's plan for the year, from its last plan and from goals in no plan:
   unfinished goals, with the rest of their targets; goals that run on, which stay in their plans
   and get a target for this year; commitments of agreements in force; and last plan's activities.
   Dates move by whole years. Nothing is written. LI_REFUSED: there is a plan for the year, which is
   named, or the affiliate is archived. Free it either way. */
enum li_err plan_propose(struct context *context, const struct id *affiliate, int year,
    struct plan_proposal *out, struct li_error *err);
void plan_proposal_free(struct plan_proposal *proposal);

/* Writes the plan and the items that are not left out, as one entry. LI_REFUSED names the rule that
   is broken; *item (may be NULL) is the item's index, -1: the plan itself. */
enum li_err plan_save(
    struct context *context, struct plan_proposal *proposal, int *item, struct li_error *err);

/* "18 managers by 2027-12-31", "Visit on 2027-05-03". The caller frees it. */
char *plan_item_aim(const struct context *context, const struct plan_item *item);

/* Agreed on a day, as typed (NULL: today): its drafted goals become open. One entry. LI_REFUSED: it
   is closed, or agreed with no drafted goal left. */
enum li_err plan_agree(
    struct context *context, const struct id *plan, const char *day, struct li_error *err);

#endif
