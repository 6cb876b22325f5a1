/*
 * rowid_map.c: a hash table with open addressing.
 */
#include "data/apply/rowid_map.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ROWID_MAP_ROOM_LEAST = 64 };

/* The slot where the search for an id begins. The last bytes of an id are the random ones. */
static size_t rowid_map_home(const struct rowid_map *map, const struct id *id)
{
    uint64_t low;
    memcpy(&low, id->byte + ID_SIZE - sizeof low, sizeof low);
    return (size_t)((low * 0x9E3779B97F4A7C15u >> 20) & (map->room - 1));
}

/* The slot that holds the record, or the free slot for it. */
static struct rowid_map_item *rowid_map_place(const struct rowid_map *map, const struct id *id)
{
    size_t at = rowid_map_home(map, id);
    while (map->items[at].row && !id_equal(&map->items[at].id, id))
        at = (at + 1) & (map->room - 1);
    return &map->items[at];
}

static void rowid_map_grow(struct rowid_map *map)
{
    struct rowid_map grown = {
        .count = map->count, .room = map->room ? 2 * map->room : ROWID_MAP_ROOM_LEAST};
    grown.items = li_calloc(grown.room, sizeof *grown.items);
    for (size_t i = 0; i < map->room; i++)
        if (map->items[i].row)
            *rowid_map_place(&grown, &map->items[i].id) = map->items[i];
    free(map->items);
    *map = grown;
}

void rowid_map_set(struct rowid_map *map, const struct id *id, int64_t row)
{
    assert(map && id && row);
    if (2 * (map->count + 1) > map->room)
        rowid_map_grow(map);
    struct rowid_map_item *item = rowid_map_place(map, id);
    map->count += item->row == 0;
    *item = (struct rowid_map_item){*id, row};
}

int64_t rowid_map_find(const struct rowid_map *map, const struct id *id)
{
    assert(map && id);
    return map->count ? rowid_map_place(map, id)->row : 0;
}

void rowid_map_clear(struct rowid_map *map)
{
    assert(map);
    free(map->items);
    *map = (struct rowid_map){0};
}
