/*
 * filter_test.c: what each type of field makes of the values in a filter.
 */
#include "filter_test.h"
#include "../data/memory.h"
#include "expression.h"
#include "kept.h"
#include "number.h"
#include "progress.h"
#include "text.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct test {
    struct condition *condition;
    struct li *li;
    const struct field *field;
    const struct term *term;
    char *value; /* SQL: what the field holds */
};

int condition_bind(struct condition *condition, const char *text)
{
    condition->bound = li_realloc(condition->bound, condition->count + 1, sizeof *condition->bound);
    condition->bound[condition->count++] = li_strdup(text);
    return (int)condition->count;
}

enum li_err filter_wrong(struct li_error *err, const struct term *term, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *why = li_vformat(format, args);
    va_end(args);
    enum li_err rc = li_fail(err, LI_USAGE, "In %s: %s", term->source, why);
    free(why);
    return rc;
}

static enum li_err only_is(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    if (value->how == TEST_IS)
        return LI_OK;
    return filter_wrong(err, test->term, "%s is neither a number nor a day; write %s:VALUE.",
        test->field->name, test->field->name);
}

/* Text holds the words anywhere, whatever their accents and case. */
static enum li_err test_text(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    enum li_err rc = only_is(test, value, err);
    if (rc)
        return rc;
    char *folded = text_fold(value->text);
    fprintf(test->condition->sql, "holds(fold(%s), ?%d)", test->value,
        condition_bind(test->condition, folded));
    free(folded);
    return LI_OK;
}

static const char *find_choice(const struct field *field, const char *typed)
{
    for (const char *const *choice = field->choices; *choice; choice++)
        if (strcasecmp(*choice, typed) == 0)
            return *choice;
    return NULL;
}

static enum li_err unknown_choice(const struct test *test, const char *typed, struct li_error *err)
{
    size_t count = 0;
    char *list = NULL;
    size_t size;
    FILE *out = open_memstream(&list, &size);
    for (; test->field->choices[count]; count++)
        fprintf(out, "%s%s", count ? ", " : "", test->field->choices[count]);
    fclose(out);
    const char *near = text_nearest(typed, test->field->choices, count);
    enum li_err rc = near ? filter_wrong(err, test->term,
                                "%s is never \"%s\"; did you mean %s? It is one of %s.",
                                test->field->name, typed, near, list)
                          : filter_wrong(err, test->term, "%s is never \"%s\"; it is one of %s.",
                                test->field->name, typed, list);
    free(list);
    return rc;
}

static enum li_err test_choice(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    enum li_err rc = only_is(test, value, err);
    if (rc)
        return rc;
    const char *choice = find_choice(test->field, value->text);
    if (!choice)
        return unknown_choice(test, value->text, err);
    fprintf(test->condition->sql, "%s = ?%d", test->value, condition_bind(test->condition, choice));
    return LI_OK;
}

static enum li_err test_yesno(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    enum li_err rc = only_is(test, value, err);
    if (rc)
        return rc;
    static const char *const words[] = {"no", "yes", "n", "y", "false", "true", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(words[i], value->text) == 0) {
            fprintf(test->condition->sql, "%s = %d", test->value, (int)(i % 2));
            return LI_OK;
        }
    return filter_wrong(err, test->term, "%s is yes or no.", test->field->name);
}

/* From here on: numbers and days, which have an order and ranges. */

/* What a typed number or day covers: a month covers its days. */
struct span {
    char first[32], last[32];
    const char *operand; /* SQL around the parameter */
};
typedef enum li_err (*read_span)(
    const struct test *test, const char *typed, struct span *out, struct li_error *err);

static void write_operand(const struct test *test, const char *operand, const char *text)
{
    fprintf(test->condition->sql, operand, condition_bind(test->condition, text));
}

static void write_sign(const struct test *test, enum test_how how, const struct span *span)
{
    /* Below a month is before its first day; up to a month includes its last. */
    bool by_first = how == TEST_BELOW || how == TEST_FROM;
    fprintf(test->condition->sql, "%s %s ", test->value, test_signs[how]);
    write_operand(test, span->operand, by_first ? span->first : span->last);
}

static void write_between(const struct test *test, const struct span *from, const struct span *to)
{
    fprintf(test->condition->sql, "%s BETWEEN ", test->value);
    write_operand(test, from->operand, from->first);
    fputs(" AND ", test->condition->sql);
    write_operand(test, to->operand, to->last);
}

/* "a..b", "a..", "..b": dots points at the two dots. */
static enum li_err test_range(const struct test *test, const char *text, const char *dots,
    read_span read, struct li_error *err)
{
    struct span from, to;
    char *start = li_strndup(text, (size_t)(dots - text));
    const char *end = dots + 2;
    enum li_err rc = *start ? read(test, start, &from, err) : LI_OK;
    if (!rc && *end)
        rc = read(test, end, &to, err);
    if (!rc && *start && *end)
        write_between(test, &from, &to);
    else if (!rc)
        write_sign(test, *start ? TEST_FROM : TEST_UP_TO, *start ? &from : &to);
    free(start);
    return rc;
}

static enum li_err test_ordered(
    const struct test *test, const struct alternative *value, read_span read, struct li_error *err)
{
    const char *dots = value->how == TEST_IS ? strstr(value->text, "..") : NULL;
    if (dots && strlen(value->text) > 2)
        return test_range(test, value->text, dots, read, err);
    struct span span;
    enum li_err rc = read(test, value->text, &span, err);
    if (!rc && value->how == TEST_IS)
        write_between(test, &span, &span);
    else if (!rc)
        write_sign(test, value->how, &span);
    return rc;
}

/* The first and last day of "2026", "2026-03", or of any day as people write it. */
static enum li_err read_days(
    const char *typed, day_t today, day_t *first, day_t *last, struct li_error *err)
{
    static const struct {
        size_t length;
        const char *first; /* what makes a day of it */
        day_t (*last)(day_t first);
    } spans[] = {
        {sizeof "2026" - 1, "-01-01", day_end_of_year},
        {sizeof "2026-03" - 1, "-01", day_end_of_month},
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        char day[DAY_TEXT_SIZE];
        if (strlen(typed) != spans[i].length)
            continue;
        snprintf(day, sizeof day, "%s%s", typed, spans[i].first);
        *first = day_parse(day);
        if (*first != DAY_NONE) {
            *last = spans[i].last(*first);
            return LI_OK;
        }
    }
    enum li_err rc = day_read(typed, today, first, err);
    *last = *first;
    return rc;
}

static enum li_err read_day_span(
    const struct test *test, const char *typed, struct span *out, struct li_error *err)
{
    day_t first = DAY_NONE, last = DAY_NONE;
    struct li_error why;
    if (read_days(typed, test->li->today, &first, &last, &why))
        return filter_wrong(err, test->term, "%s", why.message);
    day_text(first, out->first);
    day_text(last, out->last);
    out->operand = "?%d";
    return LI_OK;
}

/* Digits, perhaps with a sign, a point and an exponent: what SQLite reads whatever the locale. */
static size_t number_length(const char *text)
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

static enum li_err read_number_span(
    const struct test *test, const char *typed, struct span *out, struct li_error *err)
{
    const char *name = test->field->name;
    size_t length = number_length(typed);
    bool percent = test->field->flags & FIELD_SHARE && strcmp(typed + length, "%") == 0;
    bool plain = length > 0 && length < sizeof out->first && (!typed[length] || percent);
    double number = plain ? 0 : number_read(typed, false);
    if (isnan(number))
        return filter_wrong(err, test->term,
            "\"%s\" is no number; write %s:10, %s>10 or %s:10..20.", typed, name, name, name);
    snprintf(out->first, sizeof out->first, "%.*s", (int)length, typed);
    if (!plain)
        number_text(number, out->first);
    strcpy(out->last, out->first);
    out->operand = percent ? "CAST(?%d AS REAL) / 100" : "CAST(?%d AS REAL)";
    return LI_OK;
}

static enum li_err test_day(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    return test_ordered(test, value, read_day_span, err);
}

static enum li_err test_number(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    return test_ordered(test, value, read_number_span, err);
}

/* AND-joined tests that the folded text holds every word of folded; returns the first's number. */
static int write_words(struct condition *condition, const char *text_sql, const char *folded)
{
    int first = 0;
    char *copy = li_strdup(folded), *rest = NULL;
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        int at = condition_bind(condition, word);
        fprintf(condition->sql, "%sholds(%s, ?%d)", first ? " AND " : "", text_sql, at);
        first = first ? first : at;
    }
    free(copy);
    if (!first)
        fputs("0", condition->sql);
    return first;
}

/* Ids of the records a reference's value means: those whose code it is, else those whose words it
   is made of. */
static void write_named(struct condition *condition, const struct kind *target, const char *folded)
{
    if (!kept_has(target)) {
        char *title = li_format("fold(%s)", target->title);
        fprintf(condition->sql, "SELECT r.id FROM \"%s\" r WHERE ", target->name);
        write_words(condition, title, folded);
        free(title);
        return;
    }
    bool coded = target->code >= 0 && !strchr(folded, ' ');
    char *exact = li_strdup("0");
    if (coded) {
        free(exact);
        exact = li_format("fold(r.\"%s\") IS ?%d", target->fields[target->code].name,
            condition_bind(condition, folded));
    }
    fprintf(condition->sql,
        "WITH hit(id, exact) AS (SELECT r.id, %s FROM local_kept_%s k"
        " CROSS JOIN \"%s\" r ON r.rowid = k.rid WHERE ",
        exact, target->name, target->name);
    write_words(condition, "k.words", folded);
    fputs(coded ? ") SELECT id FROM hit WHERE exact = (SELECT max(exact) FROM hit)"
                : ") SELECT id FROM hit",
        condition->sql);
    free(exact);
}

static enum li_err test_reference(
    const struct test *test, const struct alternative *value, struct li_error *err)
{
    enum li_err rc = only_is(test, value, err);
    if (rc)
        return rc;
    struct id id;
    if (id_parse(value->text, &id)) {
        fprintf(test->condition->sql, "%s = ?%d", test->value,
            condition_bind(test->condition, value->text));
        return LI_OK;
    }
    char *folded = text_fold(value->text);
    fprintf(test->condition->sql, "%s IN (", test->value);
    write_named(test->condition, kind_find(test->field->ref), folded);
    fputs(")", test->condition->sql);
    free(folded);
    return LI_OK;
}

typedef enum li_err (*test_type)(
    const struct test *test, const struct alternative *value, struct li_error *err);

static const test_type tests[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = test_text,
    [FIELD_LONG] = test_text,
    [FIELD_CODE] = test_text,
    [FIELD_CHOICE] = test_choice,
    [FIELD_REF] = test_reference,
    [FIELD_DAY] = test_day,
    [FIELD_NUMBER] = test_number,
    [FIELD_COUNT] = test_number,
    [FIELD_YESNO] = test_yesno,
    [FIELD_TAGS] = test_text,
    [FIELD_LINK] = test_text,
    [FIELD_EMAIL] = test_text,
    [FIELD_PHONE] = test_text,
    [FIELD_ZONE] = test_text,
};

/* The field of the record at hand: any of the values. */
static enum li_err test_field(struct condition *condition, struct li *li, const struct field *field,
    const struct kind *kept, const struct term *term, struct li_error *err)
{
    struct test test = {.condition = condition, .li = li, .field = field, .term = term};
    size_t size;
    FILE *value = open_memstream(&test.value, &size);
    expression_value(field, kept, value);
    fclose(value);
    enum li_err rc = LI_OK;
    fputs("(", condition->sql);
    for (size_t i = 0; !rc && i < term->count; i++) {
        const struct alternative *one = &term->list[i];
        if (i)
            fputs(" OR ", condition->sql);
        if (one->how == TEST_IS && !one->quoted && strcasecmp(one->text, "none") == 0)
            fprintf(condition->sql, "%s IS NULL", test.value);
        else
            rc = tests[field->type](&test, one, err);
    }
    fputs(")", condition->sql);
    free(test.value);
    return rc;
}

static enum li_err find_field(const struct kind *kind, const char *name, const struct term *term,
    const struct field **out, struct li_error *err)
{
    int number;
    struct li_error why;
    if (kind_field_read(kind, name, &number, &why))
        return filter_wrong(err, term, "%s", why.message);
    *out = &kind->fields[number];
    return LI_OK;
}

/* Whether the record is among those that the one passing the test is referred to by. */
static enum li_err test_among(struct condition *condition, struct li *li, const struct field *via,
    const struct field *field, const struct term *term, struct li_error *err)
{
    const struct kind *target = kind_find(via->ref), *kept = field->kept ? target : NULL;
    fprintf(condition->sql, "r.\"%s\" IN (SELECT r.id FROM ", via->name);
    if (kept)
        fprintf(condition->sql, "local_kept_%s k CROSS JOIN \"%s\" r ON r.rowid = k.rid WHERE ",
            target->name, target->name);
    else
        fprintf(condition->sql, "\"%s\" r WHERE ", target->name);
    enum li_err rc = test_field(condition, li, field, kept, term, err);
    fputs(")", condition->sql);
    return rc;
}

/* Whether the record it refers to passes the test. */
static enum li_err test_followed(struct condition *condition, struct li *li,
    const struct field *via, const struct field *field, const struct term *term,
    struct li_error *err)
{
    FILE *outside = condition->sql;
    char *test, *value = li_format("r.\"%s\"", via->name);
    size_t size;
    condition->sql = open_memstream(&test, &size);
    enum li_err rc = test_field(condition, li, field, NULL, term, err);
    fclose(condition->sql);
    condition->sql = outside;
    expression_follow(kind_find(via->ref), value, test, outside);
    free(value);
    free(test);
    return rc;
}

/* ref.field: the field of the record that ref points to. */
static enum li_err test_step(struct condition *condition, struct li *li, const struct kind *kind,
    const struct term *term, const char *step, struct li_error *err)
{
    char *name = li_strndup(term->field, (size_t)(step - term->field));
    const struct field *via = NULL, *field = NULL;
    enum li_err rc = find_field(kind, name, term, &via, err);
    free(name);
    if (rc)
        return rc;
    if (via->type != FIELD_REF)
        return filter_wrong(
            err, term, "%s names no other record, so nothing can follow its point.", via->name);
    const struct kind *target = kind_find(via->ref);
    if (strchr(step + 1, '.'))
        return filter_wrong(err, term, "a filter follows one reference, not two.");
    rc = find_field(target, step + 1, term, &field, err);
    if (rc)
        return rc;
    return condition->follows ? test_followed(condition, li, via, field, term, err)
                              : test_among(condition, li, via, field, term, err);
}

enum li_err filter_test(struct condition *condition, struct li *li, const struct kind *kind,
    const struct kind *kept, const struct term *term, struct li_error *err)
{
    const char *step = strchr(term->field, '.');
    if (step)
        return test_step(condition, li, kind, term, step, err);
    const struct field *field = NULL;
    enum li_err rc = find_field(kind, term->field, term, &field, err);
    return rc ? rc : test_field(condition, li, field, kept, term, err);
}
