/*
 * journal_clock.c: corrects entries that were written while this machine's clock was wrong.
 *
 * Each entry is dated later than the last (entry_clock.h), so one entry from a clock that was ahead
 * would date all later ones in that future, too. So before a write, the last entry is compared with
 * the clock. If it is more than ten minutes ahead, the entries written here that are that far ahead
 * get new times, from now on, in the same order. Their `at` still says what the wall clock showed.
 * Entries that have left this machine can't change; they are written again under a new name
 * (journal_replace.h).
 *
 * A clock that shows a day before this program was made is itself wrong, perhaps for lack of a
 * battery. Nothing is dated again by it.
 */
#include "data/journal/journal_clock.h"
#include "data/apply/apply_buffer.h"
#include "data/apply/reorder.h"
#include "data/apply/take_out.h"
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/database/replica_key.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_statement.h"
#include "data/entry/touch_index.h"
#include "data/journal/journal_replace.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* 2026-11-01T00:00:00Z, in milliseconds. */
static const int64_t journal_clock_program_made = 1793491200000;

/* An entry that gets a new time: its hash before and after. */
struct journal_clock_move {
    struct hash from, to;
};

/* Invariants:
 *  1. moves lists the entries that get new times, in order. Before journal_clock_date_all, all of
 *     moves[0..count) have only `from`; during and after it, all of them have `to` as well.
 *  2. The entries in replaced are later than those in moves. */
struct journal_clock {
    struct store *store;
    uint64_t due, next; /* the last hlc that is not in the future; the next hlc to give */
    int64_t shared;     /* own entries up to this number have been shared, and can't change */
    struct journal_clock_move *moves;
    size_t count, room;
    struct hash *replaced; /* own entries to be written again under a new name, in order */
    size_t replaced_count, replaced_room;
};

/* Replaces the hash of an entry that has got a new time by its new hash. */
static void journal_clock_follow(const struct journal_clock *clock, struct hash *hash)
{
    for (size_t i = clock->count; i > 0; i--)
        if (hash_equal(&clock->moves[i - 1].from, hash)) {
            *hash = clock->moves[i - 1].to;
            return;
        }
}

static enum li_err journal_clock_save(struct journal_clock *clock, const struct hash *from,
    const struct entry *entry, struct li_error *err)
{
    struct query *query = entry_statement(clock->store, ENTRY_SQL_MOVE, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, from);
    query_bind_hash(query, 2, &entry->name.hash);
    query_bind_int(query, 3, (int64_t)entry->hlc);
    query_bind_hash(query, 4, &entry->before);
    query_bind_hash(query, 5, hash_is_zero(&entry->reverts) ? NULL : &entry->reverts);
    enum li_err code = query_finish(query, err);
    query = code ? NULL : entry_statement(clock->store, ENTRY_SQL_CONFLICT_MOVE, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, from);
    query_bind_hash(query, 2, &entry->name.hash);
    code = query_finish(query, err);
    return code ? code
                : replica_key_move_signature(
                      clock->store, &entry->name.replica, from, &entry->name.hash, err);
}

static enum li_err journal_clock_date(
    struct journal_clock *clock, struct hash from, struct li_error *err)
{
    struct entry entry;
    enum li_err code = entry_find(clock->store, &from, &entry, err);
    if (code)
        return code;
    journal_clock_follow(clock, &entry.before);
    journal_clock_follow(clock, &entry.reverts);
    entry.hlc = clock->next++;
    entry.name.hash = entry_hash(&entry);
    clock->moves[clock->count++] = (struct journal_clock_move){from, entry.name.hash};
    code = journal_clock_save(clock, &from, &entry, err);
    entry_free(&entry);
    return code;
}

/* Whether this database has shared with no one: it has no key, and every entry was written here,
   under its present name or a former one. */
static enum li_err journal_clock_is_alone(
    struct journal_clock *clock, bool *alone, struct li_error *err)
{
    struct id replica;
    int step;
    int64_t keys = 0;
    enum li_err code = query_count(clock->store, "local_key", &keys, err);
    struct query *query =
        code ? NULL : query_new(clock->store, "SELECT DISTINCT replica FROM journal_entry", err);
    if (!query)
        return err->code;
    *alone = keys == 0;
    while ((step = query_step(query, err)) > 0)
        *alone = *alone && query_id(query, 0, &replica) && replica_is_own(clock->store, &replica);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static void journal_clock_add_move(struct journal_clock *clock, const struct hash *hash)
{
    if (clock->count == clock->room) {
        clock->room = clock->room ? 2 * clock->room : 64;
        clock->moves = li_realloc(clock->moves, clock->room, sizeof *clock->moves);
    }
    clock->moves[clock->count++].from = *hash;
}

static void journal_clock_add_replaced(struct journal_clock *clock, const struct hash *hash)
{
    if (clock->replaced_count == clock->replaced_room) {
        clock->replaced_room = clock->replaced_room ? 2 * clock->replaced_room : 64;
        clock->replaced =
            li_realloc(clock->replaced, clock->replaced_room, sizeof *clock->replaced);
    }
    clock->replaced[clock->replaced_count++] = *hash;
}

/* Lists the entries written here that are in the future, in order, before any of them changes.
   Shared ones, and all that follow one, are to be replaced: they can't become earlier than the
   entry before them. Entries under a former name, from before a backup was restored, are listed
   only if nothing was ever shared; otherwise a copy of this database may have written them. */
static enum li_err journal_clock_list(struct journal_clock *clock, struct li_error *err)
{
    int step;
    bool stays = false, alone = false;
    struct entry_name name;
    enum li_err code = journal_clock_is_alone(clock, &alone, err);
    struct query *query = code ? NULL
                               : query_new(clock->store,
                                     "SELECT replica, seq, hash FROM journal_entry WHERE hlc > ?1"
                                     " AND (replica = ?2 OR ?3) ORDER BY hlc, replica, hash",
                                     err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)clock->due);
    query_bind_id(query, 2, &clock->store->replica);
    query_bind_int(query, 3, alone);
    while ((step = query_step(query, err)) > 0) {
        if (!entry_name_from_row(query, 0, &name))
            continue;
        stays = stays || (!alone && name.seq <= clock->shared);
        if (stays)
            journal_clock_add_replaced(clock, &name.hash);
        else
            journal_clock_add_move(clock, &name.hash);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err journal_clock_date_all(struct journal_clock *clock, struct li_error *err)
{
    enum li_err code = LI_OK;
    size_t count = clock->count;
    clock->count = 0;
    for (size_t i = 0; i < count && !code; i++)
        code = journal_clock_date(clock, clock->moves[i].from, err);
    return code;
}

/* Makes clock->next later than every entry that is not in the future. *reorders: entries of others
   lie among those that get new times, so the order of entries changes. */
static enum li_err journal_clock_begin(
    struct journal_clock *clock, bool *reorders, struct li_error *err)
{
    struct query *query = query_new(clock->store,
        "SELECT (SELECT max(hlc) FROM journal_entry WHERE hlc <= ?1),"
        " (SELECT count(*) FROM journal_entry WHERE hlc > ?1)",
        err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)clock->due);
    int step = query_step(query, err);
    if (step > 0) {
        uint64_t last = (uint64_t)query_int(query, 0);
        if (clock->next <= last)
            clock->next = last + 1;
        *reorders = (size_t)query_int(query, 1) != clock->count;
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static void journal_clock_notify(const struct journal_clock *clock, uint64_t last)
{
    size_t count = clock->count + clock->replaced_count;
    char was[ENTRY_CLOCK_INSTANT_SIZE], now[ENTRY_CLOCK_INSTANT_SIZE];
    entry_clock_instant(last, was);
    entry_clock_wall(clock->store, now);
    store_notify(clock->store,
        li_format("This computer's clock was ahead: %zu %s dated as late as %.10s %s now dated "
                  "%.10s.",
            count, count == 1 ? "change" : "changes", was, count == 1 ? "is" : "are", now));
}

/* Gives new times to the entries in moves. */
static enum li_err journal_clock_move_all(struct journal_clock *clock, struct li_error *err)
{
    bool reorders = false;
    enum li_err code = journal_clock_begin(clock, &reorders, err);
    struct entry position = {.hlc = clock->next};
    struct apply_tables *tables = apply_tables_new(clock->store);
    apply_buffer_begin(tables);
    if (!code && reorders)
        code = take_out_from(tables, &position, NULL, NULL, err);
    if (!code)
        code = journal_clock_date_all(clock, err);
    if (!code && reorders)
        code = reorder_from(tables, &position, err);
    if (!code)
        code = apply_buffer_end(tables, err);
    apply_tables_free(tables);
    return code ? code : touch_index_forget(clock->store, err);
}

/* Writes the entries in replaced again. */
static enum li_err journal_clock_replace(struct journal_clock *clock, struct li_error *err)
{
    bool reorders = false;
    size_t moved = clock->count;
    clock->count = 0;
    enum li_err code = journal_clock_begin(clock, &reorders, err);
    clock->count = moved;
    return code ? code
                : journal_replace_entries(clock->store, clock->replaced, clock->replaced_count,
                      clock->next, &clock->next, err);
}

static enum li_err journal_clock_redate(
    struct journal_clock *clock, uint64_t last, struct li_error *err)
{
    enum li_err code = journal_clock_list(clock, err);
    if (code || clock->count + clock->replaced_count == 0)
        return code;
    if (clock->count)
        code = journal_clock_move_all(clock, err);
    if (!code && clock->replaced_count)
        code = journal_clock_replace(clock, err);
    if (!code)
        journal_clock_notify(clock, last);
    return code;
}

static enum li_err journal_clock_notify_behind(struct store *store, uint64_t last)
{
    char now[ENTRY_CLOCK_INSTANT_SIZE], latest[ENTRY_CLOCK_INSTANT_SIZE];
    if (store->clock_told)
        return LI_OK;
    store->clock_told = true;
    entry_clock_wall(store, now);
    entry_clock_instant(last, latest);
    store_notify(store, li_format("This computer's clock says %.10s, which can't be right; changes "
                                  "are dated %.10s until the clock is corrected.",
                            now, latest));
    return LI_OK;
}

enum li_err journal_clock_correct(struct store *store, struct li_error *err)
{
    assert(store && err && store->gate == GATE_SHUT && !store->writing);
    uint64_t last = 0, due = entry_clock_due(store);
    enum li_err code = entry_clock_last(store, &last, err);
    if (code || last <= due)
        return code;
    if (entry_clock_now(store) < journal_clock_program_made)
        return journal_clock_notify_behind(store, last);
    struct journal_clock clock = {
        .store = store, .due = due, .next = entry_clock_hlc(entry_clock_now(store))};
    code = replica_key_shared(store, &store->replica, &clock.shared, err);
    if (code)
        return code;
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    bool unjudged = store->merging;
    store->merging = true;
    code = journal_clock_redate(&clock, last, err);
    store->merging = unjudged;
    store->gate = gate;
    free(clock.moves);
    free(clock.replaced);
    return code;
}
