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
    struct marks marks = {0};
    (void)state;
    assert_false(marks_has(&marks, 5));
    marks_put(&marks, 5, false);
    assert_int_equal(marks.count, 0);
    for (int i = 0; i < 2; i++)
        marks_put(&marks, 5, true);
    assert_true(marks_has(&marks, 5));
    assert_int_equal(marks.count, 1);
    for (int i = 0; i < 2; i++)
        marks_put(&marks, 5, false);
    assert_false(marks_has(&marks, 5));
    assert_int_equal(marks.count, 0);
    marks_clear(&marks);
}

static void no_row_is_never_marked(void **state)
{
    struct marks marks = {0};
    (void)state;
    marks_put(&marks, 0, true);
    marks_put(&marks, -1, true);
    assert_int_equal(marks.count, 0);
    assert_false(marks_has(&marks, 0));
    assert_false(marks_has(&marks, -1));
    marks_clear(&marks);
}

static void rows_come_in_order(void **state)
{
    static const int64_t put[] = {1000000, 64, 1, 63, 128, 65};
    static const int64_t order[] = {1, 63, 64, 65, 128, 1000000};
    struct marks marks = {0};
    (void)state;
    for (size_t i = 0; i < 6; i++)
        marks_put(&marks, put[i], true);
    int64_t *rows = marks_rows(&marks);
    assert_int_equal(marks.count, 6);
    assert_memory_equal(rows, order, sizeof order);
    free(rows);
    marks_clear(&marks);
    assert_int_equal(marks.count, 0);
}

static void a_row_id_that_may_be_given_again_is_dropped(void **state)
{
    struct marks marks = {0};
    (void)state;
    marks_trim(&marks, 0);
    for (int64_t row = 60; row < 70; row++)
        marks_put(&marks, row, true);
    marks_trim(&marks, 66);
    assert_int_equal(marks.count, 7);
    assert_true(marks_has(&marks, 66));
    assert_false(marks_has(&marks, 67));
    marks_clear(&marks);
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
