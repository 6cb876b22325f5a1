/*
 * gone_record.c: rebuilds a record from one side of a change in the journal.
 */
#include "core/sync/gone_record.h"
#include "core/record/record_load.h"
#include "core/record/record_writer.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/changeset/changeset_walk.h"
#include "data/entry/entry.h"
#include "data/merge/journal_waits.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { GONE_RECORD_DEPTH = 32 /* references followed at most, in case they form a cycle */ };

int gone_record_exists(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err)
{
    assert(context && kind && id && err);
    char *sql = li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return -1;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    query_free(query);
    return step;
}

/* --- found in the journal --------------------------------------------------------------------- */

static struct record *gone_record_of_change(
    const struct kind *kind, const struct changeset *change, enum changeset_side side)
{
    struct record *record = record_empty(kind);
    record->id = *changeset_id(change);
    for (int i = 0; i < changeset_columns(change); i++) {
        const char *value =
            side == CHANGESET_OLD ? changeset_old(change, i) : changeset_new(change, i);
        int field = kind_field(kind, changeset_column(change, i));
        if (field >= 0)
            record_set(record, field, value);
        else if (value && strcmp(changeset_column(change, i), "archived_on") == 0)
            record_set_archived(record, date_parse(value));
    }
    return record;
}

/* Reads the record from a changeset that adds or removes it. LI_NONE: this one does not. */
static enum li_err gone_record_of_bytes(struct context *context, const struct bytes *bytes,
    enum change_how how, const struct kind *kind, struct record **out, struct li_error *err)
{
    struct changeset *change = changeset_open(context->store, bytes->at, bytes->size, err);
    int step = change ? 1 : -1;
    *out = NULL;
    while (!*out && step > 0 && (step = changeset_next(change, err)) > 0)
        if (changeset_how(change) == how && strcmp(changeset_table(change), kind->name) == 0)
            *out = gone_record_of_change(
                kind, change, how == CHANGE_ADD ? CHANGESET_NEW : CHANGESET_OLD);
    changeset_close(change);
    return step < 0 ? err->code : *out ? LI_OK : LI_NONE;
}

enum li_err gone_record_added(struct context *context, const struct hash *entry,
    const struct kind *kind, const struct id *id, struct record **out, struct li_error *err)
{
    assert(context && entry && kind && id && out && err);
    struct entry found;
    struct bytes part = {0};
    *out = NULL;
    enum li_err code = entry_find(context->store, entry, &found, err);
    if (code)
        return code;
    code = changeset_walk_part(found.changeset, found.changeset_size, id, &part)
               ? gone_record_of_bytes(context, &part, CHANGE_ADD, kind, out, err)
               : LI_NONE;
    free(part.at);
    entry_free(&found);
    return code;
}

struct gone_record_search {
    struct context *context;
    const struct kind *kind;
    struct record **out;
    enum li_err code;
    struct li_error *err;
};

/* The scan is of one record, so entry->effect is only the part about it. */
static bool gone_record_visit(void *arg, const struct entry *entry)
{
    struct gone_record_search *search = arg;
    const struct bytes effect = {.at = entry->effect, .size = entry->effect_size};
    search->code = gone_record_of_bytes(
        search->context, &effect, CHANGE_REMOVE, search->kind, search->out, search->err);
    return search->code == LI_NONE;
}

static enum li_err gone_record_removed(struct context *context, const struct kind *kind,
    const struct id *id, struct record **out, struct li_error *err)
{
    struct gone_record_search search = {context, kind, out, LI_NONE, err};
    const struct entry_scan scan = {.newest_first = true, .touching = id};
    enum li_err code = entry_scan(context->store, &scan, gone_record_visit, &search, err);
    return code ? code : search.code;
}

/* The entry whose addition of the record was left out. LI_NONE: none was. */
static enum li_err gone_record_left_out(struct context *context, const struct kind *kind,
    const struct id *id, struct hash *entry, struct li_error *err)
{
    struct query *query = query_new(context->store,
        "SELECT entry FROM journal_conflict WHERE id = ?1 AND tbl = ?2 AND col IS NULL", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    query_bind_plain(query, 2, kind->name);
    int step = query_step(query, err);
    bool found = step > 0 && query_hash(query, 0, entry);
    query_free(query);
    return step < 0 ? err->code : found ? LI_OK : LI_NONE;
}

enum li_err gone_record_load(struct context *context, const struct kind *kind, const struct id *id,
    struct record **out, struct li_error *err)
{
    assert(context && kind && id && out && err);
    struct hash entry;
    *out = NULL;
    enum li_err code = gone_record_removed(context, kind, id, out, err);
    if (code != LI_NONE)
        return code;
    code = gone_record_left_out(context, kind, id, &entry, err);
    return code ? code : gone_record_added(context, &entry, kind, id, out, err);
}

enum li_err gone_record_title(struct context *context, const struct kind *kind, const struct id *id,
    char **out, struct li_error *err)
{
    struct record *record;
    *out = NULL;
    enum li_err code = gone_record_load(context, kind, id, &record, err);
    if (code)
        return code;
    code = record_load_called(context, record, out, err);
    record_free(record);
    return code;
}

/* --- what it refers to ------------------------------------------------------------------------ */

/* The record that the field refers to. False: the field refers to none. */
static bool gone_record_parent(
    const struct record *record, int field, const struct kind **kind, struct id *id)
{
    const struct field *of = &record->kind->fields[field];
    const char *value = of->type == FIELD_REF ? record_get(record, field) : NULL;
    *kind = value ? kind_find(of->ref) : NULL;
    return *kind && id_parse(value, id);
}

enum li_err gone_record_waits(
    struct context *context, const struct record *record, bool *waits, struct li_error *err)
{
    assert(context && record && waits && err);
    *waits = false;
    enum li_err code = LI_OK;
    for (int i = 0; i < record->kind->stored_count && !*waits && !code; i++) {
        const struct kind *kind;
        struct id id;
        if (!gone_record_parent(record, i, &kind, &id))
            continue;
        int exists = gone_record_exists(context, kind, &id, err);
        if (exists < 0)
            return err->code;
        if (!exists)
            code = journal_waits_for(context->store, kind->name, &id, waits, err);
    }
    return code;
}

/* --- brought back ----------------------------------------------------------------------------- */

static enum li_err gone_record_restore_at(struct context *context, const struct kind *kind,
    const struct id *id, int depth, struct li_error *err);

static enum li_err gone_record_refuse(const struct kind *kind, struct li_error *err)
{
    return li_fail(
        err, LI_REFUSED, "The history here doesn't have the %s to bring back.", kind->name);
}

static enum li_err gone_record_restore_parents(
    struct context *context, struct record *record, int depth, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (int i = 0; i < record->kind->stored_count && !code; i++) {
        const struct kind *kind;
        struct id id;
        if (!gone_record_parent(record, i, &kind, &id))
            continue;
        code = gone_record_restore_at(context, kind, &id, depth + 1, err);
        if (code == LI_NONE && (record->kind->fields[i].flags & FIELD_REQUIRED))
            return gone_record_refuse(kind, err);
        if (code == LI_NONE) {
            record_set(record, i, NULL);
            code = LI_OK;
        }
    }
    return code;
}

static enum li_err gone_record_add(
    struct context *context, struct record *record, int depth, struct li_error *err)
{
    enum li_err code = gone_record_restore_parents(context, record, depth, err);
    if (code)
        return code;
    struct record_writer *writer = record_writer_new(context->store, record->kind);
    code = record_writer_put(writer, record, err);
    record_writer_free(writer);
    return code;
}

/* LI_NONE: the journal does not have it. */
static enum li_err gone_record_restore_at(struct context *context, const struct kind *kind,
    const struct id *id, int depth, struct li_error *err)
{
    struct record *record;
    int exists = gone_record_exists(context, kind, id, err);
    if (exists)
        return exists < 0 ? err->code : LI_OK;
    enum li_err code =
        depth < GONE_RECORD_DEPTH ? gone_record_load(context, kind, id, &record, err) : LI_NONE;
    if (code)
        return code;
    code = gone_record_add(context, record, depth, err);
    record_free(record);
    return code;
}

enum li_err gone_record_restore(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err)
{
    assert(context && kind && id && err);
    enum li_err code = gone_record_restore_at(context, kind, id, 0, err);
    return code == LI_NONE ? gone_record_refuse(kind, err) : code;
}
