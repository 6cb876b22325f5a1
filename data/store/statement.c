/*
 * statement.c: statements prepared once.
 */
#include "data/store/statement.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include <assert.h>

static const char *const statement_own_sql[STATEMENT_OWN_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_BEGIN_READ] = "BEGIN",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_ROLLBACK] = "ROLLBACK",
    [STATEMENT_COLUMNS] = "SELECT name, type = 'NUMERIC', dflt_value IS NOT NULL, pk,"
                          " \"notnull\", (SELECT sql FROM sqlite_schema WHERE name = ?1)"
                          " FROM pragma_table_info(?1) ORDER BY cid",
    [STATEMENT_REFERENCES] = "SELECT s.name, f.\"from\", f.\"table\" FROM sqlite_schema s,"
                             " pragma_foreign_key_list(s.name) f WHERE s.type = 'table'"
                             " ORDER BY s.rowid, f.id",
    [STATEMENT_SCHEMA_VERSION] = "PRAGMA schema_version",
};

/* Behind an open gate, since the gate of the first call need not be that of the next. */
struct query *statement_prepare(
    struct store *store, int slot, const char *sql, struct li_error *err)
{
    assert(store && slot >= 0 && slot < STATEMENT_MOST && sql);
    struct query **query = &store->statements[slot];
    if (*query) {
        query_reset(*query);
        return *query;
    }
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    *query = query_new(store, sql, err);
    store->gate = gate;
    return *query;
}

struct query *statement_own(struct store *store, enum statement_own which, struct li_error *err)
{
    return statement_prepare(store, (int)which, statement_own_sql[which], err);
}

void statement_forget(struct store *store)
{
    for (int i = 0; i < STATEMENT_MOST; i++) {
        query_free(store->statements[i]);
        store->statements[i] = NULL;
    }
}
