/*
 * page_cache.c: the cache_size of a connection.
 */
#include "data/store/page_cache.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include <assert.h>

#define PAGE_CACHE_LARGE "PRAGMA cache_size = -65536"
#define PAGE_CACHE_SMALL "PRAGMA cache_size = -1024"

void page_cache_set_large(struct store *store, bool on)
{
    assert(store);
    if (store->large_cache == on)
        return;
    store->large_cache = on;
    query_run(store, on ? PAGE_CACHE_LARGE : PAGE_CACHE_USUAL, NULL);
}

/* SQLite sorts in parts as large as the cache was when the sorting began. */
void page_cache_sort_in_parts(struct store *store, bool on)
{
    assert(store);
    query_run(store, on ? PAGE_CACHE_SMALL : PAGE_CACHE_USUAL, NULL);
}
