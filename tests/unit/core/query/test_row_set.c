/*
 * test_row_set.c: marks are a set of row ids, in order, however many.
 */
#include "core/query/row_set.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_mark_is_put_and_taken_away_once(void **state)
{
    struct row_set marks = {0};
    (void)state;
    assert_false(row_set_has(&marks, 5));
    row_set_put(&marks, 5, false);
    assert_int_equal(marks.count, 0);
    for (int i = 0; i < 2; i++)
        row_set_put(&marks, 5, true);
    assert_true(row_set_has(&marks, 5));
    assert_int_equal(marks.count, 1);
    for (int i = 0; i < 2; i++)
        row_set_put(&marks, 5, false);
    assert_false(row_set_has(&marks, 5));
    assert_int_equal(marks.count, 0);
    row_set_clear(&marks);
}

static void no_row_is_never_marked(void **state)
{
    struct row_set marks = {0};
    (void)state;
    row_set_put(&marks, 0, true);
    row_set_put(&marks, -1, true);
    assert_int_equal(marks.count, 0);
    assert_false(row_set_has(&marks, 0));
    assert_false(row_set_has(&marks, -1));
    row_set_clear(&marks);
}

static void rows_come_in_order(void **state)
{
    static const int64_t put[] = {1000000, 64, 1, 63, 128, 65};
    static const int64_t order[] = {1, 63, 64, 65, 128, 1000000};
    struct row_set marks = {0};
    (void)state;
    for (size_t i = 0; i < 6; i++)
        row_set_put(&marks, put[i], true);
    int64_t *rows = row_set_rows(&marks);
    assert_int_equal(marks.count, 6);
    assert_memory_equal(rows, order, sizeof order);
    free(rows);
    row_set_clear(&marks);
    assert_int_equal(marks.count, 0);
}

static void a_row_id_that_may_be_given_again_is_dropped(void **state)
{
    struct row_set marks = {0};
    (void)state;
    row_set_trim(&marks, 0);
    for (int64_t row = 60; row < 70; row++)
        row_set_put(&marks, row, true);
    row_set_trim(&marks, 66);
    assert_int_equal(marks.count, 7);
    assert_true(row_set_has(&marks, 66));
    assert_false(row_set_has(&marks, 67));
    row_set_clear(&marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_is_put_and_taken_away_once),
        cmocka_unit_test(no_row_is_never_marked),
        cmocka_unit_test(rows_come_in_order),
        cmocka_unit_test(a_row_id_that_may_be_given_again_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
