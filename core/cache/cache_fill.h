/*
 * cache_fill.h: cache rows computed from their records and written one by one.
 *
 * A single statement that adds many rows would make SQLite remember every page it changes, so that
 * it could take back that statement alone. That is a million rows' worth of memory for nothing,
 * since a failure here takes back the whole transaction.
 */
#ifndef LI_CORE_CACHE_CACHE_FILL_H
#define LI_CORE_CACHE_CACHE_FILL_H

#include "core/schema/kind.h"
#include "data/store/store.h"

/* The texts are SQL, owned. All zero: nothing to fill. */
struct cache_fill {
    int row_id;   /* its column in select */
    char *select; /* the cache rows of the records with row ids from ?1 to ?2 */
    char *same;   /* whether the row there is stands for one such row; NULL: never */
    char *insert; /* writes one such row, replacing the one there was */
};

/* source: a FROM with r, the records, and a WHERE with ?1 and ?2. The caller clears it. */
struct cache_fill cache_fill_new(const struct kind *kind, const char *source);
void cache_fill_clear(struct cache_fill *fill);

/* Inside a transaction; first and last are row ids. Adds those to *changed, which may be NULL,
   whose new row differs in what others' facts are drawn from. */
struct vector;
enum li_err cache_fill_run(struct store *store, const struct cache_fill *fill, int64_t first,
    int64_t last, struct vector *changed, struct li_error *err);

#endif
