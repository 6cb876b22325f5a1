/*
 * merge.c: taking in entries from elsewhere, so that the tables are what all entries that count
 * make of them in their total order, whatever order they came in.
 */
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/journal/journal_internal.h"
#include "data/store/table_info.h"
#include <stdlib.h>
#include <string.h>

/* In the year 4199: a clock that says more is wrong, and would leave no room to count on from. */
static const uint64_t merge_hlc_most = INT64_MAX / 2;

struct merge {
    struct store *store;
    const struct entry **fresh; /* not known yet; by replica, then count, then hash */
    size_t count;
    bool forks; /* some are this replica's own: a copy of this database went on writing */
    struct journal_merged merged;
};

static int merge_compare(const void *a, const void *b)
{
    const struct entry *one = *(const struct entry *const *)a;
    const struct entry *other = *(const struct entry *const *)b;
    int order = memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
    if (order == 0)
        order = (one->name.seq > other->name.seq) - (one->name.seq < other->name.seq);
    return order ? order : hash_compare(&one->name.hash, &other->name.hash);
}

/* --- what is refused -------------------------------------------------------------------------- */

static enum li_err merge_refuse(struct merge *merge, const struct entry *entry, enum li_err code,
    const char *why, struct li_error *err)
{
    char *name = journal_name_text(merge->store, &entry->name);
    li_fail(err, code, "Entry %s %s; nothing was imported.", name, why);
    free(name);
    return code;
}

static enum li_err merge_refuse_gap(
    struct merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry_name missing = {.replica = entry->name.replica, .seq = entry->name.seq - 1};
    char *gap = journal_name_text(merge->store, &missing);
    char *why = li_format("arrived, but %s, the entry before it, did not; send that one too", gap);
    merge_refuse(merge, entry, LI_REFUSED, why, err);
    free(gap);
    free(why);
    return LI_REFUSED;
}

/* A record that an entry names. */
struct named {
    struct id id;
    const struct table_info *of; /* of its table */
    int carried;                 /* so many columns of it */
};

static int merge_named_compare(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    int order = memcmp(one->id.byte, other->id.byte, ID_SIZE);
    return order ? order : (one->of > other->of) - (one->of < other->of);
}

/* Each record once, and all of a table by the same columns: what SQLite can take out again. */
static bool merge_named_once(struct named *named, size_t count)
{
    bool once = true;
    if (count)
        qsort(named, count, sizeof *named, merge_named_compare);
    for (size_t i = 1; i < count && once; i++)
        once = merge_named_compare(&named[i - 1], &named[i]) != 0;
    return once;
}

/* What is read of an entry to judge it. */
struct judging {
    struct bytes named;
    struct named last;
    bool sound;
};

static enum li_err merge_judge_change(struct judging *judging, struct store *store,
    const struct changeset *changeset, struct li_error *err)
{
    const char *table = changeset_table(changeset);
    if (!store_replicates(table)) {
        judging->sound = false;
        return LI_OK;
    }
    struct named named = {.id = *changeset_id(changeset),
        .of = store_table_info(store, table, err),
        .carried = changeset_carried(changeset)};
    if (!named.of)
        return err->code;
    if (named.of == judging->last.of && named.carried != judging->last.carried)
        judging->sound = false;
    judging->last = named;
    bytes_add(&judging->named, &named, sizeof named);
    return LI_OK;
}

/* Can every change of it be read, and does it belong in the tables? */
static enum li_err merge_readable(
    struct merge *merge, const struct entry *entry, struct li_error *err)
{
    struct judging judging = {.sound = true};
    struct changeset *changeset =
        changeset_read(merge->store, entry->changeset, entry->changeset_size, err);
    if (!changeset)
        return err->code;
    int step = 0;
    enum li_err code = LI_OK;
    while (judging.sound && code == LI_OK && (step = changeset_next(changeset, err)) > 0)
        code = merge_judge_change(&judging, merge->store, changeset, err);
    changeset_free(changeset);
    bool sound = judging.sound && step == 0 &&
                 merge_named_once(
                     (struct named *)judging.named.at, judging.named.size / sizeof(struct named));
    free(judging.named.at);
    if (code != LI_OK || (step < 0 && err->code == LI_REFUSED))
        return err->code;
    return sound ? LI_OK : merge_refuse(merge, entry, LI_CORRUPT, "is damaged", err);
}

/* An entry by itself. */
static enum li_err merge_judge(struct merge *merge, const struct entry *entry, struct li_error *err)
{
    if (entry->sort != ENTRY_RECORDS || entry->schema > store_schema_newest())
        return merge_refuse(merge, entry, LI_REFUSED,
            "was written by a newer version of liaise; update liaise first", err);
    if (!entry->at || !entry->author || !entry->label || entry->changeset_size == 0)
        return merge_refuse(merge, entry, LI_CORRUPT, "is damaged", err);
    struct hash hash = entry_hash(entry);
    if (!hash_equal(&hash, &entry->name.hash))
        return merge_refuse(merge, entry, LI_CORRUPT, "does not match its hash", err);
    if (entry->hlc == 0 || entry->hlc > merge_hlc_most)
        return merge_refuse(merge, entry, LI_CORRUPT, "has an impossible timestamp", err);
    return merge_readable(merge, entry, err);
}

/* The one before it: among what came, sorted by replica, count and hash, or here. */
static enum li_err merge_find_before(
    struct merge *merge, const struct entry *entry, struct entry *out, struct li_error *err)
{
    const struct entry wanted = {.name = {entry->name.replica, entry->name.seq - 1, entry->before}};
    const struct entry *key = &wanted, **found = bsearch(&key, merge->fresh, merge->count,
                                           sizeof *merge->fresh, merge_compare);
    if (!found)
        return entry_find(merge->store, &entry->before, out, err);
    *out = (struct entry){.name = (*found)->name, .hlc = (*found)->hlc};
    return LI_OK;
}

/* It follows on what it says it follows. */
static enum li_err merge_follows(
    struct merge *merge, const struct entry *entry, struct li_error *err)
{
    struct entry before = {0};
    if (hash_is_zero(&entry->before))
        return entry->name.seq == 1 ? LI_OK
                                    : merge_refuse(merge, entry, LI_CORRUPT,
                                          "has no entry before it, but is not the first", err);
    enum li_err code = merge_find_before(merge, entry, &before, err);
    if (code == LI_NONE)
        return merge_refuse_gap(merge, entry, err);
    if (code != LI_OK)
        return code;
    bool follows = id_equal(&before.name.replica, &entry->name.replica) &&
                   before.name.seq + 1 == entry->name.seq;
    bool later = before.hlc < entry->hlc;
    entry_free(&before);
    if (!follows)
        return merge_refuse(merge, entry, LI_CORRUPT, "does not follow the entry it names", err);
    return later ? LI_OK
                 : merge_refuse(merge, entry, LI_CORRUPT, "has an impossible timestamp", err);
}

/* --- what is new ------------------------------------------------------------------------------ */

/* Leaves in merge->fresh what is not known, once each. */
static enum li_err merge_choose(struct merge *merge, struct li_error *err)
{
    size_t kept = 0;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < merge->count && code == LI_OK; i++) {
        const struct entry *entry = merge->fresh[i];
        struct entry here;
        bool twice = kept && entry_name_equal(&merge->fresh[kept - 1]->name, &entry->name);
        code = merge_judge(merge, entry, err);
        if (code != LI_OK)
            return code;
        code = twice ? LI_OK : entry_find(merge->store, &entry->name.hash, &here, err);
        if (code == LI_NONE)
            merge->fresh[kept++] = entry;
        else if (code == LI_OK && !twice)
            entry_free(&here);
        merge->merged.known += code == LI_OK;
        code = code == LI_NONE ? LI_OK : code;
    }
    merge->count = kept;
    return code;
}

/* It has done nothing so far. */
static enum li_err merge_add(struct merge *merge, const struct entry *entry, struct li_error *err)
{
    static char nothing[1];
    struct entry row = *entry;
    row.effect = nothing;
    row.effect_size = 0;
    row.state = ENTRY_WAITING;
    merge->forks = merge->forks || id_equal(&entry->name.replica, &merge->store->replica);
    return entry_add(merge->store, &row, err);
}

static enum li_err merge_add_all(struct merge *merge, struct li_error *err)
{
    enum li_err code = merge_choose(merge, err);
    for (size_t i = 0; i < merge->count && code == LI_OK; i++)
        code = merge_follows(merge, merge->fresh[i], err);
    for (size_t i = 0; i < merge->count && code == LI_OK; i++)
        code = merge_add(merge, merge->fresh[i], err);
    return code;
}

/* --- what counts by now ----------------------------------------------------------------------- */

static enum li_err merge_conflicts(struct merge *merge, int64_t *count, struct li_error *err)
{
    struct query *query = store_statement(merge->store, SQL_CONFLICT_COUNT, err);
    if (!query || query_step(query, err) < 0)
        return err->code;
    *count = query_int(query, 0);
    query_reset(query);
    return LI_OK;
}

static enum li_err merge_count_waiting(struct merge *merge, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < merge->count && code == LI_OK; i++) {
        bool counts;
        code = entry_counts(merge->store, merge->fresh[i], &counts, err);
        merge->merged.waiting += code == LI_OK && !counts;
    }
    return code;
}

/* For journal_check, to which time was looked whether what waits is due. */
static enum li_err merge_remember_waiting(struct merge *merge, struct li_error *err)
{
    int64_t waiting = 0;
    enum li_err code = query_number(merge->store,
        "SELECT EXISTS (SELECT 1 FROM journal_entry WHERE state = 'waiting')", &waiting, err);
    if (code != LI_OK || !waiting)
        return code;
    char *due = li_format("%llu", (unsigned long long)journal_due(merge->store));
    code = store_set_fact(merge->store, "waited", due, err);
    free(due);
    return code;
}

static enum li_err merge_put_in(struct merge *merge, struct li_error *err)
{
    struct entry position;
    enum li_err code = reorder_first_due(merge->store, &position, err);
    if (code == LI_OK)
        code = apply_back_to(merge->store, &position, NULL, NULL, err);
    if (code == LI_OK)
        code = reorder_put_in(merge->store, &position, err);
    return code == LI_NONE ? LI_OK : code;
}

static enum li_err merge_run_command(struct merge *merge, struct li_error *err)
{
    int64_t before = 0, after = 0;
    enum li_err code = merge_conflicts(merge, &before, err);
    if (code == LI_OK)
        code = merge_add_all(merge, err);
    if (code == LI_OK && merge->forks)
        code = store_rename_replica(merge->store, err);
    if (code == LI_OK)
        code = merge_put_in(merge, err);
    if (code == LI_OK)
        code = merge_remember_waiting(merge, err);
    if (code == LI_OK)
        code = merge_count_waiting(merge, err);
    if (code == LI_OK)
        code = merge_conflicts(merge, &after, err);
    merge->merged.taken = merge->count;
    merge->merged.conflicts = after > before ? (size_t)(after - before) : 0;
    return code;
}

enum li_err journal_merge(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = (struct journal_merged){0};
    struct merge merge = {.store = store, .count = count};
    struct id was = store->replica;
    enum li_err code = journal_may_write(store, err);
    if (code == LI_OK)
        code = store_begin(store, err);
    if (code != LI_OK)
        return code;
    merge.fresh = li_calloc(count, sizeof(const struct entry *));
    for (size_t i = 0; i < count; i++)
        merge.fresh[i] = &entries[i];
    if (count)
        qsort(merge.fresh, count, sizeof(const struct entry *), merge_compare);
    store->gate = GATE_OPEN;
    store->unjudged = true;
    code = merge_run_command(&merge, err);
    store->unjudged = false;
    if (code == LI_OK)
        code = store_commit(store, err);
    store_rollback(store);
    store->gate = GATE_SHUT;
    free(merge.fresh);
    if (code == LI_OK)
        *out = merge.merged;
    else
        store->replica = was;
    return code;
}

/* --- what waits for a record ------------------------------------------------------------------ */

/* Whether the changeset in the row adds the record. */
static bool merge_row_adds(
    struct store *store, struct query *row, const char *table, const struct id *id)
{
    size_t size;
    struct li_error err;
    struct bytes room = {0}, part = {0};
    const void *bytes = query_blob(row, 0, &size);
    bool adds = false;
    if (packer_is_packed(bytes, size) &&
        packer_unpack(store_packer(store), bytes, size, &room, &err) == LI_OK) {
        bytes = room.at;
        size = room.size;
    }
    struct changeset *change = changeset_part(bytes, size, id, &part)
                                   ? changeset_read(store, part.at, part.size, &err)
                                   : NULL;
    while (change && !adds && changeset_next(change, &err) > 0)
        adds = changeset_how(change) == CHANGE_ADD && strcmp(changeset_table(change), table) == 0;
    changeset_free(change);
    free(part.at);
    free(room.at);
    return adds;
}

bool journal_waits_for(struct store *store, const char *table, const struct id *id)
{
    struct li_error err;
    bool added = false;
    struct query *query = store_fresh(store, SQL_ENTRY_NAMING, &err);
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    while (!added && query_step(query, &err) > 0)
        added = merge_row_adds(store, query, table, id);
    query_free(query);
    return !added;
}
