/*
 * cache_schema.c: what is kept of each record (kept.h): whether it is of today's description, and
 * checked.
 */
#include "core/cache/broken.h"
#include "core/cache/cache_rebuild.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "core/context/context.h"
#include "core/context/year.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The description of all that is kept. The caller frees it. */
static char *cache_derived_sql(void)
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
    broken_write_table(sql);
    broken_write_triggers(sql);
    li_text_close(sql);
    return text;
}

/* What is stored beside the tables: a mark of the description and the settings that made them. */
static char *cache_derived_mark(const struct context *context, const char *sql)
{
    struct affiliate_health_rules rules = context_rules(context);
    char *made = NULL;
    FILE *out = li_text_open(&made);
    fprintf(out, "%s %g %g %g %d %d", sql, rules.pace.on_track, rules.pace.at_risk,
        rules.pace.stale_cadences, rules.contact_days, year_starts(context));
    for (int part = 0; part < RELATION_PARTS; part++)
        fprintf(out, " %g", rules.weight[part]);
    li_text_close(out);
    struct id id = id_named("derived", made);
    char *mark = li_calloc(1, ID_TEXT_SIZE);
    id_text(&id, mark);
    free(made);
    return mark;
}

/* A store opened for reading says so to SQLite in one of two ways. */
static bool cache_derived_fixed(struct store *store)
{
    struct query *query = query_new(store, "PRAGMA query_only", NULL);
    bool only = query && query_step(query, NULL) > 0 && query_int(query, 0);
    query_free(query);
    return only || sqlite3_db_readonly(store_db(store), "main") == 1;
}

static enum li_err cache_derive(
    struct context *context, bool again, journal_progress progress, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *sql = cache_derived_sql(), *mark = cache_derived_mark(context, sql);
    char *stands;
    enum li_err code = store_fact(context->store, "derived", &stands, err);
    bool current = !again && stands && strcmp(stands, mark) == 0;
    if (code == LI_OK && !current && cache_derived_fixed(context->store))
        code = li_fail(err, LI_OLDER,
            "%s was last used by another version of liaise; open it once for writing to update it.",
            store_path(context->store));
    else if (code == LI_OK && !current)
        code = cache_rebuild(context, mark, progress, arg, err);
    free(stands);
    free(mark);
    free(sql);
    return code;
}

enum li_err cache_ensure(
    struct context *context, journal_progress progress, void *arg, struct li_error *err)
{
    return cache_derive(context, false, progress, arg, err);
}

enum li_err cache_make_anew(
    struct context *context, journal_progress progress, void *arg, struct li_error *err)
{
    return cache_derive(context, true, progress, arg, err);
}

enum li_err cache_check_schema(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err)
{
    struct context model = {.today = context->today, .day_fixed = true};
    enum li_err code = store_open_scratch(&model.store, sql_functions_add, &model, err);
    settings_read(&model.settings, NULL, false);
    if (!code)
        code = cache_ensure(&model, NULL, NULL, err);
    if (!code)
        code = store_compare_schema(context->store, model.store, say, arg, err);
    store_close(model.store);
    settings_free(&model.settings);
    return code;
}

enum li_err cache_check(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    for (const struct kind *kind; !code && (kind = cache_table_next(&at));) {
        char *text = NULL;
        FILE *sql = li_text_open(&text);
        cache_sql_write_differences(kind, sql);
        li_text_close(sql);
        struct query *query = query_new(context->store, text, err);
        code = query && query_step(query, err) > 0 ? LI_OK : err->code;
        int64_t count = code ? 0 : query_int(query, 0);
        query_free(query);
        free(text);
        if (count > 0) {
            char *finding = li_format("The search index is out of date for %lld %s; run `liaise "
                                      "check --rebuild` to rebuild it.",
                (long long)count, count == 1 ? kind->name : kind->plural);
            say(arg, finding);
            free(finding);
        }
    }
    return code;
}
