/*
 * review_model.h: a plan being reviewed, apart from the screen: its slots and its drafts.
 */
#ifndef LI_TUI_PLAN_REVIEW_MODEL_H
#define LI_TUI_PLAN_REVIEW_MODEL_H

#include "core/plan/review.h"
#include "tui/form/form_field.h"
#include "tui/widget/form_draft.h"

enum { REVIEW_SLOTS = 2 }; /* of a goal: what came of it, and a word on it */

struct review_model {
    struct review review;
    char *called;              /* "CAMA 2026" */
    struct form_field *slots;  /* of each goal, then one for the year */
    bool *unkept;              /* by slot: typed, and not in a draft yet */
    bool *kept;                /* by slot: in a draft */
    struct form_draft *drafts; /* of each goal, then of the plan */
    struct draft **held; /* as many: what was kept of it before, by a form perhaps; may be NULL */
    int count, focus;    /* focus: the slot the cursor is in */
};

/* Takes up what was typed earlier; *at, the caller's to free, is when; NULL: nothing was. Free it
   either way. */
enum li_err review_model_start(struct review_model *reviewing, struct context *context,
    const struct id *plan, char **at, struct li_error *err);
void review_model_free(struct review_model *reviewing);

/* Keeps what is typed and not kept yet; discards all that was. */
enum li_err review_model_keep(
    struct review_model *reviewing, struct context *context, struct li_error *err);
void review_model_drop(struct review_model *reviewing, struct context *context);
/* The screen is left: its drafts stay. And whether another window is typing on one of these. */
enum li_err review_model_leave(
    struct review_model *reviewing, struct context *context, struct li_error *err);
bool review_model_elsewhere(const struct review_model *reviewing);

/* Whether the draft is one of a target that no record says yet, and of which plan. */
struct draft;
bool review_model_is_draft(const struct draft *draft, struct id *plan);

/* Writes it. What is refused has the focus then. */
enum li_err review_model_save(
    struct review_model *reviewing, struct context *context, struct li_error *err);

#endif
