/*
 * test_apply_buffer.c: settings that are taken out and applied again in memory leave the tables as
 * they were, however many there are, and are written once.
 */
#include "data/apply/apply_buffer.h"
#include "data/apply/reorder.h"
#include "data/apply/take_out.h"
#include "data/journal/journal.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BLOB "x'018f3c2a7b1d7e4f8a2b0123456789ab'"

static enum li_err run(struct store *store, void *arg, struct li_error *err)
{
    return query_run(store, arg, err);
}

static void write_entry(struct store *store, const char *sql)
{
    struct li_error err = {0};
    if (journal_write(store, "Write", run, (char *)sql, NULL, &err))
        fail_msg("%s: %s", sql, err.message);
}

static int64_t number(struct store *store, const char *sql)
{
    struct li_error err = {0};
    int64_t number = -1;
    if (query_number(store, sql, &number, &err))
        fail_msg("%s: %s", sql, err.message);
    return number;
}

/* Takes out every setting and applies it again. */
static void replay(struct store *store)
{
    struct li_error err = {0};
    const struct entry position = {
        .hlc = 1 + (uint64_t)number(store, "SELECT min(hlc) FROM journal_entry")};
    struct apply_tables *tables = apply_tables_new(store);
    assert_int_equal(transaction_begin(store, &err), LI_OK);
    store->gate = GATE_OPEN;
    apply_buffer_begin(tables);
    enum li_err code = take_out_from(tables, &position, NULL, NULL, &err);
    if (!code)
        code = reorder_from(tables, &position, &err);
    if (!code)
        code = apply_buffer_end(tables, &err);
    if (!code)
        code = transaction_commit(store, &err);
    if (code)
        fail_msg("%s", err.message);
    store->gate = GATE_SHUT;
    apply_tables_free(tables);
}

static struct store *store_of_one(void)
{
    struct li_error err = {0};
    struct store *store;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    write_entry(store,
        "INSERT INTO affiliate (id, name, kind, status) VALUES (" BLOB ", 'A', 'state', 'active')");
    return store;
}

static void test_more_than_it_holds(void **state)
{
    enum { SETTINGS = 20 };
    struct store *store = store_of_one();
    (void)state;
    for (int i = 0; i < SETTINGS; i++) {
        char sql[100];
        snprintf(sql, sizeof sql,
            "UPDATE affiliate SET notes = printf('%%.*c', %d, '%c'), name = %d", 1 << 20, 'a' + i,
            i);
        write_entry(store, sql);
    }
    replay(store);
    assert_int_equal(
        number(store, "SELECT notes = printf('%.*c', 1048576, 't') FROM affiliate"), 1);
    assert_int_equal(number(store, "SELECT name = '19' FROM affiliate"), 1);
    store_close(store);
}

static void test_ends_as_it_was(void **state)
{
    struct store *store = store_of_one();
    (void)state;
    write_entry(store, "UPDATE affiliate SET city = 'B'");
    write_entry(store, "UPDATE affiliate SET city = 'C', cadence = NULL");
    write_entry(store, "UPDATE affiliate SET city = 'D'");
    int64_t before = number(store, "SELECT total_changes()");
    replay(store);
    assert_int_equal(number(store, "SELECT total_changes()"), before);
    assert_int_equal(number(store, "SELECT city = 'D' FROM affiliate"), 1);
    store_close(store);
}

/* Ids that end in the same bytes, as no id of ours does, are told apart all the same. */
static void test_ids_alike(void **state)
{
    struct store *store = store_of_one();
    (void)state;
    write_entry(store, "INSERT INTO area (id, name, position) VALUES"
                       " (x'01aa0000000000000123456789abcdef', 'A', 1),"
                       " (x'02aa0000000000000123456789abcdef', 'B', 2),"
                       " (x'03aa0000000000000123456789abcdef', 'C', 3)");
    write_entry(store,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90)"
        " INSERT INTO area (id, name, position) SELECT randomblob(16), 'D', i FROM n");
    write_entry(store, "UPDATE area SET position = position + 10");
    write_entry(store, "UPDATE area SET position = position + 10, name = name || name");
    replay(store);
    assert_int_equal(number(store, "SELECT count(*) FROM area WHERE (position, name) IN"
                                   " (VALUES (21, 'AA'), (22, 'BB'), (23, 'CC'))"),
        3);
    store_close(store);
}

/* A table never refuses a value that it had, so the stored effect is not the entry's own. */
static void test_damaged(void **state)
{
    struct store *store = store_of_one();
    struct li_error err = {0};
    struct apply_tables *tables = apply_tables_new(store);
    struct query *query;
    (void)state;
    assert_int_equal(transaction_begin(store, &err), LI_OK);
    store->gate = GATE_OPEN;
    apply_buffer_begin(tables);
    struct apply_table *table = apply_tables_find(tables, "affiliate", &err);
    query = query_new(store, "SELECT * FROM affiliate", &err);
    assert_int_equal(query_step(query, &err), 1);
    static const struct id id = {{0x01, 0x8f, 0x3c, 0x2a, 0x7b, 0x1d, 0x7e, 0x4f, 0x8a, 0x2b, 0x01,
        0x23, 0x45, 0x67, 0x89, 0xab}};
    struct field_buffer_record *record = field_buffer_hold(&table->buffer, &id, query);
    query_free(query);
    query = query_new(store, "SELECT ''", &err);
    assert_int_equal(query_step(query, &err), 1);
    field_buffer_accept(&table->buffer, record, 2, query_value(query, 0)); /* the name */
    query_free(query);
    assert_int_equal(apply_buffer_end(tables, &err), LI_CORRUPT);
    assert_non_null(strstr(err.message, "do not match"));
    store->gate = GATE_SHUT;
    transaction_rollback(store);
    apply_tables_free(tables);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_more_than_it_holds),
        cmocka_unit_test(test_ends_as_it_was), cmocka_unit_test(test_ids_alike),
        cmocka_unit_test(test_damaged)};
    return cmocka_run_group_tests_name("apply_buffer", tests, NULL, NULL);
}
