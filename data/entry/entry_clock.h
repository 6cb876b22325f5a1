/*
 * entry_clock.h: the hybrid logical clock (hlc) that orders entries.
 *
 * An hlc is (milliseconds since 1970) << 16 | counter. A new entry's hlc is this machine's clock
 * or, if the last entry that counts is not earlier than that, one more than the last entry's hlc.
 */
#ifndef LI_DATA_ENTRY_ENTRY_CLOCK_H
#define LI_DATA_ENTRY_ENTRY_CLOCK_H

#include "data/entry/entry.h"

enum {
    ENTRY_CLOCK_AHEAD_MOST = 600000, /* ms (ten minutes): how far apart clocks may be */
    ENTRY_CLOCK_COUNTER_BITS = 16,
    ENTRY_CLOCK_INSTANT_SIZE = 24, /* bytes */
};

/* This machine's clock, in milliseconds since 1970. */
int64_t entry_clock_now(struct store *store);
/* Milliseconds since 1970 as an hlc with counter 0; 0 for those before 1970. */
uint64_t entry_clock_hlc(int64_t milliseconds);

/* The hlc for the next entry: later than every entry that counts, and not before this machine's
   clock. */
enum li_err entry_clock_tick(struct store *store, uint64_t *hlc, struct li_error *err);

/* The hlc of the last entry that counts; 0: there is none. */
enum li_err entry_clock_last(struct store *store, uint64_t *hlc, struct li_error *err);

/* The latest hlc that is due: ten minutes ahead of this machine's clock. */
uint64_t entry_clock_due(struct store *store);

/* An hlc, or this machine's clock, as a UTC instant: "2026-03-15T09:30:00Z". */
void entry_clock_instant(uint64_t hlc, char out[ENTRY_CLOCK_INSTANT_SIZE]);
void entry_clock_wall(struct store *store, char out[ENTRY_CLOCK_INSTANT_SIZE]);

/* Whether the writer's wall clock was more than ten minutes off the entry's hlc. */
bool entry_clock_was_off(const struct entry *entry);

#endif
