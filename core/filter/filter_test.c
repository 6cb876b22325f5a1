/*
 * filter_test.c: what each type of field makes of the values in a filter.
 */
#include "core/filter/filter_test.h"
#include "core/base/name.h"
#include "core/base/text.h"
#include "core/cache/cache_table.h"
#include "core/filter/field_sql.h"
#include "core/filter/filter_range.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum li_err filter_only_is(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    if (value->how == TEST_IS)
        return LI_OK;
    return filter_condition_refuse(err, test->term,
        "%s is neither a number nor a date; use %s:VALUE.", test->field->name, test->field->name);
}

/* Text holds the words anywhere, whatever their accents and case. */
static enum li_err filter_test_text(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    enum li_err code = filter_only_is(test, value, err);
    if (code)
        return code;
    char *folded = text_fold(value->text);
    int number = filter_condition_bind(test->condition, folded);
    if (test->cached && filter_test_words_tell(test->field, test->term))
        fprintf(test->condition->sql, "holds(k.words, ?%d) AND ", number);
    fprintf(test->condition->sql, "holds(fold(%s), ?%d)", test->value, number);
    free(folded);
    return LI_OK;
}

static enum li_err filter_unknown_choice(
    const struct filter_test *test, const char *typed, struct li_error *err)
{
    size_t count = 0;
    char *list = NULL;
    FILE *out = li_text_open(&list);
    for (; test->field->choices[count]; count++)
        fprintf(out, "%s%s", count ? ", " : "", test->field->choices[count]);
    li_text_close(out);
    const char *near = text_nearest(typed, test->field->choices, count);
    enum li_err code =
        near ? filter_condition_refuse(err, test->term,
                   "\"%2$s\" isn't a valid value for %1$s; did you mean %3$s? Use one of %4$s.",
                   test->field->name, typed, near, list)
             : filter_condition_refuse(err, test->term,
                   "\"%2$s\" isn't a valid value for %1$s; use one of %3$s.", test->field->name,
                   typed, list);
    free(list);
    return code;
}

static enum li_err filter_test_choice(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    enum li_err code = filter_only_is(test, value, err);
    if (code)
        return code;
    int choice = choice_find_typed(test->field->choices, value->text);
    if (choice < 0)
        return filter_unknown_choice(test, value->text, err);
    fprintf(test->condition->sql, "%s = ?%d", test->value,
        filter_condition_bind(test->condition, test->field->choices[choice]));
    return LI_OK;
}

static enum li_err filter_test_yesno(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    enum li_err code = filter_only_is(test, value, err);
    if (code)
        return code;
    int yes = name_yes_no(value->text);
    if (yes < 0)
        return filter_condition_refuse(err, test->term, "%s must be yes or no.", test->field->name);
    fprintf(test->condition->sql, "%s = %d", test->value, yes);
    return LI_OK;
}

/* AND-joined tests that the folded text holds every word of folded; returns the first's number. */
static int filter_write_words(
    struct filter_condition *condition, const char *text_sql, const char *folded)
{
    int first = 0;
    char *copy = li_strdup(folded), *rest = NULL;
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        int at = filter_condition_bind(condition, word);
        fprintf(condition->sql, "%sholds(%s, ?%d)", first ? " AND " : "", text_sql, at);
        first = first ? first : at;
    }
    free(copy);
    if (!first)
        fputs("0", condition->sql);
    return first;
}

/* The ids of the records that a reference's value means: those with that code, else those that have
   its words. */
static void filter_write_named(
    struct filter_condition *condition, const struct kind *target, const char *folded)
{
    if (!cache_table_has(target)) {
        char *title = li_format("fold(%s)", target->title);
        fprintf(condition->sql, "SELECT r.id FROM \"%s\" r WHERE ", target->name);
        filter_write_words(condition, title, folded);
        free(title);
        return;
    }
    bool coded = target->code >= 0 && !strchr(folded, ' ');
    char *exact = li_strdup("0");
    if (coded) {
        free(exact);
        exact = li_format("fold(r.\"%s\") IS ?%d", target->fields[target->code].name,
            filter_condition_bind(condition, folded));
    }
    fprintf(condition->sql,
        "WITH hit(id, exact) AS (SELECT r.id, %s FROM local_cache_%s k"
        " CROSS JOIN \"%s\" r ON r.rowid = k.rid WHERE ",
        exact, target->name, target->name);
    filter_write_words(condition, "k.words", folded);
    fputs(coded ? ") SELECT id FROM hit WHERE exact = (SELECT max(exact) FROM hit)"
                : ") SELECT id FROM hit",
        condition->sql);
    free(exact);
}

static enum li_err filter_test_reference(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err)
{
    enum li_err code = filter_only_is(test, value, err);
    if (code)
        return code;
    struct id id;
    if (id_parse(value->text, &id)) {
        fprintf(test->condition->sql, "%s = ?%d", test->value,
            filter_condition_bind(test->condition, value->text));
        return LI_OK;
    }
    char *folded = text_fold(value->text);
    fprintf(test->condition->sql, "%s IN (", test->value);
    filter_write_named(test->condition, kind_find(test->field->ref), folded);
    fputs(")", test->condition->sql);
    free(folded);
    return LI_OK;
}

typedef enum li_err (*filter_test_type)(
    const struct filter_test *test, const struct filter_value *value, struct li_error *err);

static const filter_test_type filter_tests[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = filter_test_text,
    [FIELD_LONG] = filter_test_text,
    [FIELD_CODE] = filter_test_text,
    [FIELD_CHOICE] = filter_test_choice,
    [FIELD_REF] = filter_test_reference,
    [FIELD_DAY] = filter_test_day,
    [FIELD_NUMBER] = filter_test_number,
    [FIELD_COUNT] = filter_test_number,
    [FIELD_YESNO] = filter_test_yesno,
    [FIELD_TAGS] = filter_test_text,
    [FIELD_LINK] = filter_test_text,
    [FIELD_EMAIL] = filter_test_text,
    [FIELD_PHONE] = filter_test_text,
    [FIELD_ZONE] = filter_test_text,
};

static bool filter_is_none(const struct filter_value *value)
{
    return value->how == TEST_IS && !value->quoted && strcasecmp(value->text, "none") == 0;
}

static bool filter_any_none(const struct filter_term *term)
{
    for (size_t i = 0; i < term->count; i++)
        if (filter_is_none(&term->list[i]))
            return true;
    return false;
}

bool filter_test_words_tell(const struct field *field, const struct filter_term *term)
{
    return field->flags & FIELD_SEARCHED && term->count == 1 && !term->negated &&
           !filter_any_none(term);
}

/* Any of the values; where the term has "none", records without a value pass, too. */
static enum li_err filter_test_values(
    const struct filter_test *test, bool none, struct li_error *err)
{
    FILE *sql = test->condition->sql;
    const char *between = "";
    enum li_err code = LI_OK;
    for (size_t i = 0; !code && i < test->term->count; i++) {
        const struct filter_value *one = &test->term->list[i];
        fputs(between, sql);
        between = " OR ";
        if (filter_is_none(one))
            none ? fprintf(sql, "%s IS NULL", test->value) : fputs("0", sql);
        else
            code = filter_tests[test->field->type](test, one, err);
    }
    return code;
}

/* The same for the fallback of an empty reference. The plus keeps SQLite from starting with the
   empty ones, which may be nearly all. */
static enum li_err filter_test_through(const struct filter_test *test, struct li_error *err)
{
    FILE *sql = test->condition->sql;
    const char *through = test->field->fallback;
    fprintf(sql, " OR +%s IS NULL AND (r.\"%s\" IN (SELECT r.id FROM \"%s\" r WHERE ", test->value,
        through, through);
    enum li_err code = filter_test_values(test, true, err);
    fputs(")", sql);
    if (filter_any_none(test->term))
        fprintf(sql, " OR r.\"%s\" IS NULL", through);
    fputs(")", sql);
    return code;
}

/* The field of the record itself. */
static enum li_err filter_test_field(struct filter_condition *condition, struct context *context,
    const struct field *field, const struct kind *cached, const struct filter_term *term,
    struct li_error *err)
{
    struct filter_test test = {
        .condition = condition, .context = context, .field = field, .cached = cached, .term = term};
    FILE *value = li_text_open(&test.value);
    field_sql_value(field, cached, value);
    li_text_close(value);
    fputs("(", condition->sql);
    enum li_err code = filter_test_values(&test, !field->fallback, err);
    if (!code && field->fallback)
        code = filter_test_through(&test, err);
    fputs(")", condition->sql);
    free(test.value);
    return code;
}

static enum li_err filter_find_field(const struct kind *kind, const char *name,
    const struct filter_term *term, const struct field **out, struct li_error *err)
{
    int number;
    struct li_error why;
    if (kind_field_parse(kind, name, &number, &why))
        return filter_condition_refuse(err, term, "%s", why.message);
    *out = &kind->fields[number];
    return LI_OK;
}

/* Whether the record is among those that refer to one that passes the test. */
static enum li_err filter_test_among(struct filter_condition *condition, struct context *context,
    const struct field *via, const struct field *field, const struct filter_term *term,
    struct li_error *err)
{
    const struct kind *target = kind_find(via->ref),
                      *cached =
                          field->cached || filter_test_words_tell(field, term) ? target : NULL;
    fprintf(condition->sql, "r.\"%s\" IN (SELECT r.id FROM ", via->name);
    if (cached)
        fprintf(condition->sql, "local_cache_%s k CROSS JOIN \"%s\" r ON r.rowid = k.rid WHERE ",
            target->name, target->name);
    else
        fprintf(condition->sql, "\"%s\" r WHERE ", target->name);
    enum li_err code = filter_test_field(condition, context, field, cached, term, err);
    fputs(")", condition->sql);
    return code;
}

/* Whether the record it refers to passes the test. */
static enum li_err filter_test_followed(struct filter_condition *condition, struct context *context,
    const struct field *via, const struct field *field, const struct filter_term *term,
    struct li_error *err)
{
    FILE *outside = condition->sql;
    char *test, *value = li_format("r.\"%s\"", via->name);
    condition->sql = li_text_open(&test);
    enum li_err code = filter_test_field(condition, context, field, NULL, term, err);
    li_text_close(condition->sql);
    condition->sql = outside;
    field_sql_follow(kind_find(via->ref), value, test, outside);
    free(value);
    free(test);
    return code;
}

/* ref.field: the field of the record that ref points to. */
static enum li_err filter_test_step(struct filter_condition *condition, struct context *context,
    const struct kind *kind, const struct filter_term *term, const char *step, struct li_error *err)
{
    char *name = li_strndup(term->field, (size_t)(step - term->field));
    const struct field *via = NULL, *field = NULL;
    enum li_err code = filter_find_field(kind, name, term, &via, err);
    free(name);
    if (code)
        return code;
    if (via->type != FIELD_REF)
        return filter_condition_refuse(err, term,
            "%s isn't a link to another record, so nothing can follow the dot.", via->name);
    const struct kind *target = kind_find(via->ref);
    if (strchr(step + 1, '.'))
        return filter_condition_refuse(
            err, term, "a filter can follow only one level of linked fields.");
    code = filter_find_field(target, step + 1, term, &field, err);
    if (code)
        return code;
    return condition->follows ? filter_test_followed(condition, context, via, field, term, err)
                              : filter_test_among(condition, context, via, field, term, err);
}

enum li_err filter_test_term(struct filter_condition *condition, struct context *context,
    const struct kind *kind, const struct kind *cached, const struct filter_term *term,
    struct li_error *err)
{
    assert(condition && condition->sql && context && kind && term && term->field);
    const char *step = strchr(term->field, '.');
    if (step)
        return filter_test_step(condition, context, kind, term, step, err);
    const struct field *field = NULL;
    enum li_err code = filter_find_field(kind, term->field, term, &field, err);
    return code ? code : filter_test_field(condition, context, field, cached, term, err);
}
