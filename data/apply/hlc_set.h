/*
 * hlc_set.h: a set of times.
 */
#ifndef LI_DATA_APPLY_HLC_SET_H
#define LI_DATA_APPLY_HLC_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* {0} is empty. 0 is no time of an entry, and is in none. */
struct hlc_set {
    uint64_t *places;
    size_t room, count;
};

bool hlc_set_has(const struct hlc_set *set, uint64_t hlc);
void hlc_set_add(struct hlc_set *set, uint64_t hlc); /* unless it is there */
void hlc_set_clear(struct hlc_set *set);

#endif
