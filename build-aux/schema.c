/*
 * schema.c: writes the SQL by which a new database gets at once what the migrations, each after the
 * other, would give it. Run when liaise is built: schema MIGRATION.sql... > schema.sql
 *
 * A migration that changes the schema has SQLite read all of it again, so that an empty database
 * took six times as long to go through its history.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void must(int holds, const char *what, const char *why)
{
    if (holds)
        return;
    fprintf(stderr, "schema: %s: %s\n", what, why);
    exit(1);
}

/* The caller frees it. */
static char *read_whole(const char *path)
{
    enum { SIZE_MOST = 1 << 20 };
    char *text = calloc(1, SIZE_MOST);
    FILE *file = fopen(path, "rb");
    must(text && file, path, "can't be opened");
    size_t size = fread(text, 1, SIZE_MOST, file);
    must(size < SIZE_MOST && !ferror(file), path, "can't be read");
    fclose(file);
    return text;
}

static void migrate(sqlite3 *db, const char *path)
{
    char *text = read_whole(path);
    must(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK, path, sqlite3_errmsg(db));
    free(text);
}

/* Prints the first column of each row. */
static int print(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int rows = 0;
    must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sql, sqlite3_errmsg(db));
    for (; sqlite3_step(statement) == SQLITE_ROW; rows++)
        printf("%s;\n", (const char *)sqlite3_column_text(statement, 0));
    must(sqlite3_finalize(statement) == SQLITE_OK, sql, sqlite3_errmsg(db));
    return rows;
}

int main(int count, char **paths)
{
    sqlite3 *db = NULL;
    must(sqlite3_open(":memory:", &db) == SQLITE_OK, "SQLite", sqlite3_errmsg(db));
    for (int i = 1; i < count; i++)
        migrate(db, paths[i]);
    must(sqlite3_total_changes(db) == 0, "migrations", "add rows, which a new database would lack");
    int rows = print(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                         " ORDER BY type <> 'table', rowid");
    must(rows > 0 && fflush(stdout) == 0, "schema", "is empty, or can't be written");
    return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
