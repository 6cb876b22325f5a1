/*
 * merge_batch.h: entries held in memory until they are merged together, found by hash.
 *
 * Invariants:
 *  1. No two entries have the same hash.
 *  2. `places` has the index + 1 of each entry, and 0 in free slots. No slot is free between the
 *     one that an entry's hash chooses and the one that holds its index.
 */
#ifndef LI_DATA_MERGE_MERGE_BATCH_H
#define LI_DATA_MERGE_MERGE_BATCH_H

#include "data/entry/entry.h"

enum {
    MERGE_BATCH_ENTRIES = 4096,
    MERGE_BATCH_BYTES = 4 << 20,
    MERGE_BATCH_PLACES = 2 * MERGE_BATCH_ENTRIES, /* a power of two */
};

/* {0} is empty. */
struct merge_batch {
    struct entry entries[MERGE_BATCH_ENTRIES];
    size_t count, bytes;
    unsigned short places[MERGE_BATCH_PLACES];
};

/* NULL: there is no such entry. */
const struct entry *merge_batch_find(struct merge_batch *batch, const struct hash *hash);
/* Adds a copy with the state ENTRY_WAITING. The batch must not be full, nor have the entry. */
void merge_batch_add(struct merge_batch *batch, const struct entry *entry);
/* Full by number of entries or by bytes. */
bool merge_batch_is_full(const struct merge_batch *batch);
void merge_batch_clear(struct merge_batch *batch); /* empties it and frees the entries */

#endif
