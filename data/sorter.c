/*
 * sorter.c: a database in memory with one table, which is its own index.
 */
#include "sorter.h"
#include "memory.h"
#include "store_internal.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

struct sorter {
    struct query *query; /* NULL: all is taken in */
    sqlite3 *db;
    sqlite3_stmt *insert, *read;
    int64_t taken;
};

/* Only the memory can be short of anything here. */
static void must(int result)
{
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        abort();
}

static char *table_sql(int columns, const char *order)
{
    char *text;
    size_t size;
    FILE *sql = open_memstream(&text, &size);
    fputs("PRAGMA journal_mode = OFF; CREATE TABLE sorted (rid, n", sql);
    for (int i = 1; i < columns; i++)
        fprintf(sql, ", c%d", i);
    fprintf(sql, ", PRIMARY KEY (%s, n)) WITHOUT ROWID; BEGIN", order);
    fclose(sql);
    return text;
}

/* A key is never null: nothing sorts before every number, as the least of them does. */
static char *insert_sql(int columns)
{
    char *text;
    size_t size;
    FILE *sql = open_memstream(&text, &size);
    fputs("INSERT INTO sorted VALUES (?1, ?2", sql);
    for (int i = 1; i < columns; i++)
        fprintf(sql, ", coalesce(?%d, -9e999)", i + 2);
    fputs(")", sql);
    fclose(sql);
    return text;
}

static void prepare(struct sorter *sorter, const char *sql, sqlite3_stmt **out)
{
    must(sqlite3_prepare_v2(sorter->db, sql, -1, out, NULL));
}

struct sorter *sorter_new(struct query *query, const char *order)
{
    if (!query)
        return NULL;
    struct sorter *sorter = li_calloc(1, sizeof *sorter);
    int columns = query_columns(query);
    char *table = table_sql(columns, order), *insert = insert_sql(columns);
    char *read = li_format("SELECT rid FROM sorted ORDER BY %s, n", order);
    sorter->query = query;
    must(sqlite3_open(":memory:", &sorter->db));
    must(sqlite3_exec(sorter->db, table, NULL, NULL, NULL));
    prepare(sorter, insert, &sorter->insert);
    prepare(sorter, read, &sorter->read);
    free(table);
    free(insert);
    free(read);
    return sorter;
}

void sorter_free(struct sorter *sorter)
{
    if (!sorter)
        return;
    query_free(sorter->query);
    sqlite3_finalize(sorter->insert);
    sqlite3_finalize(sorter->read);
    sqlite3_close(sorter->db);
    free(sorter);
}

/* One row, as query_slice gives it. */
static void take_in(void *arg, struct query *query)
{
    struct sorter *sorter = arg;
    sqlite3_bind_int64(sorter->insert, 1, query_int(query, 0));
    sqlite3_bind_int64(sorter->insert, 2, ++sorter->taken);
    for (int i = 1; i < query_columns(query); i++)
        sqlite3_bind_value(sorter->insert, i + 2, query_value(query, i));
    must(sqlite3_step(sorter->insert));
    sqlite3_reset(sorter->insert);
}

int sorter_fill(struct sorter *sorter, struct vector *vector, size_t most, struct li_error *err)
{
    if (sorter->query) {
        int more = query_slice(sorter->query, most, take_in, sorter, err);
        if (more != 0)
            return more;
        query_free(sorter->query);
        sorter->query = NULL;
        return 1;
    }
    for (; most > 0; most--) {
        int step = sqlite3_step(sorter->read);
        must(step);
        if (step == SQLITE_DONE)
            return 0;
        vector_add(vector, sqlite3_column_int64(sorter->read, 0));
    }
    return 1;
}
