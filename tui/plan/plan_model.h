/*
 * plan_model.h: next year's plan being drafted, apart from the screen: its proposed items, the line
 * being edited, its draft.
 */
#ifndef LI_TUI_PLAN_PLAN_MODEL_H
#define LI_TUI_PLAN_PLAN_MODEL_H

#include "tui/plan/plan_line.h"

struct plan_model {
    struct plan_proposal proposal;
    char *called;          /* "CAMA 2027" */
    char *heading;         /* "Draft 2027 plan for CAMA" */
    struct plan_line line; /* of the item being edited */
};

/* Proposes the plan and puts the draft into it; *resumed: there was one. Fails as plan_propose
   does. End it, after a failure too. */
enum li_err plan_model_begin(struct plan_model *model, struct context *context,
    const struct id *affiliate, int year, bool *resumed, struct li_error *err);
void plan_model_end(struct plan_model *model);

/* NULL: there is no item at that place. */
struct plan_item *plan_model_item(const struct plan_model *model, size_t at);

/* "3 goals, 1 activity": what the plan will have. The caller frees it. */
char *plan_model_count_text(const struct plan_model *model);

/* Includes or excludes the item, and saves the draft. */
enum li_err plan_model_toggle(
    struct plan_model *model, struct context *context, size_t at, struct li_error *err);

/* A key for the line being edited; *taken: it was one. What it changed is saved in the draft. */
enum li_err plan_model_type(struct plan_model *model, struct context *context,
    const struct key *key, bool *taken, struct li_error *err);

/* Ends editing the line and saves the draft: with the changes, which are checked first (on failure
   the line is still edited), or without them. */
enum li_err plan_model_accept_line(
    struct plan_model *model, struct context *context, struct li_error *err);
enum li_err plan_model_cancel_line(
    struct plan_model *model, struct context *context, struct li_error *err);

/* Saves the plan and drops the draft. On failure *item is the place of the item to correct, if it
   is one's fault; else it is left alone. */
enum li_err plan_model_save(
    struct plan_model *model, struct context *context, size_t *item, struct li_error *err);

#endif
