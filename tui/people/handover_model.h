/*
 * handover_model.h: a hand-over being put together: its day, its role, what is to change; kept as a
 * draft until it is saved.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_MODEL_H
#define LI_TUI_PEOPLE_HANDOVER_MODEL_H

#include "core/people/handover.h"
#include "tui/term/edit.h"

struct handover_model {
    struct handover_scope scope;
    struct handover *division;
    struct workload_counter *scales; /* for the affiliates not weighed yet; NULL: all are */
    struct handover_name *roles;
    size_t role_count, role;
    struct edit day;
    bool unkept; /* the draft is not what is to be changed */
};

/* As it was left, and *taken_up; or today, in the role that most is held in. {0} after a failure is
   safe to free. */
enum li_err handover_model_start(struct handover_model *handing, struct context *context,
    const struct handover_scope *scope, bool *taken_up, struct li_error *err);
void handover_model_free(struct handover_model *handing);

/* Reads it again; what was to change is to change still. On failure all is as it was. */
enum li_err handover_model_renew(
    struct handover_model *handing, struct context *context, struct li_error *err);

/* Reads the day as it is typed, and the division of that day. */
enum li_err handover_model_settle_day(
    struct handover_model *handing, struct context *context, struct li_error *err);

/* The next role or the one before. LI_REFUSED: something is to change in this one. */
enum li_err handover_model_other_role(
    struct handover_model *handing, struct context *context, int by, struct li_error *err);

/* Weighs some of the affiliates; *more: there are others. */
enum li_err handover_model_weigh(
    struct handover_model *handing, struct context *context, bool *more, struct li_error *err);

/* The draft: kept, and thrown away. */
enum li_err handover_model_keep(
    struct handover_model *handing, struct context *context, struct li_error *err);
enum li_err handover_model_drop(
    struct handover_model *handing, struct context *context, struct li_error *err);

/* Writes it, and drops the draft. */
enum li_err handover_model_save(
    struct handover_model *handing, struct context *context, struct li_error *err);

#endif
