/*
 * plan_draft.h: the unsaved changes to a proposal, stored as a draft (core/record/draft.h) under
 * the affiliate's id, one a year.
 */
#ifndef LI_CORE_PLAN_PLAN_DRAFT_H
#define LI_CORE_PLAN_PLAN_DRAFT_H

#include "core/plan/plan.h"

struct draft;

/* Stores the changes to items that were touched; without any, removes the draft. */
enum li_err plan_draft_save(
    struct context *context, const struct plan_proposal *proposal, struct li_error *err);

/* Puts the changes into a proposal of the same plan. False: there was no draft. */
bool plan_draft_load(struct context *context, struct plan_proposal *proposal);
void plan_draft_drop(struct context *context, const struct plan_proposal *proposal);

/* When the screen is left: the next screen to open the proposal may take the draft. */
enum li_err plan_draft_release(
    struct context *context, const struct plan_proposal *proposal, struct li_error *err);

/* Whether another window has a proposal of the same plan open. */
bool plan_draft_is_elsewhere(struct context *context, const struct plan_proposal *proposal);

/* Whether a draft is a plan's, and the year. */
bool plan_draft_is(const struct draft *draft, int *year);

#endif
