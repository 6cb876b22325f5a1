/*
 * test_schema.c: a new database has the schema that the migrations come to.
 */
#include "data/database/embedded.h"
#include "data/database/schema.h"
#include "data/journal/journal_migrate.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/temp_folder.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All objects, a line each. The caller frees it with sqlite3_free. */
static char *describe(sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_str *all = sqlite3_str_new(NULL);
    assert_int_equal(
        sqlite3_prepare_v2(db,
            "SELECT type || ' ' || name || ' of ' || tbl_name || ': ' || coalesce(sql, '')"
            " FROM sqlite_schema ORDER BY type, name",
            -1, &statement, NULL),
        SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        sqlite3_str_appendf(all, "%s\n", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return sqlite3_str_finish(all);
}

static sqlite3 *migrated(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (size_t i = 0; i < embedded_count; i++)
        if (strncmp(embedded_all[i].name, "schema/", 7) == 0)
            assert_int_equal(sqlite3_exec(db, embedded_all[i].text, NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void test_new_is_as_migrated(void **state)
{
    struct place *place = *state;
    int64_t version = 0;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(query_number(store, "PRAGMA user_version", &version, &place->err), LI_OK);
    assert_int_equal(version, schema_newest());
    sqlite3 *old = migrated();
    char *wanted = describe(old), *got = describe(store_db(store));
    assert_string_equal(got, wanted);
    sqlite3_free(wanted);
    sqlite3_free(got);
    sqlite3_close(old);
    store_close(store);
}

/* Two programs found it empty; the slower one finds nothing left to do. */
static void test_another_was_first(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    char *before = describe(store_db(store));
    assert_int_equal(schema_migrate(store, 0, journal_migrate, NULL, &place->err), LI_OK);
    char *after = describe(store_db(store));
    assert_string_equal(after, before);
    sqlite3_free(before);
    sqlite3_free(after);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new_is_as_migrated, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(test_another_was_first, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
