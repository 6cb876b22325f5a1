/*
 * test_year.c: years that begin in any month, and a year's number in a text.
 */
#include "core/base/date.h"
#include "core/context/year.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void a_year_is_renamed_where_it_stands_apart(void **state)
{
    static const struct {
        const char *text, *renamed;
    } cases[] = {{"Conference 2026", "Conference 2027"}, {"2026", "2027"}, {"No year", "No year"},
        {"12026 members", "12026 members"}, {"20261", "20261"}, {"In 2026/2026", "In 2027/2026"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *renamed = year_renamed(cases[i].text, 2026, 2027);
        assert_string_equal(renamed, cases[i].renamed);
        free(renamed);
    }
}

static void years_may_begin_in_any_month(void **state)
{
    static const struct {
        int starts;
        const char *day;
        int year, quarter;
    } cases[] = {
        {1, "2026-01-01", 2026, 0},
        {1, "2026-12-31", 2026, 3},
        {1, "2026-06-30", 2026, 1},
        {7, "2026-06-30", 2026, 3},
        {7, "2026-07-01", 2027, 0},
        {7, "2027-01-01", 2027, 2},
        {12, "2026-11-30", 2026, 3},
        {12, "2026-12-01", 2027, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day_t day = date_parse(cases[i].day);
        struct year year = year_at(day, cases[i].starts);
        assert_int_equal(year.number, cases[i].year);
        assert_int_equal(year_quarter(&year, day), cases[i].quarter);
        assert_int_equal(year_quarter(&year, year.first - 1), -1);
        assert_int_equal(year_quarter(&year, year.last + 1), -1);
        struct year same = year_of(year.number, cases[i].starts);
        assert_memory_equal(&year, &same, sizeof year);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_is_renamed_where_it_stands_apart),
        cmocka_unit_test(years_may_begin_in_any_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
