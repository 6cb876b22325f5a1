/*
 * seed.h: chance that can be repeated.
 */
#ifndef LI_TEST_SEED_H
#define LI_TEST_SEED_H

#include <stdint.h>

struct seed {
    uint64_t state;
};

/* LIAISE_SEED, else what the commit's hash begins with, else 1; printed, so that it can be given.
 */
unsigned long seed_given(void);

struct seed seed_start(unsigned long given);
uint64_t seed_below(struct seed *seed, uint64_t limit); /* 0 .. limit - 1 */

#endif
