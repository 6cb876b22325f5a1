/*
 * bulk.c: many records changed as one: first all are judged and counted, then all are written.
 */
#include "core/record/bulk.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/people/people.h"
#include "core/record/record_writer.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdio.h>
#include <stdlib.h>

enum {
    TOLD_EVERY = 128, /* rows between two looks at progress */
    JUDGING = 1,      /* what a row costs: to be judged, and to be written */
    WRITING = 3,
    NAMED = 3, /* records a refusal names */
};

struct run {
    struct context *context;
    const struct bulk *bulk;
    struct bulk_done *done;
    const struct kind *kind; /* of the records that are written */
    /* What is to be written for a record of the bulk: the record itself, changed, or a new one,
       for the caller to free. NULL without an error: nothing, it is so already. */
    struct record *(*change)(struct run *run, struct record *record, struct li_error *err);
    /* What the entry is called. The caller frees it. */
    char *(*label)(const struct run *run, const char *records);
    bool restore;                   /* bulk_archive */
    int field;                      /* bulk_set */
    const char *canonical;          /* its value; of bulk_assign the last day of the term */
    const struct id *person, *role; /* bulk_assign */
    struct query *load, *held;
    struct record_writer *writer;
    char name[256];       /* the label, told to the journal before it is known */
    FILE *refusal;        /* the first records that break a rule */
    size_t refused, told; /* how many do; rules broken by the record at hand: */
    const struct record *judged;
};

char *bulk_count_text(const struct kind *kind, size_t count)
{
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
    return bulk_ask_row(context, "SELECT rowid", kind, id);
}

int64_t bulk_highest(struct context *context, const struct kind *kind)
{
    return bulk_ask_row(context, "SELECT max(rowid)", kind, NULL);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* *out NULL: it is gone. */
static enum li_err bulk_load(
    struct run *run, int64_t row, struct record **out, struct li_error *err)
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
    struct run *run = arg;
    (void)field;
    if (run->told++ > 0 || run->refused >= NAMED)
        return;
    char *title = record_title(run->context, run->bulk->kind, &run->judged->id);
    fprintf(run->refusal, " %s: %s", title ? title : "", message);
    free(title);
}

static void bulk_judge(struct run *run, const struct record *record, const struct record *changed)
{
    run->done->changed++;
    run->told = 0;
    run->judged = record;
    record_check(run->context, changed, bulk_note_refusal, run);
    run->refused += run->told > 0;
}

/* Judged again: one of them may have taken what the next is to be called. */
static enum li_err bulk_put(struct run *run, struct record *changed, struct li_error *err)
{
    enum li_err code = taken_judge(run->context->store, changed, err);
    if (code == LI_OK)
        code = record_writer_put_whole(run->writer, changed, err);
    return code ? code : journal_checkpoint(run->context->store, err);
}

static enum li_err bulk_take_one(struct run *run, int64_t row, bool write, struct li_error *err)
{
    struct record *record;
    enum li_err code = bulk_load(run, row, &record, err);
    if (code || !record)
        return code;
    err->code = LI_OK;
    struct record *changed = run->change(run, record, err);
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

static bool bulk_goes_on(const struct run *run, size_t at, bool write)
{
    const struct bulk *bulk = run->bulk;
    if (!bulk->progress || (at % TOLD_EVERY != 0 && at < bulk->count))
        return true;
    size_t done = write ? bulk->count * JUDGING + at * WRITING : at * JUDGING;
    return bulk->progress(bulk->progress_arg, (int64_t)done,
        (int64_t)(bulk->count * (JUDGING + WRITING)), write ? (int64_t)at : 0);
}

static enum li_err bulk_take_all(struct run *run, bool write, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < run->bulk->count && code == LI_OK; i++)
        code = bulk_goes_on(run, i, write) ? bulk_take_one(run, run->bulk->rows[i], write, err)
                                           : li_fail(err, LI_INTERRUPTED, "%s", bulk_stopped);
    if (code == LI_OK && !bulk_goes_on(run, run->bulk->count, write))
        code = li_fail(err, LI_INTERRUPTED, "%s", bulk_stopped);
    return code;
}

static enum li_err bulk_refuse(const struct run *run, const char *which, struct li_error *err)
{
    char *records = bulk_count_text(run->bulk->kind, run->refused);
    li_fail(err, LI_REFUSED, "Nothing was changed; %s would break a rule:%s%s", records, which,
        run->refused > NAMED ? " And more." : "");
    free(records);
    return LI_REFUSED;
}

static enum li_err bulk_judge_all(struct run *run, struct li_error *err)
{
    char *which = NULL;
    run->refusal = li_text_open(&which);
    enum li_err code = bulk_take_all(run, false, err);
    li_text_close(run->refusal);
    if (code == LI_OK && run->refused > 0)
        code = bulk_refuse(run, which, err);
    free(which);
    return code;
}

static enum li_err bulk_write_all(struct store *store, void *arg, struct li_error *err)
{
    struct run *run = arg;
    run->load = record_query(run->context, run->bulk->kind, "rowid", err);
    if (!run->load)
        return err->code;
    enum li_err code = bulk_judge_all(run, err);
    if (code == LI_OK && run->done->changed > 0) {
        char *records = bulk_count_text(run->bulk->kind, run->done->changed);
        char *label = run->label(run, records);
        snprintf(run->name, sizeof run->name, "%s", label);
        free(label);
        free(records);
        run->writer = record_writer_new(store, run->kind);
        code = bulk_take_all(run, true, err);
        record_writer_free(run->writer);
    }
    query_free(run->load);
    query_free(run->held);
    return code;
}

static enum li_err bulk_run_all(struct run *run, struct li_error *err)
{
    *run->done = (struct bulk_done){0};
    enum li_err code =
        journal_write(run->context->store, run->name, bulk_write_all, run, NULL, err);
    if (code)
        run->done->changed = 0;
    return code;
}

/* --- a field ---------------------------------------------------------------------------------- */

static struct record *bulk_set_field(struct run *run, struct record *record, struct li_error *err)
{
    (void)err;
    record_set(record, run->field, run->canonical);
    return record_is_changed(record) ? record : NULL;
}

static char *bulk_set_label(const struct run *run, const char *records)
{
    return li_format("%s %s of %s", run->canonical ? "Set" : "Clear",
        run->bulk->kind->fields[run->field].name, records);
}

enum li_err bulk_set(struct context *context, const struct bulk *bulk, int field,
    const char *canonical, struct bulk_done *done, struct li_error *err)
{
    struct run run = {.context = context,
        .bulk = bulk,
        .done = done,
        .kind = bulk->kind,
        .change = bulk_set_field,
        .label = bulk_set_label,
        .field = field,
        .canonical = canonical};
    return bulk_run_all(&run, err);
}

/* --- archiving -------------------------------------------------------------------------------- */

static struct record *bulk_archive_one(struct run *run, struct record *record, struct li_error *err)
{
    bool archived = record->archived_on != DAY_NONE;
    (void)err;
    if (archived != run->restore)
        return NULL;
    record_set_archived(record, run->restore ? DAY_NONE : run->context->today);
    return record;
}

static char *bulk_archive_label(const struct run *run, const char *records)
{
    return li_format("%s %s", run->restore ? "Restore" : "Archive", records);
}

enum li_err bulk_archived(
    struct context *context, const struct bulk *bulk, bool *out, struct li_error *err)
{
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
    struct run run = {.context = context,
        .bulk = bulk,
        .done = done,
        .kind = bulk->kind,
        .change = bulk_archive_one,
        .label = bulk_archive_label,
        .restore = restore};
    return bulk_run_all(&run, err);
}

/* --- assigning -------------------------------------------------------------------------------- */

/* Whether the affiliate has the person in the role today; negative: *err says why not even that. */
static int bulk_is_held(struct run *run, const struct id *affiliate, struct li_error *err)
{
    static const char *const sql =
        "SELECT 1 FROM assignment a WHERE a.affiliate = ?1 AND a.person = ?2 AND a.role = ?3"
        " AND " PEOPLE_HELD_SQL("a", "?4");
    char today[DAY_TEXT_SIZE];
    if (!run->held)
        run->held = query_new(run->context->store, sql, err);
    if (!run->held)
        return -1;
    query_bind_id(run->held, 1, affiliate);
    query_bind_id(run->held, 2, run->person);
    query_bind_id(run->held, 3, run->role);
    query_bind_plain(run->held, 4, date_text(run->context->today, today));
    int step = query_step(run->held, err);
    query_reset(run->held);
    return step;
}

static struct record *bulk_assign_one(
    struct run *run, struct record *affiliate, struct li_error *err)
{
    char text[ID_TEXT_SIZE];
    if (bulk_is_held(run, &affiliate->id, err) != 0)
        return NULL;
    struct record *assignment = record_new(run->context, &kind_assignment);
    record_set(assignment, ASSIGNMENT_AFFILIATE, id_text(&affiliate->id, text));
    record_set(assignment, ASSIGNMENT_PERSON, id_text(run->person, text));
    record_set(assignment, ASSIGNMENT_ROLE, id_text(run->role, text));
    record_set(assignment, ASSIGNMENT_TO, run->canonical);
    return assignment;
}

static char *bulk_assign_label(const struct run *run, const char *records)
{
    char *person = record_title(run->context, kind_find("person"), run->person);
    char *role = record_title(run->context, kind_find("role"), run->role);
    char *label =
        li_format("Assign %s as %s to %s", person ? person : "", role ? role : "", records);
    free(person);
    free(role);
    return label;
}

enum li_err bulk_assign(struct context *context, const struct bulk *bulk, const struct id *person,
    const struct id *role, struct bulk_done *done, struct li_error *err)
{
    if (bulk->kind != &kind_affiliate)
        return li_fail(
            err, LI_USAGE, "People can be assigned to affiliates, not to %s.", bulk->kind->plural);
    struct run run = {.context = context,
        .bulk = bulk,
        .done = done,
        .kind = &kind_assignment,
        .change = bulk_assign_one,
        .label = bulk_assign_label,
        .person = person,
        .role = role};
    char last[DAY_TEXT_SIZE];
    day_t to;
    enum li_err code = people_term(context, role, context->today, &to, err);
    if (code)
        return code;
    run.canonical = to == DAY_NONE ? NULL : date_text(to, last);
    return bulk_run_all(&run, err);
}
