/*
 * test_tie_walk.c: what one query leaves equal comes in the order of the other.
 */
#include "core/query/tie_walk.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define MOST 8
#define WALK "VALUES (5), (3), (1), (4), (2), (9)"

static struct tie_walk *walk_through(struct office *office, const char *sorted, const char *walk)
{
    struct li_error err;
    struct store *store = office->context->store;
    struct tie_walk *ties =
        tie_walk_new(query_new(store, sorted, &err), query_new(store, walk, &err));
    assert_non_null(ties);
    return ties;
}

/* expected: row ids, ended by 0. */
static void expect_rows(
    struct office *office, const char *sorted, const char *walk, const int64_t *expected)
{
    struct li_error err;
    for (size_t most = 1; most <= MOST; most++) {
        struct vector rows = {0};
        struct tie_walk *ties = walk_through(office, sorted, walk);
        int more;
        while ((more = tie_walk_fill(ties, &rows, most, &err)) > 0)
            ;
        assert_int_equal(more, 0);
        for (size_t i = 0; i < rows.count; i++)
            assert_int_equal(rows.rows[i], expected[i]);
        assert_int_equal(expected[rows.count], 0);
        tie_walk_free(ties);
        vector_clear(&rows);
    }
}

static void equal_rows_come_as_they_are_walked(void **state)
{
    expect_rows(*state, "VALUES (1, 'a'), (3, 'a'), (2, 'b'), (4, 'c'), (5, 'c')", WALK,
        (const int64_t[]){3, 1, 2, 5, 4, 0});
    expect_rows(*state, "VALUES (1, 'a'), (2, 'a'), (3, 'a'), (4, 'a'), (5, 'a')", WALK,
        (const int64_t[]){5, 3, 1, 4, 2, 0});
    expect_rows(*state, "VALUES (1, 1), (2, 2), (3, 3)", WALK, (const int64_t[]){1, 2, 3, 0});
    expect_rows(*state, "SELECT 1, 1 WHERE 0", WALK, (const int64_t[]){0});
}

static void every_column_tells_rows_apart(void **state)
{
    expect_rows(*state, "VALUES (1, 'a', 'b'), (2, 'a', 'c'), (3, 'a', 'c'), (5, 'ab', '')", WALK,
        (const int64_t[]){1, 3, 2, 5, 0});
}

/* As where SQLite sorts: numbers by their value, nothing apart from an empty text. */
static void equal_is_what_sorts_alike(void **state)
{
    expect_rows(*state, "VALUES (1, -0.0), (3, 0), (2, 1), (4, 1.0), (5, 1)", WALK,
        (const int64_t[]){3, 1, 5, 4, 2, 0});
    expect_rows(*state, "VALUES (2, NULL), (4, NULL), (1, ''), (3, ''), (5, '1')", WALK,
        (const int64_t[]){4, 2, 3, 1, 5, 0});
}

static void rows_that_only_one_has_are_left_out(void **state)
{
    expect_rows(*state, "VALUES (1, 'a'), (7, 'a'), (3, 'a'), (8, 'b'), (2, 'c')", WALK,
        (const int64_t[]){3, 1, 2, 0});
    expect_rows(*state, "VALUES (1, 'a'), (3, 'a'), (2, 'a')",
        "VALUES (3), (3), (1), (4000000), (2)", (const int64_t[]){3, 1, 2, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_rows_come_as_they_are_walked),
        cmocka_unit_test(every_column_tells_rows_apart),
        cmocka_unit_test(equal_is_what_sorts_alike),
        cmocka_unit_test(rows_that_only_one_has_are_left_out),
    };
    return cmocka_run_group_tests(tests, office_setup, office_teardown);
}
