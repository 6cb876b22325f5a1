/*
 * apply_conflict.h: what lost when an entry was applied.
 */
#ifndef LI_DATA_APPLY_APPLY_CONFLICT_H
#define LI_DATA_APPLY_APPLY_CONFLICT_H

#include "data/base/error.h"
#include "data/base/hash.h"
#include "data/base/id.h"
#include "data/store/store.h"
#include <stddef.h>

/* One value or record that an entry left out, or overruled. */
struct apply_conflict {
    char *table;
    char *column; /* NULL: the whole record */
    struct id id;
    const char *why;   /* "changed", "exists", "missing", "rule", "reference" */
    char *lost, *kept; /* values as text; NULL: no value */
};

/* {0} is empty. The order doesn't matter. */
struct apply_conflicts {
    struct apply_conflict *items;
    size_t count, room;
};

/* Copies table, column, lost and kept, but not why, which must be a string literal. */
void apply_conflicts_add(struct apply_conflicts *conflicts, const struct apply_conflict *conflict);

/* The conflict that was added last for a column of a record; NULL: there is none. */
struct apply_conflict *apply_conflicts_find(
    struct apply_conflicts *conflicts, const char *table, const struct id *id, const char *column);

/* Removes a conflict that apply_conflicts_find returned. Pointers to other conflicts become
   invalid. */
void apply_conflicts_remove(struct apply_conflicts *conflicts, struct apply_conflict *conflict);

/* Saves the conflicts of an entry; _replace instead of those stored for it, unless they are the
   same. */
enum li_err apply_conflicts_save(struct store *store, const struct apply_conflicts *conflicts,
    const struct hash *entry, struct li_error *err);
enum li_err apply_conflicts_replace(struct store *store, const struct apply_conflicts *conflicts,
    const struct hash *entry, struct li_error *err);

void apply_conflicts_clear(struct apply_conflicts *conflicts); /* empties it and frees its memory */

#endif
