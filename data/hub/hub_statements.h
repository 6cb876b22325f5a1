/*
 * hub_statements.h: every statement that is sent to a hub.
 *
 * They are plain enough to run unchanged on PostgreSQL, Citus, YugabyteDB and CockroachDB: tables
 * with composite keys, inserts, one join with a list. tests/unit/data/hub/test_hub_statements
 * parses each, and refuses what one of these engines lacks.
 *
 * Tables are found by the login's search_path: one schema for each team. Rows are only added,
 * except that heads are replaced. `by` is the login that added a row, so that no one can take
 * another's place, or change what another added.
 */
#ifndef LI_DATA_HUB_HUB_STATEMENTS_H
#define LI_DATA_HUB_HUB_STATEMENTS_H

#include <stddef.h>

/* Statements sent while syncing: the parameters in order, then after a colon the columns given.
   Bytes are bytea, numbers bigint. */
enum hub_statement {
    HUB_BEGIN,
    HUB_COMMIT,
    HUB_CLOCK,       /* gives milliseconds since 1970 */
    HUB_HEADS,       /* team: replica, last, hash; last 0: what that device has, as HUB_TOLD says
                        it; in order of replica, then age */
    HUB_VECTORS,     /* team, devices: device, hash, vector, in the same order */
    HUB_PULL,        /* team, replicas, numbers: bundles of other replicas, and of these those that
                        end after the number; in order: replica, first, last, hash, sealed */
    HUB_LIST,        /* team, replica: first, hash of its bundles, in order */
    HUB_FETCH,       /* team, replica, first, hash: sealed */
    HUB_BEFORE,      /* team, replica, hash: first of a bundle that ends there */
    HUB_PUSH,        /* team, replica, first, last, hash, sealed */
    HUB_HEAD_PASSED, /* team, replica, hash: this login's head moves on */
    HUB_HEAD,        /* team, replica, last, hash */
    HUB_TOLD_PASSED, /* team, device */
    HUB_TOLD,        /* team, device, hash of its vector, vector */
    HUB_SNAPSHOTS,   /* team: snapshot, parts, by, of those that are whole; the newest first */
    HUB_SNAPSHOT_FETCH, /* team, snapshot, by, part: sealed */
    HUB_SNAPSHOT_PUSH,  /* team, snapshot, part, parts, entries, sealed */
    HUB_STATEMENT_COUNT
};

const char *hub_statement_sql(enum hub_statement statement);

/* Statements that create the tables, for the schema's owner; each is safe to repeat. Ended by
   NULL. */
extern const char *const hub_statements_tables[];
/* Statements that only engines with row security accept. Ended by NULL. */
extern const char *const hub_statements_policies[];

/* All of these as one script, with comments for each engine. The caller frees it. */
char *hub_statements_script(void);

#endif
