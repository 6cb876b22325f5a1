/*
 * broken.c: judges one record, or all records of all kinds.
 */
#include "core/check/broken.h"
#include "core/record/field.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Records between calls of progress. */
enum { TOLD_EVERY = 4096 };

struct broken_rule_found {
    char *rule; /* NULL: none yet */
};

static void broken_break_first(void *arg, int field, const char *message)
{
    struct broken_rule_found *found = arg;
    (void)field;
    if (!found->rule)
        found->rule = li_strdup(message);
}

/* The types whose values are judged. Any text is valid for some of the others; the database itself
   checks references, and which time zones there are differs between computers. */
static const bool broken_types_judged[FIELD_TYPE_COUNT] = {
    [FIELD_CODE] = true,
    [FIELD_CHOICE] = true,
    [FIELD_DAY] = true,
    [FIELD_NUMBER] = true,
    [FIELD_COUNT] = true,
    [FIELD_YESNO] = true,
    [FIELD_EMAIL] = true,
    [FIELD_PHONE] = true,
};

/* Notes a broken rule if a form would refuse the field's value. */
static void broken_judge_field(struct context *context, const struct record *record, int number,
    struct broken_rule_found *found)
{
    struct li_error refused = {0};
    struct field field = record->kind->fields[number];
    const char *value = record_get(record, number);
    char *canonical = NULL;
    if (!value || !broken_types_judged[field.type])
        return;
    field.flags &= ~(unsigned)FIELD_NOT_FUTURE;
    if (field_parse(context, &field, value, &canonical, &refused))
        broken_break_first(found, number, refused.message);
    else if (field.type == FIELD_CHOICE && strcmp(canonical, value) != 0) {
        char *message = li_format("%s must be written \"%s\".", field.label, canonical);
        broken_break_first(found, number, message);
        free(message);
    }
    free(canonical);
}

/* record_check looks for references that lead back to their record only in changed fields: marks
   all references to the record's own kind as changed, or unmarks them. */
static void broken_ask_all(const struct record *record, bool ask)
{
    const struct kind *kind = record->kind;
    for (int i = 0; i < kind->stored_count; i++)
        if (field_is_own(kind, &kind->fields[i]))
            record->changed[i] = ask && record->value[i];
}

char *broken_rule(struct context *context, struct record *record)
{
    assert(context && record);
    struct broken_rule_found found = {0};
    for (int i = 0; i < record->kind->stored_count && !found.rule; i++)
        broken_judge_field(context, record, i, &found);
    if (found.rule)
        return found.rule;
    broken_ask_all(record, true);
    record_check(context, record, broken_break_first, &found);
    broken_ask_all(record, false);
    return found.rule;
}

/* --- all of them ------------------------------------------------------------------------------ */

struct broken_sweep {
    struct context *context;
    const struct broken_observer *observer;
    int64_t *rows;       /* of each kind, approximately */
    int64_t done, total; /* rows */
    int64_t after;       /* rows of the kinds that are finished, approximately */
};

/* Takes the highest rowid of a table for its number of rows: it is found without counting, and few
   below it are missing. */
static enum li_err broken_sweep_measure(struct broken_sweep *sweep, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && !code; i++) {
        char *sql = li_format("SELECT coalesce(max(rowid), 0) FROM \"%s\"", kinds[i]->name);
        struct query *query = query_new(sweep->context->store, sql, err);
        free(sql);
        if (!query || query_step(query, err) < 0)
            code = err->code;
        else
            sweep->total += sweep->rows[i] = query_int(query, 0);
        query_free(query);
    }
    return code;
}

static enum li_err broken_sweep_tell(const struct broken_sweep *sweep, struct li_error *err)
{
    const struct broken_observer *observer = sweep->observer;
    if (!observer->progress ||
        observer->progress(observer->progress_arg, sweep->done, sweep->total, sweep->done))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped before finishing.");
}

static enum li_err broken_sweep_record(
    struct broken_sweep *sweep, struct record *record, struct li_error *err)
{
    char *rule = broken_rule(sweep->context, record);
    enum li_err code =
        rule ? sweep->observer->give(sweep->observer->arg, record, rule, err) : LI_OK;
    free(rule);
    if (!code && ++sweep->done % TOLD_EVERY == 0)
        code = broken_sweep_tell(sweep, err);
    return code;
}

static enum li_err broken_sweep_kind(
    struct broken_sweep *sweep, const struct kind *kind, struct li_error *err)
{
    struct query *query = record_where(sweep->context, kind, "1", err);
    enum li_err code = query ? LI_OK : err->code;
    int step = 0;
    while (!code && (step = query_step(query, err)) > 0) {
        struct record *record = record_at(kind, query);
        code = broken_sweep_record(sweep, record, err);
        record_free(record);
    }
    query_free(query);
    return code ? code : step < 0 ? err->code : LI_OK;
}

enum li_err broken_sweep(
    struct context *context, const struct broken_observer *observer, struct li_error *err)
{
    assert(context && observer && observer->give);
    struct broken_sweep sweep = {
        .context = context, .observer = observer, .rows = li_calloc(kind_count, sizeof(int64_t))};
    enum li_err code = broken_sweep_measure(&sweep, err);
    for (size_t i = 0; i < kind_count && !code; i++) {
        code = broken_sweep_kind(&sweep, kinds[i], err);
        sweep.after += sweep.rows[i];
        sweep.done = sweep.after;
    }
    if (!code)
        code = broken_sweep_tell(&sweep, err);
    free(sweep.rows);
    return code;
}
