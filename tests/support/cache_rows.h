/*
 * cache_rows.h: whether the cache is what rebuilding it gives, for tests.
 */
#ifndef LI_TESTS_SUPPORT_CACHE_ROWS_H
#define LI_TESTS_SUPPORT_CACHE_ROWS_H

#include "tests/support/sample_office.h"

/* Fails the test unless it is, and `check` says so, too. Rebuilds it. */
void cache_rows_expect_rebuilt(struct office *office);

#endif
