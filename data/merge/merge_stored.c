/*
 * merge_stored.c: asks of stored entries whether they count.
 */
#include "data/merge/merge_stored.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_counts.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

enum li_err merge_stored_add(
    struct store *store, struct reorder *reorder, struct query *query, struct li_error *err)
{
    assert(store && reorder && query && err);
    int step = 0;
    enum li_err code = LI_OK;
    struct entry position;
    while (!code && (step = query_step(query, err)) > 0) {
        bool counts = false;
        if (entry_position_from_row(query, &position))
            code = entry_counts(store, &position, &counts, err);
        if (!code && counts)
            reorder_add(reorder, &position);
    }
    query_reset(query);
    return code || step >= 0 ? code : err->code;
}

/* --- what became due -------------------------------------------------------------------------- */

/* NULL on failure. The caller frees it. */
static struct query *merge_stored_due(struct store *store, struct li_error *err)
{
    char *waited;
    if (fact_load(store, "waited", &waited, err))
        return NULL;
    struct query *query = entry_statement_new(store, ENTRY_SQL_WAITING, err);
    if (query) {
        query_bind_int(query, 1, waited ? strtoll(waited, NULL, 10) : 0);
        query_bind_int(query, 2, (int64_t)entry_clock_due(store));
    }
    free(waited);
    return query;
}

enum li_err merge_stored_add_due(struct store *store, struct reorder *reorder, struct li_error *err)
{
    assert(store && reorder && err);
    struct query *query = merge_stored_due(store, err);
    if (!query)
        return err->code;
    enum li_err code = merge_stored_add(store, reorder, query, err);
    query_free(query);
    return code;
}

enum li_err merge_stored_is_due(struct store *store, bool *due, struct li_error *err)
{
    assert(store && due && err);
    struct query *query = merge_stored_due(store, err);
    int step = query ? query_step(query, err) : -1;
    query_free(query);
    *due = step > 0;
    return step < 0 ? err->code : LI_OK;
}

enum li_err merge_stored_save_due(struct store *store, struct li_error *err)
{
    assert(store && err);
    int64_t waiting = 0;
    enum li_err code = query_number(store,
        "SELECT EXISTS (SELECT 1 FROM journal_entry WHERE state = 'waiting')", &waiting, err);
    if (code || !waiting)
        return code;
    char *due = li_format("%llu", (unsigned long long)entry_clock_due(store));
    code = fact_save(store, "waited", due, err);
    free(due);
    return code;
}

/* --- who may write ---------------------------------------------------------------------------- */

enum li_err merge_stored_add_misjudged(
    struct store *store, struct reorder *reorder, struct li_error *err)
{
    assert(store && reorder && err);
    struct query *query = entry_statement_new(store, ENTRY_SQL_MISJUDGED, err);
    if (!query)
        return err->code;
    int step = 0;
    enum li_err code = LI_OK;
    struct entry position;
    while (!code && (step = query_step(query, err)) > 0) {
        bool counts = false, sound = entry_position_from_row(query, &position);
        if (sound)
            code = entry_counts(store, &position, &counts, err);
        if (sound && !code && counts != (position.state == ENTRY_APPLIED))
            reorder_add(reorder, &position);
    }
    query_free(query);
    return code || step >= 0 ? code : err->code;
}
