/*
 * cache_rows.h: whether the cache is what rebuilding it gives, for tests.
 */
#ifndef LI_TESTS_SUPPORT_CACHE_ROWS_H
#define LI_TESTS_SUPPORT_CACHE_ROWS_H

#include "tests/support/sample_office.h"

/* Fails the test if `check` finds a row that differs from its record. How long rows hold may be
   less than rebuilding them gives. */
void cache_rows_expect_right(struct office *office);
/* Fails the test unless it is just that, and `check` says so, too. Rebuilds it. */
void cache_rows_expect_rebuilt(struct office *office);

#endif
