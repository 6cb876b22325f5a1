/*
 * failing_sqlite.h: a layer between the program and SQLite that makes a call of it fail
 * (fault_place.h). A call that fails is not passed on to SQLite.
 */
#ifndef LI_TESTS_FAULT_FAILING_SQLITE_H
#define LI_TESTS_FAULT_FAILING_SQLITE_H

#include <stdbool.h>

/* No commit has failed so far. */
void failing_sqlite_begin(void);

/* Whether the first call of SQLite that failed since then was a commit. */
bool failing_sqlite_was_commit(void);

#endif
