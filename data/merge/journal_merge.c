/*
 * journal_merge.c: collects a batch of entries in memory, then stores it in one transaction.
 *
 * A batch is stored in these steps: known entries are dropped; acts of the team are stored, and the
 * team is judged by them; those that decide whether others count (in a group, or replacing one) are
 * stored as waiting; then those of them that count are queued, and so are stored entries that they
 * make count or stop counting; each of the rest is queued if it counts, or else stored as waiting;
 * the queue is applied (reorder.h).
 *
 * Invariants between calls:
 *  1. No transaction is open, and the gate is shut.
 *  2. Each entry of the batch passed merge_judgment.h, and follows an entry that is stored or is
 *     earlier in the batch.
 *  3. Once failure.code is set, the batch is empty and nothing more is added.
 */
#include "data/merge/journal_merge.h"
#include "data/apply/reorder.h"
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/entry/entry_counts.h"
#include "data/entry/entry_name.h"
#include "data/entry/entry_statement.h"
#include "data/journal/journal.h"
#include "data/journal/journal_entry.h"
#include "data/merge/merge_batch.h"
#include "data/merge/merge_judgment.h"
#include "data/merge/merge_stored.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct journal_merge {
    struct store *store;
    struct merge_judgment *judgment;
    journal_merge_judge judge; /* NULL: none */
    struct merge_batch batch;
    const struct entry *fresh[MERGE_BATCH_ENTRIES]; /* the batch in the total order; NULL: known, or
                                                       an act that is stored already */
    struct reorder *reorder;                        /* set while a batch is stored */
    bool forks;                /* a copy of this database wrote some of the batch */
    size_t known;              /* entries of the batch that were stored before */
    size_t acts;               /* of the team, among the others */
    int64_t conflicts_before;  /* how many were stored when the merge began */
    size_t conflicts, waiting; /* for `merged`, counted before the last commit */
    bool committed;            /* a batch was committed */
    struct journal_merged merged;
    struct li_error failure;
};

static void journal_merge_clear_batch(struct journal_merge *merge)
{
    merge_batch_clear(&merge->batch);
    merge->known = merge->acts = 0;
    merge->forks = false;
}

/* --- the entry before it ---------------------------------------------------------------------- */

static enum li_err journal_merge_refuse_gap(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry_name missing = {.replica = entry->name.replica, .seq = entry->name.seq - 1};
    char *gap = entry_name_text(merge->store, &missing);
    char *why = li_format("follows entry %s, which is missing; send that one too", gap);
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

/* Checks that it follows the entry that it names. */
static enum li_err journal_merge_follows(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry before;
    if (hash_is_zero(&entry->before))
        return entry->name.seq == 1 ? LI_OK
                                    : merge_judgment_refuse(merge->store, entry, LI_CORRUPT,
                                          "names no previous entry, but is not the first", err);
    enum li_err code = journal_merge_find_before(merge, entry, &before, err);
    if (code == LI_NONE)
        return journal_merge_refuse_gap(merge, entry, err);
    if (code)
        return code;
    if (!id_equal(&before.name.replica, &entry->name.replica) ||
        before.name.seq + 1 != entry->name.seq)
        return merge_judgment_refuse(merge->store, entry, LI_CORRUPT,
            "does not follow the entry that it names as the previous one", err);
    return before.hlc < entry->hlc ? LI_OK
                                   : merge_judgment_refuse(merge->store, entry, LI_CORRUPT,
                                         "has an impossible timestamp", err);
}

/* --- a batch: what counts --------------------------------------------------------------------- */

/* Whether other entries may count or not because of this one. If so, it is stored before any entry
   is asked whether it counts. */
static bool journal_merge_concerns_others(const struct entry *entry)
{
    return !id_is_nil(&entry->group) || !hash_is_zero(&entry->stands_for);
}

static int journal_merge_compare(const void *a, const void *b)
{
    return entry_compare(*(const struct entry *const *)a, *(const struct entry *const *)b);
}

/* Sets merge->fresh to the batch in the total order, with NULL for each known entry. */
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

/* The last entry of a group completes it: queues its waiting entries that now count. */
static enum li_err journal_merge_add_group(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct query *query = entry_statement(merge->store, ENTRY_SQL_WAITING_IN_GROUP, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &entry->name.replica);
    query_bind_id(query, 2, &entry->group);
    return merge_stored_add(merge->store, merge->reorder, query, err);
}

/* Queues the entry that it replaces, which no longer counts, if that is stored here. */
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

/* Queues a stored entry if it counts, and those that it makes count or stop counting. */
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

/* Calls fn for each new entry for which journal_merge_concerns_others is `concerns`. */
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

/* --- a batch: acts of the team ---------------------------------------------------------------- */

/* Stores the new acts. An act changes no record, so it need not be applied in order. *any: there
   were some. */
static enum li_err journal_merge_save_acts(
    struct journal_merge *merge, bool *any, struct li_error *err)
{
    enum li_err code = LI_OK;
    *any = false;
    for (size_t i = 0; i < merge->batch.count && !code; i++) {
        const struct entry *entry = merge->fresh[i];
        merge->acts += entry && entry->sort == ENTRY_TEAM;
        if (!entry || entry->sort != ENTRY_TEAM || journal_merge_concerns_others(entry))
            continue;
        bool counts = false;
        code = entry_counts(merge->store, entry, &counts, err);
        if (!code)
            code = reorder_save_act(
                merge->reorder, entry, counts ? ENTRY_APPLIED : ENTRY_WAITING, err);
        merge->fresh[i] = NULL;
        *any = true;
    }
    return code;
}

/* Stores the new acts, has the team judged by them, and queues the stored entries that now count or
   no longer do. */
static enum li_err journal_merge_judge_acts(struct journal_merge *merge, struct li_error *err)
{
    bool any = false, changed = false;
    enum li_err code = journal_merge_save_acts(merge, &any, err);
    if (!code && any && merge->judge)
        code = merge->judge(merge->store, &changed, err);
    return code || !changed ? code : merge_stored_add_misjudged(merge->store, merge->reorder, err);
}

/* --- a batch: the rest ------------------------------------------------------------------------ */

static enum li_err journal_merge_save_waiting(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    return reorder_save_waiting(merge->reorder, entry, err);
}

/* --- a batch: the transaction ----------------------------------------------------------------- */

/* Any entry still to arrive is later than the last one known of its replica. So the index is pruned
   before the earliest of those last entries, among other replicas that may write. */
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

/* Counts before the commit: after it nothing may fail, since a failure means that nothing was
   written. */
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

/* In one transaction: runs fn, then applies what it queued in *reorder. counted may be NULL. */
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
        code = merge_stored_save_due(store, err);
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
    enum li_err code = merge_stored_add_due(merge->store, merge->reorder, err);
    if (!code)
        code = journal_merge_sort(merge, err);
    if (!code && merge->forks)
        code = replica_rename(merge->store, err);
    if (!code)
        code = journal_merge_judge_acts(merge, err);
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
        merge->merged.acts += merge->acts;
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

void journal_merge_set_judge(struct journal_merge *merge, journal_merge_judge judge)
{
    assert(merge && merge->batch.count == 0);
    merge->judge = judge;
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

static enum li_err journal_merge_add_due(void *arg, struct li_error *err)
{
    struct journal_merge *merge = arg;
    return merge_stored_add_due(merge->store, merge->reorder, err);
}

/* Applies what became due, if no batch was committed and did so. */
static enum li_err journal_merge_apply_due(struct journal_merge *merge, struct li_error *err)
{
    bool due = false;
    enum li_err code = merge_stored_is_due(merge->store, &due, err);
    if (code)
        return code;
    return due ? journal_merge_commit(
                     merge->store, &merge->reorder, journal_merge_add_due, merge, merge, err)
               : journal_merge_count(merge, err);
}

enum li_err journal_merge_end(
    struct journal_merge *merge, struct journal_merged *out, struct li_error *err)
{
    assert(merge && out && err);
    enum li_err code =
        merge->failure.code ? journal_merge_fail(merge, err) : journal_merge_flush(merge, err);
    if (!code && !merge->committed)
        code = journal_merge_apply_due(merge, err);
    *out = merge->merged;
    out->conflicts = merge->conflicts;
    out->waiting = merge->waiting;
    return code;
}

/* --- after a change in who may write ---------------------------------------------------------- */

struct journal_merge_rejudge {
    struct store *store;
    struct reorder *reorder;
};

static enum li_err journal_merge_rejudge_all(void *arg, struct li_error *err)
{
    struct journal_merge_rejudge *rejudge = arg;
    return merge_stored_add_misjudged(rejudge->store, rejudge->reorder, err);
}

enum li_err journal_merge_rejudge(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct journal_merge_rejudge rejudge = {.store = store};
    return journal_merge_commit(
        store, &rejudge.reorder, journal_merge_rejudge_all, &rejudge, NULL, err);
}
