/*
 * journal_migrate.c: converts one entry at a time.
 *
 * The result depends only on the old rows, so two copies of a database that are migrated separately
 * stay equal.
 *
 * Format 1 had other rules for conflicts, and left out whole entries. So the tables are rebuilt by
 * today's rules, from the first entry that did not do exactly its changeset.
 */
#include "data/journal/journal_migrate.h"
#include "data/apply/reorder.h"
#include "data/apply/take_out.h"
#include "data/database/replica.h"
#include "data/entry/entry.h"
#include "data/entry/entry_hash.h"
#include "data/store/query.h"
#include "data/store/store.h"
#include <assert.h>

/* The last schema of format 1. */
enum { JOURNAL_MIGRATE_SCHEMA = 6 };

struct journal_migrate {
    struct query *rows;   /* the entries of format 1, in their total order */
    struct query *before; /* the hash of an entry by replica and number */
    const struct journal_migrate_observer *observer; /* NULL: none */
    int64_t done, total;
    int64_t deviating;        /* entries that did not do exactly their changeset */
    uint64_t first_deviating; /* hlc */
};

static enum li_err journal_migrate_prepare(
    struct store *store, struct journal_migrate *migrate, struct li_error *err)
{
    migrate->rows = query_new(store,
        "SELECT e.replica, e.seq, e.hlc, e.grp, e.author, e.at, e.label, e.reverts_replica,"
        " e.reverts_seq, e.changeset, e.effect, e.state = 'rejected', e.grp IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM journal_entry_1 n WHERE n.replica = e.replica AND n.seq = e.seq + 1"
        " AND n.grp = e.grp) FROM journal_entry_1 e ORDER BY e.hlc, e.replica",
        err);
    if (migrate->rows)
        migrate->before =
            query_new(store, "SELECT hash FROM journal_entry WHERE replica = ?1 AND seq = ?2", err);
    return migrate->before ? query_count(store, "journal_entry_1", &migrate->total, err)
                           : err->code;
}

/* A zero hash if there is no such entry: then the journal is damaged, as `liaise check` reports. */
static enum li_err journal_migrate_hash_of(struct journal_migrate *migrate,
    const struct id *replica, int64_t seq, struct hash *out, struct li_error *err)
{
    *out = (struct hash){{0}};
    query_bind_id(migrate->before, 1, replica);
    query_bind_int(migrate->before, 2, seq);
    int step = query_step(migrate->before, err);
    if (step > 0)
        query_hash(migrate->before, 0, out);
    query_reset(migrate->before);
    return step < 0 ? err->code : LI_OK;
}

/* Reads the current row. The entries that it undoes and follows are earlier, so their hashes are
   known by now. */
static enum li_err journal_migrate_load(
    struct journal_migrate *migrate, struct entry *out, struct li_error *err)
{
    struct id reverted = {{0}};
    *out = (struct entry){.sort = ENTRY_RECORDS, .schema = JOURNAL_MIGRATE_SCHEMA};
    query_id(migrate->rows, 0, &out->name.replica);
    out->name.seq = query_int(migrate->rows, 1);
    out->hlc = (uint64_t)query_int(migrate->rows, 2);
    query_id(migrate->rows, 3, &out->group);
    out->author = (char *)query_text(migrate->rows, 4);
    out->at = (char *)query_text(migrate->rows, 5);
    out->label = (char *)query_text(migrate->rows, 6);
    out->changeset = (void *)query_blob(migrate->rows, 9, &out->changeset_size);
    out->effect = out->changeset;
    out->effect_size = out->changeset_size;
    if (!query_null(migrate->rows, 10))
        out->effect = (void *)query_blob(migrate->rows, 10, &out->effect_size);
    out->last = query_int(migrate->rows, 12) != 0;
    enum li_err code =
        journal_migrate_hash_of(migrate, &out->name.replica, out->name.seq - 1, &out->before, err);
    if (!code && query_id(migrate->rows, 7, &reverted))
        code = journal_migrate_hash_of(
            migrate, &reverted, query_int(migrate->rows, 8), &out->reverts, err);
    out->name.hash = entry_hash(out);
    return code;
}

static enum li_err journal_migrate_convert(
    struct store *store, struct journal_migrate *migrate, struct li_error *err)
{
    struct entry entry;
    enum li_err code = journal_migrate_load(migrate, &entry, err);
    bool deviates = query_int(migrate->rows, 11) || entry.effect != entry.changeset;
    if (deviates && migrate->deviating++ == 0)
        migrate->first_deviating = entry.hlc;
    return code ? code : entry_save(store, &entry, err);
}

static enum li_err journal_migrate_report(
    struct store *store, struct journal_migrate *migrate, struct li_error *err)
{
    migrate->done++;
    const struct journal_migrate_observer *observer = migrate->observer;
    if (!observer || !observer->progress ||
        observer->progress(observer->arg, migrate->done, migrate->total, migrate->done))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; %s was not changed.", store_path(store));
}

static enum li_err journal_migrate_convert_all(
    struct store *store, struct journal_migrate *migrate, struct li_error *err)
{
    int step = 0;
    enum li_err code = journal_migrate_prepare(store, migrate, err);
    while (!code && (step = query_step(migrate->rows, err)) > 0) {
        code = journal_migrate_convert(store, migrate, err);
        if (!code)
            code = journal_migrate_report(store, migrate, err);
    }
    query_free(migrate->rows);
    query_free(migrate->before);
    return step < 0 ? err->code : code;
}

/* Rebuilds the tables by today's rules, from the first entry that deviates. */
static enum li_err journal_migrate_replay(
    struct store *store, const struct journal_migrate *migrate, struct li_error *err)
{
    const struct entry position = {.hlc = migrate->first_deviating};
    if (migrate->deviating == 0)
        return LI_OK;
    struct apply_tables *tables = apply_tables_new(store);
    enum li_err code = take_out_from(tables, &position, NULL, NULL, err);
    if (!code)
        code = reorder_from(tables, &position, err);
    apply_tables_free(tables);
    return code;
}

/* With secure_delete on, SQLite would hold all that it deletes in memory. The contents live on in
   the new tables, so there is nothing to wipe. */
static enum li_err journal_migrate_drop(struct store *store, struct li_error *err)
{
    int64_t wipes = 0;
    enum li_err code = query_number(store, "PRAGMA secure_delete", &wipes, err);
    if (!code)
        code = query_run(store, "PRAGMA secure_delete = OFF", err);
    if (!code)
        code = query_run(store, "DROP TABLE journal_entry_1", err);
    if (!code)
        code = query_run(store, "DROP TABLE journal_conflict_1", err);
    if (!code && wipes == 1)
        code = query_run(store, "PRAGMA secure_delete = ON", err);
    return code;
}

enum li_err journal_migrate(struct store *store, void *observer, struct li_error *err)
{
    assert(store && err);
    struct journal_migrate migrate = {.observer = observer};
    enum li_err code = journal_migrate_convert_all(store, &migrate, err);
    if (!code)
        code = journal_migrate_replay(store, &migrate, err);
    if (!code)
        code = replica_mark(store, err);
    return code ? code : journal_migrate_drop(store, err);
}
