/*
 * draft.c: drafts as rows of local_draft: the texts of a form are one JSON object, field name to
 * text; a text without a form is one JSON string.
 *
 * 1. owner is the open form's: the program (process.h), then the opening of the database, so that
 *    a draft that an earlier opening left is not taken for one in use.
 * 2. A draft changes hands in one statement that names whom it is taken from: of two programs that
 *    resume it at once, one gets it.
 */
#include "core/record/draft.h"
#include "data/base/memory.h"
#include "data/base/process.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The first parameters of the statements that save a draft; the typed texts follow. */
enum { DRAFT_KEY = 1, DRAFT_KIND, DRAFT_ID, DRAFT_OWNER, DRAFT_TYPED };

#define DRAFT_NOW "strftime('%Y-%m-%d %H:%M:%f', 'now')"

/* The owner of the forms that are open here. The caller frees it. */
static char *draft_owner(const struct context *context)
{
    char process[PROCESS_TEXT_SIZE], opening[ID_TEXT_SIZE];
    return li_format("%s %s", process_text(getpid(), process), id_text(&context->opening, opening));
}

static bool draft_is_mine(const struct context *context, const char *owner)
{
    char *mine = draft_owner(context);
    bool is = owner && strcmp(owner, mine) == 0;
    free(mine);
    return is;
}

static bool draft_is_used(const struct context *context, const char *owner)
{
    char process[PROCESS_TEXT_SIZE];
    if (!owner || draft_is_mine(context, owner))
        return owner != NULL;
    process_text(getpid(), process);
    return strncmp(owner, process, strlen(process)) != 0 && process_runs(owner);
}

/* Runs a statement without rows to its end. */
static enum li_err draft_run(struct query *query, struct li_error *err)
{
    bool done = query && query_step(query, err) == 0;
    query_free(query);
    return done ? LI_OK : err->code;
}

/* --- saving ----------------------------------------------------------------------------------- */

/* One row of VALUES for each field: its name, what was typed, what the record held. */
static char *draft_save_sql(const struct kind *kind, bool based)
{
    char *text = NULL;
    int count = kind->stored_count;
    FILE *sql = li_text_open(&text);
    fprintf(sql,
        "INSERT OR REPLACE INTO local_draft (key, kind, id, owner, typed, base, at)"
        " SELECT ?1, ?2, ?3, ?4,"
        " json_group_object(column1, column2) FILTER (WHERE column2 IS NOT NULL),"
        " %s, %s FROM (VALUES ",
        based ? "json_group_object(column1, column3) FILTER (WHERE column3 IS NOT NULL)" : "NULL",
        DRAFT_NOW);
    for (int i = 0; i < count; i++)
        fprintf(sql, "%s('%s', ?%d, ?%d)", i ? ", " : "", kind->fields[i].name, DRAFT_TYPED + i,
            DRAFT_TYPED + count + i);
    fputs(")", sql);
    li_text_close(sql);
    return text;
}

/* With the four first parameters bound. */
static struct query *draft_query(struct context *context, const char *sql, struct id *key,
    const char *kind, const struct id *id, struct li_error *err)
{
    struct query *query = query_new(context->store, sql, err);
    if (!query)
        return NULL;
    char *owner = draft_owner(context);
    if (id_is_nil(key))
        *key = id_new();
    query_bind_id(query, DRAFT_KEY, key);
    query_bind_plain(query, DRAFT_KIND, kind);
    query_bind_id(query, DRAFT_ID, id);
    query_bind_plain(query, DRAFT_OWNER, owner);
    free(owner);
    return query;
}

enum li_err draft_save(struct context *context, struct id *key, const struct kind *kind,
    const struct id *id, const char *const *typed, const char *const *base, struct li_error *err)
{
    assert(context && key && kind && id && typed);
    struct li_error own = {0};
    int count = kind->stored_count;
    err = err ? err : &own;
    char *sql = draft_save_sql(kind, base != NULL);
    struct query *query = draft_query(context, sql, key, kind->name, id, err);
    free(sql);
    for (int i = 0; query && i < count; i++) {
        query_bind_plain(query, DRAFT_TYPED + i, typed[i]);
        query_bind_plain(query, DRAFT_TYPED + count + i, base ? base[i] : NULL);
    }
    return draft_run(query, err);
}

/* A statement about one key. */
static enum li_err draft_run_key(
    struct context *context, const char *sql, const struct id *key, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    if (id_is_nil(key))
        return LI_OK;
    struct query *query = query_new(context->store, sql, err);
    if (query)
        query_bind_id(query, 1, key);
    return draft_run(query, err);
}

enum li_err draft_release(struct context *context, const struct id *key, struct li_error *err)
{
    assert(context && key);
    return draft_run_key(context, "UPDATE local_draft SET owner = NULL WHERE key = ?1", key, err);
}

enum li_err draft_drop(struct context *context, struct id *key, struct li_error *err)
{
    assert(context && key);
    enum li_err code = draft_run_key(context, "DELETE FROM local_draft WHERE key = ?1", key, err);
    if (!code)
        *key = (struct id){{0}};
    return code;
}

/* --- reading ---------------------------------------------------------------------------------- */

void draft_free(struct draft *draft)
{
    if (!draft)
        return;
    for (int i = 0; draft->kind && i < draft->kind->stored_count; i++) {
        free(draft->typed[i]);
        if (draft->base)
            free(draft->base[i]);
    }
    free(draft->typed);
    free(draft->base);
    free(draft->name);
    free(draft->text);
    free(draft->at);
    free(draft->owner);
    free(draft);
}

static void draft_list_free(struct draft **drafts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        draft_free(drafts[i]);
    free(drafts);
}

/* Rows of this are one text each, of what was typed and then of what the record held; those of one
   draft together. Bases without any text give a row, too. */
enum { PART_TYPED, PART_BASE };
#define DRAFT_ROW                                                                                  \
    " d.key, d.kind, d.id, CASE date(d.at, 'localtime') WHEN date('now', 'localtime')"             \
    " THEN strftime('%H:%M', d.at, 'localtime')"                                                   \
    " ELSE strftime('%Y-%m-%d %H:%M', d.at, 'localtime') END, d.owner, t.key, t.value, d.at AS "   \
    "saved"
#define DRAFT_SELECT                                                                               \
    "SELECT 0 AS part," DRAFT_ROW " FROM local_draft d LEFT JOIN json_each(d.typed) t"             \
    " UNION ALL SELECT 1," DRAFT_ROW " FROM local_draft d LEFT JOIN json_each(d.base) t"           \
    " WHERE d.base IS NOT NULL ORDER BY saved DESC, 2 DESC, part"

enum { ROW_PART, ROW_KEY, ROW_KIND, ROW_ID, ROW_AT, ROW_OWNER, ROW_NAME, ROW_TEXT };

static struct draft *draft_begin(
    struct context *context, const struct kind *kind, struct query *query)
{
    struct draft *draft = li_calloc(1, sizeof *draft);
    draft->kind = kind;
    if (kind)
        draft->typed = li_calloc((size_t)kind->stored_count, sizeof *draft->typed);
    else
        draft->name = li_strdup(query_text(query, ROW_KIND));
    draft->at = li_strdup(query_text(query, ROW_AT));
    draft->owner = li_strdup(query_text(query, ROW_OWNER));
    draft->in_use = draft_is_used(context, draft->owner);
    query_id(query, ROW_KEY, &draft->key);
    query_id(query, ROW_ID, &draft->id);
    return draft;
}

/* A field that another version of the program knew is passed over. */
static void draft_take(struct draft *draft, struct query *query)
{
    bool base = query_int(query, ROW_PART) == PART_BASE;
    if (!draft->kind) {
        if (!base)
            draft->text = li_strdup(query_text(query, ROW_TEXT));
        return;
    }
    if (base && !draft->base)
        draft->base = li_calloc((size_t)draft->kind->stored_count, sizeof *draft->base);
    int field =
        query_null(query, ROW_NAME) ? -1 : kind_field(draft->kind, query_text(query, ROW_NAME));
    if (field < 0 || field >= draft->kind->stored_count)
        return;
    char **into = base ? draft->base : draft->typed;
    free(into[field]);
    into[field] = li_strdup(query_text(query, ROW_TEXT));
}

static bool draft_goes_on(const struct draft *draft, struct query *query)
{
    struct id key;
    return draft && query_id(query, ROW_KEY, &key) && id_equal(&draft->key, &key);
}

static enum li_err draft_read(struct context *context, struct query *query, struct draft ***out,
    size_t *count, struct li_error *err)
{
    int step;
    *out = NULL;
    *count = 0;
    while (query && (step = query_step(query, err)) > 0) {
        const struct kind *kind = kind_find(query_text(query, ROW_KIND));
        struct draft *last = *count ? (*out)[*count - 1] : NULL;
        bool text = query_null(query, ROW_NAME) && !query_null(query, ROW_TEXT);
        bool going_on = draft_goes_on(last, query);
        if (!kind && !text) /* a form of a kind that another version of the program knew */
            continue;
        if (!going_on) {
            *out = li_realloc(*out, *count + 1, sizeof **out);
            last = (*out)[(*count)++] = draft_begin(context, kind, query);
        }
        draft_take(last, query);
    }
    enum li_err code = query && step == 0 ? LI_OK : err->code;
    query_free(query);
    if (code) {
        draft_list_free(*out, *count);
        *out = NULL;
        *count = 0;
    }
    return code;
}

enum li_err draft_all(
    struct context *context, struct draft ***out, size_t *count, struct li_error *err)
{
    assert(context && out && count);
    struct li_error own = {0};
    err = err ? err : &own;
    return draft_read(context, query_new(context->store, DRAFT_SELECT, err), out, count, err);
}

/* --- resuming --------------------------------------------------------------------------------- */

/* 1: it is in use here from now on. 0: another program was first. -1: *err says why not. */
static int draft_take_over(struct context *context, const struct draft *draft, struct li_error *err)
{
    struct query *query = query_new(context->store,
        "UPDATE local_draft SET owner = ?1 WHERE key = ?2 AND owner IS ?3 RETURNING 1", err);
    if (!query)
        return -1;
    char *owner = draft_owner(context);
    query_bind_plain(query, 1, owner);
    query_bind_id(query, 2, &draft->key);
    query_bind_plain(query, 3, draft->owner);
    int step = query_step(query, err);
    if (step > 0 && query_step(query, err) < 0)
        step = -1;
    query_free(query);
    free(owner);
    return step;
}

static bool draft_is_wanted(const struct draft *draft, const struct draft_options *options)
{
    if (options->key && !id_is_nil(options->key))
        return id_equal(&draft->key, options->key);
    return draft->kind == options->kind && id_equal(&draft->id, options->id) &&
           (!options->fits || options->fits(options->arg, draft));
}

enum li_err draft_resume(struct context *context, const struct draft_options *options,
    struct draft **out, bool *in_use, struct li_error *err)
{
    assert(context && options && out);
    struct draft **all;
    struct li_error own = {0};
    size_t count;
    bool used = false;
    int step = 0;
    err = err ? err : &own;
    *out = NULL;
    enum li_err code = draft_all(context, &all, &count, err);
    for (size_t i = 0; i < count && step == 0; i++) {
        if (!draft_is_wanted(all[i], options))
            continue;
        step = all[i]->in_use ? 0 : draft_take_over(context, all[i], err);
        used |= step == 0;
        if (step > 0) {
            *out = all[i];
            all[i] = NULL;
        }
    }
    draft_list_free(all, count);
    if (in_use)
        *in_use = used;
    return step < 0 ? err->code : code;
}

enum li_err draft_claim(struct context *context, const struct id *key, struct li_error *err)
{
    assert(context && key);
    struct draft_options options = {.key = key};
    struct draft *draft;
    enum li_err code = draft_resume(context, &options, &draft, NULL, err);
    if (!code && !draft)
        code = li_fail(err, LI_NONE, "That draft is open in another window or no longer exists.");
    draft_free(draft);
    return code;
}

/* --- texts without a form ----------------------------------------------------------------------
 */

/* All of that name and id, newest first. */
static enum li_err draft_texts(struct context *context, const char *name, const struct id *id,
    struct draft ***out, size_t *count, struct li_error *err)
{
    size_t found = 0;
    enum li_err code = draft_all(context, out, count, err);
    for (size_t i = 0; i < *count; i++) {
        struct draft *draft = (*out)[i];
        if (!draft->kind && strcmp(draft->name, name) == 0 && id_equal(&draft->id, id))
            (*out)[found++] = draft;
        else
            draft_free(draft);
    }
    *count = found;
    return code;
}

/* *key is that of the one in use here; nil: none is. */
static enum li_err draft_text_key(struct context *context, const char *name, const struct id *id,
    struct id *key, struct li_error *err)
{
    struct draft **texts;
    size_t count;
    *key = (struct id){{0}};
    enum li_err code = draft_texts(context, name, id, &texts, &count, err);
    for (size_t i = 0; i < count; i++)
        if (draft_is_mine(context, texts[i]->owner))
            *key = texts[i]->key;
    draft_list_free(texts, count);
    return code;
}

enum li_err draft_save_text(struct context *context, const char *name, const struct id *id,
    const char *text, struct li_error *err)
{
    assert(context && name && id);
    struct li_error own = {0};
    struct id key;
    err = err ? err : &own;
    enum li_err code = draft_text_key(context, name, id, &key, err);
    if (code || !text)
        return code ? code : draft_drop(context, &key, err);
    struct query *query = draft_query(context,
        "INSERT OR REPLACE INTO local_draft (key, kind, id, owner, typed, at)"
        " VALUES (?1, ?2, ?3, ?4, json_quote(?5), " DRAFT_NOW ")",
        &key, name, id, err);
    if (query)
        query_bind_plain(query, DRAFT_TYPED, text);
    return draft_run(query, err);
}

enum li_err draft_release_text(
    struct context *context, const char *name, const struct id *id, struct li_error *err)
{
    assert(context && name && id);
    struct li_error own = {0};
    struct id key;
    err = err ? err : &own;
    enum li_err code = draft_text_key(context, name, id, &key, err);
    return code ? code : draft_release(context, &key, err);
}

char *draft_text(struct context *context, const char *name, const struct id *id)
{
    assert(context && name && id);
    struct draft **texts;
    size_t count, at = 0;
    draft_texts(context, name, id, &texts, &count, &(struct li_error){0});
    while (at < count && !draft_is_mine(context, texts[at]->owner))
        at++;
    for (size_t i = 0; i < count && at == count; i++)
        if (!texts[i]->in_use && draft_take_over(context, texts[i], &(struct li_error){0}) > 0)
            at = i;
    char *text = at < count ? li_strdup(texts[at]->text) : NULL;
    draft_list_free(texts, count);
    return text;
}

bool draft_text_elsewhere(struct context *context, const char *name, const struct id *id)
{
    assert(context && name && id);
    struct draft **texts;
    size_t count;
    bool elsewhere = false;
    draft_texts(context, name, id, &texts, &count, &(struct li_error){0});
    for (size_t i = 0; i < count; i++)
        elsewhere |= texts[i]->in_use && !draft_is_mine(context, texts[i]->owner);
    draft_list_free(texts, count);
    return elsewhere;
}
