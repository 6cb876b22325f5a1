/*
 * ledger.h: a database in memory with the schema and nothing in it, written to through the journal
 * by "Ann" while its clock stands, for the tests of the journal.
 *
 * What cannot be done where it should fails the test that asked for it.
 */
#include "data/base/error.h"
#include "data/entry/entry.h"
#include "data/journal/journal_undo.h"

#ifndef LI_TESTS_SUPPORT_LEDGER_H
#define LI_TESTS_SUPPORT_LEDGER_H

struct ledger {
    struct store *store;
    int64_t clock; /* milliseconds since 1970 */
    struct li_error err;
    struct journal_undo_result undone; /* by the last undo or redo; without its label */
    char left[512];                    /* what that left alone: "column=now " each */
};

extern const int64_t ledger_noon; /* where the clock stands: 2026-03-15T12:00:00Z */

struct ledger *ledger_new(void);
void ledger_free(struct ledger *ledger);

/* For cmocka: *state is a struct ledger. */
int ledger_set_up(void **state);
int ledger_tear_down(void **state);
#define LEDGER_TEST(test) cmocka_unit_test_setup_teardown(test, ledger_set_up, ledger_tear_down)

/* Statements separated by semicolons, with ?1 and ?2 as ids. */
extern const char ledger_add_area[];    /* ?1 */
extern const char ledger_add_country[]; /* ?1 */
extern const char ledger_add_region[];  /* ?2 in the country ?1 */

/* A journal_fn whose arg is such statements and their ids, NULL where they have none. */
struct ledger_writing {
    const char *sql;
    const struct id *one, *other;
};
enum li_err ledger_run(struct store *store, void *writing, struct li_error *err);

/* Writes them as one entry. */
struct entry_name ledger_write(struct ledger *ledger, const char *label, const char *sql,
    const struct id *one, const struct id *other);

/* The entry of that count here. */
struct entry_name ledger_entry(struct ledger *ledger, int64_t seq);

/* So many areas in a group of entries; the last of them. */
struct entry_name ledger_import(struct ledger *ledger, int rows);

/* The first column of the first row: text until the next call, "null" or "no row". */
const char *ledger_value(struct ledger *ledger, const char *sql);

/* name NULL: the last of the author's. */
enum li_err ledger_undo(struct ledger *ledger, const struct entry_name *name);
enum li_err ledger_redo(struct ledger *ledger);

/* All entries of one taken in by another. */
void ledger_take(struct ledger *to, struct ledger *from, enum li_err expected);

/* Findings are added to said, which has room for 2000 bytes. */
enum li_err ledger_check(struct ledger *ledger, char *said);
void ledger_is_sound(struct ledger *ledger); /* there is none */

#endif
