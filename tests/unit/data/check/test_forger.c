/*
 * test_forger.c: whatever a person changes in the database's rows with sqlite3, beside what belongs
 * to this file alone, check names it.
 *
 * To each column of each table a changed value, none, and those of two rows swapped; a row less and
 * a row more (forger.h).
 *
 * What cannot be found: that the newest entries of a replica were cut off together with all that
 * they did, which leaves what the database was before them. What heals by itself: the fact
 * "derived", since whoever opens the database then makes anew what is kept of the records.
 */
#include "tests/support/forger.h"
#include "tests/support/seed.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void nothing_is_said_of_the_original(void **state)
{
    struct forger *forger = *state;
    forger_renew(forger);
    char *said = forger_checked(forger->forged);
    assert_string_equal(said, "");
    free(said);
}

/* What a finding about the table's rows has in it. */
static const char *name_of(const char *table)
{
    return strcmp(table, "journal_entry") == 0      ? "ntry"
           : strcmp(table, "journal_conflict") == 0 ? "conflict"
                                                    : table;
}

/* columns: table, column. In the first row and the last that has a value, and one that has none. */
static void forge_values(struct forger *forger, const char *const of[])
{
    const char *t = of[0], *c = of[1], *name = name_of(t);
    forger_try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rowid ="
        " (SELECT min(rowid) FROM \"%w\" WHERE \"%w\" IS NOT NULL)",
        t, c, c, t, c);
    forger_try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rowid ="
        " (SELECT max(rowid) FROM \"%w\" WHERE \"%w\" IS NOT NULL)",
        t, c, c, t, c);
    forger_try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = forge(NULL) WHERE rowid ="
        " (SELECT max(rowid) FROM \"%w\" WHERE \"%w\" IS NULL)",
        t, c, t, c);
    forger_try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = NULL WHERE rowid ="
        " (SELECT max(rowid) FROM \"%w\" WHERE \"%w\" IS NOT NULL)",
        t, c, t, c);
}

/* Through a third value, as the column may be unique. */
static void forge_swap(struct forger *forger, const char *const of[])
{
    const char *t = of[0], *c = of[1];
    forger_try(forger, name_of(t),
        "UPDATE \"%w\" SET rowid = rowid WHERE 0; CREATE TEMP TABLE two AS SELECT a.rowid AS ra,"
        " b.rowid AS rb, a.\"%w\" AS va, b.\"%w\" AS vb FROM \"%w\" a JOIN \"%w\" b"
        " ON a.\"%w\" IS NOT b.\"%w\" ORDER BY a.rowid DESC, b.rowid LIMIT 1;"
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rowid = (SELECT ra FROM two);"
        "UPDATE \"%w\" SET \"%w\" = (SELECT va FROM two) WHERE rowid = (SELECT rb FROM two);"
        "UPDATE \"%w\" SET \"%w\" = (SELECT vb FROM two) WHERE rowid = (SELECT ra FROM two)",
        t, c, c, t, t, c, c, t, c, c, t, c, t, c);
}

#define TABLES                                                                                     \
    " WHERE s.type = 'table' AND s.name NOT GLOB 'local_*' AND s.name NOT GLOB 'sqlite_*'"
#define COLUMNS "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c" TABLES

static void values_are_found(void **state)
{
    forger_each(*state, COLUMNS, forge_values);
    forger_end(*state, 100);
}

static void swaps_are_found(void **state)
{
    forger_each(*state, COLUMNS, forge_swap);
    forger_end(*state, 50);
}

static void forge_rows(struct forger *forger, const char *const of[])
{
    const char *t = of[0], *name = name_of(t);
    forger_try(
        forger, name, "DELETE FROM \"%w\" WHERE rowid = (SELECT min(rowid) FROM \"%w\")", t, t);
    forger_try(
        forger, name, "DELETE FROM \"%w\" WHERE rowid = (SELECT max(rowid) FROM \"%w\")", t, t);
    forger_try(forger, name, "DELETE FROM \"%w\"", t);
    forger_try(forger, name, "INSERT INTO \"%w\" SELECT %s FROM \"%w\" LIMIT 1", t, of[1], t);
    forger_try(forger, name, "INSERT INTO \"%w\" SELECT * FROM \"%w\" LIMIT 1", t, t);
}

/* The key, the first column, is made another. */
static void rows_are_found(void **state)
{
    forger_each(*state,
        "SELECT s.name, (SELECT group_concat(iif(c.cid = 0, 'forge(\"' || c.name || '\")',"
        " '\"' || c.name || '\"')) FROM pragma_table_info(s.name) c) FROM sqlite_schema s" TABLES,
        forge_rows);
    forger_end(*state, 45);
}

/* columns: table, column. */
static void forge_kept(struct forger *forger, const char *const of[])
{
    forger_try(forger, "The search index is out of date",
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rid = (SELECT max(rid) FROM \"%w\")", of[0],
        of[1], of[1], of[0]);
}

/* From which day on a row holds is no fact about the record; until when, makes a list work it out
   sooner, or is found once that day has come. */
static void what_is_kept_is_found(void **state)
{
    struct forger *forger = *state;
    forger_each(forger,
        "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) "
        "c"
        " WHERE s.name GLOB 'local_cache_*' AND s.type = 'table'"
        " AND c.name NOT IN ('since', 'until')",
        forge_kept);
    forger_try(
        forger, "replica", "UPDATE local_fact SET value = forge(value) WHERE name = 'replica'");
    forger_try(forger, "replica",
        "UPDATE local_fact SET value ="
        " '018f3c2a-7b1d-7e4f-8a2b-0123456789ab' WHERE name = 'replica'");
    forger_end(forger, 35);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_is_said_of_the_original, forger_begin),
        cmocka_unit_test_setup(values_are_found, forger_begin),
        cmocka_unit_test_setup(swaps_are_found, forger_begin),
        cmocka_unit_test_setup(rows_are_found, forger_begin),
        cmocka_unit_test_setup(what_is_kept_is_found, forger_begin),
    };
    if (seed_sanitized()) /* some hundred checks of a whole database */
        cmocka_set_test_filter("nothing_is_said_of_the_original");
    return cmocka_run_group_tests(tests, forger_set_up, forger_tear_down);
}
