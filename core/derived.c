/*
 * derived.c: what is kept of each record (kept.h): made from the kind tables, and checked.
 */
#include "../data/memory.h"
#include "../data/query.h"
#include "derived_sql.h"
#include "kept.h"
#include "liaise.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that makes the derived tables, given the records. The caller frees it. */
static char *derived_sql(void)
{
    char *text = NULL;
    size_t size = 0, at = 0;
    FILE *sql = open_memstream(&text, &size);
    for (const struct kind *kind; (kind = kept_next(&at));) {
        char *source = li_format("\"%s\" r", kind->name);
        derived_write_tables(kind, sql);
        derived_write_fill(kind, source, sql);
        fputs(";\n", sql);
        free(source);
    }
    for (size_t i = 0; i < kind_count; i++)
        derived_write_triggers(kinds[i], sql);
    fclose(sql);
    return text;
}

static enum li_err derived_run(struct store *store, const char *sql, struct li_error *err)
{
    int rc = sqlite3_exec(store_db(store), sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LI_OK : store_fail(store, rc, "Building the derived tables", err);
}

/* Drops what stands there from whatever version. */
static enum li_err derived_drop(struct store *store, struct li_error *err)
{
    struct query *query = query_new(store,
        "SELECT coalesce(group_concat('DROP ' || type || ' \"' || name || '\"', ';'), '')"
        " FROM sqlite_schema WHERE type IN ('table', 'trigger')"
        " AND name GLOB 'local_*' AND name NOT IN ('local_fact', 'local_draft')",
        err);
    if (!query)
        return err->code;
    char *sql = query_step(query, err) > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    enum li_err code = sql ? derived_run(store, sql, err) : err->code;
    free(sql);
    return code;
}

/* What is stored beside the tables: a mark of the description and the settings that made them. */
static char *derived_mark(const struct li *li, const char *sql)
{
    struct relation_rules rules = li_rules(li);
    char *made = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&made, &size);
    fprintf(out, "%s %g %g %g %d", sql, rules.pace.on_track, rules.pace.at_risk,
        rules.pace.stale_cadences, rules.contact_days);
    for (int part = 0; part < RELATION_PARTS; part++)
        fprintf(out, " %g", rules.weight[part]);
    fclose(out);
    struct id id = id_named("derived", made);
    char *mark = li_calloc(1, ID_TEXT_SIZE);
    id_text(&id, mark);
    free(made);
    return mark;
}

static enum li_err derived_build(
    struct store *store, const char *sql, const char *mark, struct li_error *err)
{
    enum li_err code = derived_run(store, "BEGIN IMMEDIATE", err);
    if (code)
        return code;
    code = derived_drop(store, err);
    if (!code)
        code = derived_run(store, sql, err);
    if (!code)
        code = store_set_fact(store, "derived", mark, err);
    if (!code)
        code = derived_run(store, "COMMIT", err);
    if (code)
        derived_run(store, "ROLLBACK", NULL);
    return code;
}

/* A store opened for reading says so to SQLite in one of two ways. */
static bool derived_fixed(struct store *store)
{
    struct query *query = query_new(store, "PRAGMA query_only", NULL);
    bool only = query && query_step(query, NULL) > 0 && query_int(query, 0);
    query_free(query);
    return only || sqlite3_db_readonly(store_db(store), "main") == 1;
}

static enum li_err derived_make(struct li *li, bool again, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *sql = derived_sql(), *mark = derived_mark(li, sql);
    char *stands = store_fact(li->store, "derived");
    enum li_err code = LI_OK;
    bool current = !again && stands && strcmp(stands, mark) == 0;
    if (!current && derived_fixed(li->store))
        code = li_fail(err, LI_OLDER,
            "%s was last used by another version of liaise; open it once for writing.",
            store_path(li->store));
    else if (!current)
        code = derived_build(li->store, sql, mark, err);
    free(stands);
    free(mark);
    free(sql);
    return code;
}

enum li_err li_derive(struct li *li, struct li_error *err)
{
    return derived_make(li, false, err);
}

enum li_err li_rederive(struct li *li, struct li_error *err)
{
    return derived_make(li, true, err);
}

enum li_err li_check_derived(
    struct li *li, void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    for (const struct kind *kind; !code && (kind = kept_next(&at));) {
        char *text = NULL;
        size_t size = 0;
        FILE *sql = open_memstream(&text, &size);
        derived_write_differences(kind, sql);
        fclose(sql);
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
