/*
 * journal_merge.c: a batch of entries in memory, then one transaction.
 *
 * Of a batch, in this order: what is known is left out; what may change whether others count is
 * stored; of the rest it is asked whether it counts; then all that count by now and did not are put
 * in (reorder.h), and the others stored to wait.
 *
 * Invariants between calls:
 *  1. No transaction is open, and the gate is shut.
 *  2. The entries of the batch were judged, and each follows one that is stored or is earlier in
 *     it.
 *  3. Once failure.code is set, the batch is empty and nothing is added.
 */
#include "data/merge/journal_merge.h"
#include "data/apply/reorder.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/database/replica.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_counts.h"
#include "data/entry/entry_name.h"
#include "data/entry/entry_statement.h"
#include "data/journal/journal.h"
#include "data/journal/journal_entry.h"
#include "data/merge/merge_batch.h"
#include "data/merge/merge_judgment.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct journal_merge {
    struct store *store;
    struct merge_judgment *judgment;
    struct merge_batch batch;
    const struct entry *fresh[MERGE_BATCH_ENTRIES]; /* of the batch, in order; NULL: known */
    struct reorder *reorder;                        /* while a batch is committed */
    bool forks;                /* some are own entries: a copy of this database went on writing */
    size_t known;              /* of the batch */
    int64_t conflicts_before;  /* how many there were when it began */
    size_t conflicts, waiting; /* for `merged`, as they were before the last commit */
    bool committed;            /* a batch was */
    struct journal_merged merged;
    struct li_error failure;
};

static void journal_merge_clear_batch(struct journal_merge *merge)
{
    merge_batch_clear(&merge->batch);
    merge->known = 0;
    merge->forks = false;
}

/* --- what it follows -------------------------------------------------------------------------- */

static enum li_err journal_merge_refuse_gap(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry_name missing = {.replica = entry->name.replica, .seq = entry->name.seq - 1};
    char *gap = entry_name_text(merge->store, &missing);
    char *why = li_format("arrived, but %s, the entry before it, did not; send that one too", gap);
    merge_judgment_refuse(merge->store, entry, LI_REFUSED, why, err);
    free(gap);
    free(why);
    return LI_REFUSED;
}

/* LI_NONE: the entry before it is neither in the batch nor stored. */
static enum li_err journal_merge_find_before(
    struct journal_merge *merge, const struct entry *entry, struct entry *out, struct li_error *err)
{
    const struct entry *found = merge_batch_find(&merge->batch, &entry->before);
    if (found) {
        *out = *found;
        return LI_OK;
    }
    return entry_position_find(merge->store, &entry->before, out, err);
}

/* It follows the entry that it names. */
static enum li_err journal_merge_follows(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry before;
    if (hash_is_zero(&entry->before))
        return entry->name.seq == 1 ? LI_OK
                                    : merge_judgment_refuse(merge->store, entry, LI_CORRUPT,
                                          "has no entry before it, but is not the first", err);
    enum li_err code = journal_merge_find_before(merge, entry, &before, err);
    if (code == LI_NONE)
        return journal_merge_refuse_gap(merge, entry, err);
    if (code)
        return code;
    if (!id_equal(&before.name.replica, &entry->name.replica) ||
        before.name.seq + 1 != entry->name.seq)
        return merge_judgment_refuse(
            merge->store, entry, LI_CORRUPT, "does not follow the entry it names", err);
    return before.hlc < entry->hlc ? LI_OK
                                   : merge_judgment_refuse(merge->store, entry, LI_CORRUPT,
                                         "has an impossible timestamp", err);
}

/* --- a batch: what counts --------------------------------------------------------------------- */

/* What others wait for must be stored before it is asked whether they count. */
static bool journal_merge_concerns_others(const struct entry *entry)
{
    return !id_is_nil(&entry->group) || !hash_is_zero(&entry->stands_for);
}

static int journal_merge_compare(const void *a, const void *b)
{
    return entry_compare(*(const struct entry *const *)a, *(const struct entry *const *)b);
}

/* merge->fresh becomes what is not known, in order. */
static enum li_err journal_merge_sort(struct journal_merge *merge, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < merge->batch.count; i++)
        merge->fresh[i] = &merge->batch.entries[i];
    qsort(merge->fresh, merge->batch.count, sizeof *merge->fresh, journal_merge_compare);
    for (size_t i = 0; i < merge->batch.count && !code; i++) {
        struct entry here;
        const struct entry *entry = merge->fresh[i];
        code = entry_position_find(merge->store, &entry->name.hash, &here, err);
        if (!code) {
            merge->fresh[i] = NULL;
            merge->known++;
        } else if (code == LI_NONE) {
            merge->forks = merge->forks || id_equal(&entry->name.replica, &merge->store->replica);
            code = LI_OK;
        }
    }
    return code;
}

/* Adds to what is put in each entry in the rows of the query that counts. */
static enum li_err journal_merge_add_counting(
    struct store *store, struct reorder *reorder, struct query *query, struct li_error *err)
{
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

/* The last of its group makes it whole. */
static enum li_err journal_merge_add_group(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct query *query = entry_statement(merge->store, ENTRY_SQL_WAITING_IN_GROUP, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &entry->name.replica);
    query_bind_id(query, 2, &entry->group);
    return journal_merge_add_counting(merge->store, merge->reorder, query, err);
}

/* What it stands for counts no longer, if that is here. */
static enum li_err journal_merge_add_replaced(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry replaced;
    if (hash_is_zero(&entry->stands_for))
        return LI_OK;
    enum li_err code = entry_position_find(merge->store, &entry->stands_for, &replaced, err);
    if (!code)
        reorder_add(merge->reorder, &replaced);
    return code == LI_NONE ? LI_OK : code;
}

/* Of one that is stored: it, and those whose standing it changes. */
static enum li_err journal_merge_add_concerned(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    bool counts = false;
    enum li_err code = journal_merge_add_replaced(merge, entry, err);
    if (!code && entry->last && !id_is_nil(&entry->group))
        code = journal_merge_add_group(merge, entry, err);
    if (!code)
        code = entry_counts(merge->store, entry, &counts, err);
    if (!code && counts)
        reorder_add(merge->reorder, entry);
    return code;
}

static enum li_err journal_merge_add_rest(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    bool counts = false;
    enum li_err code = entry_counts(merge->store, entry, &counts, err);
    if (code)
        return code;
    if (!counts)
        return reorder_save_waiting(merge->reorder, entry, err);
    reorder_add_fresh(merge->reorder, entry);
    return LI_OK;
}

/* fn with each entry that is not known, and concerns others or does not. */
static enum li_err journal_merge_each(struct journal_merge *merge, bool concerns,
    enum li_err (*fn)(struct journal_merge *merge, const struct entry *entry, struct li_error *err),
    struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < merge->batch.count && !code; i++)
        if (merge->fresh[i] && journal_merge_concerns_others(merge->fresh[i]) == concerns)
            code = fn(merge, merge->fresh[i], err);
    return code;
}

static enum li_err journal_merge_save_waiting(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    return reorder_save_waiting(merge->reorder, entry, err);
}

/* --- what became due -------------------------------------------------------------------------- */

/* The entries that wait and became due since that was last asked, in a query of the caller's. NULL
   on failure. */
static struct query *journal_merge_due(struct store *store, struct li_error *err)
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

static enum li_err journal_merge_add_due(void *arg, struct li_error *err)
{
    struct journal_merge *merge = arg;
    struct query *query = journal_merge_due(merge->store, err);
    if (!query)
        return err->code;
    enum li_err code = journal_merge_add_counting(merge->store, merge->reorder, query, err);
    query_free(query);
    return code;
}

/* --- a batch: the transaction ----------------------------------------------------------------- */

/* For journal_check, and for what is due later: up to which time it was decided whether what waits
   is due. Each transaction looks at what became due since before it says so. */
static enum li_err journal_merge_remember_waiting(struct store *store, struct li_error *err)
{
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

/* What belongs to a time before the last entry of every other replica that may write will not be
   met any more. */
static enum li_err journal_merge_prune(
    struct store *store, struct reorder *reorder, struct li_error *err)
{
    int64_t hlc = 0;
    struct query *query = entry_statement(store, ENTRY_SQL_LEAST_LAST, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &store->replica);
    int step = query_step(query, err);
    if (step > 0)
        hlc = query_int(query, 0);
    query_reset(query);
    return step < 0 ? err->code : reorder_prune(reorder, (uint64_t)hlc, err);
}

/* Before the commit: nothing may fail after it, since a failure says that nothing was written. */
static enum li_err journal_merge_count(struct journal_merge *merge, struct li_error *err)
{
    int64_t conflicts = 0, waiting = 0;
    enum li_err code = query_count(merge->store, "journal_conflict", &conflicts, err);
    if (!code)
        code = query_number(merge->store,
            "SELECT count(*) FROM journal_entry WHERE state = 'waiting'", &waiting, err);
    if (code)
        return code;
    bool more = conflicts > merge->conflicts_before;
    merge->conflicts = more ? (size_t)(conflicts - merge->conflicts_before) : 0;
    merge->waiting = (size_t)waiting;
    return LI_OK;
}

/* Runs fn, then puts in what it added, in one transaction. counted may be NULL. */
static enum li_err journal_merge_commit(struct store *store, struct reorder **reorder,
    enum li_err (*fn)(void *arg, struct li_error *err), void *arg, struct journal_merge *counted,
    struct li_error *err)
{
    enum li_err code = journal_check_writable(store, err);
    if (!code)
        code = journal_entry_begin(store, err);
    if (code)
        return code;
    struct id was = store->replica;
    store->gate = GATE_OPEN;
    store->merging = true;
    *reorder = reorder_new(store, err);
    code = *reorder ? fn(arg, err) : err->code;
    if (!code)
        code = reorder_run(*reorder, err);
    if (!code)
        code = journal_merge_prune(store, *reorder, err);
    if (!code)
        code = journal_merge_remember_waiting(store, err);
    if (!code && counted)
        code = journal_merge_count(counted, err);
    reorder_free(*reorder);
    *reorder = NULL;
    store->merging = false;
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    store->gate = GATE_SHUT;
    if (code && !id_equal(&was, &store->replica))
        replica_reload(store);
    return code;
}

static enum li_err journal_merge_store_batch(void *arg, struct li_error *err)
{
    struct journal_merge *merge = arg;
    enum li_err code = journal_merge_add_due(merge, err);
    if (!code)
        code = journal_merge_sort(merge, err);
    if (!code && merge->forks)
        code = replica_rename(merge->store, err);
    if (!code)
        code = journal_merge_each(merge, true, journal_merge_save_waiting, err);
    if (!code)
        code = journal_merge_each(merge, true, journal_merge_add_concerned, err);
    return code ? code : journal_merge_each(merge, false, journal_merge_add_rest, err);
}

static enum li_err journal_merge_flush(struct journal_merge *merge, struct li_error *err)
{
    if (merge->batch.count == 0)
        return LI_OK;
    enum li_err code = journal_merge_commit(
        merge->store, &merge->reorder, journal_merge_store_batch, merge, merge, err);
    if (!code) {
        merge->merged.known += merge->known;
        merge->merged.taken += merge->batch.count - merge->known;
        merge->committed = true;
    } else {
        merge->failure = *err;
    }
    journal_merge_clear_batch(merge);
    return code;
}

/* --- the stream ------------------------------------------------------------------------------- */

void journal_merge_free(struct journal_merge *merge)
{
    if (!merge)
        return;
    transaction_series_end(merge->store);
    journal_merge_clear_batch(merge);
    merge_judgment_free(merge->judgment);
    free(merge);
}

struct journal_merge *journal_merge_new(struct store *store, struct li_error *err)
{
    assert(store && err);
    int64_t conflicts;
    if (journal_check_writable(store, err) ||
        query_count(store, "journal_conflict", &conflicts, err))
        return NULL;
    struct journal_merge *merge = li_calloc(1, sizeof *merge);
    merge->store = store;
    transaction_series_begin(store);
    merge->conflicts_before = conflicts;
    merge->judgment = merge_judgment_new(store, err);
    if (merge->judgment)
        return merge;
    journal_merge_free(merge);
    return NULL;
}

static enum li_err journal_merge_fail(struct journal_merge *merge, struct li_error *err)
{
    *err = merge->failure;
    return err->code;
}

enum li_err journal_merge_add(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    assert(merge && entry && err);
    if (merge->failure.code)
        return journal_merge_fail(merge, err);
    enum li_err code = merge_judgment_pass(merge->judgment, entry, err);
    if (!code)
        code = journal_merge_follows(merge, entry, err);
    merge->merged.refused += code == LI_REFUSED || code == LI_CORRUPT;
    if (code)
        return code;
    if (merge_batch_find(&merge->batch, &entry->name.hash)) {
        merge->merged.known++;
        return LI_OK;
    }
    merge_batch_add(&merge->batch, entry);
    bool full = merge_batch_is_full(&merge->batch);
    return full ? journal_merge_flush(merge, err) : LI_OK;
}

/* --- the end ---------------------------------------------------------------------------------- */

/* Where no batch did so. */
static enum li_err journal_merge_put_in_due(struct journal_merge *merge, struct li_error *err)
{
    struct query *query = journal_merge_due(merge->store, err);
    int step = query ? query_step(query, err) : -1;
    query_free(query);
    if (step < 0)
        return err->code;
    return step == 0 ? journal_merge_count(merge, err)
                     : journal_merge_commit(
                           merge->store, &merge->reorder, journal_merge_add_due, merge, merge, err);
}

enum li_err journal_merge_end(
    struct journal_merge *merge, struct journal_merged *out, struct li_error *err)
{
    assert(merge && out && err);
    enum li_err code =
        merge->failure.code ? journal_merge_fail(merge, err) : journal_merge_flush(merge, err);
    if (!code && !merge->committed)
        code = journal_merge_put_in_due(merge, err);
    *out = merge->merged;
    out->conflicts = merge->conflicts;
    out->waiting = merge->waiting;
    return code;
}

/* --- standing --------------------------------------------------------------------------------- */

struct journal_merge_rejudge {
    struct store *store;
    struct reorder *reorder;
};

/* Adds each entry whose state is not what it should be by now. */
static enum li_err journal_merge_add_misjudged(void *arg, struct li_error *err)
{
    struct journal_merge_rejudge *rejudge = arg;
    struct query *query = entry_statement_new(rejudge->store, ENTRY_SQL_MISJUDGED, err);
    if (!query)
        return err->code;
    int step = 0;
    enum li_err code = LI_OK;
    struct entry position;
    while (!code && (step = query_step(query, err)) > 0) {
        bool counts = false, sound = entry_position_from_row(query, &position);
        if (sound)
            code = entry_counts(rejudge->store, &position, &counts, err);
        if (sound && !code && counts != (position.state == ENTRY_APPLIED))
            reorder_add(rejudge->reorder, &position);
    }
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

enum li_err journal_merge_rejudge(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct journal_merge_rejudge rejudge = {.store = store};
    return journal_merge_commit(
        store, &rejudge.reorder, journal_merge_add_misjudged, &rejudge, NULL, err);
}
