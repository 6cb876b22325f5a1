/*
 * columns.c: columns by name, and as SQL.
 */
#include "core/query/columns.h"
#include "core/filter/field_sql.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const struct field column_id = {
    .name = "id", .label = "Id", .type = FIELD_TEXT, .width = 36, .sql = "id_text(r.id)"};

static enum li_err columns_find_field(
    const struct kind *kind, const char *name, const struct field **out, struct li_error *err)
{
    if (strcmp(name, "id") == 0) {
        *out = &column_id;
        return LI_OK;
    }
    int number;
    enum li_err code = kind_field_parse(kind, name, &number, err);
    if (!code)
        *out = &kind->fields[number];
    return code;
}

/* "Affiliate region": the second label goes on in lower case, unless it is an abbreviation. */
static char *columns_joined_label(const struct field *via, const struct field *field)
{
    char *label = li_format("%s %s", via->label, field->label);
    char *second = label + strlen(via->label) + 1;
    if (!isupper((unsigned char)second[1]))
        second[0] = (char)tolower((unsigned char)second[0]);
    return label;
}

/* "region" or "affiliate.region". */
enum li_err column_parse(
    const struct kind *kind, const char *name, struct column *out, struct li_error *err)
{
    assert(kind && name && out);
    *out = (struct column){0};
    const char *step = strchr(name, '.');
    enum li_err code;
    if (step) {
        char *first = li_strndup(name, (size_t)(step - name));
        code = columns_find_field(kind, first, &out->via, err);
        free(first);
        if (code)
            return code;
        if (out->via->type != FIELD_REF)
            return li_fail(err, LI_USAGE, "%s isn't a link to another record, so %s can't be used.",
                out->via->name, name);
        kind = kind_find(out->via->ref);
    }
    code = columns_find_field(kind, step ? step + 1 : name, &out->field, err);
    if (code)
        return code;
    out->name = out->via ? li_format("%s.%s", out->via->name, out->field->name)
                         : li_strdup(out->field->name);
    out->label =
        out->via ? columns_joined_label(out->via, out->field) : li_strdup(out->field->label);
    return LI_OK;
}

void column_free(struct column *column)
{
    assert(column);
    free(column->name);
    free(column->label);
}

static struct column *columns_add(struct columns *columns)
{
    columns->list = li_realloc(columns->list, columns->count + 1, sizeof *columns->list);
    return &columns->list[columns->count++];
}

/* The kind's own: the listed ones, or all. */
void columns_of(const struct kind *kind, bool all, struct columns *out)
{
    assert(kind && out);
    for (int i = 0; i < kind->field_count; i++)
        if (all || kind->fields[i].flags & FIELD_LISTED)
            *columns_add(out) = (struct column){.field = &kind->fields[i],
                .name = li_strdup(kind->fields[i].name),
                .label = li_strdup(kind->fields[i].label)};
}

enum li_err columns_each(const char *names,
    enum li_err (*visit)(void *arg, const char *name, struct li_error *err), void *arg,
    struct li_error *err)
{
    assert(names && visit);
    char *copy = li_strdup(names), *rest = NULL;
    enum li_err code = LI_OK;
    for (char *name = strtok_r(copy, ", ", &rest); name && !code;
         name = strtok_r(NULL, ", ", &rest))
        code = visit(arg, name, err);
    free(copy);
    return code;
}

void columns_show_dates(struct columns *columns, enum date_order dates)
{
    assert(columns);
    for (size_t i = 0; i < columns->count; i++)
        columns->list[i].dates = dates;
}

const char *column_show(const struct column *column, const char *cell, char out[DATE_SHOWN_SIZE])
{
    assert(column && column->field);
    return column->field->type == FIELD_DAY ? date_show_stored(cell, column->dates, out) : cell;
}

struct columns_parsing {
    const struct kind *kind;
    struct columns *out;
};

static enum li_err columns_parse_one(void *arg, const char *name, struct li_error *err)
{
    struct columns_parsing *parsing = arg;
    struct column column;
    enum li_err code = column_parse(parsing->kind, name, &column, err);
    if (!code)
        *columns_add(parsing->out) = column;
    return code;
}

enum li_err columns_parse(
    const struct kind *kind, const char *names, struct columns *out, struct li_error *err)
{
    assert(kind && out);
    *out = (struct columns){0};
    struct columns_parsing parsing = {.kind = kind, .out = out};
    enum li_err code = columns_each(names ? names : "", columns_parse_one, &parsing, err);
    if (code)
        columns_free(out);
    else if (!out->count)
        columns_of(kind, false, out);
    return code;
}

void columns_free(struct columns *columns)
{
    assert(columns);
    for (size_t i = 0; i < columns->count; i++)
        column_free(&columns->list[i]);
    free(columns->list);
    *columns = (struct columns){0};
}

void column_write(
    const struct column *column, column_writing write, const struct kind *cached, FILE *out)
{
    assert(column && column->field && write && out);
    if (!column->via) {
        write(column->field, cached, out);
        return;
    }
    char *inner;
    FILE *there = li_text_open(&inner);
    write(column->field, NULL, there);
    li_text_close(there);
    char *value = li_format("r.\"%s\"", column->via->name);
    field_sql_follow(kind_find(column->via->ref), value, inner, out);
    free(value);
    free(inner);
}

static void columns_write_shown(const struct field *field, const struct kind *cached, FILE *out)
{
    field_sql_shown(field, cached, false, out);
}

void column_write_exact(const struct field *field, const struct kind *cached, FILE *out)
{
    assert(field && out);
    field_sql_shown(field, cached, true, out);
}

bool column_is_cached(const struct column *column)
{
    assert(column && column->field);
    return !column->via && column->field->cached;
}

char *columns_shown(const struct columns *columns, const struct kind *cached)
{
    assert(columns);
    char *text;
    FILE *out = li_text_open(&text);
    fputs("r.id, r.archived_on IS NOT NULL", out);
    for (size_t i = 0; i < columns->count; i++) {
        fputs(", ", out);
        column_write(&columns->list[i], columns->exact ? column_write_exact : columns_write_shown,
            cached, out);
    }
    li_text_close(out);
    return text;
}
