/*
 * broken_list.c: the table local_broken, its part of each commit, and SQL functions of records.
 *
 * Invariants of the table, between transactions:
 *  1. No record is listed twice.
 *  2. A listed record broke a rule when it was listed; by now it may be corrected or gone.
 */
#include "core/check/broken_list.h"
#include "core/check/broken.h"
#include "core/people/affiliate_of.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_changes.h"
#include <assert.h>
#include <stdlib.h>

/* Rules that look at another record: when `column` of a record of the kind `kind` changes, the
   records d of the kind `dependent` that `from` selects may break a rule. */
static const struct {
    const char *kind, *column, *dependent, *from;
} broken_list_dependents[] = {
    {"goal", "measure", "progress", "progress d WHERE d.goal = new.id"},
    {"goal", "measure", "target", "\"target\" d WHERE d.goal = new.id"},
    {"goal", "affiliate", "target", "\"target\" d WHERE d.goal = new.id"},
    {"plan", "affiliate", "target", "\"target\" d WHERE d.\"plan\" = new.id"},
    {"goal", "affiliate", "activity", "activity d WHERE d.goal = new.id"},
    {"plan", "affiliate", "goal", "goal d WHERE d.\"plan\" = new.id"},
    {"plan", "affiliate", "activity", "activity d WHERE d.\"plan\" = new.id"},
    {"commitment", "agreement", "goal", "goal d WHERE d.\"commitment\" = new.id"},
    {"commitment", "agreement", "activity", "activity d WHERE d.\"commitment\" = new.id"},
    {"agreement", "affiliate", "goal",
        "\"commitment\" c CROSS JOIN goal d ON d.\"commitment\" = c.id WHERE c.agreement = new.id"},
    {"agreement", "affiliate", "activity",
        "\"commitment\" c CROSS JOIN activity d ON d.\"commitment\" = c.id"
        " WHERE c.agreement = new.id"},
};

static void broken_list_write_tables(FILE *sql)
{
    fputs("CREATE TABLE local_broken (rid INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
          " id BLOB NOT NULL UNIQUE);\n",
        sql);
}

static void broken_list_write_triggers(FILE *sql)
{
    for (size_t i = 0; i < sizeof broken_list_dependents / sizeof *broken_list_dependents; i++)
        fprintf(sql,
            ";\nCREATE TRIGGER local_broken_%s_%s_%s AFTER UPDATE OF \"%s\" ON \"%s\""
            " WHEN old.\"%s\" IS NOT new.\"%s\" BEGIN INSERT OR IGNORE INTO local_broken (kind, id)"
            " SELECT '%s', d.id FROM %s; END",
            broken_list_dependents[i].kind, broken_list_dependents[i].column,
            broken_list_dependents[i].dependent, broken_list_dependents[i].column,
            broken_list_dependents[i].kind, broken_list_dependents[i].column,
            broken_list_dependents[i].column, broken_list_dependents[i].dependent,
            broken_list_dependents[i].from);
}

static enum li_err broken_list_add(
    void *arg, const struct record *record, const char *rule, struct li_error *err)
{
    struct context *context = arg;
    (void)rule;
    struct query *query = query_new(
        context->store, "INSERT OR IGNORE INTO local_broken (kind, id) VALUES (?1, ?2)", err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, record->kind->name);
    query_bind_id(query, 2, &record->id);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static enum li_err broken_list_fill(
    struct context *context, progress_fn progress, void *arg, struct li_error *err)
{
    const struct broken_observer observer = {broken_list_add, context, progress, arg};
    return broken_sweep(context, &observer, err);
}

int broken_list_has(struct context *context, const struct record *record, struct li_error *err)
{
    assert(context && record);
    struct query *query =
        query_new(context->store, "SELECT 1 FROM local_broken WHERE id = ?1", err);
    if (!query)
        return -1;
    query_bind_id(query, 1, &record->id);
    int step = query_step(query, err);
    query_free(query);
    return step;
}

/* --- before a commit -------------------------------------------------------------------------- */

/* Lists all records to which a reference of the record to its own kind leads, step by step: if it
   leads back to the record, all of those break the same rule. */
static enum li_err broken_list_way(struct context *context, const struct record *record,
    const struct field *field, struct li_error *err)
{
    char *sql = li_format("INSERT OR IGNORE INTO local_broken (kind, id)"
                          " WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT r.\"%s\" FROM up"
                          " JOIN \"%s\" r ON r.id = up.id WHERE r.\"%s\" IS NOT NULL)"
                          " SELECT '%s', id FROM up",
        field->name, record->kind->name, field->name, record->kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &record->id);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static enum li_err broken_list_ways(
    struct context *context, const struct record *record, struct li_error *err)
{
    const struct kind *kind = record->kind;
    enum li_err code = LI_OK;
    for (int i = 0; i < kind->stored_count && !code; i++)
        if (record_get(record, i) && field_is_own(kind, &kind->fields[i]))
            code = broken_list_way(context, record, &kind->fields[i], err);
    return code;
}

static enum li_err broken_list_if_broken(
    struct context *context, struct record *record, struct li_error *err)
{
    char *rule = broken_rule(context, record);
    enum li_err code = rule ? broken_list_add(context, record, rule, err) : LI_OK;
    if (rule && !code)
        code = broken_list_ways(context, record, err);
    free(rule);
    return code;
}

/* Judges the rows of a kind that a merge wrote. A row that is gone again is skipped. */
static enum li_err broken_list_judge_rows(struct context *context, const struct kind *kind,
    const struct vector *rows, struct li_error *err)
{
    struct query *query = record_query(context, kind, "rowid", err);
    enum li_err code = query ? LI_OK : err->code;
    for (size_t i = 0; i < rows->count && !code; i++) {
        query_bind_int(query, 1, rows->rows[i]);
        int step = query_step(query, err);
        struct record *record = step > 0 ? record_at(kind, query) : NULL;
        query_reset(query);
        code = step < 0 ? err->code : record ? broken_list_if_broken(context, record, err) : LI_OK;
        record_free(record);
    }
    query_free(query);
    return code;
}

static enum li_err broken_list_remove(struct context *context, int64_t row, struct li_error *err)
{
    struct query *query = query_new(context->store, "DELETE FROM local_broken WHERE rid = ?1", err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, row);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

/* 1: the record in the query's current row, one of the list, breaks no rule or is gone. 0: it
   breaks one. -1: failed; see *err. */
static int broken_list_is_sound(struct context *context, struct query *query, struct li_error *err)
{
    struct id id = {{0}};
    struct record *record;
    const struct kind *kind = kind_find(query_text(query, 1));
    query_id(query, 2, &id);
    enum li_err code = kind ? record_load(context, kind, &id, &record, err) : LI_NONE;
    if (code)
        return code == LI_NONE ? 1 : -1;
    char *rule = broken_rule(context, record);
    bool sound = !rule;
    record_free(record);
    free(rule);
    return sound;
}

/* Judges the records that the triggers listed, from rid `first` on, and removes from the list those
   that break no rule, which is most of them. */
static enum li_err broken_list_judge_marked(
    struct context *context, int64_t first, struct li_error *err)
{
    struct vector sound = {0};
    int step, is = 0;
    struct query *query =
        query_new(context->store, "SELECT rid, kind, id FROM local_broken WHERE rid >= ?1", err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, first);
    while ((step = query_step(query, err)) > 0 &&
           (is = broken_list_is_sound(context, query, err)) >= 0)
        if (is > 0)
            vector_add(&sound, query_int(query, 0));
    query_free(query);
    enum li_err code = step < 0 || is < 0 ? err->code : LI_OK;
    for (size_t i = 0; i < sound.count && !code; i++)
        code = broken_list_remove(context, sound.rows[i], err);
    vector_clear(&sound);
    return code;
}

static enum li_err broken_list_update(struct context *context, struct li_error *err)
{
    enum li_err code = LI_OK;
    struct store_rows marked;
    for (size_t i = 0; i < kind_count && !code; i++) {
        struct vector rows;
        if (store_changes_take_unvalidated(context->store, kinds[i]->name, &rows))
            code = broken_list_judge_rows(context, kinds[i], &rows, err);
        vector_clear(&rows);
    }
    if (!code && store_changes_take_added(context->store, "local_broken", &marked))
        code = broken_list_judge_marked(context, marked.first, err);
    return code;
}

/* --- SQL functions ---------------------------------------------------------------------------- */

/* The body of an SQL function of a record: sets the result of `call`. */
typedef enum li_err (*broken_list_give)(struct context *context, const struct kind *kind,
    const struct id *id, sqlite3_context *call, struct li_error *err);

static void broken_list_result(sqlite3_context *call, sqlite3_value **values, broken_list_give give)
{
    struct li_error err = {0};
    struct id id;
    const char *name = sql_value_plain(values[0]);
    const struct kind *kind = name ? kind_find(name) : NULL;
    if (!kind || !sql_value_struct(values[1], id.byte, ID_SIZE))
        return;
    enum li_err code = give(sqlite3_user_data(call), kind, &id, call, &err);
    if (code == LI_INTERRUPTED)
        sqlite3_result_error_code(call, SQLITE_INTERRUPT);
    else if (code && code != LI_NONE)
        sqlite3_result_error(call, err.message, -1);
}

/* NULL for an archived record, which needs no correction. */
static enum li_err broken_list_give_rule(struct context *context, const struct kind *kind,
    const struct id *id, sqlite3_context *call, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(context, kind, id, &record, err);
    if (code)
        return code;
    char *rule = record->archived_on == DAY_NONE ? broken_rule(context, record) : NULL;
    if (rule)
        sql_result_owned(call, rule);
    record_free(record);
    return LI_OK;
}

static enum li_err broken_list_give_title(struct context *context, const struct kind *kind,
    const struct id *id, sqlite3_context *call, struct li_error *err)
{
    (void)err;
    char *title = record_title(context, kind, id);
    if (title)
        sql_result_owned(call, title);
    return LI_OK;
}

static enum li_err broken_list_give_affiliate(struct context *context, const struct kind *kind,
    const struct id *id, sqlite3_context *call, struct li_error *err)
{
    struct id affiliate;
    enum li_err code = affiliate_of(context, kind, id, &affiliate, err);
    if (!code)
        sqlite3_result_blob(call, affiliate.byte, ID_SIZE, SQLITE_TRANSIENT);
    return code;
}

static void broken_list_function_broken_rule(
    sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    broken_list_result(call, values, broken_list_give_rule);
}

static void broken_list_function_record_title(
    sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    broken_list_result(call, values, broken_list_give_title);
}

static void broken_list_function_record_affiliate(
    sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    broken_list_result(call, values, broken_list_give_affiliate);
}

static const struct sql_function broken_list_functions[] = {
    {"broken_rule", 2, broken_list_function_broken_rule, NULL},
    {"record_title", 2, broken_list_function_record_title, NULL},
    {"record_affiliate", 2, broken_list_function_record_affiliate, NULL},
    {0},
};

const struct cache_extension broken_list_extension = {
    .write_tables = broken_list_write_tables,
    .write_triggers = broken_list_write_triggers,
    .fill = broken_list_fill,
    .update = broken_list_update,
    .functions = broken_list_functions,
};
