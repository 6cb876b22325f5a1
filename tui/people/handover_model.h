/*
 * handover_model.h: a hand-over being put together: its day, its role, what is to change; kept as a
 * draft until it is saved.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_MODEL_H
#define LI_TUI_PEOPLE_HANDOVER_MODEL_H

#include "core/people/handover.h"
#include "tui/term/edit.h"

struct handing {
    struct division_scope scope;
    struct division *division;
    struct scales *scales; /* for the affiliates not weighed yet; NULL: all are */
    struct named *roles;
    size_t role_count, role;
    struct edit day;
    bool unkept; /* the draft is not what is to be changed */
};

/* As it was left, and *taken_up; or today, in the role that most is held in. {0} after a failure is
   safe to free. */
enum li_err handing_start(struct handing *handing, struct li *li,
    const struct division_scope *scope, bool *taken_up, struct li_error *err);
void handing_free(struct handing *handing);

/* Reads it again; what was to change is to change still. On failure all is as it was. */
enum li_err handing_renew(struct handing *handing, struct li *li, struct li_error *err);

/* Reads the day as it is typed, and the division of that day. */
enum li_err handing_settle_day(struct handing *handing, struct li *li, struct li_error *err);

/* The next role or the one before. LI_REFUSED: something is to change in this one. */
enum li_err handing_other_role(
    struct handing *handing, struct li *li, int by, struct li_error *err);

/* Weighs some of the affiliates; *more: there are others. */
enum li_err handing_weigh(struct handing *handing, struct li *li, bool *more, struct li_error *err);

/* The draft: kept, and thrown away. */
enum li_err handing_keep(struct handing *handing, struct li *li, struct li_error *err);
enum li_err handing_drop(struct handing *handing, struct li *li, struct li_error *err);

/* Writes it, and drops the draft. */
enum li_err handing_save(struct handing *handing, struct li *li, struct li_error *err);

#endif
