/*
 * cache_rebuild.c: the cache made from the records, all of it or nothing, some thousand records at
 * a time, so that it takes little memory and can tell how far it is.
 */
#include "core/cache/cache_rebuild.h"
#include "core/cache/cache_day.h"
#include "core/cache/cache_fill.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "core/function/cache_extension.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/database/schema.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Row ids in one statement. */
enum { AT_ONCE = 20000 };

struct cache_rebuild {
    struct context *context;
    struct store *store;
    progress_fn progress; /* may be NULL */
    void *arg;
    int64_t rows;        /* row ids done */
    int64_t done, total; /* what they cost, by cache_cost */
};

static enum li_err cache_run(struct store *store, const char *sql, struct li_error *err)
{
    int rc = sqlite3_exec(store_db(store), sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LI_OK : store_error(store, rc, "Rebuilding the search index", err);
}

/* What drops the tables and triggers that any version left; not what migrations made. The caller
   frees it; NULL on failure. */
static char *cache_drop_sql(struct store *store, struct li_error *err)
{
    int step;
    char *sql = NULL;
    struct query *query = query_new(store,
        "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger')"
        " AND name GLOB 'local_*'",
        err);
    if (!query)
        return NULL;
    FILE *out = li_text_open(&sql);
    while ((step = query_step(query, err)) > 0)
        if (!schema_has_table(query_text(query, 1)))
            fprintf(out, "DROP %s \"%s\";", query_text(query, 0), query_text(query, 1));
    li_text_close(out);
    query_free(query);
    if (step == 0)
        return sql;
    free(sql);
    return NULL;
}

static enum li_err cache_drop_all(struct store *store, struct li_error *err)
{
    char *sql = cache_drop_sql(store, err);
    enum li_err code = sql ? cache_run(store, sql, err) : err->code;
    free(sql);
    return code;
}

/* With secure_delete on, SQLite would hold all that it wipes in memory. The records themselves
   stay, so there is nothing to wipe here. */
static enum li_err cache_drop(struct store *store, struct li_error *err)
{
    static const char *const on[] = {"PRAGMA secure_delete = OFF", "PRAGMA secure_delete = ON"};
    struct query *query = query_new(store, "PRAGMA secure_delete", err);
    bool wipes = query && query_step(query, NULL) > 0 && query_int(query, 0) == 1;
    query_free(query);
    enum li_err code = cache_run(store, on[false], err);
    if (!code)
        code = cache_drop_all(store, err);
    cache_run(store, on[wipes], NULL);
    return code;
}

/* The highest row id is found without counting, and hardly any below it is missing. */
static enum li_err cache_last_row(
    struct store *store, const struct kind *kind, int64_t *last, struct li_error *err)
{
    char *sql = li_format("SELECT coalesce(max(rowid), 0) FROM \"%s\"", kind->name);
    struct query *query = query_new(store, sql, err);
    free(sql);
    int step = query ? query_step(query, err) : -1;
    if (step > 0)
        *last = query_int(query, 0);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* About what a record of the kind costs: the longer its expression, the more. */
static int64_t cache_cost(const struct kind *kind)
{
    enum { A_LOOKUP = 200 /* characters */ };
    return 1 + (kind->facts ? (int64_t)strlen(kind->facts) / A_LOOKUP : 0);
}

static enum li_err cache_measure(struct cache_rebuild *rebuild, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    for (const struct kind *kind; !code && (kind = cache_table_next(&at));) {
        int64_t last = 0;
        code = cache_last_row(rebuild->store, kind, &last, err);
        rebuild->total += last * cache_cost(kind);
    }
    for (size_t i = 0; i < kind_count && !code; i++) {
        int64_t last = 0;
        code = cache_last_row(rebuild->store, kinds[i], &last, err);
        rebuild->total += last; /* for the extension */
    }
    return code;
}

static enum li_err cache_tell(
    struct cache_rebuild *rebuild, const struct kind *kind, int64_t rows, struct li_error *err)
{
    rebuild->rows += rows;
    rebuild->done += rows * cache_cost(kind);
    if (!rebuild->progress ||
        rebuild->progress(rebuild->arg, rebuild->done, rebuild->total, rebuild->rows))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; the search index was not changed.");
}

static enum li_err cache_fill_ranges(struct cache_rebuild *rebuild, const struct kind *kind,
    const struct cache_fill *fill, struct li_error *err)
{
    int64_t last = 0;
    enum li_err code = cache_last_row(rebuild->store, kind, &last, err);
    for (int64_t first = 1; !code && first <= last; first += AT_ONCE) {
        int64_t to = last - first < AT_ONCE ? last : first + AT_ONCE - 1;
        code = cache_fill_run(rebuild->store, fill, first, to, NULL, err);
        if (!code)
            code = cache_tell(rebuild, kind, to - first + 1, err);
    }
    return code;
}

static enum li_err cache_rebuild_fill(
    struct cache_rebuild *rebuild, const struct kind *kind, struct li_error *err)
{
    char *source = li_format("\"%s\" r WHERE r.rowid BETWEEN ?1 AND ?2", kind->name);
    struct cache_fill fill = cache_fill_new(kind, source);
    enum li_err code = cache_fill_ranges(rebuild, kind, &fill, err);
    cache_fill_clear(&fill);
    free(source);
    return code;
}

static enum li_err cache_fill_all(struct cache_rebuild *rebuild, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = cache_measure(rebuild, err);
    for (const struct kind *kind; !code && (kind = cache_table_next(&at));)
        code = cache_rebuild_fill(rebuild, kind, err);
    return code;
}

static enum li_err cache_make_tables(const struct context *context, struct li_error *err)
{
    char *text = NULL;
    size_t at = 0;
    FILE *sql = li_text_open(&text);
    for (const struct kind *kind; (kind = cache_table_next(&at));)
        cache_sql_write_tables(kind, sql);
    if (context->extension)
        context->extension->write_tables(sql);
    li_text_close(sql);
    enum li_err code = cache_run(context->store, text, err);
    free(text);
    return code;
}

static enum li_err cache_make_triggers(const struct context *context, struct li_error *err)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    for (size_t i = 0; i < kind_count; i++)
        cache_sql_write_triggers(kinds[i], sql);
    if (context->extension)
        context->extension->write_triggers(sql);
    li_text_close(sql);
    enum li_err code = cache_run(context->store, text, err);
    free(text);
    return code;
}

static bool cache_tell_extension(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct cache_rebuild *rebuild = arg;
    (void)total;
    (void)count;
    return rebuild->progress(rebuild->arg, rebuild->done + done, rebuild->total, rebuild->rows);
}

static enum li_err cache_fill_extension(struct cache_rebuild *rebuild, struct li_error *err)
{
    const struct cache_extension *extension = rebuild->context->extension;
    return extension ? extension->fill(rebuild->context,
                           rebuild->progress ? cache_tell_extension : NULL, rebuild, err)
                     : LI_OK;
}

enum li_err cache_rebuild(struct context *context, const char *mark, progress_fn progress,
    void *arg, struct li_error *err)
{
    assert(context && context->store && mark && sqlite3_get_autocommit(store_db(context->store)));
    struct store *store = context->store;
    struct cache_rebuild rebuild = {
        .context = context, .store = store, .progress = progress, .arg = arg};
    enum li_err code = cache_run(store, "BEGIN IMMEDIATE", err);
    if (code)
        return code;
    code = cache_drop(store, err);
    if (!code)
        code = cache_make_tables(context, err);
    if (!code)
        code = cache_fill_all(&rebuild, err);
    if (!code)
        code = cache_fill_extension(&rebuild, err);
    if (!code)
        code = cache_make_triggers(context, err);
    if (!code)
        code = fact_save(store, "derived", mark, err);
    if (!code)
        code = cache_day_save(context, err);
    if (!code)
        code = cache_run(store, "COMMIT", err);
    if (code)
        cache_run(store, "ROLLBACK", NULL);
    return code;
}
