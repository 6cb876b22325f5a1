/*
 * handover_model.h: a handover being prepared: its date, its role, its changes; saved as a draft
 * until it is carried out.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_MODEL_H
#define LI_TUI_PEOPLE_HANDOVER_MODEL_H

#include "core/people/handover.h"
#include "tui/term/edit.h"

struct handover_model {
    struct handover_scope scope;
    struct handover *handover;
    struct workload_counter *counter; /* of the affiliates' open work; NULL: all is counted */
    struct handover_name *roles;
    size_t role_count, role;
    struct edit day; /* the date, as typed */
    bool unsaved;    /* the changes are not in the draft yet */
};

/* Resumes the draft, and sets *resumed; or begins as of today, in the role that most affiliates
   have. LI_REFUSED: none of our roles is held here. End it, after a failure too. */
enum li_err handover_model_begin(struct handover_model *model, struct context *context,
    const struct handover_scope *scope, bool *resumed, struct li_error *err);
void handover_model_end(struct handover_model *model);

/* Loads it again and keeps the changes. On failure nothing changes. */
enum li_err handover_model_refresh(
    struct handover_model *model, struct context *context, struct li_error *err);

/* Parses the date as typed, and loads the handover as of it. */
enum li_err handover_model_parse_day(
    struct handover_model *model, struct context *context, struct li_error *err);

/* Loads the next role (by 1) or the one before (-1). LI_REFUSED: there are changes in this one. */
enum li_err handover_model_other_role(
    struct handover_model *model, struct context *context, int by, struct li_error *err);

/* Counts the open work of some affiliates; *more: there are others. */
enum li_err handover_model_count(
    struct handover_model *model, struct context *context, bool *more, struct li_error *err);

/* The draft: saved if it is out of date; dropped. */
enum li_err handover_model_save_draft(
    struct handover_model *model, struct context *context, struct li_error *err);
enum li_err handover_model_drop_draft(
    struct handover_model *model, struct context *context, struct li_error *err);

/* Saves the handover, and drops the draft. */
enum li_err handover_model_save(
    struct handover_model *model, struct context *context, struct li_error *err);

#endif
