/*
 * parcel.c: the two forms of an export behind one way of reading them.
 */
#include "parcel.h"
#include "../../data/memory.h"
#include "../../data/query.h"
#include "../file.h"
#include "import_columns.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct parcel {
    struct li *li;
    char *path, *document; /* document NULL: path is a folder */
    /* Of the kind at hand: its file and what the header says, or its records in the document with
       the columns id, the stored fields, archived_on. */
    const struct kind *kind;
    struct sheet *sheet;
    struct import_columns columns;
    struct query *query;
    int64_t number;
};

/* The document as parameter 1 of a statement of its own. */
static struct query *query_document(
    const struct parcel *parcel, const char *sql, struct li_error *err)
{
    struct query *query = query_new(parcel->li->store, sql, err);
    if (query)
        query_bind_plain(query, 1, parcel->document);
    return query;
}

/* Export gives every record of a kind the same members, so the first stands for all. */
static enum li_err check_members(
    const struct parcel *parcel, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT key FROM json_each(?1, '$.records.\"%s\"[0]')"
                          " WHERE key NOT IN ('id', 'archived_on')",
        kind->name);
    struct query *query = query_document(parcel, sql, err);
    free(sql);
    if (!query)
        return err->code;
    enum li_err code = LI_OK;
    int more = 0;
    while (code == LI_OK && (more = query_step(query, err)) > 0)
        if (kind_field(kind, query_text(query, 0)) < 0)
            code = li_fail(err, LI_REFUSED,
                "%s holds %s with a field unknown here, \"%s\"; update liaise first.", parcel->path,
                kind->name, query_text(query, 0));
    query_free(query);
    return more < 0 ? err->code : code;
}

static char *records_sql(const struct kind *kind)
{
    char *text = NULL;
    size_t size;
    FILE *sql = open_memstream(&text, &size);
    fputs("SELECT json_extract(j.value, '$.id')", sql);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, ", json_extract(j.value, '$.\"%s\"')", kind->fields[i].name);
    fprintf(sql,
        ", json_extract(j.value, '$.archived_on') FROM json_each(?1, '$.records.\"%s\"') j",
        kind->name);
    fclose(sql);
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
    enum li_err code = check_members(parcel, parcel->kind, err);
    if (code != LI_OK)
        return code;
    char *sql = records_sql(parcel->kind);
    parcel->query = query_document(parcel, sql, err);
    free(sql);
    return parcel->query ? LI_OK : err->code;
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
    if (parcel->query)
        return query_step(parcel->query, err);
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

/* Whether the document is one of ours and of a version known here; one row: NULL, or what is
   wrong. */
static const char document_sql[] =
    "SELECT CASE WHEN NOT json_valid(?1) THEN 'is not JSON'"
    " WHEN json_extract(?1, '$.format') IS NOT 'liaise' THEN 'was not written by liaise export'"
    " WHEN json_extract(?1, '$.version') IS NOT 1"
    " THEN 'was written by another version of liaise' END";
static const char kinds_sql[] = "SELECT key FROM json_each(?1, '$.records')";

static enum li_err check_kinds(const struct parcel *parcel, struct li_error *err)
{
    struct query *query = query_document(parcel, kinds_sql, err);
    if (!query)
        return err->code;
    enum li_err code = LI_OK;
    int more = 0;
    while (code == LI_OK && (more = query_step(query, err)) > 0)
        if (!kind_find(query_text(query, 0)))
            code = li_fail(err, LI_REFUSED,
                "%s holds records of a kind unknown here, \"%s\"; update liaise first.",
                parcel->path, query_text(query, 0));
    query_free(query);
    return more < 0 ? err->code : code;
}

static enum li_err check_document(const struct parcel *parcel, struct li_error *err)
{
    struct query *query = query_document(parcel, document_sql, err);
    if (!query)
        return err->code;
    enum li_err code = query_step(query, err) < 0 ? err->code : LI_OK;
    if (code == LI_OK && !query_null(query, 0))
        code = li_fail(err, LI_REFUSED, "%s %s.", parcel->path, query_text(query, 0));
    query_free(query);
    return code == LI_OK ? check_kinds(parcel, err) : code;
}

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
    parcel->document = file_read(parcel->path);
    if (!parcel->document)
        return li_fail(err, LI_IO, "%s cannot be read: %s.", parcel->path, strerror(errno));
    return check_document(parcel, err);
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
    free(parcel->document);
    free(parcel->path);
    free(parcel);
}
