/*
 * journal_merge.c: entries imported, so that the tables are what all entries that count make of
 * them in their total order, whatever order they arrived in.
 *
 * In this order: what is known is left out, and each new entry judged by itself and by the one it
 * follows; all are saved as waiting; then, from the first entry that counts by now and had not, all
 * effects are taken out of the tables and everything is put in again in order.
 */
#include "data/journal/journal_merge.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/changeset/changeset.h"
#include "data/changeset/changeset_walk.h"
#include "data/database/fact.h"
#include "data/database/replica.h"
#include "data/database/schema.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_name.h"
#include "data/entry/entry_statement.h"
#include "data/entry/reorder.h"
#include "data/entry/take_out.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* In the year 4199: a clock that says more is wrong, and would leave no time for later entries. */
static const uint64_t journal_merge_hlc_most = INT64_MAX / 2;

struct journal_merge {
    struct store *store;
    const struct entry **fresh; /* not known yet; by replica, then number, then hash */
    size_t count;
    bool forks; /* some are own entries: a copy of this database went on writing */
    struct journal_merged merged;
};

static int journal_merge_compare(const void *a, const void *b)
{
    const struct entry *one = *(const struct entry *const *)a;
    const struct entry *other = *(const struct entry *const *)b;
    int order = memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
    if (order == 0)
        order = (one->name.seq > other->name.seq) - (one->name.seq < other->name.seq);
    return order ? order : hash_compare(&one->name.hash, &other->name.hash);
}

/* --- what is refused -------------------------------------------------------------------------- */

static enum li_err journal_merge_refuse(struct journal_merge *merge, const struct entry *entry,
    enum li_err code, const char *why, struct li_error *err)
{
    char *name = entry_name_text(merge->store, &entry->name);
    li_fail(err, code, "Entry %s %s; nothing was imported.", name, why);
    free(name);
    return code;
}

static enum li_err journal_merge_refuse_gap(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry_name missing = {.replica = entry->name.replica, .seq = entry->name.seq - 1};
    char *gap = entry_name_text(merge->store, &missing);
    char *why = li_format("arrived, but %s, the entry before it, did not; send that one too", gap);
    journal_merge_refuse(merge, entry, LI_REFUSED, why, err);
    free(gap);
    free(why);
    return LI_REFUSED;
}

/* A record that an entry changes. */
struct journal_merge_record {
    struct id id;
    const struct table_info *table;
    int carried; /* columns of it that the entry has */
};

static int journal_merge_compare_records(const void *a, const void *b)
{
    const struct journal_merge_record *one = a, *other = b;
    int order = memcmp(one->id.byte, other->id.byte, ID_SIZE);
    return order ? order : (one->table > other->table) - (one->table < other->table);
}

/* Whether each record is changed once: what SQLite can take out again. */
static bool journal_merge_are_distinct(struct journal_merge_record *named, size_t count)
{
    bool once = true;
    if (count)
        qsort(named, count, sizeof *named, journal_merge_compare_records);
    for (size_t i = 1; i < count && once; i++)
        once = journal_merge_compare_records(&named[i - 1], &named[i]) != 0;
    return once;
}

/* What is known of an entry while it is judged. */
struct journal_merge_judgment {
    struct bytes records;
    struct journal_merge_record last;
    bool sound;
};

static enum li_err journal_merge_judge_change(struct journal_merge_judgment *judgment,
    struct store *store, const struct changeset *changeset, struct li_error *err)
{
    const char *table = changeset_table(changeset);
    if (!table_info_replicates(table)) {
        judgment->sound = false;
        return LI_OK;
    }
    struct journal_merge_record record = {.id = *changeset_id(changeset),
        .table = table_info_find(store, table, err),
        .carried = changeset_carried(changeset)};
    if (!record.table)
        return err->code;
    if (record.table == judgment->last.table && record.carried != judgment->last.carried)
        judgment->sound = false;
    judgment->last = record;
    bytes_add(&judgment->records, &record, sizeof record);
    return LI_OK;
}

/* Every change of it can be read, is of a replicated table, and has as many columns as the others
   of that table. */
static enum li_err journal_merge_readable(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct journal_merge_judgment judgment = {.sound = true};
    struct changeset *changeset =
        changeset_open(merge->store, entry->changeset, entry->changeset_size, err);
    if (!changeset)
        return err->code;
    int step = 0;
    enum li_err code = LI_OK;
    while (judgment.sound && !code && (step = changeset_next(changeset, err)) > 0)
        code = journal_merge_judge_change(&judgment, merge->store, changeset, err);
    changeset_close(changeset);
    bool sound = judgment.sound && step == 0 &&
                 journal_merge_are_distinct((struct journal_merge_record *)judgment.records.at,
                     judgment.records.size / sizeof(struct journal_merge_record));
    free(judgment.records.at);
    if (code || (step < 0 && err->code == LI_REFUSED))
        return err->code;
    return sound ? LI_OK : journal_merge_refuse(merge, entry, LI_CORRUPT, "is damaged", err);
}

/* An entry by itself. */
static enum li_err journal_merge_judge(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    if (entry->sort != ENTRY_RECORDS || entry->schema > schema_newest())
        return journal_merge_refuse(merge, entry, LI_REFUSED,
            "was written by a newer version of liaise; update liaise first", err);
    if (!entry->at || !entry->author || !entry->label || entry->changeset_size == 0)
        return journal_merge_refuse(merge, entry, LI_CORRUPT, "is damaged", err);
    struct hash hash = entry_hash(entry);
    if (!hash_equal(&hash, &entry->name.hash))
        return journal_merge_refuse(merge, entry, LI_CORRUPT, "does not match its hash", err);
    if (entry->hlc == 0 || entry->hlc > journal_merge_hlc_most)
        return journal_merge_refuse(merge, entry, LI_CORRUPT, "has an impossible timestamp", err);
    return journal_merge_readable(merge, entry, err);
}

/* The entry before it, among what arrived or here. LI_NONE: neither. */
static enum li_err journal_merge_find_before(
    struct journal_merge *merge, const struct entry *entry, struct entry *out, struct li_error *err)
{
    const struct entry wanted = {.name = {entry->name.replica, entry->name.seq - 1, entry->before}};
    const struct entry *key = &wanted, **found = bsearch(&key, merge->fresh, merge->count,
                                           sizeof *merge->fresh, journal_merge_compare);
    if (!found)
        return entry_find(merge->store, &entry->before, out, err);
    *out = (struct entry){.name = (*found)->name, .hlc = (*found)->hlc};
    return LI_OK;
}

/* It follows the entry that it names. */
static enum li_err journal_merge_follows(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry before = {0};
    if (hash_is_zero(&entry->before))
        return entry->name.seq == 1 ? LI_OK
                                    : journal_merge_refuse(merge, entry, LI_CORRUPT,
                                          "has no entry before it, but is not the first", err);
    enum li_err code = journal_merge_find_before(merge, entry, &before, err);
    if (code == LI_NONE)
        return journal_merge_refuse_gap(merge, entry, err);
    if (code)
        return code;
    bool follows = id_equal(&before.name.replica, &entry->name.replica) &&
                   before.name.seq + 1 == entry->name.seq;
    bool later = before.hlc < entry->hlc;
    entry_free(&before);
    if (!follows)
        return journal_merge_refuse(
            merge, entry, LI_CORRUPT, "does not follow the entry it names", err);
    return later
               ? LI_OK
               : journal_merge_refuse(merge, entry, LI_CORRUPT, "has an impossible timestamp", err);
}

/* --- what is new ------------------------------------------------------------------------------ */

/* Judges each, and leaves in merge->fresh what is not known, once each. */
static enum li_err journal_merge_choose(struct journal_merge *merge, struct li_error *err)
{
    size_t chosen = 0;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < merge->count && !code; i++) {
        const struct entry *entry = merge->fresh[i];
        struct entry here;
        bool twice = chosen && entry_name_equal(&merge->fresh[chosen - 1]->name, &entry->name);
        code = journal_merge_judge(merge, entry, err);
        if (code)
            return code;
        code = twice ? LI_OK : entry_find(merge->store, &entry->name.hash, &here, err);
        if (code == LI_NONE)
            merge->fresh[chosen++] = entry;
        else if (!code && !twice)
            entry_free(&here);
        merge->merged.known += !code;
        code = code == LI_NONE ? LI_OK : code;
    }
    merge->count = chosen;
    return code;
}

/* It has done nothing yet. */
static enum li_err journal_merge_add(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err)
{
    static char nothing[1];
    struct entry row = *entry;
    row.effect = nothing;
    row.effect_size = 0;
    row.state = ENTRY_WAITING;
    merge->forks = merge->forks || id_equal(&entry->name.replica, &merge->store->replica);
    return entry_save(merge->store, &row, err);
}

static enum li_err journal_merge_add_all(struct journal_merge *merge, struct li_error *err)
{
    enum li_err code = journal_merge_choose(merge, err);
    for (size_t i = 0; i < merge->count && !code; i++)
        code = journal_merge_follows(merge, merge->fresh[i], err);
    for (size_t i = 0; i < merge->count && !code; i++)
        code = journal_merge_add(merge, merge->fresh[i], err);
    return code;
}

/* --- what counts by now ----------------------------------------------------------------------- */

static enum li_err journal_merge_conflicts(
    struct journal_merge *merge, int64_t *count, struct li_error *err)
{
    struct query *query = entry_statement(merge->store, ENTRY_SQL_CONFLICT_COUNT, err);
    if (!query || query_step(query, err) < 0)
        return err->code;
    *count = query_int(query, 0);
    query_reset(query);
    return LI_OK;
}

static enum li_err journal_merge_count_waiting(struct journal_merge *merge, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < merge->count && !code; i++) {
        bool counts;
        code = entry_counts(merge->store, merge->fresh[i], &counts, err);
        merge->merged.waiting += !code && !counts;
    }
    return code;
}

/* For journal_check: up to which time it was decided whether what waits is due. */
static enum li_err journal_merge_remember_waiting(struct journal_merge *merge, struct li_error *err)
{
    int64_t waiting = 0;
    enum li_err code = query_number(merge->store,
        "SELECT EXISTS (SELECT 1 FROM journal_entry WHERE state = 'waiting')", &waiting, err);
    if (code || !waiting)
        return code;
    char *due = li_format("%llu", (unsigned long long)entry_clock_due(merge->store));
    code = fact_save(merge->store, "waited", due, err);
    free(due);
    return code;
}

static enum li_err journal_merge_put_in(struct journal_merge *merge, struct li_error *err)
{
    struct entry position;
    enum li_err code = reorder_first_due(merge->store, &position, err);
    if (!code)
        code = take_out_from(merge->store, &position, NULL, NULL, err);
    if (!code)
        code = reorder_from(merge->store, &position, err);
    return code == LI_NONE ? LI_OK : code;
}

static enum li_err journal_merge_run(struct journal_merge *merge, struct li_error *err)
{
    int64_t before = 0, after = 0;
    enum li_err code = journal_merge_conflicts(merge, &before, err);
    if (!code)
        code = journal_merge_add_all(merge, err);
    if (!code && merge->forks)
        code = replica_rename(merge->store, err);
    if (!code)
        code = journal_merge_put_in(merge, err);
    if (!code)
        code = journal_merge_remember_waiting(merge, err);
    if (!code)
        code = journal_merge_count_waiting(merge, err);
    if (!code)
        code = journal_merge_conflicts(merge, &after, err);
    merge->merged.taken = merge->count;
    merge->merged.conflicts = after > before ? (size_t)(after - before) : 0;
    return code;
}

/* The caller frees it. */
static const struct entry **journal_merge_sort(const struct entry *entries, size_t count)
{
    const struct entry **sorted = li_calloc(count, sizeof(const struct entry *));
    for (size_t i = 0; i < count; i++)
        sorted[i] = &entries[i];
    if (count)
        qsort(sorted, count, sizeof(const struct entry *), journal_merge_compare);
    return sorted;
}

enum li_err journal_merge(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err)
{
    assert(store && (entries || count == 0) && out && err);
    *out = (struct journal_merged){0};
    struct journal_merge merge = {.store = store, .count = count};
    struct id was = store->replica;
    enum li_err code = journal_check_writable(store, err);
    if (!code)
        code = transaction_begin(store, err);
    if (code)
        return code;
    merge.fresh = journal_merge_sort(entries, count);
    store->gate = GATE_OPEN;
    store->merging = true;
    code = journal_merge_run(&merge, err);
    store->merging = false;
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    store->gate = GATE_SHUT;
    free(merge.fresh);
    if (!code)
        *out = merge.merged;
    else
        store->replica = was;
    return code;
}

/* --- what waits for a record ------------------------------------------------------------------ */

/* Whether the changeset in the row adds the record. */
static bool journal_merge_row_adds(
    struct store *store, struct query *row, const char *table, const struct id *id)
{
    size_t size;
    struct li_error err;
    struct bytes room = {0}, part = {0};
    const void *bytes = query_blob(row, 0, &size);
    bool adds = false;
    if (packer_is_packed(bytes, size) &&
        !packer_unpack(store_packer(store), bytes, size, &room, &err)) {
        bytes = room.at;
        size = room.size;
    }
    struct changeset *change = changeset_walk_part(bytes, size, id, &part)
                                   ? changeset_open(store, part.at, part.size, &err)
                                   : NULL;
    while (change && !adds && changeset_next(change, &err) > 0)
        adds = changeset_how(change) == CHANGE_ADD && strcmp(changeset_table(change), table) == 0;
    changeset_close(change);
    free(part.at);
    free(room.at);
    return adds;
}

bool journal_merge_waits_for(struct store *store, const char *table, const struct id *id)
{
    assert(store && table && id);
    struct li_error err;
    bool added = false;
    struct query *query = entry_statement_new(store, ENTRY_SQL_NAMING, &err);
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    while (!added && query_step(query, &err) > 0)
        added = journal_merge_row_adds(store, query, table, id);
    query_free(query);
    return !added;
}
