/*
 * draft.h: forms in progress, stored so that nothing typed is ever lost.
 *
 * A draft is what stands in each field as typed, not yet judged, and what the record held when it
 * was typed. Each form that is open has one of its own, known by its key, however many are about
 * the same record. While the form is open, its draft is in use: nobody else may resume it, until
 * the form is left or its program has ended, in whatever way. Local: it never travels. So is what
 * is put together otherwise, in a text of its own.
 */
#ifndef LI_CORE_RECORD_DRAFT_H
#define LI_CORE_RECORD_DRAFT_H

#include "core/context/context.h"
#include "core/schema/kind.h"

struct draft {
    struct id key;
    const struct kind *kind; /* NULL: of no form, but of what name says */
    struct id id;            /* nil: a new record */
    char **typed;            /* kind->stored_count of them, NULL where nothing was touched */
    char **base;             /* as many: what the record held, as typed, NULL where nothing; base
                                itself NULL: of a new record, or kept before this was */
    char *name, *text;       /* of no form: as draft_keep_text was given them */
    char *at;                /* local time it was kept, "09:14" today, else "2026-03-15 09:14" */
    char *owner;             /* whose open form it is or was; NULL: nobody's */
    bool in_use;             /* that form is open still, in this program or another */
};

/* Keeps what stands in the form now, in place of what was kept under the key; a nil key becomes a
   new one. The draft is in use from now on. base NULL: of a new record. */
enum li_err draft_keep(struct context *context, struct id *key, const struct kind *kind,
    const struct id *id, const char *const *typed, const char *const *base, struct li_error *err);

/* Which draft to resume: the one of that key or, with none, the newest of that record. */
struct draft_options {
    const struct kind *kind;
    const struct id *id;
    const struct id *key;                               /* NULL or nil: none */
    bool (*fits)(void *arg, const struct draft *draft); /* NULL: any does */
    void *arg;
};

/* Takes a draft that nobody uses into use. *out is NULL when there is none, else the caller's to
   free; *in_use (may be NULL): another form is typing in one. */
enum li_err draft_resume(struct context *context, const struct draft_options *wish,
    struct draft **out, bool *in_use, struct li_error *err);

/* The form is left: whoever wants may resume it. A nil key is none. */
enum li_err draft_release(struct context *context, const struct id *key, struct li_error *err);
/* The draft goes, and *key becomes nil. */
enum li_err draft_drop(struct context *context, struct id *key, struct li_error *err);

/* What is put together on a screen that is no form, such as a hand-over: a text of its own making,
   under a name that is no kind's and the id of what it is about. A program has at most one of them
   in use. text NULL: it goes. */
enum li_err draft_keep_text(struct context *context, const char *name, const struct id *id,
    const char *text, struct li_error *err);
/* The one in use here, or else the newest that nobody uses, which is taken into use. The caller
   frees it; NULL: there is none. */
char *draft_text(struct context *context, const char *name, const struct id *id);
/* Whether another program has one in use. */
bool draft_text_elsewhere(struct context *context, const char *name, const struct id *id);
enum li_err draft_release_text(
    struct context *context, const char *name, const struct id *id, struct li_error *err);

/* Takes the draft of that key into use, as resuming it would: for a text that is then resumed.
   LI_NONE: it is gone, or in use by now. */
enum li_err draft_claim(struct context *context, const struct id *key, struct li_error *err);

/* All of both sorts, newest first. The caller frees each and the list. */
enum li_err draft_all(
    struct context *context, struct draft ***out, size_t *count, struct li_error *err);
void draft_free(struct draft *draft);

#endif
