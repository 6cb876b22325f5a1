/*
 * store_sql.c: the journal's own statements, prepared once a store, and its transactions.
 */
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define ENTRY_COLUMNS                                                                              \
    "SELECT hash, sort, replica, seq, hlc, at, schema, author, behalf, label, grp, last, reverts," \
    " stands_for, before, state, changeset, effect FROM journal_entry "

/* One that did nothing took nothing back, and there is nothing of it to take back. */
#define ENTRY_DID "(effect IS NULL OR length(effect) > 0)"

static const char *const store_statements[STORE_SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_LAST_HLC] = "SELECT hlc FROM journal_entry WHERE state = 'applied'"
                     " ORDER BY hlc DESC LIMIT 1",
    [SQL_LAST_SEQ] = "SELECT seq, hlc, hash FROM journal_entry WHERE replica = ?1"
                     " ORDER BY seq DESC LIMIT 1",
    [SQL_ENTRY_ADD] =
        "INSERT INTO journal_entry (hash, sort, replica, seq, hlc, at, schema, author, behalf,"
        " label, grp, last, reverts, stands_for, before, first_id, last_id, size, changeset, state,"
        " effect) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
        " ?17, ?18, ?19, ?20, ?21)",
    [SQL_ENTRY_DONE] = "UPDATE journal_entry SET state = ?2, effect = ?3 WHERE hash = ?1",
    [SQL_ENTRY_MOVE] = "UPDATE journal_entry SET hash = ?2, hlc = ?3, before = ?4, reverts = ?5"
                       " WHERE hash = ?1",
    [SQL_ENTRY_BY_ROW] = ENTRY_COLUMNS "WHERE rowid = ?1",
    [SQL_ENTRY_BY_HASH] = ENTRY_COLUMNS "WHERE hash = ?1",
    [SQL_ENTRY_AFTER] = ENTRY_COLUMNS "WHERE (hlc, replica, hash) > (?1, ?2, ?3)"
                                      " ORDER BY hlc, replica, hash LIMIT 1",
    [SQL_ENTRY_BEFORE] = ENTRY_COLUMNS "WHERE (hlc, replica, hash) < (?1, ?2, ?3)"
                                       " ORDER BY hlc DESC, replica DESC, hash DESC LIMIT 1",
    [SQL_ENTRY_BRANCHES] = "SELECT hash FROM journal_entry WHERE replica = ?1 AND seq = ?2",
    [SQL_ENTRY_NAMING] = "SELECT changeset FROM journal_entry"
                         " WHERE first_id <= ?1 AND last_id >= ?1",
    [SQL_GROUP_LAST] = "SELECT hash, seq FROM journal_entry WHERE replica = ?1 AND grp ="
                       " (SELECT grp FROM journal_entry WHERE hash = ?2) ORDER BY seq DESC LIMIT 1",
    [SQL_GROUP_WHOLE] = "SELECT last FROM journal_entry WHERE replica = ?1 AND grp = ?2"
                        " ORDER BY seq DESC LIMIT 1",
    /* One that waits is none yet: what stands on it is put in again once it counts. */
    [SQL_REVERTS_EARLIER] = "SELECT 1 FROM journal_entry WHERE hash = ?1 AND state = 'applied'"
                            " AND (hlc, replica, hash) < (?2, ?3, ?4)",
    [SQL_GROUP_SIZE] = "SELECT sum(size) FROM journal_entry WHERE replica = ?1 AND grp = ?2",
    /* What takes back is later than what it takes back: a forged circle has an end. */
    [SQL_REVERTED_BY] = "SELECT u.replica, u.seq, u.hash FROM journal_entry u, journal_entry e"
                        " WHERE u.reverts = ?1 AND e.hash = ?1 AND u.state = 'applied'"
                        " AND (u.effect IS NULL OR length(u.effect) > 0)"
                        " AND (u.hlc, u.replica, u.hash) > (e.hlc, e.replica, e.hash)",
    [SQL_WAITING] = "SELECT hash, replica, hlc, grp FROM journal_entry WHERE state = 'waiting'"
                    " ORDER BY hlc, replica, hash",
    [SQL_CONFLICT_ADD] = "INSERT INTO journal_conflict (entry, tbl, id, col, why, lost, kept)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_CONFLICT_DROP] = "DELETE FROM journal_conflict WHERE entry = ?1",
    [SQL_CONFLICT_MOVE] = "UPDATE journal_conflict SET entry = ?2 WHERE entry = ?1",
    [SQL_CONFLICT_COUNT] = "SELECT count(*) FROM journal_conflict",
    [SQL_COLUMNS] = "SELECT name, type = 'NUMERIC', dflt_value IS NOT NULL, pk"
                    " FROM pragma_table_info(?1) ORDER BY cid",
    [SQL_REFERENCES] = "SELECT s.name, f.\"from\", f.\"table\" FROM sqlite_schema s,"
                       " pragma_foreign_key_list(s.name) f WHERE s.type = 'table'"
                       " ORDER BY s.rowid, f.id",
    [SQL_SCHEMA_VERSION] = "PRAGMA schema_version",
    [SQL_UNDOABLE] = "SELECT replica, seq, hash FROM journal_entry WHERE replica = ?1"
                     " AND author = ?2 AND reverts IS NULL AND " ENTRY_DID " ORDER BY seq DESC",
    [SQL_REDOABLE] = "SELECT replica, seq, hash, reverts FROM journal_entry WHERE replica = ?1"
                     " AND author = ?2 ORDER BY seq DESC",
};

struct query *store_statement(struct store *store, enum store_sql which, struct li_error *err)
{
    struct query **kept = &store->kept[which];
    if (*kept) {
        query_reset(*kept);
        return *kept;
    }
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    *kept = query_new(store, store_statements[which], err);
    store->gate = gate;
    return *kept;
}

struct query *store_fresh(struct store *store, enum store_sql which, struct li_error *err)
{
    return query_new(store, store_statements[which], err);
}

static enum li_err store_run_kept(struct store *store, enum store_sql which, struct li_error *err)
{
    struct query *query = store_statement(store, which, err);
    return query ? query_finish(query, err) : err->code;
}

enum li_err store_begin(struct store *store, struct li_error *err)
{
    enum li_err code = store_run_kept(store, SQL_BEGIN, err);
    if (code == LI_OK)
        store->written = WRITTEN_NOTHING;
    return code;
}

enum li_err store_commit(struct store *store, struct li_error *err)
{
    store_set_large_cache(store, false); /* what follows sorts, in parts as large as the cache */
    enum li_err code = store->following ? store->following(store->following_arg, err) : LI_OK;
    if (code == LI_OK)
        code = store_refuse_unread(store, err);
    if (code != LI_OK)
        return code;
    store->written = WRITTEN_PERHAPS;
    code = store_run_kept(store, SQL_COMMIT, err);
    if (code != LI_OK)
        store->unread = (struct li_error){0}; /* that is told already */
    return code;
}

void store_rollback(struct store *store)
{
    struct li_error err;
    /* Some failures have rolled back already. */
    if (store->db && !sqlite3_get_autocommit(store->db))
        store_run_kept(store, SQL_ROLLBACK, &err);
}

enum li_err store_write_local(struct store *store,
    enum li_err (*fn)(struct store *store, void *arg, struct li_error *err), void *arg,
    struct li_error *err)
{
    store->hasty = true;
    enum li_err code = store_begin(store, err);
    store->hasty = false;
    if (code == LI_OK)
        code = fn(store, arg, err);
    if (code == LI_OK)
        code = store_commit(store, err);
    store_rollback(store);
    return code;
}

void store_set_large_cache(struct store *store, bool wide)
{
    if (store->wide == wide)
        return;
    store->wide = wide;
    query_run(store, wide ? STORE_CACHE_WIDE : STORE_CACHE, NULL);
}

/* What it sorts at a time is as large as its cache was when the sorting began. */
void store_sort_in_parts(struct store *store, bool on)
{
    query_run(store, on ? STORE_CACHE_SMALL : STORE_CACHE, NULL);
}

enum li_err store_tables(struct store *store, char ***out, size_t *count, struct li_error *err)
{
    char **tables = NULL;
    size_t found = 0;
    struct query *query =
        query_new(store, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0) {
        if (!store_replicates(query_text(query, 0)))
            continue;
        tables = li_realloc(tables, found + 1, sizeof *tables);
        tables[found++] = li_strdup(query_text(query, 0));
    }
    query_free(query);
    if (step < 0) {
        store_tables_free(tables, found);
        return err->code;
    }
    *out = tables;
    *count = found;
    return LI_OK;
}

void store_tables_free(char **tables, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(tables[i]);
    free(tables);
}
