/*
 * restore.c: what export wrote, read back: ids kept, values as they are.
 *
 * Kinds come in the order of their references. A record that refers to one of its own kind waits
 * for it, so that each entry of the journal can stand on those before it; the file is then read
 * again for those that waited.
 */
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/exchange/export.h"
#include "core/exchange/export_reader.h"
#include "core/record/bulk.h"
#include "core/record/record_writer.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_SIZE = 64 };

struct intake {
    struct context *context;
    struct export_reader *parcel;
    int64_t *added, *changed;
    struct record_writer *writer;
    struct query *there; /* of the kind at hand: whether a record stands */
    bool patient;        /* records wait for those of their kind they refer to */
    bool allow_duplicates;
    int64_t waiting;
    char label[LABEL_SIZE];
};

/* Values. They come from a record that was sound, so only what no record could hold is refused:
   rules that depend on the day or the machine do not apply. */

/* As number_text writes one: strtod also takes "nan", "inf" and hexadecimal digits. */
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
    const struct export_reader *parcel, struct record *record, struct li_error *err)
{
    for (int i = 0; i < record->kind->stored_count; i++) {
        const struct field *field = &record->kind->fields[i];
        if (!export_reader_has(parcel, i))
            continue;
        const char *value = export_reader_value(parcel, i);
        const char *reason = value                           ? restore_wrong(field, value)
                             : field->flags & FIELD_REQUIRED ? "is required."
                                                             : NULL;
        if (reason)
            return export_reader_refuse(parcel, field->name, reason, err);
        record_set(record, i, value);
    }
    const char *archived = export_reader_archived_on(parcel);
    day_t day = archived ? date_parse(archived) : DAY_NONE;
    if (archived && day == DAY_NONE)
        return export_reader_refuse(
            parcel, "archived_on", "is not a date written YYYY-MM-DD.", err);
    record_set_archived(record, day);
    return LI_OK;
}

/* Records. */

static bool restore_is_there(const struct intake *intake, const char *id)
{
    query_bind_text(intake->there, 1, id);
    bool there = query_step(intake->there, NULL) > 0;
    query_reset(intake->there);
    return there;
}

static bool restore_must_wait(const struct intake *intake, const struct record *record)
{
    const struct kind *kind = record->kind;
    for (int i = 0; i < kind->stored_count && intake->patient; i++) {
        const struct field *field = &kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, kind->name) == 0 && record->value[i] &&
            !restore_is_there(intake, record->value[i]))
            return true;
    }
    return false;
}

static enum li_err restore_put(struct intake *intake, struct record *record, struct li_error *err)
{
    bool is_new = !record->stored;
    if (!is_new && !record_is_changed(record))
        return LI_OK;
    enum li_err code = record_writer_put(intake->writer, record, err);
    if (code == LI_REFUSED) {
        char *reason = li_strdup(err->message);
        export_reader_refuse(intake->parcel, "", reason, err);
        free(reason);
    }
    if (code != LI_OK)
        return code;
    *(is_new ? intake->added : intake->changed) += 1;
    snprintf(intake->label, sizeof intake->label, "Import %lld records",
        (long long)(*intake->added + *intake->changed));
    return LI_OK;
}

static enum li_err restore_take_record(
    struct intake *intake, const struct kind *kind, struct li_error *err)
{
    struct id id;
    struct record *record;
    enum li_err code = LI_OK;
    const char *text = export_reader_id(intake->parcel);
    if (!text || !id_parse(text, &id))
        return export_reader_refuse(intake->parcel, "id", "is not a record id.", err);
    if (restore_is_there(intake, text)) {
        code = record_load(intake->context, kind, &id, &record, err);
    } else {
        record = record_empty(kind);
        record->id = id;
    }
    if (code == LI_OK)
        code = restore_read_values(intake->parcel, record, err);
    if (code == LI_OK && restore_must_wait(intake, record))
        intake->waiting++;
    else if (code == LI_OK)
        code = restore_put(intake, record, err);
    record_free(record);
    return code;
}

static enum li_err restore_take_pass(
    struct intake *intake, const struct kind *kind, struct li_error *err)
{
    enum li_err code = export_reader_turn(intake->parcel, kind, err);
    int more = 0;
    intake->waiting = 0;
    while (code == LI_OK && (more = export_reader_next(intake->parcel, err)) > 0) {
        code = restore_take_record(intake, kind, err);
        if (code == LI_OK)
            code = journal_checkpoint(intake->context->store, err);
    }
    return more < 0 ? err->code : code;
}

/* As long as a pass leaves fewer waiting there is hope. What then still waits goes round in a
   circle, or for a record that is nowhere: the commit tells. */
static enum li_err restore_take_passes(
    struct intake *intake, const struct kind *kind, struct li_error *err)
{
    int64_t before = INT64_MAX;
    intake->patient = true;
    enum li_err code = restore_take_pass(intake, kind, err);
    while (code == LI_OK && intake->waiting > 0 && intake->waiting < before) {
        before = intake->waiting;
        code = restore_take_pass(intake, kind, err);
    }
    if (code != LI_OK || intake->waiting == 0)
        return code;
    intake->patient = false;
    code = query_run(intake->context->store, "PRAGMA defer_foreign_keys = ON", err);
    return code == LI_OK ? restore_take_pass(intake, kind, err) : code;
}

static enum li_err restore_take_kind(
    struct intake *intake, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", kind->name);
    intake->there = query_new(intake->context->store, sql, err);
    free(sql);
    if (!intake->there)
        return err->code;
    int64_t before = bulk_highest(intake->context, kind);
    intake->writer = record_writer_new(intake->context->store, kind);
    enum li_err code = restore_take_passes(intake, kind, err);
    if (code == LI_OK && !intake->allow_duplicates)
        code = taken_judge_added(intake->context, kind, before, err);
    record_writer_free(intake->writer);
    query_free(intake->there);
    return code;
}

/* The journal_fn. */
static enum li_err restore_take_all(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && code == LI_OK; i++)
        code = restore_take_kind(arg, kinds[i], err);
    return code;
}

enum li_err restore_export(struct context *context, const char *path, bool allow_duplicates,
    int64_t *added, int64_t *changed, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *added = *changed = 0;
    struct intake intake = {.context = context,
        .allow_duplicates = allow_duplicates,
        .added = added,
        .changed = changed};
    enum li_err code = export_reader_open(context, path, &intake.parcel, err);
    if (code == LI_OK)
        code = journal_write(context->store, intake.label, restore_take_all, &intake, NULL, err);
    export_reader_close(intake.parcel);
    return code;
}
