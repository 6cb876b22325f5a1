/*
 * seed.h: the seed of what a run of the tests tries (chance.h), and where it is built.
 */
#ifndef LI_TESTS_SUPPORT_SEED_H
#define LI_TESTS_SUPPORT_SEED_H

#include <stdbool.h>

/* LIAISE_SEED, else what the commit's hash begins with, else 1; printed, so that it can be given.
 */
unsigned long seed_given(void);

/* Whether this was built with a sanitizer: what runs the program some hundred times does so in the
   plain build alone. */
bool seed_sanitized(void);

#endif
