/*
 * apply_conflict.h: what lost when an entry was put in.
 */
#ifndef LI_DATA_APPLY_APPLY_CONFLICT_H
#define LI_DATA_APPLY_APPLY_CONFLICT_H

#include "data/base/error.h"
#include "data/base/hash.h"
#include "data/base/id.h"
#include "data/store/store.h"
#include <stddef.h>

/* One thing that an entry could not do as meant, or overruled. */
struct apply_conflict {
    char *table;
    char *column; /* NULL: the whole record */
    struct id id;
    const char *why;   /* "changed", "exists", "missing", "rule", "reference" */
    char *lost, *kept; /* values as text; NULL: no value */
};

/* {0} is empty. Their order is of no importance. */
struct apply_conflicts {
    struct apply_conflict *items;
    size_t count, room;
};

/* Copies table, column, lost and kept; why is a literal. */
void apply_conflicts_add(struct apply_conflicts *conflicts, const struct apply_conflict *conflict);

/* The one of a record's column that was added last; NULL: there is none. */
struct apply_conflict *apply_conflicts_find(
    struct apply_conflicts *conflicts, const char *table, const struct id *id, const char *column);

/* Removes one that find returned; pointers to others are invalid then. */
void apply_conflicts_remove(struct apply_conflicts *conflicts, struct apply_conflict *conflict);

/* Saves them as the entry's; replace: in place of those it had before. */
enum li_err apply_conflicts_save(struct store *store, const struct apply_conflicts *conflicts,
    const struct hash *entry, struct li_error *err);
enum li_err apply_conflicts_replace(struct store *store, const struct apply_conflicts *conflicts,
    const struct hash *entry, struct li_error *err);

void apply_conflicts_clear(struct apply_conflicts *conflicts);

#endif
