/*
 * journal_clock.h: new times for entries that were dated by a clock that was ahead.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_CLOCK_H
#define LI_DATA_JOURNAL_JOURNAL_CLOCK_H

#include "data/base/error.h"

struct store;

/* Before a write, inside its transaction, with the gate shut. Queues a notice for whatever it did.
 */
enum li_err journal_clock_correct(struct store *store, struct li_error *err);

#endif
