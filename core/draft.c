/*
 * draft.c: drafts as rows of local_draft: what was typed is one JSON object, field name to text;
 * or, of no form, one JSON string.
 */
#include "draft.h"
#include "../data/memory.h"
#include "../data/query.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Parameters 1 and 2 are kind and id; the typed texts begin here. */
enum { DRAFT_TYPED = 3 };

#define DRAFT_NOW "strftime('%Y-%m-%d %H:%M:%f', 'now')"

/* Takes one row a field that was touched and makes the object of them. */
static char *keep_sql(const struct kind *kind)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fputs("INSERT OR REPLACE INTO local_draft (kind, id, typed, at)"
          " SELECT ?1, ?2, json_group_object(column1, column2) FILTER (WHERE column2 IS NOT NULL),"
          " " DRAFT_NOW " FROM (VALUES ",
        sql);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, "%s('%s', ?%d)", i ? ", " : "", kind->fields[i].name, DRAFT_TYPED + i);
    fputs(")", sql);
    li_text_close(sql);
    return text;
}

static struct query *draft_query(
    struct li *li, const char *sql, const char *name, const struct id *id, struct li_error *err)
{
    struct query *query = query_new(li->store, sql, err);
    if (query) {
        query_bind_plain(query, 1, name);
        query_bind_id(query, 2, id);
    }
    return query;
}

/* Runs a statement without rows to its end. */
static enum li_err draft_run(struct query *query, struct li_error *err)
{
    bool done = query && query_step(query, err) == 0;
    query_free(query);
    return done ? LI_OK : err->code;
}

enum li_err draft_keep(struct li *li, const struct kind *kind, const struct id *id,
    const char *const *typed, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *sql = keep_sql(kind);
    struct query *query = draft_query(li, sql, kind->name, id, err);
    free(sql);
    for (int i = 0; query && i < kind->stored_count; i++)
        query_bind_plain(query, DRAFT_TYPED + i, typed[i]);
    return draft_run(query, err);
}

static enum li_err drop(struct li *li, const char *name, const struct id *id, struct li_error *err)
{
    return draft_run(
        draft_query(li, "DELETE FROM local_draft WHERE kind = ?1 AND id = ?2", name, id, err), err);
}

enum li_err draft_drop(
    struct li *li, const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct li_error own = {0};
    return drop(li, kind->name, id, err ? err : &own);
}

enum li_err draft_keep_text(
    struct li *li, const char *name, const struct id *id, const char *text, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    if (!text)
        return drop(li, name, id, err);
    struct query *query = draft_query(li,
        "INSERT OR REPLACE INTO local_draft (kind, id, typed, at)"
        " VALUES (?1, ?2, json_quote(?3), " DRAFT_NOW ")",
        name, id, err);
    if (query)
        query_bind_plain(query, DRAFT_TYPED, text);
    return draft_run(query, err);
}

char *draft_text(struct li *li, const char *name, const struct id *id)
{
    struct query *query = draft_query(
        li, "SELECT typed ->> '$' FROM local_draft WHERE kind = ?1 AND id = ?2", name, id, NULL);
    char *text = query && query_step(query, NULL) > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    return text;
}

void draft_free(struct draft *draft)
{
    if (!draft)
        return;
    for (int i = 0; draft->kind && i < draft->kind->stored_count; i++)
        free(draft->typed[i]);
    free(draft->typed);
    free(draft->name);
    free(draft->text);
    free(draft->at);
    free(draft);
}

/* Rows of this are one typed text each, those of one draft together. */
#define DRAFT_SELECT                                                                               \
    "SELECT d.kind, d.id, CASE date(d.at, 'localtime') WHEN date('now', 'localtime')"              \
    " THEN strftime('%H:%M', d.at, 'localtime')"                                                   \
    " ELSE strftime('%Y-%m-%d %H:%M', d.at, 'localtime') END, t.key, t.value"                      \
    " FROM local_draft d LEFT JOIN json_each(d.typed) t"

static struct draft *draft_begin(const struct kind *kind, struct query *query)
{
    struct draft *draft = li_calloc(1, sizeof *draft);
    draft->kind = kind;
    if (kind)
        draft->typed = li_calloc((size_t)kind->stored_count, sizeof *draft->typed);
    else
        draft->name = li_strdup(query_text(query, 0));
    draft->at = li_strdup(query_text(query, 2));
    query_id(query, 1, &draft->id);
    return draft;
}

/* A field that another version of the program knew is passed over. */
static void draft_take(struct draft *draft, struct query *query)
{
    if (!draft->kind) {
        draft->text = li_strdup(query_text(query, 4));
        return;
    }
    int field = query_null(query, 3) ? -1 : kind_field(draft->kind, query_text(query, 3));
    if (field < 0 || field >= draft->kind->stored_count)
        return;
    free(draft->typed[field]);
    draft->typed[field] = li_strdup(query_text(query, 4));
}

/* Whether the row at hand belongs to the draft. */
static bool draft_goes_on(const struct draft *draft, const struct kind *kind, struct query *query)
{
    struct id id;
    return draft && draft->kind == kind && query_id(query, 1, &id) && id_equal(&draft->id, &id) &&
           (kind || strcmp(draft->name, query_text(query, 0)) == 0);
}

static enum li_err draft_read(
    struct query *query, struct draft ***out, size_t *count, struct li_error *err)
{
    int step;
    *out = NULL;
    *count = 0;
    while (query && (step = query_step(query, err)) > 0) {
        const struct kind *kind = kind_find(query_text(query, 0));
        struct draft *last = *count ? (*out)[*count - 1] : NULL;
        bool text = query_null(query, 3) && !query_null(query, 4);
        if (!kind && !text) /* a form of a kind that another version of the program knew */
            continue;
        if (!draft_goes_on(last, kind, query)) {
            *out = li_realloc(*out, *count + 1, sizeof **out);
            last = (*out)[(*count)++] = draft_begin(kind, query);
        }
        draft_take(last, query);
    }
    enum li_err code = query && step == 0 ? LI_OK : err->code;
    query_free(query);
    return code;
}

static void drafts_free(struct draft **drafts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        draft_free(drafts[i]);
    free(drafts);
}

enum li_err draft_find(struct li *li, const struct kind *kind, const struct id *id,
    struct draft **out, struct li_error *err)
{
    struct li_error own = {0};
    struct draft **found;
    size_t count;
    err = err ? err : &own;
    *out = NULL;
    struct query *query =
        draft_query(li, DRAFT_SELECT " WHERE d.kind = ?1 AND d.id = ?2", kind->name, id, err);
    enum li_err code = draft_read(query, &found, &count, err);
    if (code == LI_OK && count == 0)
        code = li_fail(err, LI_NONE, "There is no draft of that %s.", kind->name);
    if (code == LI_OK) {
        *out = found[0];
        found[0] = NULL;
    }
    drafts_free(found, count);
    return code;
}

enum li_err draft_all(struct li *li, struct draft ***out, size_t *count, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct query *query =
        query_new(li->store, DRAFT_SELECT " ORDER BY d.at DESC, d.kind, d.id", err);
    enum li_err code = draft_read(query, out, count, err);
    if (code) {
        drafts_free(*out, *count);
        *out = NULL;
        *count = 0;
    }
    return code;
}
