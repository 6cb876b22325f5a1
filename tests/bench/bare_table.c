/*
 * bare_table.c: the definitions are read from a database that liaise made, so that the two cannot
 * drift apart.
 */
#include "tests/bench/bare_table.h"
#include <stdio.h>
#include <stdlib.h>

void bare_must(int result, sqlite3 *db)
{
    if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
        return;
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    exit(1);
}

static void copy_table(sqlite3 *db, sqlite3 *from, const char *table)
{
    sqlite3_stmt *schema = NULL;
    bare_must(sqlite3_prepare_v2(from,
                  "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name = ?1"
                  " AND type IN ('table', 'index') ORDER BY type DESC",
                  -1, &schema, NULL),
        from);
    sqlite3_bind_text(schema, 1, table, -1, SQLITE_STATIC);
    int step;
    while ((step = sqlite3_step(schema)) == SQLITE_ROW)
        bare_must(
            sqlite3_exec(db, (const char *)sqlite3_column_text(schema, 0), NULL, NULL, NULL), db);
    bare_must(step, from);
    sqlite3_finalize(schema);
}

sqlite3 *bare_open(const char *path, const char *like, const char *table)
{
    static const char pragmas[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                  "PRAGMA cache_size = -65536";
    sqlite3 *db = NULL, *from = NULL;
    remove(path);
    bare_must(sqlite3_open(path, &db), db);
    bare_must(sqlite3_exec(db, pragmas, NULL, NULL, NULL), db);
    bare_must(sqlite3_open_v2(like, &from, SQLITE_OPEN_READONLY, NULL), from);
    copy_table(db, from, table);
    sqlite3_close(from);
    return db;
}
