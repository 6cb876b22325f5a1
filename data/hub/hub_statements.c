/*
 * hub_statements.c: the statements, and the tables they use.
 */
#include "data/hub/hub_statements.h"
#include "data/base/memory.h"
#include <assert.h>

/* --- tables ----------------------------------------------------------------------------------- */

const char *const hub_statements_tables[] = {
    "CREATE TABLE IF NOT EXISTS liaise_bundle (\n"
    "  team bytea NOT NULL,\n"
    "  replica bytea NOT NULL,\n"
    "  first bigint NOT NULL,\n"
    "  hash bytea NOT NULL,\n"
    "  by text NOT NULL,\n"
    "  last bigint NOT NULL,\n"
    "  sealed bytea NOT NULL,\n"
    "  at timestamptz NOT NULL DEFAULT now(),\n"
    "  PRIMARY KEY (team, replica, first, hash, by)\n"
    ")",
    "CREATE TABLE IF NOT EXISTS liaise_head (\n"
    "  team bytea NOT NULL,\n"
    "  replica bytea NOT NULL,\n"
    "  hash bytea NOT NULL,\n"
    "  by text NOT NULL,\n"
    "  last bigint NOT NULL,\n"
    "  vector bytea,\n"
    "  at timestamptz NOT NULL DEFAULT now(),\n"
    "  PRIMARY KEY (team, replica, hash, by)\n"
    ")",
    "CREATE TABLE IF NOT EXISTS liaise_snapshot (\n"
    "  team bytea NOT NULL,\n"
    "  snapshot bytea NOT NULL,\n"
    "  part bigint NOT NULL,\n"
    "  by text NOT NULL,\n"
    "  parts bigint NOT NULL,\n"
    "  entries bigint NOT NULL,\n"
    "  sealed bytea NOT NULL,\n"
    "  at timestamptz NOT NULL DEFAULT now(),\n"
    "  PRIMARY KEY (team, snapshot, part, by)\n"
    ")",
    "GRANT SELECT, INSERT ON liaise_bundle TO PUBLIC",
    "GRANT SELECT, INSERT, DELETE ON liaise_head TO PUBLIC",
    "GRANT SELECT, INSERT ON liaise_snapshot TO PUBLIC",
    NULL,
};

/* A table's policies: everyone reads all rows, and adds and removes only their own. */
#define HUB_POLICIES(table)                                                                        \
    "ALTER TABLE " table " ENABLE ROW LEVEL SECURITY",                                             \
        "ALTER TABLE " table " FORCE ROW LEVEL SECURITY",                                          \
        "DROP POLICY IF EXISTS " table "_read ON " table,                                          \
        "CREATE POLICY " table "_read ON " table " FOR SELECT USING (true)",                       \
        "DROP POLICY IF EXISTS " table "_add ON " table,                                           \
        "CREATE POLICY " table "_add ON " table " FOR INSERT WITH CHECK (by = current_user)",      \
        "DROP POLICY IF EXISTS " table "_pass ON " table,                                          \
        "CREATE POLICY " table "_pass ON " table " FOR DELETE USING (by = current_user)"

const char *const hub_statements_policies[] = {
    HUB_POLICIES("liaise_bundle"),
    HUB_POLICIES("liaise_head"),
    HUB_POLICIES("liaise_snapshot"),
    NULL,
};

/* --- sharing ---------------------------------------------------------------------------------- */

static const char *const hub_statements_sql[] = {
    [HUB_BEGIN] = "BEGIN",
    [HUB_COMMIT] = "COMMIT",
    [HUB_CLOCK] = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
    [HUB_HEADS] = "SELECT replica, last, hash FROM liaise_head WHERE team = $1"
                  " ORDER BY replica, at",
    [HUB_VECTORS] = "SELECT replica, hash, vector FROM liaise_head"
                    " WHERE team = $1 AND replica = ANY ($2::bytea[]) AND last = 0"
                    " ORDER BY replica, at",
    [HUB_PULL] = "SELECT b.replica, b.first, b.last, b.hash, b.sealed FROM liaise_bundle b"
                 " WHERE b.team = $1 AND b.replica <> ALL ($2::bytea[])"
                 " UNION ALL"
                 " SELECT b.replica, b.first, b.last, b.hash, b.sealed FROM liaise_bundle b"
                 " JOIN unnest($2::bytea[], $3::bigint[]) AS have (replica, seq)"
                 " ON b.replica = have.replica AND b.last > have.seq"
                 " WHERE b.team = $1"
                 " ORDER BY 1, 2, 3, 4",
    [HUB_LIST] = "SELECT first, hash FROM liaise_bundle WHERE team = $1 AND replica = $2"
                 " ORDER BY first, hash",
    [HUB_FETCH] = "SELECT sealed FROM liaise_bundle"
                  " WHERE team = $1 AND replica = $2 AND first = $3 AND hash = $4 LIMIT 1",
    [HUB_BEFORE] = "SELECT first FROM liaise_bundle"
                   " WHERE team = $1 AND replica = $2 AND hash = $3 LIMIT 1",
    [HUB_PUSH] = "INSERT INTO liaise_bundle (team, replica, first, last, hash, sealed, by)"
                 " VALUES ($1, $2, $3, $4, $5, $6, current_user) ON CONFLICT DO NOTHING",
    [HUB_HEAD_PASSED] = "DELETE FROM liaise_head"
                        " WHERE team = $1 AND replica = $2 AND hash = $3 AND by = current_user",
    [HUB_HEAD] = "INSERT INTO liaise_head (team, replica, last, hash, by)"
                 " VALUES ($1, $2, $3, $4, current_user) ON CONFLICT DO NOTHING",
    [HUB_TOLD_PASSED] = "DELETE FROM liaise_head"
                        " WHERE team = $1 AND replica = $2 AND last = 0 AND by = current_user",
    [HUB_TOLD] = "INSERT INTO liaise_head (team, replica, last, hash, vector, by)"
                 " VALUES ($1, $2, 0, $3, $4, current_user) ON CONFLICT DO NOTHING",
    [HUB_SNAPSHOTS] = "SELECT snapshot, parts, by FROM liaise_snapshot WHERE team = $1"
                      " GROUP BY snapshot, parts, by, entries HAVING count(*) = parts"
                      " ORDER BY entries DESC, snapshot",
    [HUB_SNAPSHOT_FETCH] = "SELECT sealed FROM liaise_snapshot"
                           " WHERE team = $1 AND snapshot = $2 AND by = $3 AND part = $4",
    [HUB_SNAPSHOT_PUSH] =
        "INSERT INTO liaise_snapshot (team, snapshot, part, parts, entries, sealed, by)"
        " VALUES ($1, $2, $3, $4, $5, $6, current_user) ON CONFLICT DO NOTHING",
};
_Static_assert(sizeof hub_statements_sql / sizeof *hub_statements_sql == HUB_STATEMENT_COUNT,
    "a statement each");

const char *hub_statement_sql(enum hub_statement statement)
{
    assert(statement >= 0 && statement < HUB_STATEMENT_COUNT);
    return hub_statements_sql[statement];
}

/* --- the script ------------------------------------------------------------------------------- */

static void hub_statements_print(FILE *out, const char *const *statements)
{
    for (; *statements; statements++)
        fprintf(out, "%s;\n", *statements);
}

char *hub_statements_script(void)
{
    char *script = NULL;
    FILE *out = li_text_open(&script);
    fputs("-- The tables of a hub. Run this as the owner of the team's schema, in that schema; it "
          "is safe to repeat.\n-- See doc/hub.md for logins, TLS and backup.\n\n",
        out);
    hub_statements_print(out, hub_statements_tables);
    fputs("\n-- Everyone reads all rows, and adds rows only in their own name. PostgreSQL, Citus "
          "and YugabyteDB\n-- take this unchanged; CockroachDB from version 25.2 on. Where an "
          "engine has no row security, leave\n-- it out: bundles are sealed and signed, so a "
          "member could only add junk or remove heads.\n",
        out);
    hub_statements_print(out, hub_statements_policies);
    fputs("\n-- Citus: spread the tables over the workers by team.\n"
          "-- SELECT create_distributed_table('liaise_bundle', 'team');\n"
          "-- SELECT create_distributed_table('liaise_head', 'team');\n"
          "-- SELECT create_distributed_table('liaise_snapshot', 'team');\n",
        out);
    li_text_close(out);
    return script;
}
