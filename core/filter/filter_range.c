/*
 * filter_range.c: numbers and days in a filter, which have an order and ranges.
 */
#include "core/filter/filter_range.h"
#include "core/base/date_typed.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a typed number or day covers: a month covers its days. */
struct filter_span {
    char first[32], last[32];
    const char *operand; /* SQL around the parameter */
};
typedef enum li_err (*filter_parse_span)(const struct filter_test *test, const char *typed,
    struct filter_span *out, struct li_error *err);

static void filter_write_operand(
    const struct filter_test *test, const char *operand, const char *text)
{
    fprintf(test->condition->sql, operand, filter_condition_bind(test->condition, text));
}

static void filter_write_sign(
    const struct filter_test *test, enum filter_sign how, const struct filter_span *span)
{
    /* Below a month is before its first day; up to a month includes its last. */
    bool by_first = how == TEST_BELOW || how == TEST_FROM;
    fprintf(test->condition->sql, "%s %s ", test->value, filter_parse_signs[how]);
    filter_write_operand(test, span->operand, by_first ? span->first : span->last);
}

static void filter_write_between(
    const struct filter_test *test, const struct filter_span *from, const struct filter_span *to)
{
    fprintf(test->condition->sql, "%s BETWEEN ", test->value);
    filter_write_operand(test, from->operand, from->first);
    fputs(" AND ", test->condition->sql);
    filter_write_operand(test, to->operand, to->last);
}

/* "a..b", "a..", "..b": dots points at the two dots. */
static enum li_err filter_test_range(const struct filter_test *test, const char *text,
    const char *dots, filter_parse_span read, struct li_error *err)
{
    struct filter_span from, to;
    char *start = li_strndup(text, (size_t)(dots - text));
    const char *end = dots + 2;
    enum li_err code = *start ? read(test, start, &from, err) : LI_OK;
    if (!code && *end)
        code = read(test, end, &to, err);
    if (!code && *start && *end)
        filter_write_between(test, &from, &to);
    else if (!code)
        filter_write_sign(test, *start ? TEST_FROM : TEST_UP_TO, *start ? &from : &to);
    free(start);
    return code;
}

static enum li_err filter_test_ordered(const struct filter_test *test,
    const struct filter_value *value, filter_parse_span read, struct li_error *err)
{
    const char *dots = value->how == TEST_IS ? strstr(value->text, "..") : NULL;
    if (dots && strlen(value->text) > 2)
        return filter_test_range(test, value->text, dots, read, err);
    struct filter_span span;
    enum li_err code = read(test, value->text, &span, err);
    if (!code && value->how == TEST_IS)
        filter_write_between(test, &span, &span);
    else if (!code)
        filter_write_sign(test, value->how, &span);
    return code;
}

/* The first and last day of "2026", "2026-03", or of any day as people write it. */
static enum li_err filter_parse_days(const char *typed, const struct context *context, day_t *first,
    day_t *last, struct li_error *err)
{
    static const struct {
        size_t length;
        const char *first; /* what makes a day of it */
        day_t (*last)(day_t first);
    } spans[] = {
        {sizeof "2026" - 1, "-01-01", date_end_of_year},
        {sizeof "2026-03" - 1, "-01", date_end_of_month},
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        char day[DAY_TEXT_SIZE];
        if (strlen(typed) != spans[i].length)
            continue;
        snprintf(day, sizeof day, "%s%s", typed, spans[i].first);
        *first = date_parse(day);
        if (*first != DAY_NONE) {
            *last = spans[i].last(*first);
            return LI_OK;
        }
    }
    enum li_err code = date_typed_parse(typed, context->today, context_dates(context), first, err);
    *last = *first;
    return code;
}

static enum li_err filter_parse_day_span(const struct filter_test *test, const char *typed,
    struct filter_span *out, struct li_error *err)
{
    day_t first = DAY_NONE, last = DAY_NONE;
    struct li_error why;
    if (filter_parse_days(typed, test->context, &first, &last, &why))
        return filter_condition_refuse(err, test->term, "%s", why.message);
    date_text(first, out->first);
    date_text(last, out->last);
    out->operand = "?%d";
    return LI_OK;
}

/* Digits, perhaps with a sign, a point and an exponent: what SQLite reads whatever the locale. */
static size_t filter_number_length(const char *text)
{
    size_t at = strspn(text, "+-") > 1 ? 0 : strspn(text, "+-");
    size_t whole = strspn(text + at, "0123456789");
    at += whole;
    size_t part = text[at] == '.' ? strspn(text + at + 1, "0123456789") : 0;
    at += part ? part + 1 : 0;
    if (!whole && !part)
        return 0;
    if (text[at] == 'e' || text[at] == 'E') {
        size_t sign = text[at + 1] == '-' || text[at + 1] == '+';
        size_t power = strspn(text + at + 1 + sign, "0123456789");
        at += power ? 1 + sign + power : 0;
    }
    return at;
}

static enum li_err filter_parse_number_span(const struct filter_test *test, const char *typed,
    struct filter_span *out, struct li_error *err)
{
    const char *name = test->field->name;
    size_t length = filter_number_length(typed);
    bool percent = test->field->flags & FIELD_PERCENT && strcmp(typed + length, "%") == 0;
    bool plain = length > 0 && length < sizeof out->first && (!typed[length] || percent);
    double number = plain ? 0 : number_parse(typed, false);
    if (isnan(number))
        return filter_condition_refuse(err, test->term,
            "\"%s\" isn't a number; use %s:10, %s>10 or %s:10..20.", typed, name, name, name);
    snprintf(out->first, sizeof out->first, "%.*s", (int)length, typed);
    if (!plain)
        number_text(number, out->first);
    strcpy(out->last, out->first);
    out->operand = percent ? "CAST(?%d AS REAL) / 100" : "CAST(?%d AS REAL)";
    return LI_OK;
}

enum li_err filter_test_day(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    assert(test->field->type == FIELD_DAY && value);
    return filter_test_ordered(test, value, filter_parse_day_span, err);
}

enum li_err filter_test_number(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    assert(field_is_number(test->field) && value);
    return filter_test_ordered(test, value, filter_parse_number_span, err);
}
