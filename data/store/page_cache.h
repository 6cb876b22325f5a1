/*
 * page_cache.h: how much of the file SQLite keeps in memory. Its sorts take as much again.
 */
#ifndef LI_DATA_STORE_PAGE_CACHE_H
#define LI_DATA_STORE_PAGE_CACHE_H

#include "data/store/store.h"

#define PAGE_CACHE_USUAL "PRAGMA cache_size = -16384" /* KiB, by SQLite's minus sign */

/* While on: 64 MiB, for a bulk write that touches the whole file. */
void page_cache_set_large(struct store *store, bool on);

/* While on: 1 MiB, so that a query begun now sorts in small parts, and can be stopped between them.
 */
void page_cache_sort_in_parts(struct store *store, bool on);

#endif
