/*
 * test_query.c: values bound and read, and rows taken in slices.
 */
#include "data/database/fact.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_query_values(void **state)
{
    struct place *place = *state;
    struct id id = id_new(), back;
    char text[ID_TEXT_SIZE];
    struct store *store = place_open(place, STORE_CREATE);
    struct query *query = query_new(
        store, "SELECT ?1, ?2, ?3, ?4, ?5, typeof(?4), 0.1 + 0.2, 12.0, -0.0, 1e300", &place->err);
    query_bind_text(query, 1, "Taituarā");
    query_bind_int(query, 2, INT64_MIN);
    query_bind_real(query, 3, 2.5);
    query_bind_text(query, 4, id_text(&id, text));
    query_bind_text(query, 5, NULL);
    assert_int_equal(query_step(query, &place->err), 1);
    assert_int_equal(query_columns(query), 10);
    assert_string_equal(query_text(query, 0), "Taituarā");
    assert_true(query_int(query, 1) == INT64_MIN);
    assert_string_equal(query_text(query, 2), "2.5");
    assert_string_equal(query_text(query, 3), text);
    assert_true(query_id(query, 3, &back) && id_equal(&id, &back));
    assert_null(query_text(query, 4));
    assert_true(query_null(query, 4));
    assert_false(query_id(query, 4, &back));
    assert_string_equal(query_text(query, 5), "blob");
    assert_string_equal(query_text(query, 6), "0.3");
    assert_string_equal(query_text(query, 7), "12");
    assert_string_equal(query_text(query, 8), "0");
    assert_string_equal(query_text(query, 9), "1e+300");
    assert_int_equal(query_step(query, &place->err), 0);
    query_free(query);
    query = query_new(store, "SELECT x'010203'", &place->err);
    assert_int_equal(query_step(query, &place->err), 1);
    assert_int_equal(strlen(query_text(query, 0)), 3); /* no id: the bytes themselves */
    query_free(query);
    assert_null(query_new(store, "SELECT nonsense", &place->err));
    assert_true(strlen(place->err.message) > 0);
    store_close(store);
}

/* SQLite takes what it could not bind for null; stored, that would be a value erased. */
static void test_value_that_cannot_be_bound_fails_the_step(void **state)
{
    struct place *place = *state;
    char longer[200] = {0};
    struct store *store = place_open(place, STORE_CREATE);
    struct query *query = query_new(store, "SELECT ?1, ?2", &place->err);
    memset(longer, 'x', sizeof longer - 1);
    int usual = sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, 100);
    query_bind_text(query, 1, longer);
    sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, usual);
    query_bind_text(query, 2, "short");
    assert_int_equal(query_step(query, &place->err), -1);
    assert_int_equal(place->err.code, LI_IO);
    assert_int_equal(query_finish(query, &place->err), LI_IO);
    query_bind_text(query, 1, longer);
    assert_int_equal(query_step(query, &place->err), 1);
    assert_string_equal(query_text(query, 0), longer);
    query_free(query);
    store_close(store);
}

static void test_vector(void **state)
{
    struct place *place = *state;
    struct vector vector = {0};
    struct store *store = place_open(place, STORE_CREATE);
    struct query *query = query_new(store,
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)"
        " SELECT x FROM n",
        &place->err);
    assert_int_equal(vector_fill(&vector, query, 3000, &place->err), 1);
    assert_int_equal(vector.count, 3000);
    assert_int_equal(vector_fill(&vector, query, 3000, &place->err), 0);
    assert_int_equal(vector.count, 5000);
    for (size_t i = 0; i < vector.count; i++)
        assert_int_equal(vector.rows[i], i + 1);
    vector_clear(&vector);
    assert_int_equal(vector.count, 0);
    query_free(query);
    store_close(store);
}

/* A read that is half done would keep this program from writing once another has written. */
static void test_write_lets_go_of_half_read_vector(void **state)
{
    struct place *place = *state;
    struct vector vector = {0};
    struct store *store = place_open(place, STORE_CREATE), *other = place_open(place, STORE_WRITE);
    struct query *query =
        query_new(store, "SELECT rowid FROM sqlite_schema ORDER BY rowid", &place->err);
    assert_int_equal(vector_fill(&vector, query, 2, &place->err), 1);
    assert_int_equal(fact_save(other, "org", "Theirs", &place->err), LI_OK);
    assert_int_equal(fact_save(store, "you", "Ours", &place->err), LI_OK);
    assert_int_equal(vector_fill(&vector, query, 2, &place->err), -1);
    assert_int_equal(place->err.code, LI_INTERRUPTED);
    vector_clear(&vector);
    assert_int_equal(vector_fill(&vector, query, 1000, &place->err), 0);
    assert_true(vector.count > 2);
    vector_clear(&vector);
    query_free(query);
    store_close(other);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_query_values),
        PLACE_TEST(test_value_that_cannot_be_bound_fails_the_step),
        PLACE_TEST(test_vector),
        PLACE_TEST(test_write_lets_go_of_half_read_vector),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
