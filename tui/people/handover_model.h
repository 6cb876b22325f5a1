/*
 * handover_model.h: a handover being prepared: its date, its role, what is to change; saved as a
 * draft until it is carried out.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_MODEL_H
#define LI_TUI_PEOPLE_HANDOVER_MODEL_H

#include "core/people/handover.h"
#include "tui/term/edit.h"

struct handover_model {
    struct handover_scope scope;
    struct handover *handover;
    struct workload_counter *scales; /* weighs the affiliates; NULL: all are weighed */
    struct handover_name *roles;
    size_t role_count, role;
    struct edit day;
    bool unkept; /* the draft is not what is to change */
};

/* As it was left, and *taken_up; or today, in the role that most is held in. {0} after a failure is
   safe to free. */
enum li_err handover_model_begin(struct handover_model *model, struct context *context,
    const struct handover_scope *scope, bool *resumed, struct li_error *err);
void handover_model_end(struct handover_model *model);

/* Loads it again; what was to change still is. On failure nothing changes. */
enum li_err handover_model_refresh(
    struct handover_model *model, struct context *context, struct li_error *err);

/* Parses the date as typed, and loads the handover as of it. */
enum li_err handover_model_parse_day(
    struct handover_model *model, struct context *context, struct li_error *err);

/* The next role or the one before. LI_REFUSED: something is to change in this one. */
enum li_err handover_model_other_role(
    struct handover_model *model, struct context *context, int by, struct li_error *err);

/* Finds what comes with some of the affiliates; *more: there are others. */
enum li_err handover_model_weigh(
    struct handover_model *model, struct context *context, bool *more, struct li_error *err);

/* The draft: saved if it is out of date, and dropped. */
enum li_err handover_model_save_draft(
    struct handover_model *model, struct context *context, struct li_error *err);
enum li_err handover_model_drop_draft(
    struct handover_model *model, struct context *context, struct li_error *err);

/* Saves the handover, and drops the draft. */
enum li_err handover_model_save(
    struct handover_model *model, struct context *context, struct li_error *err);

#endif
