/*
 * test_defer.c: references that hold only at the end of an entry, with an SQLite that defers them
 * when the pragma is run. That of Debian 12 does so when it is prepared; others are free to.
 */
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <sqlite3.h>
#include <string.h>

static int ran; /* pragmas that had no effect yet when they were prepared */

int __real_sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int size, unsigned flags, sqlite3_stmt **out, const char **rest);
int __wrap_sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int size, unsigned flags, sqlite3_stmt **out, const char **rest);
int __wrap_sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int size, unsigned flags, sqlite3_stmt **out, const char **rest)
{
    int rc = __real_sqlite3_prepare_v3(db, sql, size, flags, out, rest);
    if (rc == SQLITE_OK && strcmp(sql, "PRAGMA defer_foreign_keys = ON") == 0) {
        rc = sqlite3_exec(db, "PRAGMA defer_foreign_keys = OFF", NULL, NULL, NULL);
        ran++;
    }
    return rc;
}

/* A region that names a country which is added after it. */
static void test_a_reference_before_what_it_names(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    const struct id country = id_new(), region = id_new();
    ledger_write(other, "Add",
        "INSERT INTO region (id, name) VALUES (?2, 'Oceania');"
        "INSERT INTO country (id, code, name) VALUES (?1, 'AU', 'Australia');"
        "UPDATE region SET country = ?1 WHERE id = ?2",
        &country, &region);
    ledger_take(ledger, other, LI_OK);
    assert_true(ran > 0);
    assert_string_equal(
        ledger_value(ledger, "SELECT code FROM region JOIN country ON country.id = country"), "AU");
    ledger_is_sound(ledger);
    ledger_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {LEDGER_TEST(test_a_reference_before_what_it_names)};
    return cmocka_run_group_tests_name("references deferred", tests, NULL, NULL);
}
