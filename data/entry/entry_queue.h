/*
 * entry_queue.h: entries that are to be put in, by their order, each once.
 */
#ifndef LI_DATA_ENTRY_ENTRY_QUEUE_H
#define LI_DATA_ENTRY_ENTRY_QUEUE_H

#include "data/entry/entry.h"

struct entry_queue_item {
    uint64_t hlc;
    struct id replica;
    struct hash hash;
    const struct entry *fresh; /* not stored yet; NULL: it is stored */
    bool applied;              /* what it did is in the tables */
};

/* {0} is empty. `known` has the hash of each item and of nothing else, and at least half of its
   places are free; its room is a power of two. */
struct entry_queue {
    struct entry_queue_item *items;
    size_t count, room;
    struct hash *known; /* zero: a free place */
    size_t known_room;
};

/* False: it is there already. Of a position hlc, replica, hash and state matter. */
bool entry_queue_add(struct entry_queue *queue, const struct entry *position);
bool entry_queue_add_fresh(struct entry_queue *queue, const struct entry *entry);

/* Sorts the items from `first` on. */
void entry_queue_sort(struct entry_queue *queue, size_t first);

/* Whether the item is earlier than the position. */
bool entry_queue_precedes(const struct entry_queue_item *item, const struct entry *position);

void entry_queue_clear(struct entry_queue *queue);

#endif
