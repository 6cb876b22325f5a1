/*
 * seed.h: chance that can be repeated.
 */
#ifndef LI_TEST_SEED_H
#define LI_TEST_SEED_H

#include <stdbool.h>
#include <stdint.h>

struct seed {
    uint64_t state;
};

/* LIAISE_SEED, else what the commit's hash begins with, else 1; printed, so that it can be given.
 */
unsigned long seed_given(void);

struct seed seed_start(unsigned long given);
uint64_t seed_below(struct seed *seed, uint64_t limit); /* 0 .. limit - 1 */

/* Whether this was built with a sanitizer: what runs the program some hundred times does so in the
   plain build alone. */
bool seed_sanitized(void);

#endif
