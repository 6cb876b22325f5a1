/*
 * entry_statement.h: the journal's SQL statements, each prepared at most once per store.
 */
#ifndef LI_DATA_ENTRY_ENTRY_STATEMENT_H
#define LI_DATA_ENTRY_ENTRY_STATEMENT_H

#include "data/base/error.h"

struct query;
struct store;

enum entry_sql {
    ENTRY_SQL_LAST_HLC,
    ENTRY_SQL_LAST_SEQ,
    ENTRY_SQL_ADD,
    ENTRY_SQL_SET_EFFECT,
    ENTRY_SQL_MOVE,
    ENTRY_SQL_BY_ROW,
    ENTRY_SQL_BY_HASH,
    ENTRY_SQL_AFTER,
    ENTRY_SQL_BEFORE,
    ENTRY_SQL_BRANCHES,
    ENTRY_SQL_NAMING,
    ENTRY_SQL_GROUP_LAST,
    ENTRY_SQL_GROUP_WHOLE,
    ENTRY_SQL_REVERTS_EARLIER,
    ENTRY_SQL_GROUP_SIZE,
    ENTRY_SQL_REVERTED_BY,
    ENTRY_SQL_HAS_STANDING,
    ENTRY_SQL_WAITING,
    ENTRY_SQL_WAITING_IN_GROUP,
    ENTRY_SQL_MISJUDGED,
    ENTRY_SQL_LEAST_LAST,
    ENTRY_SQL_POSITION,
    ENTRY_SQL_AT,
    ENTRY_SQL_LAST_APPLIED,
    ENTRY_SQL_REVERTING,
    ENTRY_SQL_CONFLICT_ADD,
    ENTRY_SQL_CONFLICT_DROP,
    ENTRY_SQL_CONFLICT_MOVE,
    ENTRY_SQL_CONFLICT_COUNT,
    ENTRY_SQL_CONFLICTS, /* of the entry ?1, as they were added */
    ENTRY_SQL_UNDOABLE,
    ENTRY_SQL_REDOABLE,
    ENTRY_SQL_COUNT,
};

/* The store's shared copy, reset (statement.h). The caller must finish with it before anything can
   ask for the same one again. NULL on failure. */
struct query *entry_statement(struct store *store, enum entry_sql which, struct li_error *err);

/* A separate copy, which the caller frees with query_free. NULL on failure. */
struct query *entry_statement_new(struct store *store, enum entry_sql which, struct li_error *err);

/* The SQL text. */
const char *entry_statement_text(enum entry_sql which);

#endif
