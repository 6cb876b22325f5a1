/*
 * test_store_guard.c: records are written through the journal only, however it is tried, and who
 * follows them is told what was added.
 */
#include "data/database/fact.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/store_changes.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_guard(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char *const refused[] = {
        "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'X', 'X')",
        "UPDATE goal SET title = 'x'",
        "DELETE FROM affiliate",
        "DROP TABLE person",
        "DELETE FROM journal_entry",
        "UPDATE journal_conflict SET why = ''",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(query_run(store, refused[i], &place->err), LI_REFUSED);
        assert_non_null(strstr(place->err.message, "through the journal only"));
    }
    assert_int_equal(query_run(store, "CREATE TEMP TABLE t (x)", &place->err), LI_OK);
    assert_int_equal(query_run(store, "INSERT INTO t VALUES (1)", &place->err), LI_OK);
    assert_int_equal(query_run(store, "DELETE FROM local_draft", &place->err), LI_OK);
    assert_int_equal(fact_save(store, "org", "ICMA", &place->err), LI_OK);
    store_close(store);
}

static enum li_err keep_statement(struct store *store, void *arg, struct li_error *err)
{
    *(struct query **)arg = query_new(
        store, "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'X', 'X')", err);
    return LI_OK;
}

static void test_guard_kept_statement(void **state)
{
    struct place *place = *state;
    struct query *kept = NULL;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(journal_write(store, "Keep", keep_statement, &kept, NULL, &place->err), LI_OK);
    assert_int_equal(query_step(kept, &place->err), -1);
    assert_int_equal(place->err.code, LI_REFUSED);
    assert_non_null(strstr(place->err.message, "through the journal only"));
    assert_int_equal(place_countries(store), 0);
    place_add_country(place, store, "AU"); /* and what comes after is not held against it */
    assert_int_equal(place_countries(store), 1);
    query_free(kept);
    store_close(store);
}

/* A statement that was freed may serve again, but not where it could not have been prepared, and
   with nothing bound. */
static void test_guard_statement_again(void **state)
{
    struct place *place = *state;
    struct query *kept = NULL;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(journal_write(store, "Keep", keep_statement, &kept, NULL, &place->err), LI_OK);
    query_free(kept);
    assert_int_equal(
        query_run(store, "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'X', 'X')",
            &place->err),
        LI_REFUSED);
    assert_non_null(strstr(place->err.message, "through the journal only"));
    for (int i = 0; i < 2; i++) {
        struct query *query = query_new(store, "SELECT ?1 IS NULL", &place->err);
        assert_int_equal(query_step(query, &place->err), 1);
        assert_int_equal(query_int(query, 0), 1);
        query_bind_text(query, 1, "something");
        query_free(query);
    }
    store_close(store);
}

/* The same question is asked of the tables as they are now. */
static void test_statement_outlives_its_schema(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char make[] = "CREATE TEMP TABLE t AS SELECT 1 AS one";
    assert_int_equal(query_run(store, make, &place->err), LI_OK);
    for (int columns = 1; columns <= 2; columns++) {
        struct query *query = query_new(store, "SELECT * FROM t", &place->err);
        assert_int_equal(query_step(query, &place->err), 1);
        assert_int_equal(query_columns(query), columns);
        assert_string_equal(query_text(query, columns - 1), columns == 1 ? "1" : "2");
        query_free(query);
        if (columns == 1)
            assert_int_equal(
                query_run(store, "ALTER TABLE t ADD COLUMN two DEFAULT 2", &place->err), LI_OK);
    }
    store_close(store);
}

static enum li_err count_nothing(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    (void)arg;
    (void)err;
    return LI_OK;
}

static enum li_err add_two_and_fail(struct store *store, void *arg, struct li_error *err)
{
    struct store_rows rows;
    enum li_err code = place_country(store, arg, err);
    if (code == LI_OK)
        code = place_country(store, arg, err);
    assert_true(store_changes_take_added(store, "country", &rows));
    assert_int_equal(rows.first, 2); /* one stood there before */
    assert_int_equal(rows.last, 3);
    assert_false(store_changes_take_added(store, "country", &rows));
    assert_false(store_changes_take_added(store, "region", &rows));
    if (code == LI_OK)
        code = place_country(store, arg, err);
    return code == LI_OK ? li_fail(err, LI_REFUSED, "No.") : code;
}

/* What follows a store, and the countries it was told of; first 0: of none. */
struct following {
    struct store *store;
    struct store_rows rows;
};

static enum li_err see_added(void *arg, struct li_error *err)
{
    (void)err;
    struct following *following = arg;
    store_changes_take_added(following->store, "country", &following->rows);
    return LI_OK;
}

/* What follows the records is told which were added in this transaction, and of no other. */
static void test_added(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    struct following following = {.store = store};
    store_set_commit_hook(store, see_added, &following);
    place_add_country(place, store, "AU");
    assert_int_equal(following.rows.first, 1);
    assert_int_equal(
        journal_write(store, "Fail", add_two_and_fail, "NZ", NULL, &place->err), LI_REFUSED);
    assert_int_equal(journal_write(store, "None", count_nothing, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(following.rows.first, 0);
    place_add_country(place, store, "NZ");
    assert_int_equal(following.rows.first, 2);
    store_close(store);
}

static enum li_err reach_too_far(struct store *store, void *arg, struct li_error *err)
{
    return query_run(store, arg, err);
}

static void test_guard_inside(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char *const refused[] = {"COMMIT", "ROLLBACK", "DELETE FROM journal_entry"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_equal(
            journal_write(store, "Reach", reach_too_far, (char *)refused[i], NULL, &place->err),
            LI_REFUSED);
    place_add_country(place, store, "AU");
    store_close(store);
}

static enum li_err write_inside(struct store *store, void *arg, struct li_error *err)
{
    return journal_write(store, "Inner", place_country, arg, NULL, err);
}

static void test_no_write_inside_a_write(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(
        journal_write(store, "Outer", write_inside, "AU", NULL, &place->err), LI_REFUSED);
    assert_int_equal(place_countries(store), 0);
    place_add_country(place, store, "AU");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_guard),
        PLACE_TEST(test_guard_kept_statement),
        PLACE_TEST(test_guard_statement_again),
        PLACE_TEST(test_statement_outlives_its_schema),
        PLACE_TEST(test_added),
        PLACE_TEST(test_guard_inside),
        PLACE_TEST(test_no_write_inside_a_write),
    };
    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
