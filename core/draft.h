/*
 * draft.h: forms in progress, stored so that nothing typed is ever lost.
 *
 * A draft is what stands in each field as typed, not yet judged. There is one for each record being
 * edited and one for each new record of a kind. Local: it never travels. So is what is put together
 * otherwise, in a text of its own.
 */
#ifndef LI_DRAFT_H
#define LI_DRAFT_H

#include "kind.h"
#include "liaise.h"

struct draft {
    const struct kind *kind; /* NULL: of no form, but of what name says */
    struct id id;            /* nil: a new record */
    char **typed;            /* kind->stored_count of them, NULL where nothing was touched */
    char *name, *text;       /* of no form: as draft_keep_text was given them */
    char *at;                /* local time it was kept, "09:14" today, else "2026-03-15 09:14" */
};

/* Keeps what stands in the form now, in place of what was kept before. */
enum li_err draft_keep(struct li *li, const struct kind *kind, const struct id *id,
    const char *const *typed, struct li_error *err);

/* LI_NONE when there is no draft. The caller frees *out. */
enum li_err draft_find(struct li *li, const struct kind *kind, const struct id *id,
    struct draft **out, struct li_error *err);
enum li_err draft_drop(
    struct li *li, const struct kind *kind, const struct id *id, struct li_error *err);

/* What is put together on a screen that is no form, such as a hand-over: a text of its own making,
   under a name that is no kind's and the id of what it is about. text NULL: it goes. */
enum li_err draft_keep_text(
    struct li *li, const char *name, const struct id *id, const char *text, struct li_error *err);
/* The caller frees it; NULL: there is none. */
char *draft_text(struct li *li, const char *name, const struct id *id);

/* All of both sorts, newest first. The caller frees each and the list. */
enum li_err draft_all(struct li *li, struct draft ***out, size_t *count, struct li_error *err);
void draft_free(struct draft *draft);

#endif
