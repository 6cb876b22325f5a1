/*
 * forger.h: a person who changes the database with sqlite3, and whether check names it.
 *
 * One file is made as the program makes it: records entered, logged, changed, undone, written in
 * bulk, and merged with another laptop's, so that there are groups and conflicts. Each edit is made
 * on a fresh copy, with triggers, references and constraints turned off, as a person can.
 */
#ifndef LI_TESTS_SUPPORT_FORGER_H
#define LI_TESTS_SUPPORT_FORGER_H

#include "tests/support/sample_office.h"

struct forger {
    struct office *office;
    char *original, *forged; /* paths */
    char *said;              /* by check, while several are looked for in it */
    size_t edits, missed;
};

/* For cmocka: of the group; *state is a struct forger. */
int forger_set_up(void **state);
int forger_tear_down(void **state);

/* For cmocka: before each test, which then counts its edits from none. */
int forger_begin(void **state);

/* Fails the test when check missed an edit, or fewer were made than should be. */
void forger_end(const struct forger *forger, size_t edits_least);

/* The forged file becomes a copy of the original. */
void forger_renew(struct forger *forger);

/* Forges a copy of the original by sql, in which forge(value) gives another value of the same sort;
   of none, one. False: it cannot be made, or changes nothing. */
bool forger_make(struct forger *forger, const char *sql);

/* All that check says of the file. The caller frees it. */
char *forger_checked(const char *path);

/* Makes the edit, which format and what follows give (sqlite3_mprintf); check should say named. */
void forger_try(struct forger *forger, const char *named, const char *format, ...);

/* Calls fn with the columns of each row of sql over the original; at most 4. */
void forger_each(struct forger *forger, const char *sql,
    void (*fn)(struct forger *forger, const char *const columns[]));

#endif
