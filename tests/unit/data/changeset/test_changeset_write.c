/*
 * test_changeset_write.c: settings are written as a session of SQLite's would, byte by byte.
 */
#include "data/apply/field_buffer.h"
#include "data/changeset/changeset_session.h"
#include "data/changeset/changeset_write.h"
#include "data/changeset/sqlite_session.h"
#include "data/journal/journal.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BLOB "x'018f3c2a7b1d7e4f8a2b0123456789ab'"

static const char *const tables[] = {"affiliate", "area"};

static void run(struct store *store, const char *sql)
{
    struct li_error err = {0};
    if (query_run(store, sql, &err))
        fail_msg("%s", err.message);
}

/* The one row of a table. */
static struct field_buffer_record *row_of(
    struct store *store, struct field_buffer *buffer, const char *table)
{
    struct li_error err = {0};
    static const struct id id = {{1}};
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
    struct query *query = query_new(store, sql, &err);
    assert_int_equal(query_step(query, &err), 1);
    struct field_buffer_record *record = field_buffer_hold(buffer, &id, query);
    query_free(query);
    sqlite3_free(sql);
    return record;
}

static enum li_err compare(struct store *store, void *arg, struct li_error *err)
{
    enum { TABLES = sizeof tables / sizeof *tables };
    struct field_buffer was[TABLES] = {{0}}, is[TABLES] = {{0}};
    struct field_buffer_record *before[TABLES];
    struct changeset_write write = {.table = NULL};
    void *expected;
    int size;
    for (int i = 0; i < TABLES; i++)
        before[i] = row_of(store, &was[i], tables[i]);
    sqlite3_session *session = changeset_session_new(store, err);
    run(store, arg);
    assert_int_equal(sqlite3session_changeset(session, &size, &expected), SQLITE_OK);
    sqlite3session_delete(session);
    for (int i = 0; i < TABLES; i++)
        changeset_write_setting(&write, table_info_find(store, tables[i], err), before[i]->now,
            row_of(store, &is[i], tables[i])->now);
    assert_int_equal(write.bytes.size, size);
    assert_memory_equal(write.bytes.at, expected, (size_t)size);
    for (int i = 0; i < TABLES; i++) {
        field_buffer_clear(&was[i]);
        field_buffer_clear(&is[i]);
    }
    sqlite3_free(expected);
    free(write.bytes.at);
    return LI_OK;
}

/* Adds or removes the one area. */
static enum li_err compare_whole(struct store *store, void *arg, struct li_error *err)
{
    const char *sql = arg;
    bool adds = strncmp(sql, "INSERT", 6) == 0;
    struct field_buffer buffer = {0};
    struct changeset_write write = {.table = NULL};
    const struct table_info *info = table_info_find(store, "area", err);
    void *expected;
    int size;
    if (!adds)
        changeset_write_removal(&write, info, row_of(store, &buffer, "area")->now);
    sqlite3_session *session = changeset_session_new(store, err);
    run(store, sql);
    assert_int_equal(sqlite3session_changeset(session, &size, &expected), SQLITE_OK);
    sqlite3session_delete(session);
    if (adds)
        changeset_write_addition(&write, info, row_of(store, &buffer, "area")->now);
    assert_int_equal(write.bytes.size, size);
    assert_memory_equal(write.bytes.at, expected, (size_t)size);
    field_buffer_clear(&buffer);
    sqlite3_free(expected);
    free(write.bytes.at);
    return LI_OK;
}

static enum li_err add(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    (void)err;
    run(store,
        "INSERT INTO affiliate (id, name, kind, status) VALUES (" BLOB ", 'A', 'state', 'active')");
    run(store, "INSERT INTO area (id, position, name) VALUES (" BLOB ", 2, 'A')");
    return LI_OK;
}

static void test_settings(void **state)
{
    static const char *const settings[] = {
        "UPDATE affiliate SET name = 'B'",
        "UPDATE affiliate SET name = 'C', city = 'D', notes = ''",
        "UPDATE affiliate SET notes = printf('%.*c', 127, 'x')",
        "UPDATE affiliate SET notes = printf('%.*c', 128, 'x'), city = NULL",
        "UPDATE affiliate SET notes = printf('%.*c', 16384, 'x'), name = 'Taituarā'",
        "UPDATE affiliate SET notes = CAST(printf('%.*c', 200000, 'x') AS BLOB)",
        "UPDATE affiliate SET notes = NULL",
        "UPDATE area SET position = 2.5",
        "UPDATE area SET position = -9007199254740993",
        "UPDATE area SET position = 1e300, name = 'B'",
        "UPDATE area SET position = position",
    };
    struct li_error err = {0};
    struct store *store;
    (void)state;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    assert_int_equal(journal_write(store, "Add", add, NULL, NULL, &err), LI_OK);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (journal_write(store, "Set", compare, (char *)settings[i], NULL, &err) &&
            err.code != LI_NONE)
            fail_msg("%s: %s", settings[i], err.message);
    store_close(store);
}

static void test_whole_records(void **state)
{
    static const char add_area[] = "INSERT INTO area (id, name) VALUES (" BLOB ", 'A')";
    struct li_error err = {0};
    struct store *store;
    (void)state;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    assert_int_equal(
        journal_write(store, "Add", compare_whole, (char *)add_area, NULL, &err), LI_OK);
    assert_int_equal(
        journal_write(store, "Remove", compare_whole, "DELETE FROM area", NULL, &err), LI_OK);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings), cmocka_unit_test(test_whole_records)};
    return cmocka_run_group_tests_name("changeset_write", tests, NULL, NULL);
}
