/*
 * cache_dependency.h: whose facts are drawn from a record, as SQL: along a reference
 * (FIELD_INVALIDATES), or along a way that its kind names (struct feed).
 */
#ifndef LI_CORE_CACHE_CACHE_DEPENDENCY_H
#define LI_CORE_CACHE_CACHE_DEPENDENCY_H

#include "core/schema/kind.h"
#include <stdio.h>

/* One or the other. */
struct feeding {
    const struct field *field;
    const struct cache_dependency *way;
};

/* Those of the kind, one after another, *at being 0 to begin with. False: there are no more. */
bool cache_dependency_next(const struct kind *kind, int *at, struct feeding *out);
bool cache_dependency_feeds(const struct kind *kind); /* whether there are any */

/* The kind whose facts they are. */
const char *cache_dependency_whose(const struct feeding *feeding);

/* The columns of the record that matter; NULL: any may. */
const char *cache_dependency_columns(const struct feeding *feeding);

/* Whether the pass before the commit has to note whom an added record feeds: not where the way
   leads over records that refer to it, since those are added after it; nor for reference kinds,
   which it comes to after whom they feed, so that a trigger does it. */
bool cache_dependency_from_added(const struct kind *kind, const struct feeding *feeding);

/* INSERT of the row ids of whose facts are drawn from the record in row (an alias) among those out
   of date: from names that row, and is NULL where a trigger does; join and condition may be NULL.
 */
void cache_dependency_write(const struct feeding *feeding, const char *row, const char *from,
    const char *join, const char *condition, FILE *sql);

#endif
