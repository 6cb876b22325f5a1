/*
 * journal_clock.c: when an entry is dated, and what is done about a clock that was wrong.
 *
 * An entry's place in the order is a hybrid logical clock: this machine's clock in milliseconds,
 * and a counter where that would not be later than what is here already. A clock that was once
 * ahead would so date everything after it in that future for good. So before a write the last entry
 * is held against the clock: what was written here and lies more than ten minutes ahead is dated
 * anew, in its order, from now on; so is what came after it. Its wall clock stays as it was.
 *
 * A clock from before this program was made has lost its battery: nothing is dated by it.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include <stdlib.h>
#include <string.h>

/* 2026-11-01T00:00:00Z, in milliseconds. */
static const int64_t journal_program_made = 1793491200000;

static uint64_t journal_clock_hlc(int64_t milliseconds)
{
    return milliseconds > 0 ? (uint64_t)milliseconds << HLC_COUNTER_BITS : 0;
}

static int64_t journal_clock_now(struct store *store)
{
    return store->now(store->now_arg);
}

void journal_wall_clock(struct store *store, char out[INSTANT_SIZE])
{
    entry_instant(journal_clock_hlc(journal_clock_now(store)), out);
}

uint64_t journal_due(struct store *store)
{
    return journal_clock_hlc(journal_clock_now(store) + CLOCK_AHEAD_MOST);
}

static enum li_err journal_clock_last(struct store *store, uint64_t *hlc, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_LAST_HLC, err);
    if (!query)
        return err->code;
    int step = query_step(query, err);
    *hlc = step > 0 ? (uint64_t)query_int(query, 0) : 0;
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err journal_tick(struct store *store, uint64_t *hlc, struct li_error *err)
{
    uint64_t last = 0, now = journal_clock_hlc(journal_clock_now(store));
    enum li_err code = journal_clock_last(store, &last, err);
    *hlc = now > last ? now : last + 1;
    return code;
}

/* --- dating anew ------------------------------------------------------------------------------ */

/* An entry that is dated anew, before and after. */
struct moved {
    struct hash from, to;
};

struct mending {
    struct store *store;
    uint64_t due, next; /* the last time that is not the future; the next to be given */
    int64_t shared;     /* this replica's entries up to that count have left, and stay */
    struct moved *moved;
    size_t count, room;
};

/* The hash that one which was dated anew has now. */
static void journal_mending_follow(const struct mending *mending, struct hash *hash)
{
    for (size_t i = mending->count; i > 0; i--)
        if (hash_equal(&mending->moved[i - 1].from, hash)) {
            *hash = mending->moved[i - 1].to;
            return;
        }
}

static enum li_err journal_mending_store(struct mending *mending, const struct hash *from,
    const struct entry *entry, struct li_error *err)
{
    struct query *query = store_statement(mending->store, SQL_ENTRY_MOVE, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, from);
    query_bind_hash(query, 2, &entry->name.hash);
    query_bind_int(query, 3, (int64_t)entry->hlc);
    query_bind_hash(query, 4, &entry->before);
    query_bind_hash(query, 5, hash_is_zero(&entry->reverts) ? NULL : &entry->reverts);
    enum li_err code = query_finish(query, err);
    query = code == LI_OK ? store_statement(mending->store, SQL_CONFLICT_MOVE, err) : NULL;
    if (!query)
        return err->code;
    query_bind_hash(query, 1, from);
    query_bind_hash(query, 2, &entry->name.hash);
    return query_finish(query, err);
}

static enum li_err journal_mending_date(
    struct mending *mending, struct hash from, struct li_error *err)
{
    struct entry entry;
    enum li_err code = entry_find(mending->store, &from, &entry, err);
    if (code != LI_OK)
        return code;
    journal_mending_follow(mending, &entry.before);
    journal_mending_follow(mending, &entry.reverts);
    entry.hlc = mending->next++;
    entry.name.hash = entry_hash(&entry);
    mending->moved[mending->count++] = (struct moved){from, entry.name.hash};
    code = journal_mending_store(mending, &from, &entry, err);
    entry_free(&entry);
    return code;
}

/* Whether all that is here was written here, under the name of now or a former one. */
static enum li_err journal_mending_is_alone(
    struct mending *mending, bool *alone, struct li_error *err)
{
    struct id replica;
    int step;
    *alone = mending->shared == 0;
    struct query *query =
        query_new(mending->store, "SELECT DISTINCT replica FROM journal_entry", err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0)
        *alone = *alone && query_id(query, 0, &replica) && store_is_own(mending->store, &replica);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* Those of this replica's own entries that lie in the future, in their order; read before any of
   them changes. None that follows one which has left: an entry is later than the one before it.
   What was written under a former name, before a backup was restored, only where nothing was ever
   shared: else a copy of this database may have written it. */
static enum li_err journal_mending_list(struct mending *mending, struct li_error *err)
{
    int step;
    bool stays = false, alone = false;
    struct entry_name name;
    enum li_err code = journal_mending_is_alone(mending, &alone, err);
    struct query *query = code == LI_OK
                              ? query_new(mending->store,
                                    "SELECT replica, seq, hash FROM journal_entry WHERE hlc > ?1"
                                    " AND (replica = ?2 OR ?3) ORDER BY hlc, replica, hash",
                                    err)
                              : NULL;
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)mending->due);
    query_bind_id(query, 2, &mending->store->replica);
    query_bind_int(query, 3, alone);
    while ((step = query_step(query, err)) > 0) {
        if (!entry_name_from_row(query, 0, &name))
            continue;
        stays = stays || (!alone && name.seq <= mending->shared);
        if (stays)
            continue;
        if (mending->count == mending->room) {
            mending->room = mending->room ? 2 * mending->room : 64;
            mending->moved = li_realloc(mending->moved, mending->room, sizeof *mending->moved);
        }
        mending->moved[mending->count++].from = name.hash;
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err journal_mending_date_all(struct mending *mending, struct li_error *err)
{
    enum li_err code = LI_OK;
    size_t count = mending->count;
    mending->count = 0;
    for (size_t i = 0; i < count && code == LI_OK; i++)
        code = journal_mending_date(mending, mending->moved[i].from, err);
    return code;
}

/* Later than all that is not the future; and whether others' entries stand among those that are
   dated anew, so that the order changes. */
static enum li_err journal_mending_begin(
    struct mending *mending, bool *reorders, struct li_error *err)
{
    struct query *query = query_new(mending->store,
        "SELECT (SELECT max(hlc) FROM journal_entry WHERE hlc <= ?1),"
        " (SELECT count(*) FROM journal_entry WHERE hlc > ?1)",
        err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)mending->due);
    int step = query_step(query, err);
    if (step > 0) {
        uint64_t last = (uint64_t)query_int(query, 0);
        if (mending->next <= last)
            mending->next = last + 1;
        *reorders = (size_t)query_int(query, 1) != mending->count;
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static void journal_mending_notify(const struct mending *mending, uint64_t last)
{
    char was[INSTANT_SIZE], now[INSTANT_SIZE];
    entry_instant(last, was);
    journal_wall_clock(mending->store, now);
    store_notify(mending->store,
        li_format("This computer's clock was ahead: %zu %s dated as late as %.10s %s now dated "
                  "%.10s.",
            mending->count, mending->count == 1 ? "change" : "changes", was,
            mending->count == 1 ? "is" : "are", now));
}

static enum li_err journal_mending_run(struct mending *mending, uint64_t last, struct li_error *err)
{
    bool reorders = false;
    enum li_err code = journal_mending_list(mending, err);
    if (code != LI_OK || mending->count == 0)
        return code;
    code = journal_mending_begin(mending, &reorders, err);
    struct entry position = {.hlc = mending->next};
    if (code == LI_OK && reorders)
        code = apply_back_to(mending->store, &position, NULL, NULL, err);
    if (code == LI_OK)
        code = journal_mending_date_all(mending, err);
    if (code == LI_OK && reorders)
        code = reorder_put_in(mending->store, &position, err);
    if (code == LI_OK)
        journal_mending_notify(mending, last);
    return code;
}

static enum li_err journal_clock_tell_behind(struct store *store, uint64_t last)
{
    char now[INSTANT_SIZE], stands[INSTANT_SIZE];
    if (store->clock_told)
        return LI_OK;
    store->clock_told = true;
    journal_wall_clock(store, now);
    entry_instant(last, stands);
    store_notify(store, li_format("This computer's clock says %.10s, which can't be right; changes "
                                  "are dated %.10s until the clock is corrected.",
                            now, stands));
    return LI_OK;
}

enum li_err journal_mend_clock(struct store *store, struct li_error *err)
{
    uint64_t last = 0, due = journal_due(store);
    enum li_err code = journal_clock_last(store, &last, err);
    if (code != LI_OK || last <= due)
        return code;
    if (journal_clock_now(store) < journal_program_made)
        return journal_clock_tell_behind(store, last);
    char *shared;
    code = store_fact(store, "shared", &shared, err);
    if (code != LI_OK)
        return code;
    struct mending mending = {.store = store,
        .due = due,
        .next = journal_clock_hlc(journal_clock_now(store)),
        .shared = shared ? strtoll(shared, NULL, 10) : 0};
    free(shared);
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    bool unjudged = store->unjudged;
    store->unjudged = true;
    code = journal_mending_run(&mending, last, err);
    store->unjudged = unjudged;
    store->gate = gate;
    free(mending.moved);
    return code;
}
