/*
 * export_reader.c: the two forms of an export read in one way.
 */
#include "core/exchange/export_reader.h"
#include "core/exchange/import_columns.h"
#include "core/format/json_reader.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct export_reader {
    struct context *context;
    char *path;
    struct json_reader *json; /* NULL: path is a folder */
    /* For the current kind: its file and its header or, in JSON, the query that splits a record
       into the columns id, stored fields, archived_on. */
    const struct kind *kind;
    struct csv_reader *csv;
    struct import_columns columns;
    struct query *query;
    int64_t number;
};

/* Export gives every record of a kind the same members, so the first is enough. */
static enum li_err export_check_members(const struct export_reader *reader, struct li_error *err)
{
    struct query *query = query_new(reader->context->store,
        "SELECT key FROM json_each(?1) WHERE json_valid(?1) AND key NOT IN ('id', 'archived_on')",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, json_reader_text(reader->json));
    enum li_err code = LI_OK;
    int more = 0;
    while (!code && (more = query_step(query, err)) > 0)
        if (kind_field(reader->kind, query_text(query, 0)) < 0)
            code = li_fail(err, LI_REFUSED,
                "%s has %s with an unknown field, \"%s\"; update liaise first.", reader->path,
                reader->kind->name, query_text(query, 0));
    query_free(query);
    return more < 0 ? err->code : code;
}

static char *export_record_sql(const struct kind *kind)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fputs("SELECT json_extract(?1, '$.id')", sql);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, ", json_extract(?1, '$.\"%s\"')", kind->fields[i].name);
    fputs(", json_extract(?1, '$.archived_on') WHERE json_valid(?1)", sql);
    li_text_close(sql);
    return text;
}

static enum li_err export_turn_csv(struct export_reader *reader, struct li_error *err)
{
    struct import_options options = {.kind = reader->kind, .match = "id"};
    char *path = li_format("%s/%s.csv", reader->path, reader->kind->name);
    bool missing = access(path, F_OK) != 0;
    enum li_err code = missing ? LI_OK : csv_reader_open(path, &reader->csv, err);
    free(path);
    if (code || missing)
        return code;
    int more = csv_reader_next(reader->csv, err);
    if (more > 0)
        return import_columns_parse(&options, reader->csv, &reader->columns, err);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err export_turn_json(struct export_reader *reader, struct li_error *err)
{
    char *sql = export_record_sql(reader->kind);
    reader->query = query_new(reader->context->store, sql, err);
    free(sql);
    return reader->query ? json_reader_turn(reader->json, reader->kind, err) : err->code;
}

static int export_next_json(struct export_reader *reader, struct li_error *err)
{
    int more = json_reader_next(reader->json, err);
    if (more <= 0 || (reader->number == 1 && export_check_members(reader, err)))
        return more <= 0 ? more : -1;
    query_bind_plain(reader->query, 1, json_reader_text(reader->json));
    more = query_step(reader->query, err);
    if (more == 0)
        json_reader_refuse(reader->json, err);
    return more > 0 ? 1 : -1;
}

static void export_turn_away(struct export_reader *reader)
{
    query_free(reader->query);
    import_columns_free(&reader->columns);
    csv_reader_close(reader->csv);
    reader->query = NULL;
    reader->csv = NULL;
    reader->number = 0;
}

enum li_err export_reader_turn(
    struct export_reader *reader, const struct kind *kind, struct li_error *err)
{
    assert(kind);
    export_turn_away(reader);
    reader->kind = kind;
    return reader->json ? export_turn_json(reader, err) : export_turn_csv(reader, err);
}

int export_reader_next(struct export_reader *reader, struct li_error *err)
{
    assert(reader->kind);
    reader->number++;
    if (reader->json)
        return export_next_json(reader, err);
    return reader->csv ? csv_reader_next(reader->csv, err) : 0;
}

bool export_reader_has(const struct export_reader *reader, int field)
{
    assert(reader && field >= 0);
    return reader->query || import_columns_find(&reader->columns, field) >= 0;
}

/* The cell of the column for the field. */
static const char *export_cell_of(const struct export_reader *reader, int field)
{
    int column = import_columns_find(&reader->columns, field);
    const char *cell = column < 0 ? NULL : csv_reader_cell(reader->csv, (size_t)column);
    return cell && *cell ? cell : NULL;
}

const char *export_reader_value(const struct export_reader *reader, int field)
{
    assert(field >= 0 && field < reader->kind->stored_count);
    return reader->query ? query_text(reader->query, field + 1) : export_cell_of(reader, field);
}

const char *export_reader_id(const struct export_reader *reader)
{
    assert(reader);
    return reader->query ? query_text(reader->query, 0) : export_cell_of(reader, COLUMN_ID);
}

const char *export_reader_archived_on(const struct export_reader *reader)
{
    assert(reader);
    return reader->query ? query_text(reader->query, reader->kind->stored_count + 1)
                         : export_cell_of(reader, COLUMN_ARCHIVED);
}

enum li_err export_reader_refuse(
    const struct export_reader *reader, const char *name, const char *reason, struct li_error *err)
{
    assert(reader && name && reason);
    char *place = reader->csv ? li_format("%s:%lld", csv_reader_name(reader->csv),
                                    (long long)csv_reader_line(reader->csv))
                              : li_format("%s %lld", reader->kind->name, (long long)reader->number);
    enum li_err code =
        li_fail(err, LI_REFUSED, "%s: %s%s%s", place, name, *name ? " " : "", reason);
    free(place);
    return code;
}

/* Opening. */

static enum li_err export_check_folder(const struct export_reader *reader, struct li_error *err)
{
    for (size_t i = 0; i < kind_count; i++) {
        char *path = li_format("%s/%s.csv", reader->path, kinds[i]->name);
        bool there = access(path, F_OK) == 0;
        free(path);
        if (there)
            return LI_OK;
    }
    return li_fail(err, LI_REFUSED, "%s contains no liaise export.", reader->path);
}

static enum li_err export_reader_check(struct export_reader *reader, struct li_error *err)
{
    struct stat about;
    if (stat(reader->path, &about) == 0 && S_ISDIR(about.st_mode))
        return export_check_folder(reader, err);
    return json_reader_open(reader->path, &reader->json, err);
}

enum li_err export_reader_open(
    struct context *context, const char *path, struct export_reader **out, struct li_error *err)
{
    assert(path);
    struct export_reader *reader = li_calloc(1, sizeof *reader);
    reader->context = context;
    reader->path = li_strdup(path);
    enum li_err code = export_reader_check(reader, err);
    *out = !code ? reader : NULL;
    if (code)
        export_reader_close(reader);
    return code;
}

void export_reader_close(struct export_reader *reader)
{
    if (!reader)
        return;
    export_turn_away(reader);
    json_reader_close(reader->json);
    free(reader->path);
    free(reader);
}
