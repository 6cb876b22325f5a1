/*
 * bare_table.h: a table like ours in a file of its own, for what SQLite alone takes to write it.
 */
#ifndef LI_TESTS_BENCH_BARE_TABLE_H
#define LI_TESTS_BENCH_BARE_TABLE_H

#include <sqlite3.h>

/* A new database in path (an older one is removed) with that table as the database like has it, its
   indexes and our pragmas, and nothing else. The caller closes it. */
sqlite3 *bare_open(const char *path, const char *like, const char *table);

/* Ends the program, saying why, unless result says that all is well. */
void bare_must(int result, sqlite3 *db);

#endif
