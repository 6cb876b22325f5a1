/*
 * rowid_map.h: a map from records to the rowids they had before they were removed.
 */
#ifndef LI_DATA_APPLY_ROWID_MAP_H
#define LI_DATA_APPLY_ROWID_MAP_H

#include "data/base/id.h"
#include <stddef.h>
#include <stdint.h>

struct rowid_map_item {
    struct id id;
    int64_t row; /* 0: the slot is free */
};

/* {0} is empty. Invariants:
   1. room is 0 or a power of two, and at least half of the slots are free.
   2. No slot is free between the one that an id's hash chooses and the one that holds the id. */
struct rowid_map {
    struct rowid_map_item *items;
    size_t count, room;
};

/* Sets the rowid of the record, replacing any earlier one. row is not 0. */
void rowid_map_set(struct rowid_map *map, const struct id *id, int64_t row);
int64_t rowid_map_find(const struct rowid_map *map, const struct id *id); /* 0: none */
void rowid_map_clear(struct rowid_map *map); /* empties it and frees its memory */

#endif
