/*
 * bulk.c: many records changed as one: first all are judged and counted, then all are written.
 */
#include "core/record/bulk.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "core/record/record_writer.h"
#include "core/record/taken.h"
#include "core/schema/field_name.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TOLD_EVERY = 128, /* rows between two looks at progress */
    JUDGING = 1,      /* what a row costs: to be judged, and to be written */
    WRITING = 3,
    NAMED = 3, /* records a refusal names */
};

struct bulk_run {
    struct context *context;
    const struct bulk *bulk;
    const struct bulk_change *change;
    void *arg; /* the argument of the change */
    struct bulk_done *done;
    struct query *load;
    struct record_writer *writer;
    char label[256]; /* the entry's, given to the journal before it is known */
    FILE *refusal;   /* the first records that break a rule */
    size_t refused;  /* how many do */
    size_t told;     /* rules that the record being judged breaks */
    const struct record *judged;
};

char *bulk_count_text(const struct kind *kind, size_t count)
{
    assert(kind);
    char text[NUMBER_SIZE];
    return li_format(
        "%s %s", number_grouped((int64_t)count, text), count == 1 ? kind->name : kind->plural);
}

/* The one row id that sql over the kind's table gives, of the record of that id; 0: none. */
static int64_t bulk_ask_row(
    struct context *context, const char *sql, const struct kind *kind, const struct id *id)
{
    char *text = li_format("%s FROM \"%s\"%s", sql, kind->name, id ? " WHERE id = ?1" : "");
    struct query *query = query_new(context->store, text, NULL);
    free(text);
    if (query && id)
        query_bind_id(query, 1, id);
    int64_t row = query && query_step(query, NULL) > 0 ? query_int(query, 0) : 0;
    query_free(query);
    return row;
}

int64_t bulk_row(struct context *context, const struct kind *kind, const struct id *id)
{
    assert(context && kind && id);
    return bulk_ask_row(context, "SELECT rowid", kind, id);
}

int64_t bulk_highest(struct context *context, const struct kind *kind)
{
    assert(context && kind);
    return bulk_ask_row(context, "SELECT max(rowid)", kind, NULL);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* *out NULL: it is gone. */
static enum li_err bulk_load(
    struct bulk_run *run, int64_t row, struct record **out, struct li_error *err)
{
    struct query *query = run->load;
    *out = NULL;
    query_bind_int(query, 1, row);
    int step = query_step(query, err);
    if (step > 0)
        *out = record_at(run->bulk->kind, query);
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* --- judging and writing ---------------------------------------------------------------------- */

/* Of the first records that break a rule, the first one they break. */
static void bulk_note_refusal(void *arg, int field, const char *message)
{
    struct bulk_run *run = arg;
    (void)field;
    if (run->told++ > 0 || run->refused >= NAMED)
        return;
    char *title = record_title(run->context, run->bulk->kind, &run->judged->id);
    fprintf(run->refusal, " %s: %s", title ? title : "", message);
    free(title);
}

static void bulk_judge(
    struct bulk_run *run, const struct record *record, const struct record *changed)
{
    run->done->changed++;
    run->told = 0;
    run->judged = record;
    record_check(run->context, changed, bulk_note_refusal, run);
    run->refused += run->told > 0;
}

/* Judged again: one of them may have taken what the next is to be called. */
static enum li_err bulk_put(struct bulk_run *run, struct record *changed, struct li_error *err)
{
    enum li_err code = taken_judge(run->context->store, changed, err);
    if (!code)
        code = record_writer_put_whole(run->writer, changed, err);
    return code ? code : journal_checkpoint(run->context->store, err);
}

static enum li_err bulk_take_one(
    struct bulk_run *run, int64_t row, bool write, struct li_error *err)
{
    struct record *record;
    enum li_err code = bulk_load(run, row, &record, err);
    if (code || !record)
        return code;
    err->code = LI_OK;
    struct record *changed = run->change->change(run->context, run->arg, record, err);
    code = err->code;
    if (changed && write)
        code = bulk_put(run, changed, err);
    else if (changed)
        bulk_judge(run, record, changed);
    else if (!write && !code)
        run->done->same++;
    if (changed != record)
        record_free(changed);
    record_free(record);
    return code;
}

static const char bulk_stopped[] = "Stopped; nothing was changed.";

static bool bulk_goes_on(const struct bulk_run *run, size_t at, bool write)
{
    const struct bulk *bulk = run->bulk;
    if (!bulk->progress || (at % TOLD_EVERY != 0 && at < bulk->count))
        return true;
    size_t done = write ? bulk->count * JUDGING + at * WRITING : at * JUDGING;
    return bulk->progress(bulk->progress_arg, (int64_t)done,
        (int64_t)(bulk->count * (JUDGING + WRITING)), write ? (int64_t)at : 0);
}

static enum li_err bulk_take_all(struct bulk_run *run, bool write, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < run->bulk->count && !code; i++)
        code = bulk_goes_on(run, i, write) ? bulk_take_one(run, run->bulk->rows[i], write, err)
                                           : li_fail(err, LI_INTERRUPTED, "%s", bulk_stopped);
    if (!code && !bulk_goes_on(run, run->bulk->count, write))
        code = li_fail(err, LI_INTERRUPTED, "%s", bulk_stopped);
    return code;
}

static enum li_err bulk_refuse(const struct bulk_run *run, const char *which, struct li_error *err)
{
    char *records = bulk_count_text(run->bulk->kind, run->refused);
    li_fail(err, LI_REFUSED, "Nothing was changed; %s would break a rule:%s%s", records, which,
        run->refused > NAMED ? " And more." : "");
    free(records);
    return LI_REFUSED;
}

static enum li_err bulk_judge_all(struct bulk_run *run, struct li_error *err)
{
    char *which = NULL;
    run->refusal = li_text_open(&which);
    enum li_err code = bulk_take_all(run, false, err);
    li_text_close(run->refusal);
    if (!code && run->refused > 0)
        code = bulk_refuse(run, which, err);
    free(which);
    return code;
}

static enum li_err bulk_write_all(struct store *store, void *arg, struct li_error *err)
{
    struct bulk_run *run = arg;
    run->load = record_query(run->context, run->bulk->kind, "rowid", err);
    if (!run->load)
        return err->code;
    enum li_err code = bulk_judge_all(run, err);
    if (!code && run->done->changed > 0) {
        char *records = bulk_count_text(run->bulk->kind, run->done->changed);
        char *label = run->change->label(run->context, run->arg, records);
        snprintf(run->label, sizeof run->label, "%s", label);
        free(label);
        free(records);
        run->writer = record_writer_new(store, run->change->kind);
        code = bulk_take_all(run, true, err);
        record_writer_free(run->writer);
    }
    query_free(run->load);
    return code;
}

enum li_err bulk_run(struct context *context, const struct bulk *bulk,
    const struct bulk_change *change, void *arg, struct bulk_done *done, struct li_error *err)
{
    assert(context && bulk && bulk->kind && change && done);
    struct bulk_run run = {
        .context = context, .bulk = bulk, .change = change, .arg = arg, .done = done};
    *done = (struct bulk_done){0};
    enum li_err code = journal_write(context->store, run.label, bulk_write_all, &run, NULL, err);
    if (code)
        done->changed = 0;
    return code;
}

/* --- a field ---------------------------------------------------------------------------------- */

struct bulk_setting {
    const struct kind *kind;
    int field;
    const char *canonical;
};

static struct record *bulk_set_field(
    struct context *context, void *arg, struct record *record, struct li_error *err)
{
    const struct bulk_setting *setting = arg;
    (void)context;
    (void)err;
    record_set(record, setting->field, setting->canonical);
    return record_is_changed(record) ? record : NULL;
}

static char *bulk_set_label(struct context *context, const void *arg, const char *records)
{
    const struct bulk_setting *setting = arg;
    char label[FIELD_LABEL_SIZE];
    (void)context;
    return li_format("%s %s of %s", setting->canonical ? "Set" : "Clear",
        field_name_within(setting->kind->fields[setting->field].label, label), records);
}

enum li_err bulk_set(struct context *context, const struct bulk *bulk, int field,
    const char *canonical, struct bulk_done *done, struct li_error *err)
{
    assert(field >= 0 && field < bulk->kind->stored_count);
    struct bulk_setting setting = {bulk->kind, field, canonical};
    const struct bulk_change change = {bulk->kind, bulk_set_field, bulk_set_label};
    return bulk_run(context, bulk, &change, &setting, done, err);
}

/* --- archiving -------------------------------------------------------------------------------- */

static struct record *bulk_archive_record(
    struct context *context, void *arg, struct record *record, struct li_error *err)
{
    const bool *restore = arg;
    (void)err;
    if ((record->archived_on != DAY_NONE) != *restore)
        return NULL;
    record_set_archived(record, *restore ? DAY_NONE : context->today);
    return record;
}

static char *bulk_archive_label(struct context *context, const void *arg, const char *records)
{
    const bool *restore = arg;
    (void)context;
    return li_format("%s %s", *restore ? "Restore" : "Archive", records);
}

enum li_err bulk_archived(
    struct context *context, const struct bulk *bulk, bool *out, struct li_error *err)
{
    assert(context && bulk && out);
    char *sql =
        li_format("SELECT archived_on IS NOT NULL FROM \"%s\" WHERE rowid = ?1", bulk->kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    int step = 0;
    bool any = false, all = true;
    for (size_t i = 0; i < bulk->count && all && step >= 0; i++) {
        query_bind_int(query, 1, bulk->rows[i]);
        step = query_step(query, err);
        any |= step > 0;
        all = step <= 0 || query_int(query, 0) != 0;
        query_reset(query);
    }
    query_free(query);
    *out = any && all;
    return step < 0 ? err->code : LI_OK;
}

enum li_err bulk_archive(struct context *context, const struct bulk *bulk, bool restore,
    struct bulk_done *done, struct li_error *err)
{
    assert(context && bulk && done);
    const struct bulk_change change = {bulk->kind, bulk_archive_record, bulk_archive_label};
    return bulk_run(context, bulk, &change, &restore, done, err);
}
