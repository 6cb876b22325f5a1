/*
 * check_entry.c: recomputes what is stored of one entry, and compares.
 */
#include "data/check/check_entry.h"
#include "data/apply/apply.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_meaning.h"
#include "data/database/fact.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_counts.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_name.h"
#include "data/entry/touch_index.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct check_entry {
    struct store *store;
    struct check_report *report;
    struct apply_tables *tables; /* of the scratch database */
    struct touch_index *index;
    struct touched touched;
    int64_t conflicts; /* how many are stored for all entries */
    uint64_t waited;   /* up to this hlc, waiting entries have been treated as due */
    bool stale;        /* states may lag behind a change in who may write (ENTRY_COUNTS_STALE) */
    struct query *before, *local, *stored;
};

static enum li_err check_entry_load(struct check_entry *check, struct li_error *err)
{
    check->index = touch_index_new(check->store, err);
    if (!check->index)
        return err->code;
    check->before =
        query_new(check->store, "SELECT replica, seq, hlc FROM journal_entry WHERE hash = ?1", err);
    if (check->before)
        check->local = query_new(check->store,
            "SELECT first_id, last_id, size, rowid FROM journal_entry WHERE hash = ?1", err);
    if (check->local)
        check->stored = query_new(check->store,
            "SELECT tbl, id, col, why, lost, kept FROM journal_conflict WHERE entry = ?1", err);
    if (!check->stored)
        return err->code;
    char *waited;
    enum li_err code = fact_load(check->store, "waited", &waited, err);
    check->waited = waited ? strtoull(waited, NULL, 10) : UINT64_MAX;
    free(waited);
    char *stale = NULL;
    if (!code)
        code = fact_load(check->store, ENTRY_COUNTS_STALE, &stale, err);
    check->stale = stale && *stale;
    free(stale);
    return code ? code : query_count(check->store, "journal_conflict", &check->conflicts, err);
}

struct check_entry *check_entry_new(
    struct store *store, struct store *scratch, struct check_report *report, struct li_error *err)
{
    assert(store && scratch && store != scratch && report && err);
    struct check_entry *check = li_calloc(1, sizeof *check);
    check->store = store;
    check->report = report;
    check->tables = apply_tables_new(scratch);
    if (!check_entry_load(check, err))
        return check;
    check_entry_free(check);
    return NULL;
}

void check_entry_free(struct check_entry *check)
{
    if (!check)
        return;
    apply_tables_free(check->tables);
    touch_index_free(check->index);
    touched_clear(&check->touched);
    query_free(check->before);
    query_free(check->local);
    query_free(check->stored);
    free(check);
}

/* --- an entry by itself ----------------------------------------------------------------------- */

static enum li_err check_entry_hash(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    (void)err;
    struct hash hash = entry_hash(entry);
    if (!hash_equal(&hash, &entry->name.hash))
        check_report_say_of(
            check->report, entry, li_strdup("was altered: its contents do not match its hash."));
    return LI_OK;
}

static void check_entry_say_gap(struct check_entry *check, const struct entry *entry)
{
    struct entry_name missing = {.replica = entry->name.replica, .seq = entry->name.seq - 1};
    char *name = entry_name_text(check->store, &entry->name);
    char *gap = entry_name_text(check->store, &missing);
    check_report_say(check->report,
        li_format("The journal has entry %s, but %s, the entry before it, is missing.", name, gap));
    free(name);
    free(gap);
}

/* Checks that the entry before it is of the same replica and earlier, and has the number before. */
static enum li_err check_entry_chain(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    struct id replica = {{0}};
    bool first = hash_is_zero(&entry->before), follows = entry->name.seq == 1;
    query_bind_hash(check->before, 1, &entry->before);
    int step = first ? 0 : query_step(check->before, err);
    if (step > 0)
        follows = query_id(check->before, 0, &replica) &&
                  id_equal(&replica, &entry->name.replica) &&
                  query_int(check->before, 1) + 1 == entry->name.seq &&
                  (uint64_t)query_int(check->before, 2) < entry->hlc;
    query_reset(check->before);
    if (step < 0)
        return err->code;
    if (!first && step == 0)
        check_entry_say_gap(check, entry);
    else if (!follows)
        check_report_say_of(check->report, entry,
            li_strdup("does not follow the entry that it names as the previous one."));
    return LI_OK;
}

static bool check_entry_same_id(struct query *query, int column, bool any, const struct id *wanted)
{
    struct id id;
    bool there = query_id(query, column, &id);
    return there == any && (!any || id_equal(&id, wanted));
}

/* Checks that the stored span and size are those of its changeset. */
static enum li_err check_entry_span(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    struct id first = {{0}}, last = {{0}};
    bool any = entry_span(entry, &first, &last);
    query_bind_hash(check->local, 1, &entry->name.hash);
    int step = query_step(check->local, err);
    bool same = step > 0 && check_entry_same_id(check->local, 0, any, &first) &&
                check_entry_same_id(check->local, 1, any, &last) &&
                query_int(check->local, 2) == (int64_t)entry->changeset_size;
    query_reset(check->local);
    if (step < 0)
        return err->code;
    if (!same)
        check_report_say_of(check->report, entry,
            li_strdup("has a stored span or size that does not match its changes."));
    return LI_OK;
}

/* Sets check->touched to the records that the entry touches. False: the entry is damaged. */
static bool check_entry_touch(struct check_entry *check, const struct entry *entry)
{
    check->touched.count = 0;
    bool whole = entry->sort != ENTRY_RECORDS ||
                 (touched_add(&check->touched, entry->changeset, entry->changeset_size) &&
                     touched_add(&check->touched, entry->effect, entry->effect_size));
    touched_sort(&check->touched);
    return whole;
}

/* Checks that the touch index lists the entry under all records that it touches, if it is one of
   those that should be listed. */
static enum li_err check_entry_listed(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    bool listed = true;
    query_bind_hash(check->local, 1, &entry->name.hash);
    int step = query_step(check->local, err);
    int64_t row = step > 0 ? query_int(check->local, 3) : 0;
    query_reset(check->local);
    if (step < 0)
        return err->code;
    if (!touch_index_covers(check->index, entry->hlc, row) || !check_entry_touch(check, entry))
        return LI_OK;
    enum li_err code = touch_index_lists(check->index, entry->hlc, &check->touched, &listed, err);
    if (!code && !listed)
        check_report_say_of(check->report, entry,
            li_strdup("changes or refers to records for which local_touch does not list it."));
    return code;
}

/* Checks that the entry is marked as applied if it counts, and otherwise as waiting. What is still
   undecided is no damage: an entry that became due since the last merge, one in the future, and
   anything after an interrupted sync. */
static enum li_err check_entry_state(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    bool counts = false;
    enum li_err code = entry_counts(check->store, entry, &counts, err);
    bool excused = check->stale || (entry->state == ENTRY_WAITING && entry->hlc > check->waited);
    bool future = entry->hlc > entry_clock_due(check->store);
    if (!code && counts != (entry->state == ENTRY_APPLIED) && !excused && !future)
        check_report_say_of(check->report, entry,
            li_strdup(counts ? "is marked as waiting, but should be applied."
                             : "is marked as applied, but does not count."));
    return code;
}

/* --- what it does ----------------------------------------------------------------------------- */

static bool check_entry_same_text(struct query *query, int column, const char *wanted)
{
    const char *text = query_text(query, column);
    return text && wanted ? strcmp(text, wanted) == 0 : text == wanted;
}

static bool check_entry_is_conflict(struct query *row, const struct apply_conflict *conflict)
{
    struct id id;
    return check_entry_same_text(row, 0, conflict->table) && query_id(row, 1, &id) &&
           id_equal(&id, &conflict->id) && check_entry_same_text(row, 2, conflict->column) &&
           check_entry_same_text(row, 3, conflict->why) &&
           check_entry_same_text(row, 4, conflict->lost) &&
           check_entry_same_text(row, 5, conflict->kept);
}

/* Checks that the stored conflicts are those of the replay. */
static enum li_err check_entry_conflicts(struct check_entry *check, const struct entry *entry,
    const struct apply_result *result, struct li_error *err)
{
    size_t stored = 0, matched = 0;
    int step;
    if (check->conflicts == 0 && result->conflicts.count == 0)
        return LI_OK;
    bool *seen = li_calloc(result->conflicts.count + 1, sizeof *seen);
    query_bind_hash(check->stored, 1, &entry->name.hash);
    while ((step = query_step(check->stored, err)) > 0) {
        size_t i = 0;
        while (i < result->conflicts.count &&
               (seen[i] || !check_entry_is_conflict(check->stored, &result->conflicts.items[i])))
            i++;
        seen[i] = true;
        matched += i < result->conflicts.count;
        stored++;
    }
    query_reset(check->stored);
    free(seen);
    if (step < 0)
        return err->code;
    if (stored != matched || matched != result->conflicts.count)
        check_report_say_of(check->report, entry,
            li_format("has %zu stored conflict%s; the replay confirms %zu and finds %zu more.",
                stored, stored == 1 ? "" : "s", matched, result->conflicts.count - matched));
    return LI_OK;
}

static enum li_err check_entry_effect(struct check_entry *check, const struct entry *entry,
    const struct apply_result *result, struct li_error *err)
{
    bool stored_as_meant = entry->effect == entry->changeset;
    int same = stored_as_meant == result->as_meant;
    if (same && !stored_as_meant)
        same = changeset_meaning_equal(
            entry->effect, entry->effect_size, result->effect.at, result->effect.size, err);
    if (same < 0)
        return err->code;
    if (!same)
        check_report_say_of(
            check->report, entry, li_strdup("has a stored effect that differs from the replay."));
    return check_entry_conflicts(check, entry, result, err);
}

static enum li_err check_entry_replay(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    struct apply_result result = {.as_meant = false};
    struct apply_options options = {.wants_effect = entry->effect != entry->changeset};
    bool reverts = false;
    enum li_err code = entry_reverts_earlier(check->store, entry, &reverts, err);
    options.overrules = !reverts;
    if (!code && entry->state == ENTRY_APPLIED)
        code = apply_entry(check->tables, entry, options, &result, err);
    if (!code)
        code = check_entry_effect(check, entry, &result, err);
    apply_result_free(&result);
    return code;
}

enum li_err check_entry_run(
    struct check_entry *check, const struct entry *entry, struct li_error *err)
{
    static enum li_err (*const checks[])(
        struct check_entry * check, const struct entry *entry, struct li_error *err) = {
        check_entry_hash,
        check_entry_chain,
        check_entry_span,
        check_entry_listed,
        check_entry_state,
        check_entry_replay,
    };
    assert(check && entry && err);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && !code; i++)
        code = checks[i](check, entry, err);
    if (code == LI_CORRUPT || code == LI_REFUSED) {
        check_report_say_of(check->report, entry, li_format("can't be replayed: %s", err->message));
        code = LI_OK;
    }
    return code;
}
