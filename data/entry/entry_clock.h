/*
 * entry_clock.h: the hybrid logical clock by which entries are ordered.
 *
 * A time is an hlc: milliseconds since 1970 << 16 | counter. It follows this machine's clock, and
 * runs ahead of it, by the counter, where the last entry would otherwise be as late.
 */
#ifndef LI_DATA_ENTRY_ENTRY_CLOCK_H
#define LI_DATA_ENTRY_ENTRY_CLOCK_H

#include "data/entry/entry.h"

enum {
    ENTRY_CLOCK_AHEAD_MOST = 600000, /* ms: how far clocks may differ before it is reported */
    ENTRY_CLOCK_COUNTER_BITS = 16,
    ENTRY_CLOCK_INSTANT_SIZE = 24,
};

/* This machine's clock: milliseconds since 1970, and as an hlc. */
int64_t entry_clock_now(struct store *store);
uint64_t entry_clock_hlc(int64_t milliseconds);

/* The time of the next entry: later than any that counts, and not before this machine's clock. */
enum li_err entry_clock_tick(struct store *store, uint64_t *hlc, struct li_error *err);

/* The time of the last entry that counts; 0: there is none. */
enum li_err entry_clock_last(struct store *store, uint64_t *hlc, struct li_error *err);

/* The last time that is due by now: ten minutes ahead. */
uint64_t entry_clock_due(struct store *store);

/* A time, or this machine's clock, as an instant: "2026-03-15T09:30:00Z". */
void entry_clock_instant(uint64_t hlc, char out[ENTRY_CLOCK_INSTANT_SIZE]);
void entry_clock_wall(struct store *store, char out[ENTRY_CLOCK_INSTANT_SIZE]);

/* Whether the wall clock, when the entry was written, was more than ten minutes off its hlc. */
bool entry_clock_was_off(const struct entry *entry);

#endif
