/*
 * row_cache.h: the records of a list that were on the screen lately, so that each is loaded once.
 */
#ifndef LI_TUI_ROWS_ROW_CACHE_H
#define LI_TUI_ROWS_ROW_CACHE_H

#include "core/query/row_reader.h"

/* Successive rows held: some twenty screens. */
enum { ROW_CACHE_SIZE = 1024 };

struct row_cache;

/* context and columns must outlive it. */
struct row_cache *row_cache_new(
    struct context *context, const struct kind *kind, const struct columns *columns);
void row_cache_free(struct row_cache *cache);

/* The row at place `at` of the list, loaded if it is not held. NULL: it can't be loaded, or is
   gone. Valid until a row ROW_CACHE_SIZE places away is asked for, or row_cache_forget. */
const struct row_cells *row_cache_row(struct row_cache *cache, size_t at, int64_t rowid);

/* Whether loading it was tried already. */
bool row_cache_has(const struct row_cache *cache, size_t at, int64_t rowid);

/* Records may have changed: each is loaded again when it is asked for. */
void row_cache_forget(struct row_cache *cache);

#endif
