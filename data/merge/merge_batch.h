/*
 * merge_batch.h: entries in memory, found by their hashes, until they are merged together.
 *
 * Invariants:
 *  1. No hash is there twice.
 *  2. places has the index + 1 of each entry, at the first free place from the one that its hash
 *     names on.
 */
#ifndef LI_DATA_MERGE_MERGE_BATCH_H
#define LI_DATA_MERGE_MERGE_BATCH_H

#include "data/entry/entry.h"

enum {
    MERGE_BATCH_ENTRIES = 4096,
    MERGE_BATCH_BYTES = 4 << 20,
    MERGE_BATCH_PLACES = 2 * MERGE_BATCH_ENTRIES, /* a power of two */
};

/* All zero is empty. */
struct merge_batch {
    struct entry entries[MERGE_BATCH_ENTRIES];
    size_t count, bytes;
    unsigned short places[MERGE_BATCH_PLACES];
};

/* NULL: it is not there. */
const struct entry *merge_batch_find(struct merge_batch *batch, const struct hash *hash);
/* Adds a copy, as one that waits. There is room (merge_batch_is_full), and it is not there. */
void merge_batch_add(struct merge_batch *batch, const struct entry *entry);
bool merge_batch_is_full(const struct merge_batch *batch);
void merge_batch_clear(struct merge_batch *batch);

#endif
