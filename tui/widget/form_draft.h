/*
 * form_draft.h: what is typed of a record, kept as a draft until it is written. What is typed of
 * one record about another, progress on a goal or a contact with an affiliate, is kept under the id
 * of the other, so that everything it can be about has drafts of its own.
 */
#ifndef LI_TUI_WIDGET_FORM_DRAFT_H
#define LI_TUI_WIDGET_FORM_DRAFT_H

#include "core/record/draft.h"

enum { NOT_ABOUT = -1 };

struct form_draft {
    const struct kind *kind;
    struct id id;   /* of the record, or of what it is about; nil: a new record */
    struct id key;  /* of the draft; nil: none is stored. Set before one is resumed: that one */
    int about;      /* the field that holds id: what it is about; NOT_ABOUT: none does */
    bool unkept;    /* something typed is not in it yet */
    bool elsewhere; /* when it was opened, another window was typing about the same */
};

bool form_draft_drafted(const struct form_draft *keeping); /* a draft is stored */

/* Keeps what is typed, if something is unkept: kind->stored_count texts, NULL where nothing is;
   what it is about is added. base as draft_save takes it. typed NULL: nothing worth it, the draft
   goes. */
enum li_err form_draft_keep(struct form_draft *keeping, struct context *context, const char **typed,
    const char *const *base, struct li_error *err);
enum li_err form_draft_drop(
    struct form_draft *keeping, struct context *context, struct li_error *err);

/* The form is left: its draft stays, for whoever resumes it. */
enum li_err form_draft_leave(
    struct form_draft *keeping, struct context *context, struct li_error *err);

/* The record is written: the draft goes, and if it stays behind nothing is added to it. */
void form_draft_done(struct form_draft *keeping, struct context *context);

/* *out is the draft to resume and *at when it was kept, both the caller's to free; NULL: there is
   none. fits as in draft.h. */
enum li_err form_draft_take_up(struct form_draft *keeping, struct context *context,
    bool (*fits)(void *arg, const struct draft *draft), void *arg, struct draft **out, char **at,
    struct li_error *err);

/* Whether a draft is of that kind, and kept under the id of what it is about. */
bool form_draft_kept(const struct draft *draft, const struct kind *kind, int about);

#endif
