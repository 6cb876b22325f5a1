/*
 * store_sql.c: the journal's own statements, prepared once a store, and its transactions.
 */
#include "memory.h"
#include "store_internal.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define ENTRY_COLUMNS                                                                              \
    "SELECT replica, seq, hlc, grp, reverts_replica, reverts_seq, author, at, label, state,"       \
    " changeset, effect FROM journal_entry "

static const char *const store_statements[STORE_SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_LAST_HLC] = "SELECT max(hlc) FROM journal_entry",
    [SQL_LAST_SEQ] = "SELECT seq, hlc FROM journal_entry WHERE replica = ?1"
                     " ORDER BY seq DESC LIMIT 1",
    [SQL_ENTRY_ADD] =
        "INSERT INTO journal_entry (replica, seq, hlc, grp, reverts_replica, reverts_seq, author,"
        " at, label, state, first_id, last_id, changeset, effect)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [SQL_ENTRY_EFFECT] = "UPDATE journal_entry SET state = ?3, first_id = ?4, last_id = ?5,"
                         " effect = ?6 WHERE replica = ?1 AND seq = ?2",
    [SQL_ENTRY_BY_ROW] = ENTRY_COLUMNS "WHERE rowid = ?1",
    [SQL_ENTRY_BY_NAME] = ENTRY_COLUMNS "WHERE replica = ?1 AND seq = ?2",
    [SQL_ENTRY_AFTER] = ENTRY_COLUMNS "WHERE (hlc, replica) > (?1, ?2)"
                                      " ORDER BY hlc, replica LIMIT 1",
    [SQL_ENTRY_BEFORE] = ENTRY_COLUMNS "WHERE (hlc, replica) < (?1, ?2)"
                                       " ORDER BY hlc DESC, replica DESC LIMIT 1",
    [SQL_GROUP_LAST] = "SELECT max(seq) FROM journal_entry WHERE replica = ?1 AND grp ="
                       " (SELECT grp FROM journal_entry WHERE replica = ?1 AND seq = ?2)",
    /* The length of a blob is read without the blob. */
    [SQL_GROUP_SIZE] = "SELECT sum(length(changeset)) FROM journal_entry"
                       " WHERE replica = ?1 AND grp = ?2",
    [SQL_REVERTED_BY] = "SELECT replica, seq FROM journal_entry"
                        " WHERE reverts_replica = ?1 AND reverts_seq = ?2"
                        " AND first_id IS NOT NULL", /* one that did nothing took nothing back */
    [SQL_CONFLICT_ADD] =
        "INSERT INTO journal_conflict (replica, seq, tbl, id, col, why, lost, kept)"
        " VALUES (?1, ?2, ?3, ?4, (SELECT name FROM pragma_table_info(?3)"
        " WHERE cid = ?5), ?6, ?7, ?8)",
    [SQL_CONFLICT_DROP] = "DELETE FROM journal_conflict WHERE replica = ?1 AND seq = ?2",
    [SQL_COLUMNS] = "SELECT name, type = 'NUMERIC', dflt_value IS NOT NULL, pk"
                    " FROM pragma_table_info(?1) ORDER BY cid",
    [SQL_SCHEMA_VERSION] = "PRAGMA schema_version",
    [SQL_UNDOABLE] = "SELECT replica, seq FROM journal_entry WHERE replica = ?1 AND author = ?2"
                     " AND reverts_seq IS NULL AND first_id IS NOT NULL ORDER BY seq DESC",
    [SQL_REDOABLE] = "SELECT replica, seq, reverts_seq FROM journal_entry WHERE replica = ?1"
                     " AND author = ?2 ORDER BY seq DESC",
    [SQL_CONFLICT_COUNT] = "SELECT count(*) FROM journal_conflict",
};

struct query *store_kept(struct store *store, enum store_sql which, struct li_error *err)
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
    struct query *query = store_kept(store, which, err);
    return query ? query_finish(query, err) : err->code;
}

enum li_err store_begin(struct store *store, struct li_error *err)
{
    return store_run_kept(store, SQL_BEGIN, err);
}

enum li_err store_commit(struct store *store, struct li_error *err)
{
    store_widen(store, false); /* what follows sorts, in parts as large as the cache */
    enum li_err code = store->following ? store->following(store->following_arg, err) : LI_OK;
    return code == LI_OK ? store_run_kept(store, SQL_COMMIT, err) : code;
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

void store_widen(struct store *store, bool wide)
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
