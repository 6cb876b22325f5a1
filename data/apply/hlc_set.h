/*
 * hlc_set.h: a set of entry times.
 */
#ifndef LI_DATA_APPLY_HLC_SET_H
#define LI_DATA_APPLY_HLC_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* {0} is empty. No entry has the time 0, so 0 marks a free slot and can't be added. */
struct hlc_set {
    uint64_t *places;
    size_t room, count;
};

bool hlc_set_has(const struct hlc_set *set, uint64_t hlc);
void hlc_set_add(struct hlc_set *set, uint64_t hlc); /* no effect if it is in the set */
void hlc_set_clear(struct hlc_set *set);             /* empties it and frees its memory */

#endif
