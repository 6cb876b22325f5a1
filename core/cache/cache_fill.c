/*
 * cache_fill.c: reads the cache rows of some records in the order of their table, and writes them.
 */
#include "core/cache/cache_fill.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/vector.h"
#include <assert.h>
#include <stdlib.h>

static char *cache_fill_sql(const struct kind *kind, void (*write)(const struct kind *, FILE *))
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    write(kind, sql);
    li_text_close(sql);
    return text;
}

struct cache_fill cache_fill_new(const struct kind *kind, const char *source)
{
    assert(cache_table_has(kind) && source);
    struct cache_fill fill = {.row_id = cache_table_lead(kind) ? 2 : 1,
        .same = kind->valid_until ? cache_fill_sql(kind, cache_sql_write_same) : NULL,
        .insert = cache_fill_sql(kind, cache_sql_write_insert)};
    FILE *sql = li_text_open(&fill.select);
    cache_sql_write_rows(kind, source, sql);
    li_text_close(sql);
    return fill;
}

void cache_fill_clear(struct cache_fill *fill)
{
    assert(fill);
    free(fill->select);
    free(fill->same);
    free(fill->insert);
}

/* The statements of a fill, while it runs. */
struct cache_filling {
    struct query *rows, *same, *insert;
    int row_id;
    struct vector *changed;
};

static enum li_err cache_fill_compare(struct cache_filling *filling, struct li_error *err)
{
    int stands = 0;
    if (filling->same) {
        query_bind_row(filling->same, filling->rows);
        stands = query_step(filling->same, err);
        query_reset(filling->same);
    }
    if (stands == 0)
        vector_add(filling->changed, query_int(filling->rows, filling->row_id));
    return stands < 0 ? err->code : LI_OK;
}

static enum li_err cache_fill_write(struct cache_filling *filling, struct li_error *err)
{
    int step;
    while ((step = query_step(filling->rows, err)) > 0) {
        if (filling->changed && cache_fill_compare(filling, err))
            return err->code;
        query_bind_row(filling->insert, filling->rows);
        if (query_step(filling->insert, err) < 0)
            return err->code;
    }
    return step < 0 ? err->code : LI_OK;
}

enum li_err cache_fill_run(struct store *store, const struct cache_fill *fill, int64_t first,
    int64_t last, struct vector *changed, struct li_error *err)
{
    assert(store && fill->select && fill->insert && first <= last);
    bool compares = changed && fill->same;
    struct cache_filling filling = {.row_id = fill->row_id, .changed = changed};
    filling.rows = query_new(store, fill->select, err);
    filling.insert = filling.rows ? query_new(store, fill->insert, err) : NULL;
    filling.same = filling.insert && compares ? query_new(store, fill->same, err) : NULL;
    enum li_err code = filling.insert && !filling.same == !compares ? LI_OK : err->code;
    if (!code) {
        query_bind_int(filling.rows, 1, first);
        query_bind_int(filling.rows, 2, last);
        code = cache_fill_write(&filling, err);
    }
    query_free(filling.same);
    query_free(filling.insert);
    query_free(filling.rows);
    return code;
}
