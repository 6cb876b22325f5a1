/*
 * demo.h: the demonstration: the sample of data/sample as seen from today, and synthetic
 * affiliates, as many as asked for.
 */
#ifndef LI_CORE_DEMO_DEMO_H
#define LI_CORE_DEMO_DEMO_H

#include "core/context/context.h"

/* Adds the sample to a new, seeded database. Its days are relative to today, so that every health
   and state can be seen whenever it is opened. */
enum li_err demo_sample(struct context *context, struct li_error *err);

/* Adds rows affiliates with people, agreements, goals and progress in proportion; the same seed
   gives the same records. progress (may be NULL) is told how many are written. */
enum li_err demo_synthetic(struct context *context, int64_t rows, uint64_t seed,
    void (*progress)(void *arg, int64_t done, int64_t total), void *arg, struct li_error *err);

#endif
