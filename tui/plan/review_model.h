/*
 * review_model.h: a plan being reviewed, apart from the screen: its fields and its drafts.
 */
#ifndef LI_TUI_PLAN_REVIEW_MODEL_H
#define LI_TUI_PLAN_REVIEW_MODEL_H

#include "core/plan/review.h"
#include "tui/form/form_field.h"
#include "tui/widget/form_draft.h"

enum { REVIEW_FIELDS = 2 }; /* of a goal: its outcome, and a comment */

struct review_model {
    struct review review;
    char *called;              /* "CAMA 2026" */
    char *heading;             /* "Review 2026 plan for CAMA" */
    struct form_field *fields; /* of each goal, then one for the year */
    bool *unsaved;             /* by field: typed, and not in a draft yet */
    bool *drafted;             /* by field: in a draft */
    struct form_draft *drafts; /* of each goal, then of the plan */
    struct draft **stored;     /* as many: drafts found at the beginning; NULL: none */
    int count, focus;          /* of the fields; focus: the one the cursor is in */
};

/* Loads the plan and resumes its drafts; *at, the caller's to free, is when the last was saved;
   NULL: there was none. End it, after a failure too. */
enum li_err review_model_begin(struct review_model *model, struct context *context,
    const struct id *plan, char **at, struct li_error *err);
void review_model_end(struct review_model *model);

/* Saves what is typed and in no draft yet; drops all drafts. */
enum li_err review_model_save_drafts(
    struct review_model *model, struct context *context, struct li_error *err);
void review_model_drop_drafts(struct review_model *model, struct context *context);
bool review_model_is_drafted(const struct review_model *model); /* something is in a draft */
/* Releases the drafts, which stay, for the next window. */
enum li_err review_model_leave(
    struct review_model *model, struct context *context, struct li_error *err);
/* Whether another window had one of the drafts open. */
bool review_model_elsewhere(const struct review_model *model);

/* Whether a draft is of a target without a record; *plan is then the plan it belongs to. */
struct draft;
bool review_model_is_draft(const struct draft *draft, struct id *plan);

/* Saves the review and drops the drafts. On failure the field to correct has the focus. */
enum li_err review_model_save(
    struct review_model *model, struct context *context, struct li_error *err);

#endif
