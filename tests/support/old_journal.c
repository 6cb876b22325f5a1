/*
 * old_journal.c: the tables of format 1.
 */
#include "tests/support/old_journal.h"
#include "data/base/memory.h"
#include "data/database/embedded.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char old_journal_sql[] =
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

/* Drops the tables of a migration. */
static void old_journal_drop(const char *path, const char *migration)
{
    static const char word[] = "CREATE TABLE ";
    for (const char *at = migration; (at = strstr(at, word));) {
        at += strlen(word);
        char *sql = li_format("DROP TABLE IF EXISTS %.*s", (int)strcspn(at, " "), at);
        place_raw(path, sql);
        free(sql);
    }
}

void old_journal_make(const char *path)
{
    place_raw(path, old_journal_sql);
    for (size_t i = 0; i < embedded_count; i++)
        if (strncmp(embedded_all[i].name, "schema/", strlen("schema/")) == 0 &&
            strcmp(embedded_all[i].name, "schema/0010") > 0)
            old_journal_drop(path, embedded_all[i].text);
}
