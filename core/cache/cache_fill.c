/*
 * cache_fill.c: reads the cache rows of some records in the order of their table, and writes them.
 */
#include "core/cache/cache_fill.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

struct cache_fill cache_fill_new(const struct kind *kind, const char *source)
{
    assert(cache_table_has(kind) && source);
    struct cache_fill fill = {0};
    FILE *sql = li_text_open(&fill.select);
    cache_sql_write_rows(kind, source, sql);
    li_text_close(sql);
    sql = li_text_open(&fill.insert);
    cache_sql_write_insert(kind, sql);
    li_text_close(sql);
    return fill;
}

void cache_fill_clear(struct cache_fill *fill)
{
    assert(fill);
    free(fill->select);
    free(fill->insert);
}

static enum li_err cache_fill_write(struct query *rows, struct query *insert, struct li_error *err)
{
    int step;
    while ((step = query_step(rows, err)) > 0) {
        query_bind_row(insert, rows);
        if (query_step(insert, err) < 0)
            return err->code;
    }
    return step < 0 ? err->code : LI_OK;
}

enum li_err cache_fill_run(struct store *store, const struct cache_fill *fill, int64_t first,
    int64_t last, struct li_error *err)
{
    assert(store && fill->select && fill->insert && first <= last);
    struct query *rows = query_new(store, fill->select, err);
    struct query *insert = rows ? query_new(store, fill->insert, err) : NULL;
    enum li_err code = insert ? LI_OK : err->code;
    if (!code) {
        query_bind_int(rows, 1, first);
        query_bind_int(rows, 2, last);
        code = cache_fill_write(rows, insert, err);
    }
    query_free(insert);
    query_free(rows);
    return code;
}
