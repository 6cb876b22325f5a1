/*
 * draft.h: forms in progress, stored so that nothing typed is ever lost.
 *
 * A draft holds the text of each field as typed, and what the record held when it was typed. Each
 * open form has a draft of its own, which a key identifies; several may be about one record. While
 * the form is open its draft is in use: no one else may resume it until the form is closed or its
 * program has ended. Screens that are no forms store a draft as one text. Drafts are local: they
 * are not shared.
 */
#ifndef LI_CORE_RECORD_DRAFT_H
#define LI_CORE_RECORD_DRAFT_H

#include "core/context/context.h"
#include "core/schema/kind.h"

struct draft {
    struct id key;
    const struct kind *kind; /* NULL: a text of the screen that name names */
    struct id id;            /* nil: a new record */
    char **typed;            /* kind->stored_count texts; NULL where nothing was typed */
    char **base;             /* as many: what the record held, as typed; NULL: no value. base itself
                                is NULL for a new record, and in drafts of old versions */
    char *name, *text;       /* without a kind: as given to draft_save_text */
    char *at;                /* the local time of saving: "09:14" today, else "2026-03-15 09:14" */
    char *owner;             /* the form that uses it or did last; NULL: none */
    bool in_use;             /* that form is open, in this program or another */
};

/* Saves the form's texts in place of the draft with the key; a nil key becomes a new one. The draft
   is in use from now on. base NULL: of a new record. */
enum li_err draft_save(struct context *context, struct id *key, const struct kind *kind,
    const struct id *id, const char *const *typed, const char *const *base, struct li_error *err);

/* Which draft to resume: the one of that key or, with none, the newest of that record. */
struct draft_options {
    const struct kind *kind;
    const struct id *id;
    const struct id *key;                               /* NULL or nil: none */
    bool (*fits)(void *arg, const struct draft *draft); /* NULL: any does */
    void *arg;
};

/* Takes a draft that is not in use. *out is NULL if there is none, else the caller's to free;
 *in_use (may be NULL): whether one is in use in another form. */
enum li_err draft_resume(struct context *context, const struct draft_options *options,
    struct draft **out, bool *in_use, struct li_error *err);

/* The form is closed: its draft may be resumed. A nil key is none. */
enum li_err draft_release(struct context *context, const struct id *key, struct li_error *err);
/* Deletes the draft; *key becomes nil. */
enum li_err draft_drop(struct context *context, struct id *key, struct li_error *err);

/* Saves the draft of a screen that is no form, such as a hand-over: a text in a format of its own,
   under a name that is no kind's and the id of the record it is about. A program uses at most one
   at a time. text NULL: deletes it. */
enum li_err draft_save_text(struct context *context, const char *name, const struct id *id,
    const char *text, struct li_error *err);
/* The one in use here, or else the newest that is not in use, which is then in use. The caller
   frees it; NULL: there is none. */
char *draft_text(struct context *context, const char *name, const struct id *id);
/* Whether another program has one in use. */
bool draft_text_elsewhere(struct context *context, const char *name, const struct id *id);
enum li_err draft_release_text(
    struct context *context, const char *name, const struct id *id, struct li_error *err);

/* Takes the draft with the key into use, so that draft_text returns it. LI_NONE: it was deleted, or
   is in use. */
enum li_err draft_claim(struct context *context, const struct id *key, struct li_error *err);

/* All drafts, of forms and of other screens, newest first. The caller frees each and the list. */
enum li_err draft_all(
    struct context *context, struct draft ***out, size_t *count, struct li_error *err);
void draft_free(struct draft *draft);

#endif
