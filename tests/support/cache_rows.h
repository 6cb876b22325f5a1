/*
 * kept_rows.h: whether what is kept of records is what making it afresh gives, for tests.
 */
#ifndef LI_TESTS_SUPPORT_KEPT_ROWS_H
#define LI_TESTS_SUPPORT_KEPT_ROWS_H

#include "tests/support/sample_office.h"

/* Fails the test unless it is, and `check` says so too. Makes it afresh. */
void kept_is_as_built_afresh(struct office *office);

#endif
