/*
 * plan.h: the plan of an affiliate's next year, drafted from the one before.
 */
#ifndef LI_CORE_PLAN_PLAN_H
#define LI_CORE_PLAN_PLAN_H

#include "core/context/year.h"
#include "core/record/record_list.h"

/* Something that would stand in the plan. */
struct plan_item {
    struct record *record; /* a goal or an activity, new; or one that is there and runs on */
    struct record *target; /* of a goal: what the plan states of it, new */
    struct records steps;  /* of a new goal: the milestones it would have */
    day_t continues;       /* the goal goes on after the plan's last day, which this is */
    struct id source;      /* the goal, commitment or activity it comes from */
    char *why;             /* one sentence */
    bool left_out;         /* a person does not want it */
    bool touched;          /* left out once, or edited: kept until it is saved */
};

/* What a person edits of an item: its title and what it aims at, of a goal its target (that of the
   year, where it goes on beyond) or, where it has none, the day it is due; of an activity its day.
   Gives the number of that field, and the record it is a field of. */
enum plan_cell { PLAN_TITLE, PLAN_AIM, PLAN_CELLS };
int plan_item_field(const struct plan_item *item, enum plan_cell cell, struct record **of);

struct plan_proposal {
    struct year year;
    struct record *plan;
    struct plan_item *items;
    size_t count;
    char *from; /* what the plan it was drafted from is called; NULL: there was none */
};

/* What would stand in the affiliate's plan for the year: of its last plan and of what stands in no
   plan, the goals unfinished, with what is left to reach, and those that run on, which stay in the
   plans they stand in and get a target for this year; what was promised
   in agreements in force; and the activities of its last plan, again. Days move by whole years.
   Nothing is written. LI_REFUSED: there is a plan for that year, which is named, or the affiliate
   is archived. Free it either way. */
enum li_err plan_propose(struct context *context, const struct id *affiliate, int year,
    struct plan_proposal *out, struct li_error *err);
void plan_proposal_free(struct plan_proposal *proposal);

/* Writes the plan and what was not left out, as one entry. LI_REFUSED names what breaks a rule;
 *with item (may be NULL) the number of the item, -1 when it is none. */
enum li_err plan_save(
    struct context *context, struct plan_proposal *proposal, int *item, struct li_error *err);

/* Keeps what a person changed in the items touched, on this computer, until it is saved or thrown
   away; puts it into another proposal of the same plan. False: nothing was kept. */
enum li_err plan_draft_save(
    struct context *context, const struct plan_proposal *proposal, struct li_error *err);
bool plan_draft_load(struct context *context, struct plan_proposal *proposal);
void plan_draft_drop(struct context *context, const struct plan_proposal *proposal);
/* The screen is left: whoever opens it next takes that up. And whether another window changes a
   proposal of the same plan. */
enum li_err plan_draft_release(
    struct context *context, const struct plan_proposal *proposal, struct li_error *err);
bool plan_draft_is_elsewhere(struct context *context, const struct plan_proposal *proposal);
/* Whether the draft (draft.h), kept under the affiliate's id, is one of these, and of which year.
 */
struct draft;
bool plan_draft_is(const struct draft *draft, int *year);

/* "18 managers by 2027-12-31", "visit on 2027-05-03". The caller frees it. */
char *plan_item_aim(const struct plan_item *item);

/* The affiliate's plan for a year. LI_NONE: there is none, or it is archived. */
enum li_err plan_find(struct context *context, const struct id *affiliate, int year, struct id *out,
    struct li_error *err);

/* Both sides agreed on a day, as typed (NULL: today): its drafted goals are open from now on. One
   entry. LI_REFUSED: it is agreed already, with no goal still a draft, or closed. */
enum li_err plan_agree(
    struct context *context, const struct id *plan, const char *day, struct li_error *err);

#endif
