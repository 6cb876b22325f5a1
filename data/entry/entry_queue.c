/*
 * entry_queue.c: an array of items, and a hash table of their hashes.
 */
#include "data/entry/entry_queue.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRY_QUEUE_ROOM_LEAST = 64 };

/* The slot that holds the hash, or the free slot for it. A hash is random, so its first bytes
   choose the slot. */
static struct hash *entry_queue_place(
    struct hash *known, size_t known_room, const struct hash *hash)
{
    size_t at;
    memcpy(&at, hash->byte, sizeof at);
    at &= known_room - 1;
    while (!hash_is_zero(&known[at]) && !hash_equal(&known[at], hash))
        at = (at + 1) & (known_room - 1);
    return &known[at];
}

static void entry_queue_grow_known(struct entry_queue *queue)
{
    size_t room = queue->known_room ? 2 * queue->known_room : ENTRY_QUEUE_ROOM_LEAST;
    struct hash *known = li_calloc(room, sizeof *known);
    for (size_t i = 0; i < queue->count; i++)
        *entry_queue_place(known, room, &queue->items[i].hash) = queue->items[i].hash;
    free(queue->known);
    queue->known = known;
    queue->known_room = room;
}

static bool entry_queue_add_item(struct entry_queue *queue, const struct entry_queue_item *item)
{
    if (2 * (queue->count + 1) > queue->known_room)
        entry_queue_grow_known(queue);
    struct hash *place = entry_queue_place(queue->known, queue->known_room, &item->hash);
    if (!hash_is_zero(place))
        return false;
    *place = item->hash;
    if (queue->count == queue->room) {
        queue->room = queue->room ? 2 * queue->room : ENTRY_QUEUE_ROOM_LEAST;
        queue->items = li_realloc(queue->items, queue->room, sizeof *queue->items);
    }
    queue->items[queue->count++] = *item;
    return true;
}

bool entry_queue_add(struct entry_queue *queue, const struct entry *position)
{
    assert(queue && position && !hash_is_zero(&position->name.hash));
    return entry_queue_add_item(queue, &(struct entry_queue_item){.hlc = position->hlc,
                                           .replica = position->name.replica,
                                           .hash = position->name.hash,
                                           .applied = position->state == ENTRY_APPLIED});
}

bool entry_queue_add_fresh(struct entry_queue *queue, const struct entry *entry)
{
    assert(queue && entry && !hash_is_zero(&entry->name.hash));
    return entry_queue_add_item(queue, &(struct entry_queue_item){.hlc = entry->hlc,
                                           .replica = entry->name.replica,
                                           .hash = entry->name.hash,
                                           .fresh = entry});
}

static int entry_queue_compare(const void *a, const void *b)
{
    const struct entry_queue_item *one = a, *other = b;
    if (one->hlc != other->hlc)
        return one->hlc < other->hlc ? -1 : 1;
    int order = memcmp(one->replica.byte, other->replica.byte, ID_SIZE);
    return order ? order : hash_compare(&one->hash, &other->hash);
}

void entry_queue_sort(struct entry_queue *queue, size_t first)
{
    assert(queue && first <= queue->count);
    if (queue->count > first)
        qsort(
            queue->items + first, queue->count - first, sizeof *queue->items, entry_queue_compare);
}

bool entry_queue_precedes(const struct entry_queue_item *item, const struct entry *position)
{
    assert(item && position);
    const struct entry_queue_item other = {
        .hlc = position->hlc, .replica = position->name.replica, .hash = position->name.hash};
    return entry_queue_compare(item, &other) < 0;
}

void entry_queue_clear(struct entry_queue *queue)
{
    assert(queue);
    free(queue->items);
    free(queue->known);
    *queue = (struct entry_queue){0};
}
