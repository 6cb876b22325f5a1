/*
 * progress.h: how a long piece of work reports how far it is.
 */
#ifndef LI_DATA_BASE_PROGRESS_H
#define LI_DATA_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* done of total, in a unit that only the work knows; count is how many values or rows that is.
   Returning false stops the work: what it did is rolled back, and it ends with LI_INTERRUPTED. */
typedef bool (*progress_fn)(void *arg, int64_t done, int64_t total, int64_t count);

#endif
