/*
 * columns_json.c: columns as one JSON object, written by SQLite.
 */
#include "core/filter/field_sql.h"
#include "core/query/columns.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Pairs of json_object and json_insert: SQLite takes 127 arguments. */
enum { JSON_PAIRS = 60 };

/* The pairs of a JSON object as SQL, each name and value on its own. */
struct columns_pairs {
    char **names, **values;
    size_t count;
};

static void columns_add_pair(struct columns_pairs *pairs, char *name, const struct column *column,
    const struct kind *cached, column_writing write)
{
    pairs->names = li_realloc(pairs->names, pairs->count + 1, sizeof *pairs->names);
    pairs->values = li_realloc(pairs->values, pairs->count + 1, sizeof *pairs->values);
    FILE *out = li_text_open(&pairs->values[pairs->count]);
    column_write(column, write, cached, out);
    li_text_close(out);
    pairs->names[pairs->count++] = name;
}

static void columns_gather_pairs(const struct columns *columns, const struct kind *cached,
    bool archived, struct columns_pairs *pairs)
{
    static const struct field archived_on = {
        .name = "archived_on", .label = "Date archived", .type = FIELD_DAY};
    columns_add_pair(
        pairs, li_strdup("id"), &(struct column){.field = &column_id}, cached, field_sql_json);
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (column->field == &column_id && !column->via)
            continue;
        columns_add_pair(pairs, li_strdup(column->name), column, cached, field_sql_json);
        if (column->field->type == FIELD_REF)
            columns_add_pair(
                pairs, li_format("%s_label", column->name), column, cached, column_write_exact);
    }
    if (archived)
        columns_add_pair(pairs, li_strdup("archived_on"), &(struct column){.field = &archived_on},
            cached, field_sql_json);
}

/* The first pairs make the object; each further batch is inserted into it. */
static char *columns_object_sql(const struct columns_pairs *pairs)
{
    char *text;
    FILE *out = li_text_open(&text);
    for (size_t i = JSON_PAIRS; i < pairs->count; i += JSON_PAIRS)
        fputs("json_insert(", out);
    fputs("json_object(", out);
    for (size_t i = 0; i < pairs->count; i++) {
        if (i && i % JSON_PAIRS == 0)
            fputc(')', out);
        const char *path = i < JSON_PAIRS ? "%s'%s', %s" : "%s'$.\"%s\"', %s";
        fprintf(out, path, i ? ", " : "", pairs->names[i], pairs->values[i]);
    }
    fputc(')', out);
    li_text_close(out);
    return text;
}

char *columns_object(const struct kind *kind, const struct columns *columns,
    const struct kind *cached, bool archived)
{
    assert(kind);
    struct columns_pairs pairs = {0};
    struct columns all = {0};
    if (!columns)
        columns_of(kind, true, &all);
    columns_gather_pairs(columns ? columns : &all, cached, archived, &pairs);
    char *sql = columns_object_sql(&pairs);
    for (size_t i = 0; i < pairs.count; i++) {
        free(pairs.names[i]);
        free(pairs.values[i]);
    }
    free(pairs.names);
    free(pairs.values);
    columns_free(&all);
    return sql;
}
