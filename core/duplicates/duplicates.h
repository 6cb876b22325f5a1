/*
 * duplicates.h: records that are likely two of one and the same.
 *
 * They are told by their fields marked FIELD_IDENTIFIES, one sweep over the kind for each: the
 * records sorted by the likeness of that field (likeness.h), so that doubles come one after another
 * and none is compared with every other. Memory holds the pairs alone. Where many records are
 * alike, each is paired with the first of them only. Archived records are no doubles, nor are pairs
 * that a person told apart.
 */
#ifndef LI_CORE_DUPLICATES_DUPLICATES_H
#define LI_CORE_DUPLICATES_DUPLICATES_H

#include "core/context/context.h"
#include "core/schema/kind.h"

struct duplicates_pair {
    int64_t one, other; /* row ids; one was added to this database before other */
    unsigned signs;     /* what they are told by: duplicates_why */
    int weight;         /* of those signs */
};

struct duplicates_sweep;

struct duplicates {
    struct duplicates_pair *pairs; /* once all was looked at: the likeliest first */
    size_t count, room;
    size_t looked, looks; /* sweeps done, and how many there are */
    struct context *context;
    const struct kind *kind;
    struct duplicates_sweep *sweeps;
    struct query *naming;
};

/* Whether doubles can be told among records of that kind. */
bool duplicates_has(const struct kind *kind);
/* The next such kind after one, and after the last the first; NULL: the first. */
const struct kind *duplicates_next(const struct kind *kind);

struct duplicates *duplicates_new(struct context *context, const struct kind *kind);
void duplicates_free(struct duplicates *doubles); /* NULL is allowed */

/* One sweep. 1: there are more to do. 0: all pairs are found. -1: *err says why; after
   LI_INTERRUPTED it can be tried again. */
int duplicates_look(struct duplicates *doubles, struct li_error *err);

/* "Same code and email, similar name". The caller frees it. */
char *duplicates_why(const struct duplicates *doubles, const struct duplicates_pair *pair);

/* Which record stands at a row of a pair, and what it is called, its code first: "CAMA Canadian
   Association", for the caller to free. False: it is there no more, or archived since. */
bool duplicates_record(struct duplicates *doubles, int64_t row, struct id *id, char **name);

/* Remembers, as one entry, that the two are not the same. */
enum li_err duplicates_tell_apart(struct context *context, const struct kind *kind,
    const struct id *one, const struct id *other, struct li_error *err);

#endif
