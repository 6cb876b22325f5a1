/*
 * export_reader.c: the two forms of an export behind one way of reading them.
 */
#include "core/exchange/export_reader.h"
#include "core/exchange/import_columns.h"
#include "core/format/json_reader.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct export_reader {
    struct context *context;
    char *path;
    struct json_reader *document; /* NULL: path is a folder */
    /* Of the kind at hand: its file and what the header says, or what takes the text of a record
       apart into the columns id, the stored fields, archived_on. */
    const struct kind *kind;
    struct csv_reader *sheet;
    struct import_columns columns;
    struct query *query;
    int64_t number;
};

/* Export gives every record of a kind the same members, so the first stands for all. */
static enum li_err export_check_members(const struct export_reader *parcel, struct li_error *err)
{
    struct query *query = query_new(parcel->context->store,
        "SELECT key FROM json_each(?1) WHERE json_valid(?1) AND key NOT IN ('id', 'archived_on')",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, json_reader_text(parcel->document));
    enum li_err code = LI_OK;
    int more = 0;
    while (code == LI_OK && (more = query_step(query, err)) > 0)
        if (kind_field(parcel->kind, query_text(query, 0)) < 0)
            code = li_fail(err, LI_REFUSED,
                "%s has %s with an unknown field, \"%s\"; update liaise first.", parcel->path,
                parcel->kind->name, query_text(query, 0));
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

static enum li_err export_turn_sheet(struct export_reader *parcel, struct li_error *err)
{
    struct import_options wish = {.kind = parcel->kind, .match = "id"};
    char *path = li_format("%s/%s.csv", parcel->path, parcel->kind->name);
    bool missing = access(path, F_OK) != 0;
    enum li_err code = missing ? LI_OK : csv_reader_open(path, &parcel->sheet, err);
    free(path);
    if (code != LI_OK || missing)
        return code;
    int more = csv_reader_next(parcel->sheet, err);
    if (more > 0)
        return import_columns_read(&wish, parcel->sheet, &parcel->columns, err);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err export_turn_document(struct export_reader *parcel, struct li_error *err)
{
    char *sql = export_record_sql(parcel->kind);
    parcel->query = query_new(parcel->context->store, sql, err);
    free(sql);
    return parcel->query ? json_reader_turn(parcel->document, parcel->kind, err) : err->code;
}

static int export_next_of_document(struct export_reader *parcel, struct li_error *err)
{
    int more = json_reader_next(parcel->document, err);
    if (more <= 0 || (parcel->number == 1 && export_check_members(parcel, err) != LI_OK))
        return more <= 0 ? more : -1;
    query_bind_plain(parcel->query, 1, json_reader_text(parcel->document));
    more = query_step(parcel->query, err);
    if (more == 0)
        json_reader_refuse(parcel->document, err);
    return more > 0 ? 1 : -1;
}

static void export_turn_away(struct export_reader *parcel)
{
    query_free(parcel->query);
    import_columns_free(&parcel->columns);
    csv_reader_close(parcel->sheet);
    parcel->query = NULL;
    parcel->sheet = NULL;
    parcel->number = 0;
}

enum li_err export_reader_turn(
    struct export_reader *parcel, const struct kind *kind, struct li_error *err)
{
    export_turn_away(parcel);
    parcel->kind = kind;
    return parcel->document ? export_turn_document(parcel, err) : export_turn_sheet(parcel, err);
}

int export_reader_next(struct export_reader *parcel, struct li_error *err)
{
    parcel->number++;
    if (parcel->document)
        return export_next_of_document(parcel, err);
    return parcel->sheet ? csv_reader_next(parcel->sheet, err) : 0;
}

bool export_reader_has(const struct export_reader *parcel, int field)
{
    return parcel->query || import_columns_find(&parcel->columns, field) >= 0;
}

/* What the column of the file holds that feeds field. */
static const char *export_cell_of(const struct export_reader *parcel, int field)
{
    int column = import_columns_find(&parcel->columns, field);
    const char *cell = column < 0 ? NULL : csv_reader_cell(parcel->sheet, (size_t)column);
    return cell && *cell ? cell : NULL;
}

const char *export_reader_value(const struct export_reader *parcel, int field)
{
    return parcel->query ? query_text(parcel->query, field + 1) : export_cell_of(parcel, field);
}

const char *export_reader_id(const struct export_reader *parcel)
{
    return parcel->query ? query_text(parcel->query, 0) : export_cell_of(parcel, COLUMN_ID);
}

const char *export_reader_archived_on(const struct export_reader *parcel)
{
    return parcel->query ? query_text(parcel->query, parcel->kind->stored_count + 1)
                         : export_cell_of(parcel, COLUMN_ARCHIVED);
}

enum li_err export_reader_refuse(
    const struct export_reader *parcel, const char *name, const char *reason, struct li_error *err)
{
    char *place = parcel->sheet
                      ? li_format("%s:%lld", csv_reader_name(parcel->sheet),
                            (long long)csv_reader_line(parcel->sheet))
                      : li_format("%s %lld", parcel->kind->name, (long long)parcel->number);
    enum li_err code =
        li_fail(err, LI_REFUSED, "%s: %s%s%s", place, name, *name ? " " : "", reason);
    free(place);
    return code;
}

/* Opening. */

static enum li_err export_check_folder(const struct export_reader *parcel, struct li_error *err)
{
    for (size_t i = 0; i < kind_count; i++) {
        char *path = li_format("%s/%s.csv", parcel->path, kinds[i]->name);
        bool there = access(path, F_OK) == 0;
        free(path);
        if (there)
            return LI_OK;
    }
    return li_fail(err, LI_REFUSED, "%s contains no liaise export.", parcel->path);
}

static enum li_err export_parcel_check(struct export_reader *parcel, struct li_error *err)
{
    struct stat about;
    if (stat(parcel->path, &about) == 0 && S_ISDIR(about.st_mode))
        return export_check_folder(parcel, err);
    return json_reader_open(parcel->path, &parcel->document, err);
}

enum li_err export_reader_open(
    struct context *context, const char *path, struct export_reader **out, struct li_error *err)
{
    struct export_reader *parcel = li_calloc(1, sizeof *parcel);
    parcel->context = context;
    parcel->path = li_strdup(path);
    enum li_err code = export_parcel_check(parcel, err);
    *out = code == LI_OK ? parcel : NULL;
    if (code != LI_OK)
        export_reader_close(parcel);
    return code;
}

void export_reader_close(struct export_reader *parcel)
{
    if (!parcel)
        return;
    export_turn_away(parcel);
    json_reader_close(parcel->document);
    free(parcel->path);
    free(parcel);
}
