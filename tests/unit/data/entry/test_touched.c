/*
 * test_touched.c: which entries meet, by what each does to records and fields.
 */
#include "data/changeset/changeset_session.h"
#include "data/changeset/sqlite_session.h"
#include "data/entry/touched.h"
#include "data/journal/journal.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ONE "x'018f3c2a7b1d7e4f8a2b0123456789ab'"
#define TWO "x'018f3c2a7b1d7e4f8a2b0123456789ac'"

struct recorded {
    const char *sql;
    struct touched touched;
};

static enum li_err record(struct store *store, void *arg, struct li_error *err)
{
    struct recorded *recorded = arg;
    void *bytes;
    int size;
    sqlite3_session *session = changeset_session_new(store, err);
    enum li_err code = query_run(store, recorded->sql, err);
    assert_int_equal(sqlite3session_changeset(session, &size, &bytes), SQLITE_OK);
    sqlite3session_delete(session);
    assert_true(touched_add(&recorded->touched, bytes, (size_t)size));
    touched_sort(&recorded->touched);
    sqlite3_free(bytes);
    return code;
}

static struct touched touched_by(struct store *store, const char *sql)
{
    struct li_error err = {0};
    struct recorded recorded = {.sql = sql};
    if (journal_write(store, "Write", record, &recorded, NULL, &err))
        fail_msg("%s: %s", sql, err.message);
    return recorded.touched;
}

static bool meet(const struct touched *one, const struct touched *other)
{
    for (size_t i = 0; i < one->count; i++)
        for (size_t k = 0; k < other->count; k++)
            if (id_equal(&one->records[i].id, &other->records[k].id) &&
                touched_meet(one->records[i].how, other->records[k].how))
                return true;
    return false;
}

static void test_meeting(void **state)
{
    enum { COUNTRY, REGION, NAME, NAMES, CODE, CLEARS, REFERS, REMOVES, WRITES };
    static const char *const sql[WRITES] = {
        [COUNTRY] = "INSERT INTO country (id, code, name) VALUES (" ONE ", 'NZ', 'A')",
        [REGION] = "INSERT INTO region (id, name, country) VALUES (" TWO ", 'R', " ONE ")",
        [NAME] = "UPDATE country SET name = 'B'",
        [NAMES] = "UPDATE country SET name = 'C', code = 'AU'",
        [CODE] = "UPDATE country SET code = 'NZ'",
        [CLEARS] = "UPDATE region SET country = NULL",
        [REFERS] = ("UPDATE region SET country = " ONE),
        [REMOVES] = "DELETE FROM region",
    };
    static const bool expected[WRITES][WRITES] = {
        [COUNTRY] = {true, true, true, true, true, true, true, true},
        [REGION] = {true, true, false, false, false, true, true, true},
        [NAME] = {true, false, true, true, false, false, false, false},
        [NAMES] = {true, false, true, true, true, false, false, false},
        [CODE] = {true, false, false, true, true, false, false, false},
        [CLEARS] = {true, true, false, false, false, true, true, true},
        [REFERS] = {true, true, false, false, false, true, true, true},
        [REMOVES] = {true, true, false, false, false, true, true, true},
    };
    struct li_error err = {0};
    struct store *store;
    struct touched touched[WRITES];
    (void)state;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    for (int i = 0; i < WRITES; i++)
        touched[i] = touched_by(store, sql[i]);
    for (int i = 0; i < WRITES; i++)
        for (int k = 0; k < WRITES; k++)
            if (meet(&touched[i], &touched[k]) != expected[i][k])
                fail_msg("%s / %s", sql[i], sql[k]);
    for (int i = 0; i < WRITES; i++)
        touched_clear(&touched[i]);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_meeting)};
    return cmocka_run_group_tests_name("touched", tests, NULL, NULL);
}
