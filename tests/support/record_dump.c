/*
 * record_dump.c: tables read past everything of ours.
 */
#include "tests/support/record_dump.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>

static void record_dump_value(sqlite3_stmt *row, int column, FILE *out)
{
    bool blob = sqlite3_column_type(row, column) == SQLITE_BLOB;
    const char *text = blob ? "(blob)" : (const char *)sqlite3_column_text(row, column);
    fprintf(out, "|%s", text ? text : "(null)");
}

static void record_dump_rows(sqlite3 *db, const char *sql, FILE *out)
{
    sqlite3_stmt *row;
    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(row) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++)
            record_dump_value(row, i, out);
        fputc('\n', out);
    }
    assert_int_equal(sqlite3_finalize(row), SQLITE_OK);
}

void record_dump(struct sqlite3 *db, FILE *out)
{
    static const char tables[] =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        " AND name NOT GLOB 'local_*' AND name NOT GLOB 'journal_*' ORDER BY name";
    sqlite3_stmt *table;
    assert_int_equal(sqlite3_prepare_v2(db, tables, -1, &table, NULL), SQLITE_OK);
    while (sqlite3_step(table) == SQLITE_ROW) {
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY rowid", sqlite3_column_text(table, 0));
        fprintf(out, "%s\n", sqlite3_column_text(table, 0));
        record_dump_rows(db, sql, out);
        free(sql);
    }
    sqlite3_finalize(table);
    record_dump_rows(db, "SELECT seq, author, label FROM journal_entry ORDER BY seq", out);
}
