/*
 * journal_migrate.c: the entries of format 1 made into those of format 2.
 *
 * A pure function of the old rows: two copies of a database that are migrated apart are equal. It
 * runs in the transaction of its migration, an entry at a time, all or nothing.
 *
 * Format 1 kept conflicts, and left entries out whole, by other rules. Where an entry did not do
 * all it meant, the tables are made anew by the rules of today.
 */
#include "data/journal/journal_internal.h"

/* The last schema of format 1. */
enum { FORMAT_1_SCHEMA = 6 };

struct old_entry {
    struct query *rows;   /* format 1, in its total order */
    struct query *before; /* the hash of a replica's entry by its count */
    int64_t done, total;
    int64_t deviating; /* entries that did not do all they meant */
    uint64_t first_deviating;
};

static enum li_err journal_old_prepare(
    struct store *store, struct old_entry *old, struct li_error *err)
{
    old->rows = query_new(store,
        "SELECT e.replica, e.seq, e.hlc, e.grp, e.author, e.at, e.label, e.reverts_replica,"
        " e.reverts_seq, e.changeset, e.effect, e.state = 'rejected', e.grp IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM journal_entry_1 n WHERE n.replica = e.replica AND n.seq = e.seq + 1"
        " AND n.grp = e.grp) FROM journal_entry_1 e ORDER BY e.hlc, e.replica",
        err);
    if (old->rows)
        old->before =
            query_new(store, "SELECT hash FROM journal_entry WHERE replica = ?1 AND seq = ?2", err);
    return old->before ? query_count(store, "journal_entry_1", &old->total, err) : err->code;
}

/* Zero where there is none: then it is damaged, and the check says so. */
static enum li_err journal_old_hash_of(struct old_entry *old, const struct id *replica, int64_t seq,
    struct hash *out, struct li_error *err)
{
    *out = (struct hash){{0}};
    query_bind_id(old->before, 1, replica);
    query_bind_int(old->before, 2, seq);
    int step = query_step(old->before, err);
    if (step > 0)
        query_hash(old->before, 0, out);
    query_reset(old->before);
    return step < 0 ? err->code : LI_OK;
}

/* Of what it takes back and follows, the hashes are known by now: they are earlier. */
static enum li_err journal_old_read(struct old_entry *old, struct entry *out, struct li_error *err)
{
    struct id reverted = {{0}};
    *out = (struct entry){.sort = ENTRY_RECORDS, .schema = FORMAT_1_SCHEMA};
    query_id(old->rows, 0, &out->name.replica);
    out->name.seq = query_int(old->rows, 1);
    out->hlc = (uint64_t)query_int(old->rows, 2);
    query_id(old->rows, 3, &out->group);
    out->author = (char *)query_text(old->rows, 4);
    out->at = (char *)query_text(old->rows, 5);
    out->label = (char *)query_text(old->rows, 6);
    out->changeset = (void *)query_blob(old->rows, 9, &out->changeset_size);
    out->effect = out->changeset;
    out->effect_size = out->changeset_size;
    if (!query_null(old->rows, 10))
        out->effect = (void *)query_blob(old->rows, 10, &out->effect_size);
    out->last = query_int(old->rows, 12) != 0;
    enum li_err code =
        journal_old_hash_of(old, &out->name.replica, out->name.seq - 1, &out->before, err);
    if (code == LI_OK && query_id(old->rows, 7, &reverted))
        code = journal_old_hash_of(old, &reverted, query_int(old->rows, 8), &out->reverts, err);
    out->name.hash = entry_hash(out);
    return code;
}

static enum li_err journal_old_convert(
    struct store *store, struct old_entry *old, struct li_error *err)
{
    struct entry entry;
    enum li_err code = journal_old_read(old, &entry, err);
    bool deviates = query_int(old->rows, 11) || entry.effect != entry.changeset;
    if (deviates && old->deviating++ == 0)
        old->first_deviating = entry.hlc;
    return code == LI_OK ? entry_add(store, &entry, err) : code;
}

static enum li_err journal_old_tell(
    struct store *store, struct old_entry *old, struct li_error *err)
{
    old->done++;
    if (!store->migrating ||
        store->migrating(store->migrating_arg, old->done, old->total, old->done))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; %s was not changed.", store->path);
}

static enum li_err journal_old_convert_all(
    struct store *store, struct old_entry *old, struct li_error *err)
{
    int step = 0;
    enum li_err code = journal_old_prepare(store, old, err);
    while (code == LI_OK && (step = query_step(old->rows, err)) > 0) {
        code = journal_old_convert(store, old, err);
        if (code == LI_OK)
            code = journal_old_tell(store, old, err);
    }
    query_free(old->rows);
    query_free(old->before);
    return step < 0 ? err->code : code;
}

/* What did not do all it meant, and all after it, by the rules of today. */
static enum li_err journal_old_replay(
    struct store *store, const struct old_entry *old, struct li_error *err)
{
    const struct entry position = {.hlc = old->first_deviating};
    if (old->deviating == 0)
        return LI_OK;
    enum li_err code = apply_back_to(store, &position, NULL, NULL, err);
    return code == LI_OK ? reorder_put_in(store, &position, err) : code;
}

/* Where SQLite wipes what it deletes it would hold all of it in memory meanwhile. The entries stay,
   in their new form, so there is nothing here to wipe. */
static enum li_err journal_old_drop(struct store *store, struct li_error *err)
{
    int64_t wipes = 0;
    enum li_err code = query_number(store, "PRAGMA secure_delete", &wipes, err);
    if (code == LI_OK)
        code = query_run(store, "PRAGMA secure_delete = OFF", err);
    if (code == LI_OK)
        code = query_run(store, "DROP TABLE journal_entry_1", err);
    if (code == LI_OK)
        code = query_run(store, "DROP TABLE journal_conflict_1", err);
    if (code == LI_OK && wipes == 1)
        code = query_run(store, "PRAGMA secure_delete = ON", err);
    return code;
}

enum li_err journal_migrate(struct store *store, struct li_error *err)
{
    struct old_entry old = {0};
    enum li_err code = journal_old_convert_all(store, &old, err);
    if (code == LI_OK)
        code = journal_old_replay(store, &old, err);
    if (code == LI_OK)
        code = store_mark_replica(store, err);
    return code == LI_OK ? journal_old_drop(store, err) : code;
}
