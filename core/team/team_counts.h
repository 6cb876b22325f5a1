/*
 * team_counts.h: how many entries of each replica wait, or have not arrived, from one reading of
 * what is known, however many devices there are.
 */
#ifndef LI_CORE_TEAM_TEAM_COUNTS_H
#define LI_CORE_TEAM_TEAM_COUNTS_H

#include "data/store/store.h"
#include <stddef.h>

struct team_count {
    struct id replica;
    int64_t waiting;        /* entries that are here but do not count */
    uint64_t first_waiting; /* hlc of the first of them; 0: none waits */
    int64_t missing;        /* entries that others have but that have not arrived here */
};

/* By replica; one of which nothing waits or is missing has no item. {0} is empty. */
struct team_counts {
    struct team_count *items;
    size_t count;
};

/* The caller frees *out by team_counts_clear, whatever is returned. */
enum li_err team_counts_load(struct store *store, struct team_counts *out, struct li_error *err);
void team_counts_clear(struct team_counts *counts);

/* If nothing waits or is missing: all zero but the replica. */
struct team_count team_counts_find(const struct team_counts *counts, const struct id *replica);

#endif
