/*
 * journal_clock.h: gives new times to entries that were dated by a clock that was ahead.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_CLOCK_H
#define LI_DATA_JOURNAL_JOURNAL_CLOCK_H

#include "data/base/error.h"

struct store;

/* To be called inside the transaction of a write, before anything is written, with the gate shut.
   Queues a notice that says what it did (store_notify). It may give the store a new replica. */
enum li_err journal_clock_correct(struct store *store, struct li_error *err);

#endif
