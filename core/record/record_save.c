/*
 * record_save.c: a record checked and written as one entry.
 */
#include "core/record/record_save.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "core/record/record_writer.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

void record_guard(struct record *record)
{
    assert(record && record->stored);
    struct record *seen = record_empty(record->kind);
    seen->id = record->id;
    seen->archived_on = record->archived_on;
    for (int i = 0; i < record->kind->stored_count; i++)
        seen->value[i] = li_strdup(record->value[i]);
    record_free(record->seen);
    record->seen = seen;
}

static bool record_same(const struct record *a, const struct record *b)
{
    bool same = a->archived_on == b->archived_on;
    for (int i = 0; i < a->kind->stored_count && same; i++)
        same = a->value[i] && b->value[i] ? strcmp(a->value[i], b->value[i]) == 0
                                          : a->value[i] == b->value[i];
    return same;
}

enum li_err record_ask_guard(struct store *store, struct record *record, struct li_error *err)
{
    assert(store && record);
    if (!record->seen)
        return LI_OK;
    struct query *query = record_where_in(store, record->kind, "r.id = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &record->id);
    int step = query_step(query, err);
    struct record *now = step > 0 ? record_at(record->kind, query) : NULL;
    record->overtaken = step == 0 || (now && !record_same(now, record->seen));
    record_free(now);
    query_free(query);
    if (step < 0)
        return err->code;
    return record->overtaken ? li_fail(err, LI_REFUSED,
                                   "The %s was just changed in another window. Save it again.",
                                   record->kind->name)
                             : LI_OK;
}

enum li_err record_write(struct store *store, struct record *record, struct li_error *err)
{
    assert(store && record);
    enum li_err code = record_ask_guard(store, record, err);
    if (code)
        return code;
    struct record_writer *writer = record_writer_new(store, record->kind);
    code = record_writer_put_whole(writer, record, err);
    record_writer_free(writer);
    return code;
}

/* Another program may have taken the code since the record was judged. */
static enum li_err record_journal_record(struct store *store, void *arg, struct li_error *err)
{
    enum li_err code = taken_judge(store, arg, err);
    return code ? code : record_write(store, arg, err);
}

static enum li_err record_journal(
    struct context *context, struct record *record, const char *verb, struct li_error *err)
{
    char *brief = record_brief(context, record);
    char *label = li_format("%s %s %s", verb, record->kind->name, brief);
    enum li_err code =
        journal_write(context->store, label, record_journal_record, record, NULL, err);
    free(label);
    free(brief);
    return code;
}

enum li_err record_save(struct context *context, struct record *record, struct li_error *err)
{
    assert(context && record);
    enum li_err code = record_judge(context, record, err);
    return code ? code : record_journal(context, record, record->stored ? "Change" : "Add", err);
}

enum li_err record_archive(struct context *context, const struct kind *kind, const struct id *id,
    bool archive, struct li_error *err)
{
    assert(context && kind && id);
    struct record *record;
    enum li_err code = record_load(context, kind, id, &record, err);
    if (code)
        return code;
    if (archive == (record->archived_on == DAY_NONE)) {
        record_set_archived(record, archive ? context->today : DAY_NONE);
        code = record_journal(context, record, archive ? "Archive" : "Restore", err);
    }
    record_free(record);
    return code;
}
