/*
 * format_1.h: what makes of a database one of schema 7, whose journal is of format 1.
 */
#ifndef LI_TEST_FORMAT_1_H
#define LI_TEST_FORMAT_1_H

/* The journal as schema 7 had it, holding what stands in the new one. */
static const char back_to_format_1[] =
    "ALTER TABLE journal_entry RENAME TO new_entry;"
    "DROP TABLE journal_conflict;"
    "CREATE TABLE journal_entry (replica BLOB NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,"
    " grp BLOB, author TEXT NOT NULL, at TEXT NOT NULL, label TEXT NOT NULL, reverts_replica BLOB,"
    " reverts_seq INTEGER, state TEXT NOT NULL, first_id BLOB, last_id BLOB, changeset BLOB NOT "
    "NULL,"
    " effect BLOB, PRIMARY KEY (replica, seq));"
    "INSERT INTO journal_entry SELECT e.replica, e.seq, e.hlc, e.grp, e.author, e.at, e.label,"
    " u.replica, u.seq, 'applied', e.first_id, e.last_id, e.changeset, e.effect"
    " FROM new_entry e LEFT JOIN new_entry u ON u.hash = e.reverts;"
    "DROP TABLE new_entry;"
    "CREATE UNIQUE INDEX journal_order ON journal_entry (hlc, replica);"
    "CREATE INDEX journal_touched ON journal_entry (first_id, last_id, hlc, replica);"
    "CREATE INDEX journal_group ON journal_entry (replica, grp, seq) WHERE grp IS NOT NULL;"
    "CREATE INDEX journal_reverts ON journal_entry (reverts_replica, reverts_seq)"
    " WHERE reverts_seq IS NOT NULL;"
    "CREATE TABLE journal_conflict (replica BLOB NOT NULL, seq INTEGER NOT NULL, tbl TEXT NOT NULL,"
    " id BLOB, col TEXT, why TEXT NOT NULL, lost TEXT, kept TEXT);"
    "CREATE INDEX journal_conflict_entry ON journal_conflict (replica, seq);"
    "DELETE FROM local_fact WHERE name = 'replica_mark';"
    "PRAGMA user_version = 7;";

#endif
