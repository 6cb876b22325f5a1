/*
 * entry_queue.h: entries waiting to be applied, each at most once, and sorted on request.
 */
#ifndef LI_DATA_ENTRY_ENTRY_QUEUE_H
#define LI_DATA_ENTRY_ENTRY_QUEUE_H

#include "data/entry/entry.h"

struct entry_queue_item {
    uint64_t hlc;
    struct id replica;
    struct hash hash;
    const struct entry *fresh; /* an entry that isn't stored yet, borrowed; NULL: it is stored */
    bool applied;              /* its effect is in the tables */
};

/* {0} is empty. Invariants:
   1. `known` has the hash of each item, and no other.
   2. known_room is 0 or a power of two, and at least half of its slots are free. */
struct entry_queue {
    struct entry_queue_item *items;
    size_t count, room;
    struct hash *known; /* a hash table of hashes; zero: a free slot */
    size_t known_room;
};

/* Adds a stored entry, or one that isn't stored yet and stays the caller's. False: it is in the
   queue already. Only hlc, replica, hash and state of a position are read. */
bool entry_queue_add(struct entry_queue *queue, const struct entry *position);
bool entry_queue_add_fresh(struct entry_queue *queue, const struct entry *entry);

/* Sorts the items from index `first` on by the total order. */
void entry_queue_sort(struct entry_queue *queue, size_t first);

/* Whether the item is earlier than the position in the total order. */
bool entry_queue_precedes(const struct entry_queue_item *item, const struct entry *position);

void entry_queue_clear(struct entry_queue *queue); /* empties it and frees its memory */

#endif
