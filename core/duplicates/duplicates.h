/*
 * duplicates.h: pairs of records that are likely one and the same.
 *
 * They are found by their fields marked FIELD_IDENTIFIES, one sweep over the kind for each: records
 * sorted by the match key of that field (core/base/match_key.h), so that duplicates come one after
 * another and no record is compared with every other. Memory holds the pairs alone. Where many
 * records are alike, each is paired with the first of them only. Archived records are left out, and
 * so are pairs that a person marked as different.
 */
#ifndef LI_CORE_DUPLICATES_DUPLICATES_H
#define LI_CORE_DUPLICATES_DUPLICATES_H

#include "core/context/context.h"
#include "core/schema/kind.h"

struct duplicates_pair {
    int64_t one, other; /* row ids; one was added to this database before other */
    unsigned signs;     /* bits: which sweeps found it; in words, duplicates_why */
    int weight;         /* of those signs */
};

struct duplicates_sweep;

struct duplicates {
    struct duplicates_pair *pairs; /* once all sweeps are done: the likeliest first */
    size_t count, room;
    size_t looked, looks; /* sweeps done, and how many there are */
    struct context *context;
    const struct kind *kind;
    struct duplicates_sweep *sweeps;
    struct query *naming;
};

/* Whether duplicates can be found among records of the kind. */
bool duplicates_has(const struct kind *kind);
/* The next such kind, after the last the first; kind NULL: the first. */
const struct kind *duplicates_next(const struct kind *kind);

struct duplicates *duplicates_new(struct context *context, const struct kind *kind);
void duplicates_free(struct duplicates *duplicates); /* NULL is allowed */

/* One sweep. 1: there are more to do. 0: all pairs are found. -1: *err says why; after
   LI_INTERRUPTED it can be tried again. */
int duplicates_look(struct duplicates *duplicates, struct li_error *err);

/* "Same code and email, similar name". The caller frees it. */
char *duplicates_why(const struct duplicates *duplicates, const struct duplicates_pair *pair);

/* The record in a row of a pair, and its name after its code, "CAMA Canadian Association", for the
   caller to free. False: it is gone, or archived since. */
bool duplicates_record(struct duplicates *duplicates, int64_t row, struct id *id, char **name);

/* Marks the two as different, as one entry. */
enum li_err duplicates_tell_apart(struct context *context, const struct kind *kind,
    const struct id *one, const struct id *other, struct li_error *err);

#endif
