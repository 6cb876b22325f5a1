/*
 * failing_sqlite.h: a layer between the program and SQLite that makes a call of it fail.
 *
 * Calls are counted by place: a place is a chain of callers, and its first call counts. So every
 * path by which the program comes to ask SQLite is tried once, however often it is taken. A call
 * that fails is not passed on to SQLite. fsync and rename fail as SQLite does.
 */
#ifndef LI_TESTS_FAULT_FAILING_SQLITE_H
#define LI_TESTS_FAULT_FAILING_SQLITE_H

#include <stdbool.h>

/* From here on the nth place fails, with lasting every call from there on; 0: none. All places are
   new again. code is what a failing call returns. */
void failing_sqlite_begin(long n, int code, bool lasting);

/* No call fails from here on. Whether one did. */
bool failing_sqlite_end(void);

/* Whether the first call that failed was a commit. */
bool failing_sqlite_was_commit(void);

#endif
