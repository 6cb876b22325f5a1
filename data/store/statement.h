/*
 * statement.h: statements that a store prepares once, and keeps until it is closed.
 *
 * Each has a slot. The store's own are here; the journal's (data/entry/entry_statement.h) follow
 * them.
 */
#ifndef LI_DATA_STORE_STATEMENT_H
#define LI_DATA_STORE_STATEMENT_H

#include "data/base/error.h"

struct query;
struct store;

enum statement_own {
    STATEMENT_BEGIN,
    STATEMENT_BEGIN_READ,
    STATEMENT_COMMIT,
    STATEMENT_ROLLBACK,
    STATEMENT_COLUMNS, /* of the table ?1 */
    STATEMENT_REFERENCES,
    STATEMENT_SCHEMA_VERSION,
    STATEMENT_OWN_COUNT,
};

enum { STATEMENT_MOST = 64 }; /* slots */

/* The slot's statement, reset, and sql the same at every call. The store owns it; nothing that runs
   while it is stepped may ask for it again. NULL on failure. */
struct query *statement_prepare(
    struct store *store, int slot, const char *sql, struct li_error *err);

struct query *statement_own(struct store *store, enum statement_own which, struct li_error *err);

/* Frees all of them, before the connection is closed. */
void statement_forget(struct store *store);

#endif
