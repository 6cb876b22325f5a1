/*
 * hlc_set.c: a hash table with open addressing.
 *
 * Invariants:
 *  1. room is 0 or a power of two.
 *  2. At least half of the slots are free (0).
 *  3. No slot is free between the one that a time's hash chooses and the one that holds the time.
 */
#include "data/apply/hlc_set.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

/* The slot that holds the time, or the free slot for it. */
static uint64_t *hlc_set_place(const struct hlc_set *set, uint64_t hlc)
{
    size_t at = (size_t)(hlc * 0x9E3779B97F4A7C15u >> 20) & (set->room - 1);
    while (set->places[at] && set->places[at] != hlc)
        at = (at + 1) & (set->room - 1);
    return &set->places[at];
}

bool hlc_set_has(const struct hlc_set *set, uint64_t hlc)
{
    assert(set && hlc);
    return set->count && *hlc_set_place(set, hlc) == hlc;
}

static void hlc_set_grow(struct hlc_set *set)
{
    struct hlc_set old = *set;
    set->room = old.room ? 2 * old.room : 64;
    set->places = li_calloc(set->room, sizeof *set->places);
    for (size_t i = 0; i < old.room; i++)
        if (old.places[i])
            *hlc_set_place(set, old.places[i]) = old.places[i];
    free(old.places);
}

void hlc_set_add(struct hlc_set *set, uint64_t hlc)
{
    assert(set && hlc);
    if (2 * (set->count + 1) > set->room)
        hlc_set_grow(set);
    uint64_t *place = hlc_set_place(set, hlc);
    set->count += *place == 0;
    *place = hlc;
}

void hlc_set_clear(struct hlc_set *set)
{
    assert(set);
    free(set->places);
    *set = (struct hlc_set){0};
}
