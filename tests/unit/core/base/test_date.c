/*
 * test_date.c: the calendar, and days as people write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/date.h"
#include "core/base/date_typed.h"
#include "data/base/memory.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void days_and_their_parts_agree(void **state)
{
    (void)state;
    assert_int_equal(date_of(1970, 1, 1), 0);
    assert_int_equal(date_of(2000, 3, 1), 11017);
    day_t first = date_of(1, 1, 1), last = date_of(9999, 12, 31);
    for (day_t day = first; day <= last; day++) {
        int year, month, mday;
        date_parts(day, &year, &month, &mday);
        if (date_of(year, month, mday) != day)
            fail_msg("day %d", day);
    }
}

static void days_that_are_none(void **state)
{
    (void)state;
    assert_int_equal(date_of(2026, 2, 29), DAY_NONE);
    assert_int_equal(date_of(1900, 2, 29), DAY_NONE);
    assert_int_not_equal(date_of(2000, 2, 29), DAY_NONE);
    assert_int_equal(date_of(2026, 13, 1), DAY_NONE);
    assert_int_equal(date_of(2026, 0, 1), DAY_NONE);
    assert_int_equal(date_of(2026, 1, 0), DAY_NONE);
    assert_int_equal(date_of(0, 1, 1), DAY_NONE);
    assert_int_equal(date_of(10000, 1, 1), DAY_NONE);
}

static void text_goes_there_and_back(void **state)
{
    (void)state;
    char text[DAY_TEXT_SIZE];
    assert_string_equal(date_text(date_of(2026, 3, 15), text), "2026-03-15");
    assert_string_equal(date_text(date_of(1, 1, 1), text), "0001-01-01");
    assert_int_equal(date_parse("2026-03-15"), date_of(2026, 3, 15));
    static const char *const wrong[] = {"", "2026-3-15", "2026-03-15 ", " 2026-03-15", "2026-02-30",
        "2026/03/15", "20260315", "+026-03-15", "today"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(date_parse(wrong[i]), DAY_NONE);
}

static void weekdays(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(date_of(1970, 1, 1)), 3); /* a Thursday */
    assert_int_equal(date_weekday(date_of(2026, 3, 15)), 6);
    assert_int_equal(date_weekday(date_of(1, 1, 1)), 0);
}

static void spans_and_their_ends(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(date_of(2026, 1, 31), 1), date_of(2026, 2, 28));
    assert_int_equal(date_add_months(date_of(2024, 2, 29), 12), date_of(2025, 2, 28));
    assert_int_equal(date_add_months(date_of(2026, 1, 15), -1), date_of(2025, 12, 15));
    assert_int_equal(date_add_months(date_of(2026, 1, 15), -13), date_of(2024, 12, 15));
    assert_int_equal(date_add_months(date_of(9999, 12, 1), 1), DAY_NONE);
    assert_int_equal(date_add_months(date_of(1, 1, 1), -1), DAY_NONE);
    assert_int_equal(date_end_of_month(date_of(2024, 2, 1)), date_of(2024, 2, 29));
    assert_int_equal(date_end_of_quarter(date_of(2026, 2, 10)), date_of(2026, 3, 31));
    assert_int_equal(date_end_of_quarter(date_of(2026, 3, 31)), date_of(2026, 3, 31));
    assert_int_equal(date_end_of_quarter(date_of(2026, 10, 1)), date_of(2026, 12, 31));
    assert_int_equal(date_end_of_year(date_of(2026, 10, 1)), date_of(2026, 12, 31));
}

/* Sunday 2026-03-15 is today throughout. */
static void what_people_write_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *day;
    } cases[] = {
        {"2026-03-15", "2026-03-15"},
        {" 2026-03-15\t", "2026-03-15"},
        {"15 mar", "2026-03-15"},
        {"15 March 2026", "2026-03-15"},
        {"Mar 15 2026", "2026-03-15"},
        {"march 15, 2026", "2026-03-15"},
        {"MAR 1", "2026-03-01"},
        {"3 sept", "2026-09-03"},
        {"20 dec", "2025-12-20"}, /* nearer behind than ahead */
        {"1 jan 1999", "1999-01-01"},
        {"29 feb", "2028-02-29"}, /* the nearest there is */
        {"today", "2026-03-15"},
        {"Tomorrow", "2026-03-16"},
        {"yesterday", "2026-03-14"},
        {"fri", "2026-03-20"},
        {"Friday", "2026-03-20"},
        {"tues", "2026-03-17"},
        {"sun", "2026-03-22"}, /* the next one, never today */
        {"+2w", "2026-03-29"},
        {"-3d", "2026-03-12"},
        {"+5", "2026-03-20"},
        {"+1m", "2026-04-15"},
        {"+1y", "2027-03-15"},
        {"-1Y", "2025-03-15"},
        {"15th march", "2026-03-15"},
        {"15. mar 2026", "2026-03-15"},
        {"15-Mar-2026", "2026-03-15"},
        {"15.3.", "2026-03-15"},
        {"4.3", "2026-03-04"}, /* with dots the day comes first */
        {"15.3.2026", "2026-03-15"},
        {"4. 3. 2026", "2026-03-04"},
        {"3/15/2026", "2026-03-15"},
        {"15/3/2026", "2026-03-15"},
        {"15-3-2026", "2026-03-15"},
        {"12/20", "2025-12-20"},
        {"4/4", "2026-04-04"}, /* the same day either way */
        {"2026/3/4", "2026-03-04"},
        {"2026-3-4", "2026-03-04"},
        {"next fri", "2026-03-20"}, /* of the week that begins tomorrow, a Monday */
        {"next sunday", "2026-03-22"},
        {"last fri", "2026-03-13"},
        {"last sun", "2026-03-08"},
        {"next week", "2026-03-22"},
        {"last month", "2026-02-15"},
        {"next year", "2027-03-15"},
        {"+2 weeks", "2026-03-29"},
        {"in 3 days", "2026-03-18"},
        {"2 weeks ago", "2026-03-01"},
        {"in 1 month", "2026-04-15"},
        {"end of month", "2026-03-31"},
        {"eom", "2026-03-31"},
        {"eoq", "2026-03-31"},
        {"eoy", "2026-12-31"},
    };
    day_t today = date_of(2026, 3, 15);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[DAY_TEXT_SIZE];
        day_t day = DAY_NONE;
        struct li_error err = {0};
        if (date_typed_parse(cases[i].typed, today, DATE_ISO, &day, &err) != LI_OK)
            fail_msg("%s: %s", cases[i].typed, err.message);
        assert_string_equal(date_text(day, text), cases[i].day);
    }
}

/* Tuesday 2026-03-17 is today: Friday comes in this week and in the next. */
static void next_friday_is_of_next_week(void **state)
{
    (void)state;
    day_t today = date_of(2026, 3, 17), day = DAY_NONE;
    assert_int_equal(date_typed_parse("fri", today, DATE_ISO, &day, NULL), LI_OK);
    assert_int_equal(day, date_of(2026, 3, 20));
    assert_int_equal(date_typed_parse("next fri", today, DATE_ISO, &day, NULL), LI_OK);
    assert_int_equal(day, date_of(2026, 3, 27));
    assert_int_equal(date_typed_parse("next mon", today, DATE_ISO, &day, NULL), LI_OK);
    assert_int_equal(day, date_of(2026, 3, 23));
    assert_int_equal(date_typed_parse("last tue", today, DATE_ISO, &day, NULL), LI_OK);
    assert_int_equal(day, date_of(2026, 3, 10));
}

static void what_can_be_two_days_is_asked_back(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *says;
    } cases[] = {
        {"3/4/2026", "\"3/4/2026\" could be 2026-03-04 or 2026-04-03; enter one of these."},
        {"04-03-2026", "\"04-03-2026\" could be 2026-04-03 or 2026-03-04; enter one of these."},
        {"7/1/26", "\"7/1/26\" could be 2026-07-01 or 2026-01-07; enter one of these."},
        {"1/12", "\"1/12\" could be 2026-01-12 or 2025-12-01; enter one of these."},
    };
    day_t day = 7;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct li_error err = {0};
        assert_int_equal(
            date_typed_parse(cases[i].typed, date_of(2026, 3, 15), DATE_ISO, &day, &err),
            LI_REFUSED);
        assert_string_equal(err.message, cases[i].says);
    }
    assert_int_equal(day, 7);
}

static void the_order_tells_which_of_two_days_is_meant(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        enum date_order order;
        const char *day;
    } cases[] = {
        {"7/1/26", DATE_US, "2026-07-01"},
        {"7/1/26", DATE_EU, "2026-01-07"},
        {"7-1-26", DATE_US, "2026-07-01"},
        {"3/4", DATE_US, "2026-03-04"},
        {"3/4", DATE_EU, "2026-04-03"},
        {"7/15/26", DATE_EU, "2026-07-15"},
        {"15/7/26", DATE_US, "2026-07-15"},
        {"3.4.26", DATE_US, "2026-04-03"},
        {"Mar 4, 2026", DATE_EU, "2026-03-04"},
        {"4 Mar 2026", DATE_US, "2026-03-04"},
        {"2026-03-04", DATE_EU, "2026-03-04"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[DAY_TEXT_SIZE];
        day_t day = DAY_NONE;
        struct li_error err = {0};
        if (date_typed_parse(cases[i].typed, date_of(2026, 3, 15), cases[i].order, &day, &err) !=
            LI_OK)
            fail_msg("%s: %s", cases[i].typed, err.message);
        assert_string_equal(date_text(day, text), cases[i].day);
    }
}

static void a_shown_date_can_be_typed_again(void **state)
{
    (void)state;
    static const struct {
        enum date_order order;
        const char *shown, *short_shown;
    } cases[] = {
        {DATE_ISO, "2026-03-15", "2025-12-01"},
        {DATE_US, "Mar 15, 2026", "Dec 1, 2025"},
        {DATE_EU, "15 Mar 2026", "1 Dec 2025"},
    };
    day_t today = date_of(2026, 3, 15), day = DAY_NONE;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[DATE_SHOWN_SIZE];
        struct li_error err = {0};
        assert_string_equal(date_show(today, cases[i].order, text), cases[i].shown);
        assert_int_equal(date_typed_parse(text, today, DATE_ISO, &day, &err), LI_OK);
        assert_int_equal(day, today);
        date_show(date_of(2025, 12, 1), cases[i].order, text);
        assert_string_equal(text, cases[i].short_shown);
    }
}

static void a_sentence_shows_its_dates(void **state)
{
    (void)state;
    char *shown = date_show_all(li_strdup("From 2026-03-15 (x-2026-03-15) to 2026-04-01, at "
                                          "2026-02-30."),
        DATE_US);
    assert_string_equal(shown, "From Mar 15, 2026 (x-2026-03-15) to Apr 1, 2026, at 2026-02-30.");
    free(shown);
    shown = date_show_all(li_strdup("Due 2026-03-15."), DATE_ISO);
    assert_string_equal(shown, "Due 2026-03-15.");
    free(shown);
    assert_null(date_show_all(NULL, DATE_EU));
}

static void two_digits_name_the_nearest_year(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int year;
    } cases[] = {{"15.3.26", 2026}, {"15 mar 75", 2075}, {"mar 15, 76", 1976}, {"3/15/99", 1999}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day_t day = DAY_NONE;
        struct li_error err = {0};
        assert_int_equal(
            date_typed_parse(cases[i].typed, date_of(2026, 3, 15), DATE_ISO, &day, &err), LI_OK);
        assert_int_equal(day, date_of(cases[i].year, 3, 15));
    }
}

static void what_is_no_day_is_refused_with_what_is(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "soon", "26-03-15", "3/15/026", "15.", "1.2.3.",
        "15/3.2026", "15/3/", "3/15/2026/", "next", "next mar", "last fr", "in 2", "in x days",
        "2 days", "12th", "15thx mar", "15", "mar", "15 ma", "15 mar 026", "mar 15 2026 10",
        "mar mar", "15 15", "+w", "+2x", "2w", "+2w ago", "+9999999d", "fr", "15 marble",
        "2026-03"};
    day_t day = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct li_error err = {0};
        assert_int_equal(date_typed_parse(wrong[i], 0, DATE_ISO, &day, &err), LI_REFUSED);
        assert_non_null(strstr(err.message, "Try 2026-03-15, 15 mar"));
    }
    static const char *const missing[] = {"2026-02-30", "31.4.", "15/15", "13/13/2026", "0/0",
        "2026/13/1", "31 apr", "feb 30 2024", "29 feb 2026", "0 mar", "+9999y", "-999999w"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        struct li_error err = {0};
        assert_int_equal(date_typed_parse(missing[i], 0, DATE_ISO, &day, &err), LI_REFUSED);
        assert_non_null(strstr(err.message, "isn't a valid date"));
    }
    assert_int_equal(day, 7);
}

static void distances_are_told_as_people_do(void **state)
{
    (void)state;
    static const struct {
        int days;
        const char *text;
    } cases[] = {{0, "today"}, {1, "tomorrow"}, {-1, "yesterday"}, {3, "in 3 days"},
        {-13, "13 days ago"}, {-14, "2 weeks ago"}, {60, "in 9 weeks"}, {61, "in 2 months"},
        {-150, "5 months ago"}, {365, "in 12 months"}, {730, "in 2 years"},
        {-3650, "10 years ago"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        assert_string_equal(date_distance(20000 + cases[i].days, 20000, text), cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_their_parts_agree),
        cmocka_unit_test(days_that_are_none),
        cmocka_unit_test(text_goes_there_and_back),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(spans_and_their_ends),
        cmocka_unit_test(what_people_write_is_read),
        cmocka_unit_test(next_friday_is_of_next_week),
        cmocka_unit_test(what_can_be_two_days_is_asked_back),
        cmocka_unit_test(the_order_tells_which_of_two_days_is_meant),
        cmocka_unit_test(a_shown_date_can_be_typed_again),
        cmocka_unit_test(a_sentence_shows_its_dates),
        cmocka_unit_test(two_digits_name_the_nearest_year),
        cmocka_unit_test(what_is_no_day_is_refused_with_what_is),
        cmocka_unit_test(distances_are_told_as_people_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
