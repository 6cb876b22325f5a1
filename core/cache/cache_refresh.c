/*
 * cache_refresh.c: finds the cache rows that no longer hold, kind by kind, and marks some in each
 * transaction; its commit computes them.
 *
 * Invariants between calls:
 * 1. refresh->kind is SIZE_MAX before the first slice, then an index of kinds[], and kind_count
 *    once the refresh has ended, or where every row was known to hold.
 * 2. While query is set, rows are still being found and done is 0; afterwards done <= rows.count.
 * 3. context->refreshed is set, and the day stored (cache_day.h), only when every kind was looked
 *    through on one day and at one version of the database.
 */
#include "core/cache/cache_refresh.h"
#include "core/cache/cache_day.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

enum { LOOKED_AT = 2000, AT_ONCE = 100 /* records; each costs some ten microseconds */ };

struct cache_refresh {
    struct context *context;
    size_t kind;         /* of kinds[]; see invariant 1 */
    struct query *query; /* of the rows that no longer hold; NULL: all were found */
    struct vector rows;
    size_t done;     /* of rows: marked */
    day_t day;       /* its value when the refresh began */
    int64_t version; /* of the database, likewise */
};

struct cache_refresh *cache_refresh_new(struct context *context)
{
    assert(context && context->store && kinds);
    struct cache_refresh *refresh = li_calloc(1, sizeof *refresh);
    refresh->context = context;
    refresh->kind = cache_day_load(context) ? kind_count : SIZE_MAX;
    refresh->day = context->today;
    refresh->version = store_version(context->store);
    return refresh;
}

static void cache_refresh_clear(struct cache_refresh *refresh)
{
    query_free(refresh->query);
    refresh->query = NULL;
    vector_clear(&refresh->rows);
    refresh->done = 0;
}

void cache_refresh_free(struct cache_refresh *refresh)
{
    if (!refresh)
        return;
    cache_refresh_clear(refresh);
    free(refresh);
}

static bool cache_refresh_end(struct cache_refresh *refresh)
{
    cache_refresh_clear(refresh);
    refresh->kind = kind_count;
    return false;
}

/* The day did not change, and no other program wrote. */
static bool cache_refresh_stands(const struct cache_refresh *refresh)
{
    const struct context *context = refresh->context;
    return context->today == refresh->day && store_version(context->store) == refresh->version;
}

static enum li_err cache_store_day(struct store *store, void *arg, struct li_error *err)
{
    struct cache_refresh *refresh = arg;
    (void)store;
    return cache_refresh_stands(refresh) ? cache_day_save(refresh->context, err) : LI_OK;
}

/* The day may be left unstored: the next program looks for itself then. */
static void cache_refresh_done(struct cache_refresh *refresh)
{
    struct context *context = refresh->context;
    struct li_error unseen;
    if (!cache_refresh_stands(refresh))
        return;
    context->refreshed.day = refresh->day;
    context->refreshed.version = refresh->version;
    transaction_write_local(context->store, cache_store_day, refresh, &unseen);
}

/* Goes on to the next kind whose cache rows hold for a while only. */
static bool cache_refresh_next(struct cache_refresh *refresh)
{
    cache_refresh_clear(refresh);
    while (++refresh->kind < kind_count) {
        const struct kind *kind = kinds[refresh->kind];
        if (!kind->valid_until)
            continue;
        struct li_error unseen;
        char *sql =
            li_format("SELECT rid FROM local_cache_%s WHERE until <= ?1 OR since > ?1", kind->name);
        refresh->query = query_new(refresh->context->store, sql, &unseen);
        free(sql);
        if (!refresh->query)
            return cache_refresh_end(refresh);
        query_bind_int(refresh->query, 1, refresh->context->today);
        return true;
    }
    cache_refresh_done(refresh);
    return cache_refresh_end(refresh);
}

static bool cache_refresh_look(struct cache_refresh *refresh)
{
    struct li_error stopped = {.code = LI_OK};
    int more = vector_fill(&refresh->rows, refresh->query, LOOKED_AT, &stopped);
    if (more < 0 && stopped.code == LI_INTERRUPTED)
        vector_clear(&refresh->rows); /* from the beginning, after the key */
    if (more > 0 || stopped.code == LI_INTERRUPTED)
        return true;
    query_free(refresh->query);
    refresh->query = NULL;
    return more == 0 || cache_refresh_end(refresh);
}

/* Marks some as out of date; the commit computes them. */
static enum li_err cache_mark_some(struct store *store, void *arg, struct li_error *err)
{
    struct cache_refresh *refresh = arg;
    enum li_err code = LI_OK;
    size_t end = refresh->done + AT_ONCE;
    char *sql = li_format(
        "INSERT OR IGNORE INTO local_stale_%s (rid) VALUES (?1)", kinds[refresh->kind]->name);
    struct query *note = query_new(store, sql, err);
    if (!note)
        code = err->code;
    for (; !code && refresh->done < refresh->rows.count && refresh->done < end; refresh->done++) {
        query_bind_int(note, 1, refresh->rows.rows[refresh->done]);
        if (query_step(note, err) < 0)
            code = err->code;
        query_reset(note);
    }
    query_free(note);
    free(sql);
    return code;
}

bool cache_refresh_work(struct cache_refresh *refresh)
{
    assert(refresh);
    struct li_error failed = {.code = LI_OK};
    size_t before = refresh->done;
    assert(refresh->kind == SIZE_MAX || refresh->kind <= kind_count);
    assert(refresh->query ? refresh->done == 0 : refresh->done <= refresh->rows.count);
    if (refresh->kind == kind_count)
        return false;
    if (refresh->query)
        return cache_refresh_look(refresh);
    if (refresh->done == refresh->rows.count)
        return cache_refresh_next(refresh);
    enum li_err code =
        transaction_write_local(refresh->context->store, cache_mark_some, refresh, &failed);
    if (!code)
        return true;
    if (code == LI_INTERRUPTED) {
        refresh->done = before;
        return true;
    }
    return cache_refresh_end(refresh);
}
