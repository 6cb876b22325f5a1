/*
 * row_cache.h: the records of a list that were on the screen lately, so that they are read once.
 */
#ifndef LI_TUI_ROWS_ROW_CACHE_H
#define LI_TUI_ROWS_ROW_CACHE_H

#include "core/query/listing.h"

/* So many rows in a row are held at once: some twenty screens. */
enum { FETCHED_MOST = 1024 };

struct row_cache;

struct row {
    int64_t rowid; /* 0: nothing kept here */
    struct id id;
    bool archived;
    char **cells; /* one a column, as people read them, never NULL; itself NULL: it can't be read */
};

/* li and columns must outlive it. */
struct row_cache *row_cache_new(
    struct context *context, const struct kind *kind, const struct columns *columns);
void row_cache_free(struct row_cache *fetched);

/* The row that stands at that place of the list. NULL when it can't be read, or is gone. Valid
   until a row FETCHED_MOST places away is asked for. */
const struct row *row_cache_row(struct row_cache *fetched, size_t at, int64_t rowid);

/* Whether it was read already, or can't be. */
bool row_cache_has(const struct row_cache *fetched, size_t at, int64_t rowid);

/* Records may have changed: all are read again when they are asked for. */
void row_cache_forget(struct row_cache *fetched);

#endif
