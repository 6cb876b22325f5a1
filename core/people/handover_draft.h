/*
 * handover_draft.h: the unsaved changes of a hand-over, stored as a draft (core/record/draft.h),
 * one a scope. Saving a draft without changes removes it.
 */
#ifndef LI_CORE_PEOPLE_HANDOVER_DRAFT_H
#define LI_CORE_PEOPLE_HANDOVER_DRAFT_H

#include "core/people/handover.h"

struct draft;

enum li_err handover_draft_save(
    struct context *context, const struct handover *handover, struct li_error *err);
enum li_err handover_draft_drop(
    struct context *context, const struct handover_scope *scope, struct li_error *err);

/* The role and the day of the draft. False: there is none. */
bool handover_draft_find(
    struct context *context, const struct handover_scope *scope, struct id *role, day_t *day);

/* Puts its changes into a hand-over of that role and day. */
void handover_draft_load(struct context *context, struct handover *handover);

/* When the screen is left: the next screen to open the scope may take the draft. */
enum li_err handover_draft_release(
    struct context *context, const struct handover_scope *scope, struct li_error *err);

/* Whether another window has a hand-over of the scope open. */
bool handover_draft_is_elsewhere(struct context *context, const struct handover_scope *scope);

/* Whether a draft is a hand-over's, and its scope. */
bool handover_draft_is(const struct draft *draft, struct handover_scope *out);

#endif
