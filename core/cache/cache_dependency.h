/*
 * cache_dependency.h: which other records' facts are drawn from a record, as SQL: along a reference
 * (FIELD_INVALIDATES), or along a way that its kind names (kind->feeds). When the record changes,
 * the cache rows of those others are out of date.
 */
#ifndef LI_CORE_CACHE_CACHE_DEPENDENCY_H
#define LI_CORE_CACHE_CACHE_DEPENDENCY_H

#include "core/schema/kind.h"
#include <stdbool.h>
#include <stdio.h>

/* One such way: either a reference or a way that the kind names; the other is NULL. */
struct cache_edge {
    const struct field *field;
    const struct cache_dependency *way;
};

/* Gives those of the kind one after another, *at being 0 to begin with. False: no more. */
bool cache_dependency_next(const struct kind *kind, int *at, struct cache_edge *out);
bool cache_dependency_any(const struct kind *kind); /* whether there are any */

/* The name of the kind whose facts are drawn from the record. */
const char *cache_dependency_target(const struct cache_edge *edge);

/* The columns of the record that matter, as SQL; NULL: any may. */
const char *cache_dependency_columns(const struct cache_edge *edge);

/* Whether cache_update has to mark the targets of an added record: not where the way leads over
   records that refer to it, since those are added after it; nor for reference kinds, which the pass
   comes to after their targets, so that a trigger marks them. */
bool cache_dependency_from_added(const struct kind *kind, const struct cache_edge *edge);

/* Writes a SELECT of the row ids of the targets of the record in row (an alias), ending in its
   WHERE. from names that row, and is NULL in a trigger. */
void cache_dependency_write_targets(
    const struct cache_edge *edge, const char *row, const char *from, FILE *sql);

#endif
