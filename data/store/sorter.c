/*
 * sorter.c: a database in memory with one table, which is its own index.
 */
#include "data/store/sorter.h"
#include "data/base/memory.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* Invariants: while query is set, rows are inserted and none is read; once it is NULL, all are in
   the table, and rows are only read. */
struct sorter {
    struct query *query;
    struct store store; /* the database in memory; it is only queried */
    struct query *insert, *read;
    int64_t taken;
    struct li_error failure; /* of the row inserted last */
};

static char *sorter_table_sql(int columns, const char *order)
{
    char *text;
    FILE *sql = li_text_open(&text);
    fputs("PRAGMA journal_mode = OFF; CREATE TABLE sorted (rid, n", sql);
    for (int i = 1; i < columns; i++)
        fprintf(sql, ", c%d", i);
    fprintf(sql, ", PRIMARY KEY (%s, n)) WITHOUT ROWID; BEGIN", order);
    li_text_close(sql);
    return text;
}

/* A key column is never null: -9e999, less than every number, sorts as null does. */
static char *sorter_insert_sql(int columns)
{
    char *text;
    FILE *sql = li_text_open(&text);
    fputs("INSERT INTO sorted VALUES (?1, ?2", sql);
    for (int i = 1; i < columns; i++)
        fprintf(sql, ", coalesce(?%d, -9e999)", i + 2);
    fputs(")", sql);
    li_text_close(sql);
    return text;
}

static enum li_err sorter_prepare(
    struct sorter *sorter, int columns, const char *order, struct li_error *err)
{
    char *table = sorter_table_sql(columns, order), *insert = sorter_insert_sql(columns);
    char *read = li_format("SELECT rid FROM sorted ORDER BY %s, n", order);
    int rc = sqlite3_open(":memory:", &sorter->store.db);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(sorter->store.db, table, NULL, NULL, NULL);
    enum li_err code = store_error(&sorter->store, rc, "Sorting", err);
    if (!code && !(sorter->insert = query_new(&sorter->store, insert, err)))
        code = err->code;
    if (!code && !(sorter->read = query_new(&sorter->store, read, err)))
        code = err->code;
    free(table);
    free(insert);
    free(read);
    return code;
}

struct sorter *sorter_new(struct query *query, const char *order, struct li_error *err)
{
    assert(order && err);
    if (!query)
        return NULL;
    struct sorter *sorter = li_calloc(1, sizeof *sorter);
    sorter->query = query;
    if (!sorter_prepare(sorter, query_columns(query), order, err))
        return sorter;
    sorter_free(sorter);
    return NULL;
}

void sorter_free(struct sorter *sorter)
{
    if (!sorter)
        return;
    query_free(sorter->query);
    query_free(sorter->insert);
    query_free(sorter->read);
    query_forget(&sorter->store);
    sqlite3_close(sorter->store.db);
    free(sorter);
}

/* Inserts one row; query_slice calls it. */
static void sorter_insert(void *arg, struct query *query)
{
    struct sorter *sorter = arg;
    if (sorter->failure.code)
        return;
    query_bind_int(sorter->insert, 1, query_int(query, 0));
    query_bind_int(sorter->insert, 2, ++sorter->taken);
    for (int i = 1; i < query_columns(query); i++)
        query_bind_value(sorter->insert, i + 2, query_value(query, i));
    query_finish(sorter->insert, &sorter->failure);
}

int sorter_fill(struct sorter *sorter, struct vector *vector, size_t most, struct li_error *err)
{
    assert(sorter && vector && err);
    if (sorter->query) {
        int more = query_slice(sorter->query, most, sorter_insert, sorter, err);
        if (more >= 0 && sorter->failure.code) {
            *err = sorter->failure;
            return -1;
        }
        if (more != 0)
            return more;
        query_free(sorter->query);
        sorter->query = NULL;
        return 1;
    }
    return vector_fill(vector, sorter->read, most, err);
}
