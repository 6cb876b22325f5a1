/*
 * filter_range.h: one value of a filter compared with a number or a day; for filter_test.c alone.
 */
#ifndef LI_CORE_FILTER_FILTER_RANGE_H
#define LI_CORE_FILTER_FILTER_RANGE_H

#include "core/context/context.h"
#include "core/filter/filter_condition.h"
#include "core/schema/kind.h"

/* What a value is compared with. */
struct filter_test {
    struct filter_condition *condition;
    struct context *context;
    const struct field *field;
    const struct kind *cached; /* where k is read; NULL: it is not */
    const struct filter_term *term;
    char *value; /* SQL: what the field holds */
};

/* Write the condition that the field is, or lies below, above or between, what was typed. */
enum li_err filter_test_day(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err);
enum li_err filter_test_number(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err);

#endif
