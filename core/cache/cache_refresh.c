/*
 * cache_refresh.c: finds what holds no longer, then has it worked out anew, some records a
 * transaction.
 */
#include "core/cache/cache_refresh.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include <stdlib.h>

enum { LOOKED_AT = 2000, AT_ONCE = 100 /* records; each costs some ten microseconds */ };

struct cache_refresh {
    struct context *context;
    size_t kind;         /* of kinds[], which is looked at; kind_count: done */
    struct query *query; /* what holds no longer, while it is being found; NULL: found */
    struct vector rows;
    size_t done; /* of rows */
    day_t day;   /* what it was, and the database, when it began */
    int64_t version;
};

struct cache_refresh *cache_refresh_new(struct context *context)
{
    struct cache_refresh *freshening = li_calloc(1, sizeof *freshening);
    freshening->context = context;
    freshening->kind = (size_t)-1;
    freshening->day = context->today;
    freshening->version = store_version(context->store);
    return freshening;
}

static void cache_clear(struct cache_refresh *freshening)
{
    query_free(freshening->query);
    freshening->query = NULL;
    vector_clear(&freshening->rows);
    freshening->done = 0;
}

void cache_refresh_free(struct cache_refresh *freshening)
{
    if (!freshening)
        return;
    cache_clear(freshening);
    free(freshening);
}

static bool cache_give_up(struct cache_refresh *freshening)
{
    cache_clear(freshening);
    freshening->kind = kind_count;
    return false;
}

/* Unless another program wrote meanwhile, on whatever day. */
static void cache_all_hold(struct cache_refresh *freshening)
{
    struct context *context = freshening->context;
    if (context->today != freshening->day || store_version(context->store) != freshening->version)
        return;
    context->refreshed.day = freshening->day;
    context->refreshed.version = freshening->version;
}

/* To the next kind of which something holds for a while only. */
static bool cache_begin_next(struct cache_refresh *freshening)
{
    cache_clear(freshening);
    while (++freshening->kind < kind_count) {
        const struct kind *kind = kinds[freshening->kind];
        if (!kind->valid_until)
            continue;
        struct li_error unseen;
        char *sql =
            li_format("SELECT rid FROM local_kept_%s WHERE until <= ?1 OR since > ?1", kind->name);
        freshening->query = query_new(freshening->context->store, sql, &unseen);
        free(sql);
        if (!freshening->query)
            return cache_give_up(freshening);
        query_bind_int(freshening->query, 1, freshening->context->today);
        return true;
    }
    cache_all_hold(freshening);
    return cache_give_up(freshening);
}

static bool cache_look(struct cache_refresh *freshening)
{
    struct li_error stopped = {.code = LI_OK};
    int more = vector_fill(&freshening->rows, freshening->query, LOOKED_AT, &stopped);
    if (more < 0 && stopped.code == LI_INTERRUPTED)
        vector_clear(&freshening->rows); /* from the beginning, after the key */
    if (more > 0 || stopped.code == LI_INTERRUPTED)
        return true;
    query_free(freshening->query);
    freshening->query = NULL;
    return more == 0 || cache_give_up(freshening);
}

/* Notes some as out of date; the commit has them worked out. */
static enum li_err cache_note_some(struct store *store, void *arg, struct li_error *err)
{
    struct cache_refresh *freshening = arg;
    enum li_err code = LI_OK;
    size_t end = freshening->done + AT_ONCE;
    char *sql = li_format(
        "INSERT OR IGNORE INTO local_stale_%s (rid) VALUES (?1)", kinds[freshening->kind]->name);
    struct query *note = query_new(store, sql, err);
    if (!note)
        code = err->code;
    for (; !code && freshening->done < freshening->rows.count && freshening->done < end;
         freshening->done++) {
        query_bind_int(note, 1, freshening->rows.rows[freshening->done]);
        if (query_step(note, err) < 0)
            code = err->code;
        query_reset(note);
    }
    query_free(note);
    free(sql);
    return code;
}

bool cache_refresh_work(struct cache_refresh *freshening)
{
    struct li_error failed = {.code = LI_OK};
    size_t before = freshening->done;
    if (freshening->kind == kind_count)
        return false;
    if (freshening->query)
        return cache_look(freshening);
    if (freshening->done == freshening->rows.count)
        return cache_begin_next(freshening);
    if (transaction_write_local(freshening->context->store, cache_note_some, freshening, &failed) ==
        LI_OK)
        return true;
    if (failed.code == LI_INTERRUPTED) {
        freshening->done = before;
        return true;
    }
    return cache_give_up(freshening);
}
