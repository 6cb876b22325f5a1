/*
 * transaction.c: begin, commit, rollback.
 */
#include "data/store/transaction.h"
#include "data/store/page_cache.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>

static enum li_err transaction_run(
    struct store *store, enum statement_own which, struct li_error *err)
{
    struct query *query = statement_own(store, which, err);
    return query ? query_finish(query, err) : err->code;
}

enum li_err transaction_begin(struct store *store, struct li_error *err)
{
    assert(store && sqlite3_get_autocommit(store->db));
    store->written = store->series_saved ? WRITTEN_PART : WRITTEN_NOTHING;
    return transaction_run(store, STATEMENT_BEGIN, err);
}

enum li_err transaction_commit(struct store *store, struct li_error *err)
{
    assert(store && !sqlite3_get_autocommit(store->db));
    page_cache_set_large(store, false); /* the hook sorts, in parts as large as the cache */
    enum li_err code = store->commit_hook ? store->commit_hook(store->commit_hook_arg, err) : LI_OK;
    if (!code)
        code = store_error_refuse_unread(store, err);
    if (code)
        return code;
    store->written = WRITTEN_PERHAPS;
    code = transaction_run(store, STATEMENT_COMMIT, err);
    store->written = WRITTEN_UNKNOWN; /* what fails later is not about this change */
    if (code)
        store->unread = (struct li_error){0}; /* reported already */
    else
        store->series_saved = store->series > 0;
    return code;
}

enum li_err transaction_begin_read(struct store *store, bool *began, struct li_error *err)
{
    assert(store && began && err);
    *began = false;
    if (!sqlite3_get_autocommit(store->db))
        return LI_OK;
    enum li_err code = transaction_run(store, STATEMENT_BEGIN_READ, err);
    *began = !code;
    return code;
}

void transaction_end_read(struct store *store, bool began)
{
    struct li_error unused;
    assert(store);
    if (began && transaction_run(store, STATEMENT_COMMIT, &unused))
        transaction_rollback(store);
}

void transaction_series_begin(struct store *store)
{
    assert(store && store->series >= 0);
    store->series++;
}

void transaction_series_end(struct store *store)
{
    assert(store && store->series > 0);
    if (--store->series == 0)
        store->series_saved = false;
}

void transaction_rollback(struct store *store)
{
    struct li_error unused;
    assert(store);
    /* Some failures have rolled back already. */
    if (store->db && !sqlite3_get_autocommit(store->db))
        transaction_run(store, STATEMENT_ROLLBACK, &unused);
}

enum li_err transaction_write_local(struct store *store,
    enum li_err (*fn)(struct store *store, void *arg, struct li_error *err), void *arg,
    struct li_error *err)
{
    assert(store && fn && !store->writing && store->gate == GATE_SHUT);
    store->impatient = true;
    enum li_err code = transaction_begin(store, err);
    store->impatient = false;
    if (!code)
        code = fn(store, arg, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}
