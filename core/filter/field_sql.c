/*
 * field_sql.c: fields as SQL expressions.
 */
#include "core/filter/field_sql.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

/* The inner select is flattened by SQLite into a search by the primary key; it is there to give the
   expression its own r while value keeps the one outside. */
void field_sql_follow(
    const struct kind *target, const char *value, const char *expression, FILE *out)
{
    assert(target && value && expression && out);
    fprintf(out, "(SELECT value FROM (SELECT r.id AS id, %s AS value FROM \"%s\" r) WHERE id = %s)",
        expression, target->name, value);
}

void field_sql_value(const struct field *field, const struct kind *cached, FILE *out)
{
    assert(field && out);
    if (cached && field->cached)
        cache_table_value(cached, field, out);
    else if (field->sql)
        fprintf(out, "(%s)", field->sql);
    else
        fprintf(out, "r.\"%s\"", field->name);
}

static void field_sql_write_title(const struct field *field, bool brief, FILE *out)
{
    const struct kind *target = kind_find(field->ref);
    char *value = li_format("r.\"%s\"", field->name);
    char *name = brief && target->code >= 0 ? li_format("coalesce(r.\"%s\", %s)",
                                                  target->fields[target->code].name, target->title)
                                            : li_strdup(target->title);
    field_sql_follow(target, value, name, out);
    free(name);
    free(value);
}

static void field_sql_write_around(const char *before, const struct field *field,
    const struct kind *cached, const char *after, FILE *out)
{
    fputs(before, out);
    field_sql_value(field, cached, out);
    fputs(after, out);
}

void field_sql_shown(const struct field *field, const struct kind *cached, bool exact, FILE *out)
{
    assert(field && out);
    if (field->type == FIELD_REF)
        field_sql_write_title(field, field->flags & FIELD_BY_CODE && !exact, out);
    else if (field->type == FIELD_YESNO)
        field_sql_write_around(
            "CASE ", field, cached, " WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END", out);
    else if (field->flags & FIELD_PERCENT && !exact)
        field_sql_write_around("percent(", field, cached, ") || '%'", out);
    else
        field_sql_value(field, cached, out);
}

bool field_sql_orders_text(const struct field *field)
{
    assert(field);
    return !field_is_number(field) && field->type != FIELD_DAY && field->type != FIELD_CHOICE &&
           field->type != FIELD_YESNO;
}

void field_sql_order_top(const struct field *field, const struct kind *cached, FILE *out)
{
    assert(field && out);
    if (field_sql_orders_text(field))
        field_sql_shown(field, cached, false, out);
    else
        field_sql_value(field, cached, out);
}

void field_sql_order(const struct field *field, const struct kind *cached, FILE *out)
{
    assert(field && out);
    if (!field_sql_orders_text(field)) {
        field_sql_value(field, cached, out);
        return;
    }
    fputs("fold(", out);
    field_sql_shown(field, cached, false, out);
    fputs(")", out);
}

/* Computed text of several lines is a list of sentences: an array with one string a line. */
static void field_sql_write_sentences(
    const struct field *field, const struct kind *cached, FILE *out)
{
    field_sql_write_around("(SELECT json(CASE WHEN coalesce(v, '') = '' THEN '[]' ELSE"
                           " '[' || replace(json_quote(v), char(92) || 'n', '\",\"') || ']' END)"
                           " FROM (SELECT ",
        field, cached, " AS v))", out);
}

void field_sql_json(const struct field *field, const struct kind *cached, FILE *out)
{
    assert(field && out);
    if (field->type == FIELD_REF)
        field_sql_write_around("id_text(", field, cached, ")", out);
    else if (field->type == FIELD_YESNO)
        field_sql_write_around(
            "json(CASE ", field, cached, " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)", out);
    else if (field->type == FIELD_LONG && field->sql)
        field_sql_write_sentences(field, cached, out);
    else
        field_sql_value(field, cached, out);
}
