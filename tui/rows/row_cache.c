/*
 * row_cache.c: a ring of rows, so that neighbors in the list never push each other out.
 *
 * What holds between calls:
 *
 * 1. The row at place p of the list is in slots[p % ROW_CACHE_SIZE] or nowhere.
 * 2. A slot whose rowid is 0 is empty: its cells are all zero.
 * 3. A slot with a rowid was tried: its cells hold the row as it was read, or no texts where it
 *    could not be read. It is not tried again until row_cache_forget.
 * 4. A slot's texts are as many as the columns; the columns never change in the cache's life.
 */
#include "tui/rows/row_cache.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

struct row_cache_slot {
    int64_t rowid; /* 0: empty */
    struct row_cells cells;
};

struct row_cache {
    struct row_reader *reader;
    struct row_cache_slot slots[ROW_CACHE_SIZE];
};

struct row_cache *row_cache_new(
    struct context *context, const struct kind *kind, const struct columns *columns)
{
    assert(context && kind && columns);
    struct row_cache *cache = li_calloc(1, sizeof *cache);
    cache->reader = row_reader_new(context, kind, columns);
    return cache;
}

static void row_cache_empty(struct row_cache_slot *slot)
{
    row_cells_clear(&slot->cells);
    slot->rowid = 0;
}

void row_cache_forget(struct row_cache *cache)
{
    for (size_t i = 0; i < ROW_CACHE_SIZE; i++)
        row_cache_empty(&cache->slots[i]);
}

void row_cache_free(struct row_cache *cache)
{
    row_cache_forget(cache);
    row_reader_free(cache->reader);
    free(cache);
}

bool row_cache_has(const struct row_cache *cache, size_t at, int64_t rowid)
{
    assert(rowid > 0);
    return cache->slots[at % ROW_CACHE_SIZE].rowid == rowid;
}

const struct row_cells *row_cache_row(struct row_cache *cache, size_t at, int64_t rowid)
{
    assert(rowid > 0);
    struct row_cache_slot *slot = &cache->slots[at % ROW_CACHE_SIZE];
    if (slot->rowid != rowid) {
        row_cache_empty(slot);
        row_reader_load(cache->reader, rowid, &slot->cells, &(struct li_error){0});
        slot->rowid = rowid;
    }
    return slot->cells.texts ? &slot->cells : NULL;
}
