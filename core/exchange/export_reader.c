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

struct parcel {
    struct li *li;
    char *path;
    struct document *document; /* NULL: path is a folder */
    /* Of the kind at hand: its file and what the header says, or what takes the text of a record
       apart into the columns id, the stored fields, archived_on. */
    const struct kind *kind;
    struct sheet *sheet;
    struct import_columns columns;
    struct query *query;
    int64_t number;
};

/* Export gives every record of a kind the same members, so the first stands for all. */
static enum li_err check_members(const struct parcel *parcel, struct li_error *err)
{
    struct query *query = query_new(parcel->li->store,
        "SELECT key FROM json_each(?1) WHERE json_valid(?1) AND key NOT IN ('id', 'archived_on')",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, document_text(parcel->document));
    enum li_err code = LI_OK;
    int more = 0;
    while (code == LI_OK && (more = query_step(query, err)) > 0)
        if (kind_field(parcel->kind, query_text(query, 0)) < 0)
            code = li_fail(err, LI_REFUSED,
                "%s holds %s with a field unknown here, \"%s\"; update liaise first.", parcel->path,
                parcel->kind->name, query_text(query, 0));
    query_free(query);
    return more < 0 ? err->code : code;
}

static char *record_sql(const struct kind *kind)
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

static enum li_err turn_sheet(struct parcel *parcel, struct li_error *err)
{
    struct import_wish wish = {.kind = parcel->kind, .match = "id"};
    char *path = li_format("%s/%s.csv", parcel->path, parcel->kind->name);
    bool missing = access(path, F_OK) != 0;
    enum li_err code = missing ? LI_OK : sheet_open(path, &parcel->sheet, err);
    free(path);
    if (code != LI_OK || missing)
        return code;
    int more = sheet_next(parcel->sheet, err);
    if (more > 0)
        return import_columns_read(&wish, parcel->sheet, &parcel->columns, err);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err turn_document(struct parcel *parcel, struct li_error *err)
{
    char *sql = record_sql(parcel->kind);
    parcel->query = query_new(parcel->li->store, sql, err);
    free(sql);
    return parcel->query ? document_turn(parcel->document, parcel->kind, err) : err->code;
}

static int next_of_document(struct parcel *parcel, struct li_error *err)
{
    int more = document_next(parcel->document, err);
    if (more <= 0 || (parcel->number == 1 && check_members(parcel, err) != LI_OK))
        return more <= 0 ? more : -1;
    query_bind_plain(parcel->query, 1, document_text(parcel->document));
    more = query_step(parcel->query, err);
    if (more == 0)
        document_refuse(parcel->document, err);
    return more > 0 ? 1 : -1;
}

static void turn_away(struct parcel *parcel)
{
    query_free(parcel->query);
    import_columns_free(&parcel->columns);
    sheet_close(parcel->sheet);
    parcel->query = NULL;
    parcel->sheet = NULL;
    parcel->number = 0;
}

enum li_err parcel_turn(struct parcel *parcel, const struct kind *kind, struct li_error *err)
{
    turn_away(parcel);
    parcel->kind = kind;
    return parcel->document ? turn_document(parcel, err) : turn_sheet(parcel, err);
}

int parcel_next(struct parcel *parcel, struct li_error *err)
{
    parcel->number++;
    if (parcel->document)
        return next_of_document(parcel, err);
    return parcel->sheet ? sheet_next(parcel->sheet, err) : 0;
}

bool parcel_has(const struct parcel *parcel, int field)
{
    return parcel->query || import_columns_find(&parcel->columns, field) >= 0;
}

/* What the column of the file holds that feeds field. */
static const char *cell_of(const struct parcel *parcel, int field)
{
    int column = import_columns_find(&parcel->columns, field);
    const char *cell = column < 0 ? NULL : sheet_cell(parcel->sheet, (size_t)column);
    return cell && *cell ? cell : NULL;
}

const char *parcel_value(const struct parcel *parcel, int field)
{
    return parcel->query ? query_text(parcel->query, field + 1) : cell_of(parcel, field);
}

const char *parcel_id(const struct parcel *parcel)
{
    return parcel->query ? query_text(parcel->query, 0) : cell_of(parcel, COLUMN_ID);
}

const char *parcel_archived_on(const struct parcel *parcel)
{
    return parcel->query ? query_text(parcel->query, parcel->kind->stored_count + 1)
                         : cell_of(parcel, COLUMN_ARCHIVED);
}

enum li_err parcel_refuse(
    const struct parcel *parcel, const char *name, const char *reason, struct li_error *err)
{
    char *place =
        parcel->sheet
            ? li_format("%s:%lld", sheet_name(parcel->sheet), (long long)sheet_line(parcel->sheet))
            : li_format("%s %lld", parcel->kind->name, (long long)parcel->number);
    enum li_err code =
        li_fail(err, LI_REFUSED, "%s: %s%s%s", place, name, *name ? " " : "", reason);
    free(place);
    return code;
}

/* Opening. */

static enum li_err check_folder(const struct parcel *parcel, struct li_error *err)
{
    for (size_t i = 0; i < kind_count; i++) {
        char *path = li_format("%s/%s.csv", parcel->path, kinds[i]->name);
        bool there = access(path, F_OK) == 0;
        free(path);
        if (there)
            return LI_OK;
    }
    return li_fail(err, LI_REFUSED, "%s holds nothing that liaise export wrote.", parcel->path);
}

static enum li_err parcel_check(struct parcel *parcel, struct li_error *err)
{
    struct stat about;
    if (stat(parcel->path, &about) == 0 && S_ISDIR(about.st_mode))
        return check_folder(parcel, err);
    return document_open(parcel->path, &parcel->document, err);
}

enum li_err parcel_open(struct li *li, const char *path, struct parcel **out, struct li_error *err)
{
    struct parcel *parcel = li_calloc(1, sizeof *parcel);
    parcel->li = li;
    parcel->path = li_strdup(path);
    enum li_err code = parcel_check(parcel, err);
    *out = code == LI_OK ? parcel : NULL;
    if (code != LI_OK)
        parcel_close(parcel);
    return code;
}

void parcel_close(struct parcel *parcel)
{
    if (!parcel)
        return;
    turn_away(parcel);
    document_close(parcel->document);
    free(parcel->path);
    free(parcel);
}
