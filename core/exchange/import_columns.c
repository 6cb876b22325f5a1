/*
 * import_columns.c: the header line matched with the fields of a kind and with the options.
 */
#include "core/exchange/import_columns.h"
#include "core/base/text.h"
#include "core/schema/field_name.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char import_id_name[] = "id", import_archived_name[] = "archived_on",
                  import_label_end[] = "_label";

/* A failure at the header's place in the file. */
static enum li_err import_refuse(
    const struct csv_reader *reader, char *reason, struct li_error *err)
{
    enum li_err code = li_fail(err, LI_REFUSED, "%s:%lld: %s", csv_reader_name(reader),
        (long long)csv_reader_line(reader), reason);
    free(reason);
    return code;
}

static bool import_is_same(const char *a, const char *b)
{
    char *left = text_fold(a), *right = text_fold(b);
    bool same = strcmp(left, right) == 0;
    free(left);
    free(right);
    return same;
}

/* "region_label" is the column beside "region". */
static bool import_is_label(const struct kind *kind, const char *name)
{
    size_t length = strlen(name), end = strlen(import_label_end);
    if (length <= end || strcmp(name + length - end, import_label_end) != 0)
        return false;
    char *beside = li_strndup(name, length - end);
    int field = kind_field(kind, beside);
    free(beside);
    return field >= 0 && kind->fields[field].type == FIELD_REF;
}

static int import_field_of(const struct kind *kind, const char *name)
{
    if (import_is_same(name, import_id_name))
        return COLUMN_ID;
    if (import_is_same(name, import_archived_name))
        return COLUMN_ARCHIVED;
    int field = field_name_find(kind, name);
    if (field >= 0)
        return field;
    return import_is_label(kind, name) ? COLUMN_PASSED : COLUMN_UNKNOWN;
}

static enum li_err import_refuse_unknown(const struct kind *kind, const char *what,
    const char *name, const struct csv_reader *reader, struct li_error *err)
{
    const char **names = li_calloc((size_t)kind->stored_count, sizeof *names);
    for (int i = 0; i < kind->stored_count; i++)
        names[i] = kind->fields[i].name;
    const char *nearest = text_nearest(name, names, (size_t)kind->stored_count);
    free(names);
    char *reason = nearest ? li_format("%s has no %s \"%s\"; did you mean \"%s\"?", kind->label,
                                 what, name, nearest)
                           : li_format("%s has no %s \"%s\"; `liaise kinds %s` lists them all.",
                                 kind->label, what, name, kind->name);
    return import_refuse(reader, reason, err);
}

/* The field that was mapped to come from this column, by its name in the options; NULL: none. */
static const char *import_mapped(const struct import_options *options, const char *column)
{
    for (size_t i = 0; i < options->map_count; i++)
        if (import_is_same(options->maps[i].column, column))
            return options->maps[i].field;
    return NULL;
}

static enum li_err import_add_column(const struct import_options *options,
    const struct csv_reader *reader, size_t place, struct import_columns *columns,
    struct li_error *err)
{
    const struct kind *kind = options->kind;
    struct import_column *column = &columns->list[place];
    column->name = text_normal(csv_reader_cell(reader, place));
    columns->count++;
    if (!column->name)
        return import_refuse(
            reader, li_format("the name of column %zu is not UTF-8 text.", place + 1), err);
    if (*column->name == '\0')
        return import_refuse(reader, li_format("column %zu has no name.", place + 1), err);
    const char *mapped = import_mapped(options, column->name);
    const char *name = mapped ? mapped : column->name;
    column->field = import_field_of(kind, name);
    if (column->field == COLUMN_UNKNOWN)
        return import_refuse_unknown(kind, "field", name, reader, err);
    if (column->field >= kind->stored_count)
        return import_refuse(reader,
            li_format(
                "column \"%s\" is calculated and can't be imported; leave it out.", column->name),
            err);
    for (size_t i = 0; i < place && column->field != COLUMN_PASSED; i++)
        if (columns->list[i].field == column->field)
            return import_refuse(reader,
                li_format("columns \"%s\" and \"%s\" are the same field.", columns->list[i].name,
                    column->name),
                err);
    return LI_OK;
}

static enum li_err import_refuse_absent(
    const struct csv_reader *reader, const char *name, struct li_error *err)
{
    size_t count = csv_reader_count(reader);
    const char **names = li_calloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = csv_reader_cell(reader, i);
    const char *nearest = text_nearest(name, names, count);
    char *reason = nearest
                       ? li_format("there is no column \"%s\"; did you mean \"%s\"?", name, nearest)
                       : li_format("there is no column \"%s\".", name);
    free(names);
    return import_refuse(reader, reason, err);
}

/* Every map must name a column that is there. */
static enum li_err import_check_maps(
    const struct import_options *options, const struct csv_reader *reader, struct li_error *err)
{
    for (size_t i = 0; i < options->map_count; i++) {
        bool there = false;
        for (size_t c = 0; c < csv_reader_count(reader) && !there; c++)
            there = import_is_same(options->maps[i].column, csv_reader_cell(reader, c));
        if (!there)
            return import_refuse_absent(reader, options->maps[i].column, err);
    }
    return LI_OK;
}

/* The field to match by must be one, and have a column. */
static enum li_err import_check_match(const struct import_options *options,
    const struct csv_reader *reader, const struct import_columns *columns, struct li_error *err)
{
    if (!options->match)
        return LI_OK;
    int field = import_field_of(options->kind, options->match);
    if (field == COLUMN_UNKNOWN || field == COLUMN_PASSED || field == COLUMN_ARCHIVED ||
        field >= options->kind->stored_count)
        return import_refuse_unknown(options->kind, "field to match", options->match, reader, err);
    if (import_columns_match(columns, options) < 0)
        return import_refuse(
            reader, li_format("there is no column for \"%s\" to match by.", options->match), err);
    return LI_OK;
}

enum li_err import_columns_parse(const struct import_options *options,
    const struct csv_reader *reader, struct import_columns *out, struct li_error *err)
{
    assert(options->kind && csv_reader_count(reader) > 0);
    size_t count = csv_reader_count(reader);
    *out = (struct import_columns){.list = li_calloc(count, sizeof *out->list)};
    enum li_err code = import_check_maps(options, reader, err);
    for (size_t i = 0; i < count && !code; i++)
        code = import_add_column(options, reader, i, out, err);
    return !code ? import_check_match(options, reader, out, err) : code;
}

void import_columns_free(struct import_columns *columns)
{
    assert(columns);
    for (size_t i = 0; i < columns->count; i++)
        free(columns->list[i].name);
    free(columns->list);
    *columns = (struct import_columns){0};
}

int import_columns_find(const struct import_columns *columns, int field)
{
    assert(columns);
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].field == field)
            return (int)i;
    return -1;
}

int import_columns_match(const struct import_columns *columns, const struct import_options *options)
{
    assert(columns && options);
    return options->match
               ? import_columns_find(columns, import_field_of(options->kind, options->match))
               : -1;
}
