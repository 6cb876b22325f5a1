/*
 * draft.c: drafts as rows of local_draft: what was typed is one JSON object, field name to text.
 */
#include "draft.h"
#include "../data/memory.h"
#include "../data/query.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Parameters 1 and 2 are kind and id; the typed texts begin here. */
enum { DRAFT_TYPED = 3 };

/* Takes one row a field that was touched and makes the object of them. */
static char *keep_sql(const struct kind *kind)
{
    char *text = NULL;
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    fputs("INSERT OR REPLACE INTO local_draft (kind, id, typed, at)"
          " SELECT ?1, ?2, json_group_object(column1, column2) FILTER (WHERE column2 IS NOT NULL),"
          " strftime('%Y-%m-%d %H:%M:%f', 'now') FROM (VALUES ",
        sql);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, "%s('%s', ?%d)", i ? ", " : "", kind->fields[i].name, DRAFT_TYPED + i);
    fputs(")", sql);
    fclose(sql);
    return text;
}

static struct query *draft_query(struct li *li, const char *sql, const struct kind *kind,
    const struct id *id, struct li_error *err)
{
    struct query *query = query_new(li->store, sql, err);
    if (query) {
        query_bind_plain(query, 1, kind->name);
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
    struct query *query = draft_query(li, sql, kind, id, err);
    free(sql);
    for (int i = 0; query && i < kind->stored_count; i++)
        query_bind_plain(query, DRAFT_TYPED + i, typed[i]);
    return draft_run(query, err);
}

enum li_err draft_drop(
    struct li *li, const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    return draft_run(
        draft_query(li, "DELETE FROM local_draft WHERE kind = ?1 AND id = ?2", kind, id, err), err);
}

void draft_free(struct draft *draft)
{
    if (!draft)
        return;
    for (int i = 0; i < draft->kind->stored_count; i++)
        free(draft->typed[i]);
    free(draft->typed);
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
    draft->typed = li_calloc((size_t)kind->stored_count, sizeof *draft->typed);
    draft->at = li_strdup(query_text(query, 2));
    query_id(query, 1, &draft->id);
    return draft;
}

/* A field or a kind that another version of the program knew is passed over. */
static void draft_take(struct draft *draft, struct query *query)
{
    int field = query_null(query, 3) ? -1 : kind_field(draft->kind, query_text(query, 3));
    if (field < 0 || field >= draft->kind->stored_count)
        return;
    free(draft->typed[field]);
    draft->typed[field] = li_strdup(query_text(query, 4));
}

static enum li_err draft_read(
    struct query *query, struct draft ***out, size_t *count, struct li_error *err)
{
    int step;
    struct id id;
    *out = NULL;
    *count = 0;
    while (query && (step = query_step(query, err)) > 0) {
        const struct kind *kind = kind_find(query_text(query, 0));
        struct draft *last = *count ? (*out)[*count - 1] : NULL;
        if (!kind || !query_id(query, 1, &id))
            continue;
        if (!last || last->kind != kind || !id_equal(&last->id, &id)) {
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
        draft_query(li, DRAFT_SELECT " WHERE d.kind = ?1 AND d.id = ?2", kind, id, err);
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
