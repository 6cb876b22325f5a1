/*
 * demo.h: the demonstration: the sample of data/sample as seen from today, and synthetic affiliates
 * by the number.
 */
#ifndef LI_CORE_DEMO_DEMO_H
#define LI_CORE_DEMO_DEMO_H

#include "core/context/context.h"

/* Fills the (new, seeded) database with the sample. Days in the sample are written relative to
   today, so that every health and every state is visible whenever it is opened. */
enum li_err demo_sample(struct context *context, struct li_error *err);

/* Adds rows synthetic affiliates with people, agreements, goals and progress in proportion; the
   same seed gives the same records. progress (may be NULL) is told how many stand. */
enum li_err synthetic_demo(struct context *context, int64_t rows, uint64_t seed,
    void (*progress)(void *arg, int64_t done, int64_t total), void *arg, struct li_error *err);

#endif
