/*
 * merge_batch.c: an array of entries, and a hash table of their indexes.
 */
#include "data/merge/merge_batch.h"
#include <assert.h>
#include <string.h>

/* The slot of the entry with that hash, or the free slot for it. */
static unsigned short *merge_batch_place(struct merge_batch *batch, const struct hash *hash)
{
    size_t at;
    memcpy(&at, hash->byte, sizeof at);
    at &= MERGE_BATCH_PLACES - 1;
    while (batch->places[at] && !hash_equal(&batch->entries[batch->places[at] - 1].name.hash, hash))
        at = (at + 1) & (MERGE_BATCH_PLACES - 1);
    return &batch->places[at];
}

const struct entry *merge_batch_find(struct merge_batch *batch, const struct hash *hash)
{
    assert(batch && hash);
    unsigned short place = *merge_batch_place(batch, hash);
    return place ? &batch->entries[place - 1] : NULL;
}

void merge_batch_add(struct merge_batch *batch, const struct entry *entry)
{
    assert(batch && entry && batch->count < MERGE_BATCH_ENTRIES);
    unsigned short *place = merge_batch_place(batch, &entry->name.hash);
    assert(!*place);
    struct entry *copy = &batch->entries[batch->count];
    struct entry said = *entry;
    said.effect = said.changeset;
    said.state = ENTRY_WAITING;
    entry_copy(&said, copy);
    *place = (unsigned short)++batch->count;
    batch->bytes += sizeof *copy + copy->changeset_size;
}

bool merge_batch_is_full(const struct merge_batch *batch)
{
    assert(batch);
    return batch->count == MERGE_BATCH_ENTRIES || batch->bytes >= MERGE_BATCH_BYTES;
}

void merge_batch_clear(struct merge_batch *batch)
{
    assert(batch);
    for (size_t i = 0; i < batch->count; i++)
        entry_free(&batch->entries[i]);
    memset(batch->places, 0, sizeof batch->places);
    batch->count = batch->bytes = 0;
}
