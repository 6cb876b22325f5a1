/*
 * cache_schema.c: the description of the cache, and the mark by which it is recognized.
 */
#include "core/cache/cache_schema.h"
#include "core/cache/cache_rebuild.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "core/context/year.h"
#include "core/function/cache_extension.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The whole description. The caller frees it. */
static char *cache_schema_sql(const struct cache_extension *extension)
{
    char *text = NULL;
    size_t at = 0;
    FILE *sql = li_text_open(&text);
    for (const struct kind *kind; (kind = cache_table_next(&at));) {
        char *source = li_format("\"%s\" r", kind->name);
        cache_sql_write_tables(kind, sql);
        cache_sql_write_rows(kind, source, sql);
        fputs(";\n", sql);
        free(source);
    }
    for (size_t i = 0; i < kind_count; i++)
        cache_sql_write_triggers(kinds[i], sql);
    if (extension) {
        extension->write_tables(sql);
        extension->write_triggers(sql);
    }
    li_text_close(sql);
    return text;
}

/* What is stored beside the tables: a digest of the description and of the settings that enter into
   the values. The caller frees it. */
static char *cache_schema_mark(const struct context *context, const char *sql)
{
    struct affiliate_health_rules rules = context_rules(context);
    char *made = NULL;
    FILE *out = li_text_open(&made);
    fprintf(out, "%s %g %g %g %d %d", sql, rules.pace.on_track, rules.pace.at_risk,
        rules.pace.stale_cadences, rules.contact_days, year_starts(context));
    for (int part = 0; part < AFFILIATE_PARTS; part++)
        fprintf(out, " %g", rules.weight[part]);
    li_text_close(out);
    struct id id = id_named("derived", made);
    char *mark = li_calloc(1, ID_TEXT_SIZE);
    id_text(&id, mark);
    free(made);
    return mark;
}

/* A store is opened for reading in one of two ways. */
static bool cache_schema_is_read_only(struct store *store)
{
    struct query *query = query_new(store, "PRAGMA query_only", NULL);
    bool only = query && query_step(query, NULL) > 0 && query_int(query, 0);
    query_free(query);
    return only || sqlite3_db_readonly(store_db(store), "main") == 1;
}

static enum li_err cache_schema_make(
    struct context *context, bool again, progress_fn progress, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    assert(context && context->store);
    err = err ? err : &own;
    char *sql = cache_schema_sql(context->extension), *mark = cache_schema_mark(context, sql);
    char *stored;
    enum li_err code = fact_load(context->store, "derived", &stored, err);
    bool current = !again && stored && strcmp(stored, mark) == 0;
    if (!code && !current && cache_schema_is_read_only(context->store))
        code = li_fail(err, LI_OLDER,
            "%s was last used by another version of liaise; open it once for writing to update it.",
            store_path(context->store));
    else if (!code && !current)
        code = cache_rebuild(context, mark, progress, arg, err);
    free(stored);
    free(mark);
    free(sql);
    return code;
}

enum li_err cache_schema_ensure(
    struct context *context, progress_fn progress, void *arg, struct li_error *err)
{
    return cache_schema_make(context, false, progress, arg, err);
}

enum li_err cache_schema_rebuild(
    struct context *context, progress_fn progress, void *arg, struct li_error *err)
{
    return cache_schema_make(context, true, progress, arg, err);
}
