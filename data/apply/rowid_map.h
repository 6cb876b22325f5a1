/*
 * rowid_map.h: the rowids that records had.
 */
#ifndef LI_DATA_APPLY_ROWID_MAP_H
#define LI_DATA_APPLY_ROWID_MAP_H

#include "data/base/id.h"
#include <stddef.h>
#include <stdint.h>

struct rowid_map_item {
    struct id id;
    int64_t row; /* 0: the place is free */
};

/* {0} is empty. Places are tried from the id's own on, and half of them at least are free. */
struct rowid_map {
    struct rowid_map_item *items;
    size_t count, room;
};

/* In place of the one the record had before. row is not 0. */
void rowid_map_set(struct rowid_map *map, const struct id *id, int64_t row);
int64_t rowid_map_find(const struct rowid_map *map, const struct id *id); /* 0: none */
void rowid_map_clear(struct rowid_map *map);

#endif
