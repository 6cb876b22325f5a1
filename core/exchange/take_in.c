/*
 * take_in.c: what export wrote, read back: ids kept, values as they are.
 *
 * Kinds come in the order of their references. A record that refers to one of its own kind waits
 * for it, so that each entry of the journal can stand on those before it; the file is then read
 * again for those that waited.
 */
#include "../../data/memory.h"
#include "../../data/query.h"
#include "../file.h"
#include "../text.h"
#include "../writer.h"
#include "export.h"
#include "import_columns.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LABEL_SIZE = 64 };

/* All records of a kind as they come: from a file of the folder, or from the document. */
struct source {
    const struct kind *kind;
    struct sheet *sheet;
    struct import_columns columns;
    struct query *query; /* columns: id, the stored fields, archived_on */
    int64_t number;
};

struct intake {
    struct li *li;
    const char *path;
    char *document; /* NULL: path is a folder */
    int64_t *added, *changed;
    struct writer *writer;
    struct query *there; /* of the kind at hand: whether a record stands */
    bool patient;        /* records wait for those of their kind they refer to */
    int64_t waiting;
    char label[LABEL_SIZE];
};

/* Sources. */

static char *source_sql(const struct kind *kind)
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

static enum li_err source_open_sheet(
    const struct intake *intake, struct source *source, struct li_error *err)
{
    struct import_wish wish = {.kind = source->kind, .match = "id"};
    char *path = li_format("%s/%s.csv", intake->path, source->kind->name);
    bool missing = access(path, F_OK) != 0;
    enum li_err code = missing ? LI_OK : sheet_open(path, &source->sheet, err);
    free(path);
    if (code != LI_OK || missing)
        return code;
    int more = sheet_next(source->sheet, err);
    if (more > 0)
        return import_columns_read(&wish, source->sheet, &source->columns, err);
    return more < 0 ? err->code : LI_OK;
}

/* The document as parameter 1 of a statement of its own. */
static struct query *query_document(
    const struct intake *intake, const char *sql, struct li_error *err)
{
    struct query *query = query_new(intake->li->store, sql, err);
    if (query)
        query_bind_plain(query, 1, intake->document);
    return query;
}

/* Export gives every record of a kind the same members, so the first stands for all. */
static enum li_err check_members(
    const struct intake *intake, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT key FROM json_each(?1, '$.records.\"%s\"[0]')"
                          " WHERE key NOT IN ('id', 'archived_on')",
        kind->name);
    struct query *query = query_document(intake, sql, err);
    free(sql);
    if (!query)
        return err->code;
    enum li_err code = LI_OK;
    int more = 0;
    while (code == LI_OK && (more = query_step(query, err)) > 0)
        if (kind_field(kind, query_text(query, 0)) < 0)
            code = li_fail(err, LI_REFUSED,
                "%s holds %s with a field unknown here, \"%s\"; update liaise first.", intake->path,
                kind->name, query_text(query, 0));
    query_free(query);
    return more < 0 ? err->code : code;
}

static enum li_err source_open(const struct intake *intake, const struct kind *kind,
    struct source *source, struct li_error *err)
{
    *source = (struct source){.kind = kind};
    if (!intake->document)
        return source_open_sheet(intake, source, err);
    enum li_err code = check_members(intake, kind, err);
    if (code != LI_OK)
        return code;
    char *sql = source_sql(kind);
    source->query = query_document(intake, sql, err);
    free(sql);
    return source->query ? LI_OK : err->code;
}

static void source_close(struct source *source)
{
    query_free(source->query);
    import_columns_free(&source->columns);
    sheet_close(source->sheet);
}

static int source_next(struct source *source, struct li_error *err)
{
    source->number++;
    if (source->query)
        return query_step(source->query, err);
    return source->sheet ? sheet_next(source->sheet, err) : 0;
}

static const char *source_value(const struct source *source, int field)
{
    if (source->query) {
        int column = field == COLUMN_ID         ? 0
                     : field == COLUMN_ARCHIVED ? source->kind->stored_count + 1
                                                : field + 1;
        return query_text(source->query, column);
    }
    int column = import_columns_find(&source->columns, field);
    const char *cell = column < 0 ? NULL : sheet_cell(source->sheet, (size_t)column);
    return cell && *cell ? cell : NULL;
}

/* "affiliate.csv:12: ..." or "affiliate 12: ..." */
static enum li_err source_refuse(
    const struct source *source, const char *name, const char *reason, struct li_error *err)
{
    char *place =
        source->sheet
            ? li_format("%s:%lld", sheet_name(source->sheet), (long long)sheet_line(source->sheet))
            : li_format("%s %lld", source->kind->name, (long long)source->number);
    enum li_err code =
        li_fail(err, LI_REFUSED, "%s: %s%s%s", place, name, *name ? " " : "", reason);
    free(place);
    return code;
}

/* Values. They come from a record that was sound, so only what no record could hold is refused:
   rules that depend on the day or the machine do not apply. */

static bool is_number(const char *text)
{
    char *end;
    strtod(text, &end);
    return end > text && *end == '\0';
}

static const char *wrong(const struct field *field, const char *text)
{
    struct id id;
    char *normal = text_normal(text);
    bool is_utf8 = normal != NULL;
    free(normal);
    if (!is_utf8)
        return "is not UTF-8 text.";
    switch (field->type) {
    case FIELD_REF: return id_parse(text, &id) ? NULL : "is not the id of a record.";
    case FIELD_CHOICE: return name_index(field->choices, text) >= 0 ? NULL : "is no such choice.";
    case FIELD_DAY: return day_parse(text) != DAY_NONE ? NULL : "is no day as YYYY-MM-DD.";
    case FIELD_NUMBER:
    case FIELD_COUNT: return is_number(text) ? NULL : "is not a number.";
    case FIELD_YESNO: return *text && strchr("01", *text) && !text[1] ? NULL : "is not 0 or 1.";
    default: return NULL;
    }
}

static enum li_err read_values(
    const struct source *source, struct record *record, struct li_error *err)
{
    for (int i = 0; i < source->kind->stored_count; i++) {
        const struct field *field = &source->kind->fields[i];
        if (source->sheet && import_columns_find(&source->columns, i) < 0)
            continue;
        const char *value = source_value(source, i);
        const char *reason = value                           ? wrong(field, value)
                             : field->flags & FIELD_REQUIRED ? "is needed."
                                                             : NULL;
        if (reason)
            return source_refuse(source, field->name, reason, err);
        record_set(record, i, value);
    }
    const char *archived = source_value(source, COLUMN_ARCHIVED);
    day_t day = archived ? day_parse(archived) : DAY_NONE;
    if (archived && day == DAY_NONE)
        return source_refuse(source, "archived_on", "is no day as YYYY-MM-DD.", err);
    record_set_archived(record, day);
    return LI_OK;
}

/* Records. */

static bool is_there(const struct intake *intake, const char *id)
{
    query_bind_text(intake->there, 1, id);
    bool there = query_step(intake->there, NULL) > 0;
    query_reset(intake->there);
    return there;
}

static bool must_wait(const struct intake *intake, const struct record *record)
{
    const struct kind *kind = record->kind;
    for (int i = 0; i < kind->stored_count && intake->patient; i++) {
        const struct field *field = &kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, kind->name) == 0 && record->value[i] &&
            !is_there(intake, record->value[i]))
            return true;
    }
    return false;
}

static enum li_err put(
    struct intake *intake, const struct source *source, struct record *record, struct li_error *err)
{
    bool is_new = !record->stored;
    size_t columns = (size_t)source->kind->stored_count + 1;
    if (!is_new && !memchr(record->changed, true, columns * sizeof *record->changed))
        return LI_OK;
    enum li_err code = writer_put(intake->writer, record, err);
    if (code == LI_REFUSED) {
        char *reason = li_strdup(err->message);
        source_refuse(source, "", reason, err);
        free(reason);
    }
    if (code != LI_OK)
        return code;
    *(is_new ? intake->added : intake->changed) += 1;
    snprintf(intake->label, sizeof intake->label, "Import %lld records",
        (long long)(*intake->added + *intake->changed));
    return LI_OK;
}

static enum li_err take_record(
    struct intake *intake, const struct source *source, struct li_error *err)
{
    struct id id;
    struct record *record;
    const char *text = source_value(source, COLUMN_ID);
    if (!text || !id_parse(text, &id))
        return source_refuse(source, "id", "is not the id of a record.", err);
    enum li_err code = LI_OK;
    if (is_there(intake, text)) {
        code = record_load(intake->li, source->kind, &id, &record, err);
    } else {
        record = record_empty(source->kind);
        record->id = id;
    }
    if (code == LI_OK)
        code = read_values(source, record, err);
    if (code == LI_OK && must_wait(intake, record))
        intake->waiting++;
    else if (code == LI_OK)
        code = put(intake, source, record, err);
    record_free(record);
    return code;
}

static enum li_err take_pass(struct intake *intake, const struct kind *kind, struct li_error *err)
{
    struct source source;
    enum li_err code = source_open(intake, kind, &source, err);
    int more = 0;
    intake->waiting = 0;
    while (code == LI_OK && (more = source_next(&source, err)) > 0) {
        code = take_record(intake, &source, err);
        if (code == LI_OK)
            code = journal_step(intake->li->store, err);
    }
    source_close(&source);
    return more < 0 ? err->code : code;
}

/* As long as a pass leaves fewer waiting there is hope. What then still waits goes round in a
   circle, or for a record that is nowhere: the commit tells. */
static enum li_err take_passes(struct intake *intake, const struct kind *kind, struct li_error *err)
{
    int64_t before = INT64_MAX;
    intake->patient = true;
    enum li_err code = take_pass(intake, kind, err);
    while (code == LI_OK && intake->waiting > 0 && intake->waiting < before) {
        before = intake->waiting;
        code = take_pass(intake, kind, err);
    }
    if (code != LI_OK || intake->waiting == 0)
        return code;
    intake->patient = false;
    code = query_run(intake->li->store, "PRAGMA defer_foreign_keys = ON", err);
    return code == LI_OK ? take_pass(intake, kind, err) : code;
}

static enum li_err take_kind(struct intake *intake, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", kind->name);
    intake->there = query_new(intake->li->store, sql, err);
    free(sql);
    if (!intake->there)
        return err->code;
    intake->writer = writer_new(intake->li->store, kind);
    enum li_err code = take_passes(intake, kind, err);
    writer_free(intake->writer);
    query_free(intake->there);
    return code;
}

/* The journal_fn. */
static enum li_err take_all(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && code == LI_OK; i++)
        code = take_kind(arg, kinds[i], err);
    return code;
}

/* Whether the document is one of ours and of no kind or field unknown here; one row, NULL or what
   is wrong. */
static const char document_sql[] =
    "SELECT CASE WHEN NOT json_valid(?1) THEN 'is not JSON'"
    " WHEN json_extract(?1, '$.format') IS NOT 'liaise' THEN 'was not written by liaise export'"
    " WHEN json_extract(?1, '$.version') IS NOT 1"
    " THEN 'was written by another version of liaise' END";
static const char kinds_sql[] = "SELECT key FROM json_each(?1, '$.records')";

static enum li_err check_kinds(const struct intake *intake, struct li_error *err)
{
    struct query *query = query_document(intake, kinds_sql, err);
    if (!query)
        return err->code;
    enum li_err code = LI_OK;
    int more = 0;
    while (code == LI_OK && (more = query_step(query, err)) > 0)
        if (!kind_find(query_text(query, 0)))
            code = li_fail(err, LI_REFUSED,
                "%s holds records of a kind unknown here, \"%s\"; update liaise first.",
                intake->path, query_text(query, 0));
    query_free(query);
    return more < 0 ? err->code : code;
}

static enum li_err check_document(const struct intake *intake, struct li_error *err)
{
    struct query *query = query_document(intake, document_sql, err);
    if (!query)
        return err->code;
    enum li_err code = query_step(query, err) < 0 ? err->code : LI_OK;
    if (code == LI_OK && !query_null(query, 0))
        code = li_fail(err, LI_REFUSED, "%s %s.", intake->path, query_text(query, 0));
    query_free(query);
    return code == LI_OK ? check_kinds(intake, err) : code;
}

static enum li_err check_folder(const struct intake *intake, struct li_error *err)
{
    for (size_t i = 0; i < kind_count; i++) {
        char *path = li_format("%s/%s.csv", intake->path, kinds[i]->name);
        bool there = access(path, F_OK) == 0;
        free(path);
        if (there)
            return LI_OK;
    }
    return li_fail(err, LI_REFUSED, "%s holds nothing that liaise export wrote.", intake->path);
}

static enum li_err intake_open(struct intake *intake, struct li_error *err)
{
    struct stat about;
    if (stat(intake->path, &about) == 0 && S_ISDIR(about.st_mode))
        return check_folder(intake, err);
    intake->document = file_read(intake->path);
    if (!intake->document)
        return li_fail(err, LI_IO, "%s cannot be read: %s.", intake->path, strerror(errno));
    return check_document(intake, err);
}

enum li_err export_take_in(
    struct li *li, const char *path, int64_t *added, int64_t *changed, struct li_error *err)
{
    struct li_error own;
    err = err ? err : &own;
    *added = *changed = 0;
    struct intake intake = {.li = li, .path = path, .added = added, .changed = changed};
    enum li_err code = intake_open(&intake, err);
    if (code == LI_OK)
        code = journal_write(li->store, intake.label, take_all, &intake, NULL, err);
    free(intake.document);
    return code;
}
