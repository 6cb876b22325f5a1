/*
 * record.c: a record in memory: made, loaded, changed, judged and saved.
 */
#include "core/record/record.h"
#include "core/base/text.h"
#include "core/record/record_writer.h"
#include "core/record/taken.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record *record_empty(const struct kind *kind)
{
    size_t count = (size_t)kind->stored_count;
    struct record *record = li_calloc(1, sizeof *record);
    record->kind = kind;
    record->archived_on = DAY_NONE;
    record->value = li_calloc(count, sizeof *record->value);
    record->changed = li_calloc(count + 1, sizeof *record->changed);
    return record;
}

struct record *record_new(struct context *context, const struct kind *kind)
{
    struct record *record = record_empty(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].initial)
            record_read(context, record, i, kind->fields[i].initial, NULL);
    return record;
}

void record_free(struct record *record)
{
    if (!record)
        return;
    for (int i = 0; i < record->kind->stored_count; i++)
        free(record->value[i]);
    free(record->value);
    free(record->changed);
    record_free(record->seen);
    free(record);
}

static struct query *record_where_in(
    struct store *store, const struct kind *kind, const char *terms, struct li_error *err)
{
    struct bytes sql = {0};
    bytes_add_text(&sql, "SELECT r.id, r.archived_on, r.\"");
    for (int i = 0; i < kind->stored_count; i++) {
        bytes_add_text(&sql, i ? "\", r.\"" : "");
        bytes_add_text(&sql, kind->fields[i].name);
    }
    bytes_add_text(&sql, "\" FROM \"");
    bytes_add_text(&sql, kind->name);
    bytes_add_text(&sql, "\" r WHERE ");
    bytes_add(&sql, terms, strlen(terms) + 1);
    struct query *query = query_new(store, sql.at, err);
    free(sql.at);
    return query;
}

struct query *record_where(
    struct context *context, const struct kind *kind, const char *terms, struct li_error *err)
{
    return record_where_in(context->store, kind, terms, err);
}

struct query *record_query(
    struct context *context, const struct kind *kind, const char *key, struct li_error *err)
{
    char *terms = li_format("r.%s = ?1", key);
    struct query *query = record_where(context, kind, terms, err);
    free(terms);
    return query;
}

struct record *record_at(const struct kind *kind, struct query *query)
{
    struct record *record = record_empty(kind);
    query_id(query, 0, &record->id);
    record->stored = true;
    if (!query_null(query, 1))
        record->archived_on = date_parse(query_text(query, 1));
    for (int i = 0; i < kind->stored_count; i++)
        record->value[i] = li_strdup(query_text(query, i + 2));
    return record;
}

void record_bind(const struct record *record, struct query *query)
{
    query_bind_id(query, 1, &record->id);
    for (int i = 0; i < record->kind->stored_count; i++)
        if (record->kind->fields[i].type == FIELD_REF)
            query_bind_text(query, i + 2, record->value[i]);
        else
            query_bind_plain(query, i + 2, record->value[i]);
}

static enum li_err record_gone(const struct kind *kind, struct li_error *err)
{
    return li_fail(err, LI_NONE, "That %s no longer exists.", kind->name);
}

enum li_err record_load(struct context *context, const struct kind *kind, const struct id *id,
    struct record **out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = NULL;
    struct query *query = record_query(context, kind, "id", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    if (step > 0)
        *out = record_at(kind, query);
    query_free(query);
    return step > 0 ? LI_OK : step < 0 ? err->code : record_gone(kind, err);
}

const char *record_get(const struct record *record, int field)
{
    return record->value[field];
}

double record_number(const struct record *record, int field)
{
    const char *value = record_get(record, field);
    return value ? strtod(value, NULL) : NAN;
}

day_t record_day(const struct record *record, int field)
{
    const char *value = record_get(record, field);
    return value ? date_parse(value) : DAY_NONE;
}

void record_set(struct record *record, int field, const char *canonical)
{
    char **value = &record->value[field];
    bool same = *value && canonical ? strcmp(*value, canonical) == 0 : *value == canonical;
    if (same)
        return;
    char *old = *value;
    *value = li_strdup(canonical);
    free(old);
    record->changed[field] = true;
}

void record_set_archived(struct record *record, day_t day)
{
    if (record->archived_on == day)
        return;
    record->archived_on = day;
    record->changed[record->kind->stored_count] = true;
}

bool record_is_changed(const struct record *record)
{
    size_t columns = (size_t)record->kind->stored_count + 1;
    return memchr(record->changed, 1, columns * sizeof *record->changed) != NULL;
}

enum li_err record_read(struct context *context, struct record *record, int field,
    const char *typed, struct li_error *err)
{
    const struct field *spec = &record->kind->fields[field];
    if (spec->sql)
        return li_fail(err, LI_USAGE, "%s is calculated; it can't be entered.", spec->label);
    char *canonical;
    enum li_err code = field_read(context, spec, typed, &canonical, err);
    if (!code)
        record_set(record, field, canonical);
    free(canonical);
    return code;
}

/* Passes problems on and counts them. */
struct counting {
    kind_problem problem;
    void *arg;
    int count;
};

static void record_count_problem(void *arg, int field, const char *message)
{
    struct counting *counting = arg;
    counting->count++;
    if (counting->problem)
        counting->problem(counting->arg, field, message);
}

/* Whether following this reference to the record's own kind leads back to the record. */
static bool record_leads_back(struct context *context, const struct record *record,
    const struct field *field, const char *value)
{
    char *sql =
        li_format("WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT r.\"%s\" FROM up JOIN \"%s\" r"
                  " ON r.id = up.id WHERE r.\"%s\" IS NOT NULL) SELECT 1 FROM up WHERE id = ?2",
            field->name, record->kind->name, field->name);
    struct query *query = query_new(context->store, sql, NULL);
    free(sql);
    if (!query)
        return false;
    query_bind_text(query, 1, value);
    query_bind_id(query, 2, &record->id);
    bool back = query_step(query, NULL) > 0;
    query_free(query);
    return back;
}

static void record_check_field(
    struct context *context, const struct record *record, int number, struct counting *counting)
{
    const struct field *field = &record->kind->fields[number];
    const char *value = record->value[number];
    char *message = NULL;
    if (!value && field->flags & FIELD_REQUIRED)
        message = li_format("%s is required.", field->label);
    else if (value && field_is_own(record->kind, field) && record->stored &&
             record->changed[number] && record_leads_back(context, record, field, value))
        message = li_format("%s can't lead back to this %s.", field->label, record->kind->name);
    if (message)
        record_count_problem(counting, number, message);
    free(message);
}

int record_check(
    struct context *context, const struct record *record, kind_problem problem, void *arg)
{
    struct counting counting = {problem, arg, 0};
    for (int i = 0; i < record->kind->stored_count; i++)
        record_check_field(context, record, i, &counting);
    struct li_error taken = {0};
    if (taken_judge(context->store, record, &taken) != LI_OK)
        record_count_problem(&counting, taken_field(record->kind), taken.message);
    if (record->kind->check)
        record->kind->check(context, record, record_count_problem, &counting);
    return counting.count;
}

/* Keeps the first problem. */
static void record_refuse(void *arg, int field, const char *message)
{
    (void)field;
    struct li_error *err = arg;
    if (err->code == LI_OK)
        li_fail(err, LI_REFUSED, "%s", message);
}

/* Another program may have taken the code since the record was judged. */
static enum li_err record_journal_record(struct store *store, void *arg, struct li_error *err)
{
    enum li_err code = taken_judge(store, arg, err);
    return code ? code : record_write(store, arg, err);
}

char *record_brief(struct context *context, const struct record *record)
{
    enum { TITLE_COLUMNS = 60 };
    const struct kind *kind = record->kind;
    const char *code = kind->code < 0 ? NULL : record->value[kind->code];
    if (code)
        return li_strdup(code);
    char *title = record_called(context, record);
    size_t fits = text_fit(title, TITLE_COLUMNS, NULL);
    const char *rest = title[fits] ? "\xE2\x80\xA6" : "";
    char *brief = li_format("\"%.*s%s\"", (int)fits, title, rest);
    free(title);
    return brief;
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

enum li_err record_judge(struct context *context, const struct record *record, struct li_error *err)
{
    struct li_error first = {0};
    if (record_check(context, record, record_refuse, &first) > 0)
        return li_fail(err, first.code, "%s", first.message);
    return LI_OK;
}

enum li_err record_save(struct context *context, struct record *record, struct li_error *err)
{
    enum li_err code = record_judge(context, record, err);
    return code ? code : record_journal(context, record, record->stored ? "Change" : "Add", err);
}

void record_guard(struct record *record)
{
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
    enum li_err code = record_ask_guard(store, record, err);
    if (code)
        return code;
    struct record_writer *writer = record_writer_new(store, record->kind);
    code = record_writer_put_whole(writer, record, err);
    record_writer_free(writer);
    return code;
}

enum li_err record_archive(struct context *context, const struct kind *kind, const struct id *id,
    bool archive, struct li_error *err)
{
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

char *record_title(struct context *context, const struct kind *kind, const struct id *id)
{
    char *sql = li_format("SELECT %s FROM \"%s\" r WHERE r.id = ?1", kind->title, kind->name);
    struct query *query = query_new(context->store, sql, NULL);
    free(sql);
    char *title = NULL;
    if (query) {
        query_bind_id(query, 1, id);
        if (query_step(query, NULL) > 0)
            title = li_strdup(query_null(query, 0) ? "" : query_text(query, 0));
    }
    query_free(query);
    return title;
}

/* The title is SQL over a row r: a row of the values gives it without the table. */
char *record_called(struct context *context, const struct record *record)
{
    const struct kind *kind = record->kind;
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT %s FROM (SELECT ?1 AS id", kind->title);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, ", ?%d AS \"%s\"", i + 2, kind->fields[i].name);
    fputs(") r", sql);
    li_text_close(sql);
    struct query *query = query_new(context->store, text, NULL);
    free(text);
    if (!query)
        return li_strdup("");
    record_bind(record, query);
    bool there = query_step(query, NULL) > 0 && !query_null(query, 0);
    char *title = li_strdup(there ? query_text(query, 0) : "");
    query_free(query);
    return title;
}
