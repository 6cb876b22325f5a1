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
static char *derived_sql(void)
{
    char *text = NULL;
    size_t at = 0;
    FILE *sql = li_text_open(&text);
    for (const struct kind *kind; (kind = kept_next(&at));) {
        char *source = li_format("\"%s\" r", kind->name);
        derived_write_tables(kind, sql);
        derived_write_rows(kind, source, sql);
        fputs(";\n", sql);
        free(source);
    }
    for (size_t i = 0; i < kind_count; i++)
        derived_write_triggers(kinds[i], sql);
    broken_write_table(sql);
    broken_write_triggers(sql);
    li_text_close(sql);
    return text;
}

/* What is stored beside the tables: a mark of the description and the settings that made them. */
static char *derived_mark(const struct li *li, const char *sql)
{
    struct relation_rules rules = li_rules(li);
    char *made = NULL;
    FILE *out = li_text_open(&made);
    fprintf(out, "%s %g %g %g %d %d", sql, rules.pace.on_track, rules.pace.at_risk,
        rules.pace.stale_cadences, rules.contact_days, year_starts(li));
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
static bool derived_fixed(struct store *store)
{
    struct query *query = query_new(store, "PRAGMA query_only", NULL);
    bool only = query && query_step(query, NULL) > 0 && query_int(query, 0);
    query_free(query);
    return only || sqlite3_db_readonly(store_db(store), "main") == 1;
}

static enum li_err derive(
    struct li *li, bool again, journal_progress progress, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *sql = derived_sql(), *mark = derived_mark(li, sql);
    char *stands;
    enum li_err code = store_fact(li->store, "derived", &stands, err);
    bool current = !again && stands && strcmp(stands, mark) == 0;
    if (code == LI_OK && !current && derived_fixed(li->store))
        code = li_fail(err, LI_OLDER,
            "%s was last used by another version of liaise; open it once for writing.",
            store_path(li->store));
    else if (code == LI_OK && !current)
        code = derived_make(li, mark, progress, arg, err);
    free(stands);
    free(mark);
    free(sql);
    return code;
}

enum li_err li_derive(struct li *li, journal_progress progress, void *arg, struct li_error *err)
{
    return derive(li, false, progress, arg, err);
}

enum li_err li_rederive(struct li *li, journal_progress progress, void *arg, struct li_error *err)
{
    return derive(li, true, progress, arg, err);
}

enum li_err li_check_schema(
    struct li *li, void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct li model = {.today = li->today, .day_fixed = true};
    enum li_err code = store_open_scratch(&model.store, li_functions, &model, err);
    settings_read(&model.settings, NULL, false);
    if (!code)
        code = li_derive(&model, NULL, NULL, err);
    if (!code)
        code = store_compare_schema(li->store, model.store, say, arg, err);
    store_close(model.store);
    settings_free(&model.settings);
    return code;
}

enum li_err li_check_derived(
    struct li *li, void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    for (const struct kind *kind; !code && (kind = kept_next(&at));) {
        char *text = NULL;
        FILE *sql = li_text_open(&text);
        derived_write_differences(kind, sql);
        li_text_close(sql);
        struct query *query = query_new(li->store, text, err);
        code = query && query_step(query, err) > 0 ? LI_OK : err->code;
        int64_t count = code ? 0 : query_int(query, 0);
        query_free(query);
        free(text);
        if (count > 0) {
            char *finding = li_format("What is kept of %lld %s is not what the records say;"
                                      " `liaise check --rebuild` makes it anew.",
                (long long)count, count == 1 ? kind->name : kind->plural);
            say(arg, finding);
            free(finding);
        }
    }
    return code;
}
