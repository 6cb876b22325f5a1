/*
 * record_load.c: records and what they are called, by query.
 */
#include "core/record/record_load.h"
#include "core/base/text.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct query *record_where_in(
    struct store *store, const struct kind *kind, const char *terms, struct li_error *err)
{
    assert(store && kind && terms);
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
    assert(context);
    return record_where_in(context->store, kind, terms, err);
}

struct query *record_query(
    struct context *context, const struct kind *kind, const char *key, struct li_error *err)
{
    assert(context && kind && key);
    char *terms = li_format("r.%s = ?1", key);
    struct query *query = record_where(context, kind, terms, err);
    free(terms);
    return query;
}

struct record *record_at(const struct kind *kind, struct query *query)
{
    assert(kind && query);
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
    assert(record && query);
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
    assert(context && kind && id && out);
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

enum li_err record_load_title(struct context *context, const struct kind *kind, const struct id *id,
    char **out, struct li_error *err)
{
    assert(context && kind && id && out && err);
    *out = NULL;
    char *sql = li_format("SELECT %s FROM \"%s\" r WHERE r.id = ?1", kind->title, kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    if (step > 0)
        *out = li_strdup(query_null(query, 0) ? "" : query_text(query, 0));
    query_free(query);
    return step > 0 ? LI_OK : step < 0 ? err->code : record_gone(kind, err);
}

char *record_title(struct context *context, const struct kind *kind, const struct id *id)
{
    char *title;
    struct li_error unseen;
    record_load_title(context, kind, id, &title, &unseen);
    return title;
}

/* The title is SQL over a row r: a row of the values gives it without the table. */
static char *record_called_sql(const struct kind *kind)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT %s FROM (SELECT ?1 AS id", kind->title);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, ", ?%d AS \"%s\"", i + 2, kind->fields[i].name);
    fputs(") r", sql);
    li_text_close(sql);
    return text;
}

enum li_err record_load_called(
    struct context *context, const struct record *record, char **out, struct li_error *err)
{
    assert(context && record && out && err);
    *out = NULL;
    char *sql = record_called_sql(record->kind);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    record_bind(record, query);
    int step = query_step(query, err);
    if (step >= 0)
        *out = li_strdup(step > 0 && !query_null(query, 0) ? query_text(query, 0) : "");
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

char *record_called(struct context *context, const struct record *record)
{
    char *title;
    struct li_error unseen;
    return record_load_called(context, record, &title, &unseen) ? li_strdup("") : title;
}

char *record_brief(struct context *context, const struct record *record)
{
    assert(context && record);
    enum { TITLE_COLUMNS = 60 };
    const struct kind *kind = record->kind;
    const char *code = kind->code < 0 ? NULL : record->value[kind->code];
    if (code)
        return li_strdup(code);
    char *title = record_called(context, record);
    size_t fits = text_fit(title, TITLE_COLUMNS, NULL);
    const char *rest = title[fits] ? "\xE2\x80\xA6" : "";
    char *shown = li_format("%.*s%s", (int)fits, title, rest), *brief = text_quoted(shown);
    free(shown);
    free(title);
    return brief;
}
