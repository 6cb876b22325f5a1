/*
 * test_forger_schema.c: whatever a person changes in the database's schema with sqlite3, check
 * names it.
 *
 * Each index, trigger and table dropped or made otherwise, and new ones (forger.h).
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

/* columns: name. */
static void forge_table(struct forger *forger, const char *const of[])
{
    forger_try(forger, of[0], "DROP TABLE \"%w\"", of[0]);
    forger_try(forger, of[0],
        "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = %Q"
        " AND sql LIKE '%%NOT NULL%%'",
        of[0]);
}

/* columns: name. Of a file in which all were forged. */
static void is_named(struct forger *forger, const char *const of[])
{
    forger->edits++;
    if (strstr(forger->said, of[0]))
        return;
    forger->missed++;
    print_error("%s was forged; check says: %s\n", of[0], forger->said);
}

/* Each is told of by itself, whatever else was forged. */
static void all_are_found(struct forger *forger, const char *sql, const char *of)
{
    assert_true(forger_make(forger, sql));
    forger->said = forger_checked(forger->forged);
    forger_each(forger, of, is_named);
    free(forger->said);
    forger->said = NULL;
}

#define FOLLOWERS "FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"

static void drop_all(struct forger *forger, const char *const of[])
{
    all_are_found(forger, of[0], "SELECT name " FOLLOWERS);
}

static void indexes_and_triggers_are_found(void **state)
{
    struct forger *forger = *state;
    all_are_found(forger, "UPDATE sqlite_schema SET sql = sql || ' /**/' WHERE sql IS NOT NULL",
        "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL");
    forger_each(forger,
        "SELECT group_concat('DROP ' || type || ' \"' || name || '\"', ';') " FOLLOWERS, drop_all);
    forger_end(forger, 250);
}

static void objects_are_found(void **state)
{
    static const char *const made[] = {
        "CREATE VIEW forged AS SELECT 1",
        "CREATE VIEW local_forged AS SELECT 1",
        "CREATE TABLE forged (id BLOB PRIMARY KEY)",
        "CREATE TABLE local_forged (id BLOB PRIMARY KEY)",
        "CREATE TABLE journal_forged (id BLOB PRIMARY KEY)",
        "CREATE VIRTUAL TABLE forged USING fts5(a)",
        "CREATE INDEX forged ON affiliate (name)",
        "CREATE UNIQUE INDEX forged ON local_draft (key)",
        ("DROP INDEX journal_order;"
         "CREATE INDEX journal_order ON journal_entry (hlc, replica, hash) /* forged */"),
        "CREATE TRIGGER forged AFTER INSERT ON goal BEGIN DELETE FROM goal; END",
        "CREATE TRIGGER local_cache_forged AFTER INSERT ON goal BEGIN DELETE FROM goal; END",
        "ALTER TABLE goal ADD COLUMN forged TEXT",
        "ALTER TABLE affiliate RENAME COLUMN name TO forged",
        "ALTER TABLE snooze RENAME TO forged",
    };
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        forger_try(*state,
            strstr(made[i], "ADD COLUMN")      ? "goal"
            : strstr(made[i], "RENAME COLUMN") ? "affiliate"
            : strstr(made[i], "DROP INDEX")    ? "journal_order"
                                               : "forged",
            "%s", made[i]);
    forger_each(*state, "SELECT name FROM sqlite_schema WHERE type = 'table'", forge_table);
    forger_end(*state, 100);
}

int main(void)
{
    enum { SKIPPED = 77 /* to automake */ };
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(indexes_and_triggers_are_found, forger_begin),
        cmocka_unit_test_setup(objects_are_found, forger_begin),
    };
    if (seed_sanitized()) /* some hundred checks of a whole database */
        return SKIPPED;
    return cmocka_run_group_tests(tests, forger_set_up, forger_tear_down);
}
