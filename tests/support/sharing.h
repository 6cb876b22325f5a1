/*
 * sharing.h: databases that share, as the tests need them.
 */
#ifndef LI_TESTS_SUPPORT_SHARING_H
#define LI_TESTS_SUPPORT_SHARING_H

#include <stdint.h>

struct store;

/* As if own entries up to that number had been given away. */
void sharing_mark(struct store *store, int64_t seq);

#endif
