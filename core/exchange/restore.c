/*
 * restore.c: an export read back, with its ids and its values as they are.
 *
 * Kinds come in the order of their references. A record that refers to one of its own kind waits
 * for it, so that each entry of the journal needs only those before it; the file is then read again
 * for those that waited.
 */
#include "core/exchange/restore.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/exchange/export_reader.h"
#include "core/record/bulk.h"
#include "core/record/record_load.h"
#include "core/record/record_writer.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_SIZE = 64 };

struct restore {
    struct context *context;
    struct export_reader *reader;
    int64_t *added, *changed;
    struct record_writer *writer;
    struct query *there; /* of the current kind: whether a record is stored */
    bool patient;        /* records wait for those of their kind that they refer to */
    bool allow_duplicates;
    bool additions; /* records that are stored stay as they are */
    int64_t waiting;
    char label[LABEL_SIZE];
};

/* --- values ----------------------------------------------------------------------------------- */

/* They come from a record that was valid, so only what no record could hold is refused: rules that
   depend on the day or the machine do not apply. */

/* As number_text writes it: strtod also takes "nan", "inf" and hexadecimal digits. */
static bool restore_is_number(const char *text)
{
    char *end;
    strtod(text, &end);
    return end > text && !text[strspn(text, "0123456789+-.e")];
}

static const char *restore_wrong(const struct field *field, const char *text)
{
    struct id id;
    char *normal = text_normal(text);
    bool is_utf8 = normal != NULL;
    free(normal);
    if (!is_utf8)
        return "is not UTF-8 text.";
    switch (field->type) {
    case FIELD_REF: return id_parse(text, &id) ? NULL : "is not a record id.";
    case FIELD_CHOICE:
        return name_find(field->choices, text) >= 0 ? NULL : "is not a valid choice.";
    case FIELD_DAY:
        return date_parse(text) != DAY_NONE ? NULL : "is not a date written YYYY-MM-DD.";
    case FIELD_NUMBER:
    case FIELD_COUNT: return restore_is_number(text) ? NULL : "is not a number.";
    case FIELD_YESNO: return *text && strchr("01", *text) && !text[1] ? NULL : "is not 0 or 1.";
    default: return NULL;
    }
}

static enum li_err restore_read_values(
    const struct export_reader *reader, struct record *record, struct li_error *err)
{
    for (int i = 0; i < record->kind->stored_count; i++) {
        const struct field *field = &record->kind->fields[i];
        if (!export_reader_has(reader, i))
            continue;
        const char *value = export_reader_value(reader, i);
        const char *reason = value                           ? restore_wrong(field, value)
                             : field->flags & FIELD_REQUIRED ? "is required."
                                                             : NULL;
        if (reason)
            return export_reader_refuse(reader, field->name, reason, err);
        record_set(record, i, value);
    }
    const char *archived = export_reader_archived_on(reader);
    day_t day = archived ? date_parse(archived) : DAY_NONE;
    if (archived && day == DAY_NONE)
        return export_reader_refuse(
            reader, "archived_on", "is not a date written YYYY-MM-DD.", err);
    record_set_archived(record, day);
    return LI_OK;
}

/* --- records ---------------------------------------------------------------------------------- */

static bool restore_is_there(const struct restore *restore, const char *id)
{
    query_bind_text(restore->there, 1, id);
    bool there = query_step(restore->there, NULL) > 0;
    query_reset(restore->there);
    return there;
}

static bool restore_must_wait(const struct restore *restore, const struct record *record)
{
    const struct kind *kind = record->kind;
    for (int i = 0; i < kind->stored_count && restore->patient; i++) {
        const struct field *field = &kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, kind->name) == 0 && record->value[i] &&
            !restore_is_there(restore, record->value[i]))
            return true;
    }
    return false;
}

static enum li_err restore_put(struct restore *restore, struct record *record, struct li_error *err)
{
    bool is_new = !record->stored;
    if (!is_new && !record_is_changed(record))
        return LI_OK;
    enum li_err code = record_writer_put(restore->writer, record, err);
    if (code == LI_REFUSED) {
        char *reason = li_strdup(err->message);
        export_reader_refuse(restore->reader, "", reason, err);
        free(reason);
    }
    if (code)
        return code;
    *(is_new ? restore->added : restore->changed) += 1;
    long long written = *restore->added + *restore->changed;
    snprintf(restore->label, sizeof restore->label, "Import %lld record%s", written,
        written == 1 ? "" : "s");
    return LI_OK;
}

static enum li_err restore_record(
    struct restore *restore, const struct kind *kind, struct li_error *err)
{
    struct id id;
    struct record *record;
    enum li_err code = LI_OK;
    const char *text = export_reader_id(restore->reader);
    if (!text || !id_parse(text, &id))
        return export_reader_refuse(restore->reader, "id", "is not a record id.", err);
    bool there = restore_is_there(restore, text);
    if (there && restore->additions)
        return LI_OK;
    if (there) {
        code = record_load(restore->context, kind, &id, &record, err);
    } else {
        record = record_empty(kind);
        record->id = id;
    }
    if (!code)
        code = restore_read_values(restore->reader, record, err);
    if (!code && restore_must_wait(restore, record))
        restore->waiting++;
    else if (!code)
        code = restore_put(restore, record, err);
    record_free(record);
    return code;
}

static enum li_err restore_pass(
    struct restore *restore, const struct kind *kind, struct li_error *err)
{
    enum li_err code = export_reader_turn(restore->reader, kind, err);
    int more = 0;
    restore->waiting = 0;
    while (!code && (more = export_reader_next(restore->reader, err)) > 0) {
        code = restore_record(restore, kind, err);
        if (!code)
            code = journal_checkpoint(restore->context->store, err);
    }
    return more < 0 ? err->code : code;
}

/* Passes are repeated as long as each leaves fewer waiting. The rest refer to each other in a ring,
   or to a record that does not exist, which the commit finds. */
static enum li_err restore_passes(
    struct restore *restore, const struct kind *kind, struct li_error *err)
{
    int64_t before = INT64_MAX;
    restore->patient = true;
    enum li_err code = restore_pass(restore, kind, err);
    while (!code && restore->waiting > 0 && restore->waiting < before) {
        before = restore->waiting;
        code = restore_pass(restore, kind, err);
    }
    if (code || restore->waiting == 0)
        return code;
    restore->patient = false;
    code = query_run(restore->context->store, "PRAGMA defer_foreign_keys = ON", err);
    return !code ? restore_pass(restore, kind, err) : code;
}

static enum li_err restore_kind(
    struct restore *restore, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", kind->name);
    restore->there = query_new(restore->context->store, sql, err);
    free(sql);
    if (!restore->there)
        return err->code;
    int64_t before = bulk_highest(restore->context, kind);
    restore->writer = record_writer_new(restore->context->store, kind);
    enum li_err code = restore_passes(restore, kind, err);
    if (!code && !restore->allow_duplicates)
        code = taken_judge_added(restore->context, kind, before, err);
    record_writer_free(restore->writer);
    query_free(restore->there);
    return code;
}

/* The journal_fn. */
static enum li_err restore_all(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && !code; i++)
        code = restore_kind(arg, kinds[i], err);
    return code;
}

static enum li_err restore_run(struct restore *restore, const char *path, struct li_error *err)
{
    enum li_err code = export_reader_open(restore->context, path, &restore->reader, err);
    if (!code)
        code =
            journal_write(restore->context->store, restore->label, restore_all, restore, NULL, err);
    export_reader_close(restore->reader);
    return code;
}

enum li_err restore_export(struct context *context, const char *path, bool allow_duplicates,
    int64_t *added, int64_t *changed, struct li_error *err)
{
    assert(path && added && changed && err);
    *added = *changed = 0;
    struct restore restore = {.context = context,
        .allow_duplicates = allow_duplicates,
        .added = added,
        .changed = changed};
    return restore_run(&restore, path, err);
}

enum li_err restore_additions(
    struct context *context, const char *path, int64_t *added, struct li_error *err)
{
    assert(path && added && err);
    int64_t changed = *added = 0;
    struct restore restore = {.context = context,
        .allow_duplicates = true,
        .additions = true,
        .added = added,
        .changed = &changed};
    return restore_run(&restore, path, err);
}
