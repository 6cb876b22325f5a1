/*
 * form_draft.h: what is typed of a record, stored as a draft until the record is saved. A record
 * that is about another (progress on a goal, a contact with an affiliate) has its draft under the
 * id of the other, so that each goal and each affiliate has a draft of its own.
 */
#ifndef LI_TUI_WIDGET_FORM_DRAFT_H
#define LI_TUI_WIDGET_FORM_DRAFT_H

#include "core/record/draft.h"

enum { NOT_ABOUT = -1 };

struct form_draft {
    const struct kind *kind;
    struct id id; /* of the record, or of the one it is about; nil: a new record */
    struct id
        key;   /* of the stored draft; nil: none. Set before form_draft_resume: resume that one */
    int about; /* the field that refers to id; NOT_ABOUT: none does */
    bool unsaved;   /* what is typed differs from the stored draft */
    bool elsewhere; /* another window had such a draft open when this one began */
};

bool form_draft_is_stored(const struct form_draft *draft);

/* Stores what is typed, if it is unsaved: kind->stored_count texts, NULL where nothing is typed;
   the field `about` is added. base as in draft.h. typed NULL: there is nothing to store, and the
   draft is dropped. */
enum li_err form_draft_save(struct form_draft *draft, struct context *context, const char **typed,
    const char *const *base, struct li_error *err);
enum li_err form_draft_drop(
    struct form_draft *draft, struct context *context, struct li_error *err);

/* The form is left: releases the draft, which stays, for the next window. */
enum li_err form_draft_leave(
    struct form_draft *draft, struct context *context, struct li_error *err);

/* The record is saved: drops the draft. If that fails, nothing more is stored in it. */
void form_draft_done(struct form_draft *draft, struct context *context);

/* Finds the draft to resume: *out, and in *at when it was stored, both the caller's to free; NULL:
   there is none. fits as in draft.h. */
enum li_err form_draft_resume(struct form_draft *draft, struct context *context,
    bool (*fits)(void *arg, const struct draft *draft), void *arg, struct draft **out, char **at,
    struct li_error *err);

/* Whether a draft is of that kind, and stored under the id that its field `about` refers to. */
bool form_draft_is_about(const struct draft *draft, const struct kind *kind, int about);

#endif
