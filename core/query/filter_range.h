/*
 * filter_range.h: one value of a filter held against a number or a day; for filter_test.c alone.
 */
#ifndef LI_CORE_QUERY_FILTER_RANGE_H
#define LI_CORE_QUERY_FILTER_RANGE_H

#include "core/query/filter_condition.h"

/* What a value is held against. */
struct test {
    struct condition *condition;
    struct context *context;
    const struct field *field;
    const struct term *term;
    char *value; /* SQL: what the field holds */
};

/* Write the condition that the field is, or lies below, above or between, what was typed. */
enum li_err filter_test_day(
    const struct test *test, const struct alternative *value, struct li_error *err);
enum li_err filter_test_number(
    const struct test *test, const struct alternative *value, struct li_error *err);

#endif
