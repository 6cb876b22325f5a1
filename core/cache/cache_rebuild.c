/*
 * cache_rebuild.c: what is kept of each record made anew, all of it or nothing, some thousand
 * records at a time, so that it takes little memory and can say how far it is.
 */
#include "core/cache/cache_rebuild.h"
#include "core/cache/broken.h"
#include "core/cache/cache_fill.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Row ids worked out in one statement. */
enum { AT_ONCE = 20000 };

struct making {
    struct li *li;
    struct store *store;
    journal_progress progress; /* NULL: nobody asks */
    void *arg;
    int64_t rows;        /* row ids dealt with */
    int64_t done, total; /* what they cost, by cost() */
};

static enum li_err run(struct store *store, const char *sql, struct li_error *err)
{
    int rc = sqlite3_exec(store_db(store), sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LI_OK : store_fail(store, rc, "Building the derived tables", err);
}

/* Drops what stands there from whatever version. */
static enum li_err drop_all(struct store *store, struct li_error *err)
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
    enum li_err code = sql ? run(store, sql, err) : err->code;
    free(sql);
    return code;
}

/* Where SQLite wipes what it deletes, it would hold all of it in memory meanwhile. The records
   themselves stay, so there is nothing here to wipe. */
static enum li_err drop(struct store *store, struct li_error *err)
{
    static const char *const on[] = {"PRAGMA secure_delete = OFF", "PRAGMA secure_delete = ON"};
    struct query *query = query_new(store, "PRAGMA secure_delete", err);
    bool wipes = query && query_step(query, NULL) > 0 && query_int(query, 0) == 1;
    query_free(query);
    enum li_err code = run(store, on[false], err);
    if (!code)
        code = drop_all(store, err);
    run(store, on[wipes], NULL);
    return code;
}

/* The highest row id is found without counting, and hardly any below it is missing. */
static enum li_err last_row(
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

/* Of a record of the kind, about: it takes the longer the more there is to say of how it is worked
   out. */
static int64_t cost(const struct kind *kind)
{
    enum { A_LOOKUP = 200 /* characters */ };
    return 1 + (kind->facts ? (int64_t)strlen(kind->facts) / A_LOOKUP : 0);
}

static enum li_err measure(struct making *making, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    for (const struct kind *kind; !code && (kind = kept_next(&at));) {
        int64_t last = 0;
        code = last_row(making->store, kind, &last, err);
        making->total += last * cost(kind);
    }
    for (size_t i = 0; i < kind_count && !code; i++) {
        int64_t last = 0;
        code = last_row(making->store, kinds[i], &last, err);
        making->total += last; /* judged */
    }
    return code;
}

static enum li_err tell(
    struct making *making, const struct kind *kind, int64_t rows, struct li_error *err)
{
    making->rows += rows;
    making->done += rows * cost(kind);
    if (!making->progress ||
        making->progress(making->arg, making->done, making->total, making->rows))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; what records are found by was left as it was.");
}

static enum li_err fill_ranges(struct making *making, const struct kind *kind,
    const struct filling *filling, struct li_error *err)
{
    int64_t last = 0;
    enum li_err code = last_row(making->store, kind, &last, err);
    for (int64_t first = 1; !code && first <= last; first += AT_ONCE) {
        int64_t to = last - first < AT_ONCE ? last : first + AT_ONCE - 1;
        code = filling_run(making->store, filling, first, to, err);
        if (!code)
            code = tell(making, kind, to - first + 1, err);
    }
    return code;
}

static enum li_err fill(struct making *making, const struct kind *kind, struct li_error *err)
{
    char *source = li_format("\"%s\" r WHERE r.rowid BETWEEN ?1 AND ?2", kind->name);
    struct filling filling = filling_new(kind, source);
    enum li_err code = fill_ranges(making, kind, &filling, err);
    filling_clear(&filling);
    free(source);
    return code;
}

static enum li_err fill_all(struct making *making, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = measure(making, err);
    for (const struct kind *kind; !code && (kind = kept_next(&at));)
        code = fill(making, kind, err);
    return code;
}

static enum li_err make_tables(struct store *store, struct li_error *err)
{
    char *text = NULL;
    size_t at = 0;
    FILE *sql = li_text_open(&text);
    for (const struct kind *kind; (kind = kept_next(&at));)
        derived_write_tables(kind, sql);
    broken_write_table(sql);
    li_text_close(sql);
    enum li_err code = run(store, text, err);
    free(text);
    return code;
}

static enum li_err make_triggers(struct store *store, struct li_error *err)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    for (size_t i = 0; i < kind_count; i++)
        derived_write_triggers(kinds[i], sql);
    broken_write_triggers(sql);
    li_text_close(sql);
    enum li_err code = run(store, text, err);
    free(text);
    return code;
}

static bool tell_judged(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct making *making = arg;
    (void)total;
    (void)count;
    return making->progress(making->arg, making->done + done, making->total, making->rows);
}

static enum li_err judge_all(struct making *making, struct li_error *err)
{
    return broken_fill(making->li, making->progress ? tell_judged : NULL, making, err);
}

enum li_err derived_make(
    struct li *li, const char *mark, journal_progress progress, void *arg, struct li_error *err)
{
    struct store *store = li->store;
    struct making making = {.li = li, .store = store, .progress = progress, .arg = arg};
    enum li_err code = run(store, "BEGIN IMMEDIATE", err);
    if (code)
        return code;
    code = drop(store, err);
    if (!code)
        code = make_tables(store, err);
    if (!code)
        code = fill_all(&making, err);
    if (!code)
        code = judge_all(&making, err);
    if (!code)
        code = make_triggers(store, err);
    if (!code)
        code = store_set_fact(store, "derived", mark, err);
    if (!code)
        code = run(store, "COMMIT", err);
    if (code)
        run(store, "ROLLBACK", NULL);
    return code;
}
