/*
 * fault_place.h: which call of the program fails, of those that failing_sqlite.c and
 * failing_files.c come between.
 *
 * Calls are counted by place: a place is a chain of callers, and its first call counts. So each
 * path by which the program gets to ask SQLite or the system is tried once, however often it is
 * taken. With LIAISE_CALLERS=N a chain has N callers at most, and a place that failed once in the
 * same way is no place any more, in whatever work: each line is tried, but not each path to it.
 * Calls that libraries make of each other never fail.
 */
#ifndef LI_TESTS_FAULT_FAULT_PLACE_H
#define LI_TESTS_FAULT_FAULT_PLACE_H

#include <stdbool.h>

/* How calls fail. */
struct fault_place_how {
    const char *name;
    int code;     /* what a function of SQLite's returns */
    int reason;   /* the errno of the system's */
    bool lasting; /* all calls after the first one fail, too */
};

/* From here on the nth place fails; 0: none does. All places are new again. `how` is borrowed. */
void fault_place_begin(long n, const struct fault_place_how *how);

/* No call fails from here on. Whether one did. */
bool fault_place_end(void);

/* Whether this call, which `caller` makes, must fail. Counts it. */
bool fault_place_is_due(const void *caller);

/* How the call that is due fails. */
const struct fault_place_how *fault_place_how(void);

/* Whether LIAISE_CALLERS is set. Then all places are few enough to be tried, and the next one to
   try is always the first. */
bool fault_place_is_short(void);

#endif
