/*
 * cache_fill.h: what is kept of records (kept.h), worked out from them and written row by row.
 *
 * Of one statement that adds many rows SQLite would remember every page it changes, so as to be
 * able to take back that statement alone: a million rows' worth of memory for nothing, since what
 * fails here takes back all there is.
 */
#ifndef LI_CORE_CACHE_CACHE_FILL_H
#define LI_CORE_CACHE_CACHE_FILL_H

#include "core/schema/kind.h"
#include "data/store/store.h"

struct cache_fill {
    char *select; /* what is kept, of the records with row ids from ?1 to ?2 */
    char *insert; /* one of its rows, in the place of what was kept before */
};

/* source: a FROM with r, the records, and a WHERE. */
struct cache_fill cache_fill_new(const struct kind *kind, const char *source);
void cache_fill_clear(struct cache_fill *filling);

enum li_err cache_fill_run(struct store *store, const struct cache_fill *filling, int64_t first,
    int64_t last, struct li_error *err);

#endif
