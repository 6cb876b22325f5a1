/*
 * merge.c: taking in entries from elsewhere, so that the tables are what all entries in their total
 * order make of them, whatever order they came in.
 */
#include "journal_internal.h"
#include "memory.h"
#include <stdlib.h>
#include <string.h>

/* In the year 4199: a clock that says more is wrong, and would leave no room to count on from. */
static const uint64_t hlc_most = INT64_MAX / 2;

struct merge {
    struct store *store;
    const struct entry **fresh; /* not known yet; by replica, then count */
    size_t count;
    struct journal_merged merged;
};

static int merge_compare(const void *a, const void *b)
{
    const struct entry *one = *(const struct entry *const *)a;
    const struct entry *other = *(const struct entry *const *)b;
    int order = memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
    if (order != 0)
        return order;
    return (one->name.seq > other->name.seq) - (one->name.seq < other->name.seq);
}

static enum li_err merge_refuse(struct merge *merge, const struct entry *entry, enum li_err code,
    const char *why, struct li_error *err)
{
    char *name = journal_name_text(merge->store, &entry->name);
    li_fail(err, code, "Entry %s %s; nothing was taken in.", name, why);
    free(name);
    return code;
}

static bool merge_same(const struct entry *a, const struct entry *b)
{
    return a->hlc == b->hlc && a->changeset_size == b->changeset_size &&
           memcmp(a->changeset, b->changeset, a->changeset_size) == 0;
}

/* Two entries of one name that differ: a database file was copied and both went on writing. */
static enum li_err merge_forked(
    struct merge *merge, const struct entry *entry, struct li_error *err)
{
    return merge_refuse(merge, entry, LI_REFUSED,
        "differs from the one of that name here: a database file was copied and both copies were "
        "written to",
        err);
}

/* Before anything is touched: can every change of it be read, and does it belong in the tables? */
static enum li_err merge_readable(
    struct merge *merge, const struct entry *entry, struct li_error *err)
{
    struct changeset *changeset =
        changeset_read(merge->store, entry->changeset, entry->changeset_size, err);
    if (!changeset)
        return err->code;
    int step;
    while ((step = changeset_next(changeset, err)) > 0)
        if (!store_replicates(changeset_table(changeset)))
            break;
    changeset_free(changeset);
    if (step < 0 && err->code == LI_REFUSED)
        return err->code;
    return step == 0 ? LI_OK : merge_refuse(merge, entry, LI_CORRUPT, "is damaged", err);
}

/* Leaves in merge->fresh what is not known, once each. */
static enum li_err merge_choose(struct merge *merge, struct li_error *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < merge->count; i++) {
        const struct entry *entry = merge->fresh[i];
        const struct entry *before = kept ? merge->fresh[kept - 1] : NULL;
        if (before && entry_name_equal(&before->name, &entry->name)) {
            if (!merge_same(before, entry))
                return merge_forked(merge, entry, err);
            merge->merged.known++;
            continue;
        }
        struct entry here;
        enum li_err code = entry_find(merge->store, &entry->name, &here, err);
        if (code == LI_NONE) {
            merge->fresh[kept++] = entry;
            continue;
        }
        if (code != LI_OK)
            return code;
        bool same = merge_same(&here, entry);
        entry_free(&here);
        if (!same)
            return merge_forked(merge, entry, err);
        merge->merged.known++;
    }
    merge->count = kept;
    return LI_OK;
}

static enum li_err merge_last(struct merge *merge, const struct id *replica, int64_t *seq,
    uint64_t *hlc, struct li_error *err)
{
    struct query *query = store_kept(merge->store, SQL_LAST_SEQ, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    int step = query_step(query, err);
    *seq = step > 0 ? query_int(query, 0) : 0;
    *hlc = step > 0 ? (uint64_t)query_int(query, 1) : 0;
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* Each replica's entries follow on what is here, later each than the one before. */
static enum li_err merge_follow(struct merge *merge, struct li_error *err)
{
    int64_t seq = 0;
    uint64_t hlc = 0;
    for (size_t i = 0; i < merge->count; i++) {
        const struct entry *entry = merge->fresh[i];
        if (i == 0 || !id_equal(&entry->name.replica, &merge->fresh[i - 1]->name.replica)) {
            enum li_err code = merge_last(merge, &entry->name.replica, &seq, &hlc, err);
            if (code != LI_OK)
                return code;
        }
        if (entry->name.seq != seq + 1) {
            struct entry_name missing = {entry->name.replica, seq + 1};
            char *gap = journal_name_text(merge->store, &missing);
            char *why = li_format("came, but %s did not: send that one too", gap);
            enum li_err code = merge_refuse(merge, entry, LI_REFUSED, why, err);
            free(gap);
            free(why);
            return code;
        }
        if (entry->hlc <= hlc || entry->hlc > hlc_most)
            return merge_refuse(merge, entry, LI_CORRUPT, "has an impossible time", err);
        enum li_err code = merge_readable(merge, entry, err);
        if (code != LI_OK)
            return code;
        seq = entry->name.seq;
        hlc = entry->hlc;
    }
    return LI_OK;
}

static const struct entry *merge_first(const struct merge *merge)
{
    const struct entry *first = merge->fresh[0];
    for (size_t i = 1; i < merge->count; i++)
        if (entry_compare(merge->fresh[i], first) < 0)
            first = merge->fresh[i];
    return first;
}

/* Not applied yet: it has done nothing so far. */
static enum li_err merge_add(struct merge *merge, const struct entry *entry, struct li_error *err)
{
    static char nothing[1];
    char at[INSTANT_SIZE];
    struct entry row = *entry;
    entry_instant(entry->hlc, at);
    row.at = at;
    row.author = entry->author ? entry->author : nothing;
    row.label = entry->label ? entry->label : nothing;
    row.effect = nothing;
    row.effect_size = 0;
    row.state = ENTRY_APPLIED;
    return entry_add(merge->store, &row, err);
}

static enum li_err merge_apply(struct merge *merge, struct entry *entry, struct li_error *err)
{
    struct applied applied;
    enum li_err code =
        apply_changeset(merge->store, entry->changeset, entry->changeset_size, &applied, err);
    if (code == LI_OK) {
        if (applied.state == ENTRY_REJECTED && entry->state != ENTRY_REJECTED)
            merge->merged.rejected++;
        struct entry row = *entry;
        row.effect = applied.effect;
        row.effect_size = applied.effect_size;
        row.state = applied.state;
        code = entry_update(merge->store, &row, err);
    }
    if (code == LI_OK)
        code = applied_keep_conflicts(merge->store, &applied, &entry->name, err);
    applied_free(&applied);
    return code;
}

static enum li_err merge_apply_from(
    struct merge *merge, const struct entry *first, struct li_error *err)
{
    struct entry entry;
    enum li_err code = entry_find(merge->store, &first->name, &entry, err);
    while (code == LI_OK) {
        uint64_t hlc = entry.hlc;
        struct id replica = entry.name.replica;
        code = merge_apply(merge, &entry, err);
        entry_free(&entry);
        if (code == LI_OK)
            code = entry_after(merge->store, hlc, &replica, &entry, err);
    }
    return code == LI_NONE ? LI_OK : code;
}

static enum li_err merge_conflicts(struct merge *merge, int64_t *count, struct li_error *err)
{
    struct query *query = store_kept(merge->store, SQL_CONFLICT_COUNT, err);
    if (!query || query_step(query, err) < 0)
        return err->code;
    *count = query_int(query, 0);
    query_reset(query);
    return LI_OK;
}

static enum li_err merge_run(struct merge *merge, struct li_error *err)
{
    int64_t before = 0, after = 0;
    enum li_err code = merge_choose(merge, err);
    if (code == LI_OK)
        code = merge_follow(merge, err);
    if (code != LI_OK || merge->count == 0)
        return code;
    const struct entry *first = merge_first(merge);
    code = merge_conflicts(merge, &before, err);
    if (code == LI_OK)
        code = apply_back_to(merge->store, first->hlc, &first->name.replica, NULL, NULL, err);
    for (size_t i = 0; i < merge->count && code == LI_OK; i++)
        code = merge_add(merge, merge->fresh[i], err);
    if (code == LI_OK)
        code = merge_apply_from(merge, first, err);
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
    enum li_err code = journal_may_write(store, err);
    if (code == LI_OK)
        code = store_begin(store, err);
    if (code != LI_OK)
        return code;
    merge.fresh = li_calloc(count, sizeof(const struct entry *));
    for (size_t i = 0; i < count; i++)
        merge.fresh[i] = &entries[i];
    qsort(merge.fresh, count, sizeof(const struct entry *), merge_compare);
    store->gate = GATE_OPEN;
    code = merge_run(&merge, err);
    if (code == LI_OK)
        code = store_commit(store, err);
    store_rollback(store);
    store->gate = GATE_SHUT;
    free(merge.fresh);
    if (code == LI_OK)
        *out = merge.merged;
    return code;
}
