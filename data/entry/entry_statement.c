/*
 * entry_statement.c: the SQL of the journal.
 */
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include "data/store/statement.h"
#include <assert.h>

_Static_assert(STATEMENT_OWN_COUNT + ENTRY_SQL_COUNT <= STATEMENT_MOST, "each has a slot");

#define ENTRY_COLUMNS                                                                              \
    "SELECT hash, sort, replica, seq, hlc, at, schema, author, behalf, label, grp, last, reverts," \
    " stands_for, before, state, changeset, effect FROM journal_entry "

/* The columns that entry_position_from_row reads. */
#define ENTRY_POSITION "SELECT hash, replica, hlc, grp, state, sort, seq FROM journal_entry "

/* Whether the replica could write when it made the entry `hash`: local_led lists the exceptions to
   local_standing.writes. Without a team, every replica may write. */
#define ENTRY_MAY_WRITE(replica, hash)                                                             \
    "(NOT EXISTS (SELECT 1 FROM local_standing) OR EXISTS (SELECT 1 FROM local_standing l"         \
    " WHERE l.replica = " replica " AND CASE WHEN l.cut IS NULL THEN l.writes ELSE"                \
    " l.writes <> EXISTS (SELECT 1 FROM local_led d WHERE d.entry = " hash ") END))"

/* It changed something. An entry that didn't can't be undone, and undid nothing. */
#define ENTRY_DID "(effect IS NULL OR length(effect) > 0)"

static const char *const entry_statement_sql[ENTRY_SQL_COUNT] = {
    [ENTRY_SQL_LAST_HLC] = "SELECT hlc FROM journal_entry WHERE +state = 'applied'"
                           " ORDER BY hlc DESC LIMIT 1",
    [ENTRY_SQL_LAST_SEQ] = "SELECT seq, hlc, hash FROM journal_entry WHERE replica = ?1"
                           " ORDER BY seq DESC LIMIT 1",
    [ENTRY_SQL_ADD] =
        "INSERT INTO journal_entry (hash, sort, replica, seq, hlc, at, schema, author, behalf,"
        " label, grp, last, reverts, stands_for, before, first_id, last_id, size, changeset, state,"
        " effect) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
        " ?17, ?18, ?19, ?20, ?21)",
    [ENTRY_SQL_SET_EFFECT] = "UPDATE journal_entry SET state = ?2, effect = ?3 WHERE hash = ?1",
    [ENTRY_SQL_MOVE] = "UPDATE journal_entry SET hash = ?2, hlc = ?3, before = ?4, reverts = ?5"
                       " WHERE hash = ?1",
    [ENTRY_SQL_BY_ROW] = ENTRY_COLUMNS "WHERE rowid = ?1",
    [ENTRY_SQL_BY_HASH] = ENTRY_COLUMNS "WHERE hash = ?1",
    [ENTRY_SQL_AFTER] = ENTRY_COLUMNS "WHERE (hlc, replica, hash) > (?1, ?2, ?3)"
                                      " ORDER BY hlc, replica, hash LIMIT 1",
    [ENTRY_SQL_BEFORE] = ENTRY_COLUMNS "WHERE (hlc, replica, hash) < (?1, ?2, ?3)"
                                       " ORDER BY hlc DESC, replica DESC, hash DESC LIMIT 1",
    [ENTRY_SQL_BRANCHES] = "SELECT hash FROM journal_entry WHERE replica = ?1 AND seq = ?2",
    [ENTRY_SQL_NAMING] = "SELECT changeset FROM journal_entry"
                         " WHERE first_id <= ?1 AND last_id >= ?1",
    [ENTRY_SQL_GROUP_LAST] =
        "SELECT hash, seq FROM journal_entry WHERE replica = ?1 AND grp ="
        " (SELECT grp FROM journal_entry WHERE hash = ?2) ORDER BY seq DESC LIMIT 1",
    [ENTRY_SQL_GROUP_WHOLE] = "SELECT 1 FROM journal_entry WHERE replica = ?1 AND grp = ?2"
                              " AND last ORDER BY seq DESC LIMIT 1",
    [ENTRY_SQL_HAS_STANDING] = "SELECT " ENTRY_MAY_WRITE(
        "?2", "?1") " AND NOT EXISTS (SELECT 1 FROM journal_entry s"
                    " WHERE s.stands_for = ?1 AND " ENTRY_MAY_WRITE("s.replica", "s.hash") ")",
    /* A waiting entry is treated as absent. Once it counts, its undos are applied again. */
    [ENTRY_SQL_REVERTS_EARLIER] =
        "SELECT 1 FROM journal_entry WHERE hash = ?1 AND state = 'applied'"
        " AND (hlc, replica, hash) < (?2, ?3, ?4)",
    [ENTRY_SQL_GROUP_SIZE] = "SELECT sum(size) FROM journal_entry WHERE replica = ?1 AND grp = ?2",
    /* An undo is later than what it undoes, so even a forged cycle of undos comes to an end. */
    [ENTRY_SQL_REVERTED_BY] =
        "SELECT u.replica, u.seq, u.hash FROM journal_entry u, journal_entry e"
        " WHERE u.reverts = ?1 AND e.hash = ?1 AND u.state = 'applied'"
        " AND (u.effect IS NULL OR length(u.effect) > 0)"
        " AND (u.hlc, u.replica, u.hash) > (e.hlc, e.replica, e.hash)",
    [ENTRY_SQL_WAITING] = ENTRY_POSITION "WHERE state = 'waiting' AND hlc > ?1 AND hlc <= ?2",
    [ENTRY_SQL_WAITING_IN_GROUP] =
        ENTRY_POSITION "WHERE replica = ?1 AND grp = ?2 AND state = 'waiting'",
    /* Entries whose state may be wrong. An applied entry's is right if its replica may write
       without restriction and nothing replaces it, so such replicas are skipped as a whole. */
    [ENTRY_SQL_MISJUDGED] =
        "WITH RECURSIVE r (replica) AS (SELECT min(replica) FROM journal_entry UNION ALL"
        " SELECT (SELECT min(replica) FROM journal_entry WHERE replica > r.replica) FROM r"
        " WHERE r.replica IS NOT NULL) " ENTRY_POSITION
        "WHERE state = 'waiting' UNION " ENTRY_POSITION
        "WHERE hash IN (SELECT stands_for FROM journal_entry"
        " WHERE stands_for IS NOT NULL) UNION " ENTRY_POSITION
        "WHERE EXISTS (SELECT 1 FROM local_standing) AND replica IN (SELECT replica FROM r"
        " WHERE replica NOT IN (SELECT replica FROM local_standing WHERE writes AND cut IS NULL))",
    [ENTRY_SQL_LEAST_LAST] =
        "WITH RECURSIVE r (replica) AS (SELECT min(replica) FROM journal_entry UNION ALL"
        " SELECT (SELECT min(replica) FROM journal_entry WHERE replica > r.replica) FROM r"
        " WHERE r.replica IS NOT NULL)"
        " SELECT min((SELECT hlc FROM journal_entry e WHERE e.replica = r.replica"
        " ORDER BY seq DESC LIMIT 1)) FROM r WHERE r.replica <> ?1"
        " AND (NOT EXISTS (SELECT 1 FROM local_standing) OR EXISTS"
        " (SELECT 1 FROM local_standing l WHERE l.replica = r.replica AND l.writes))",
    [ENTRY_SQL_POSITION] = ENTRY_POSITION "WHERE hash = ?1",
    [ENTRY_SQL_AT] = ENTRY_POSITION "WHERE hlc = ?1 AND state = 'applied'",
    [ENTRY_SQL_LAST_APPLIED] = ENTRY_POSITION "WHERE +state = 'applied'"
                                              " ORDER BY hlc DESC, replica DESC, hash DESC LIMIT 1",
    [ENTRY_SQL_REVERTING] = ENTRY_POSITION "WHERE reverts = ?1 AND state = 'applied'",
    [ENTRY_SQL_CONFLICT_ADD] = "INSERT INTO journal_conflict (entry, tbl, id, col, why, lost, kept)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [ENTRY_SQL_CONFLICT_DROP] = "DELETE FROM journal_conflict WHERE entry = ?1",
    [ENTRY_SQL_CONFLICT_MOVE] = "UPDATE journal_conflict SET entry = ?2 WHERE entry = ?1",
    [ENTRY_SQL_CONFLICTS] = "SELECT tbl, id, col, why, lost, kept FROM journal_conflict"
                            " WHERE entry = ?1 ORDER BY rowid",
    [ENTRY_SQL_CONFLICT_COUNT] = "SELECT count(*) FROM journal_conflict",
    [ENTRY_SQL_UNDOABLE] =
        "SELECT replica, seq, hash FROM journal_entry WHERE replica = ?1"
        " AND author = ?2 AND reverts IS NULL AND " ENTRY_DID " ORDER BY seq DESC",
    [ENTRY_SQL_REDOABLE] =
        "SELECT replica, seq, hash, reverts FROM journal_entry WHERE replica = ?1"
        " AND author = ?2 ORDER BY seq DESC",
};

struct query *entry_statement(struct store *store, enum entry_sql which, struct li_error *err)
{
    assert(which < ENTRY_SQL_COUNT);
    return statement_prepare(
        store, STATEMENT_OWN_COUNT + (int)which, entry_statement_sql[which], err);
}

struct query *entry_statement_new(struct store *store, enum entry_sql which, struct li_error *err)
{
    assert(which < ENTRY_SQL_COUNT);
    return query_new(store, entry_statement_sql[which], err);
}

const char *entry_statement_text(enum entry_sql which)
{
    assert(which < ENTRY_SQL_COUNT);
    return entry_statement_sql[which];
}
