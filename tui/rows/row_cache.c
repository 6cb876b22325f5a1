/*
 * row_cache.c: a ring of rows, each in the place that its own in the list gives it.
 */
#include "tui/rows/row_cache.h"
#include "data/base/memory.h"
#include <stdlib.h>

struct row_cache {
    struct context *context;
    const struct kind *kind;
    const struct columns *columns;
    struct query *query; /* NULL: nothing was read yet */
    struct row rows[FETCHED_MOST];
};

struct row_cache *row_cache_new(
    struct context *context, const struct kind *kind, const struct columns *columns)
{
    struct row_cache *fetched = li_calloc(1, sizeof *fetched);
    fetched->context = context;
    fetched->kind = kind;
    fetched->columns = columns;
    return fetched;
}

static void row_forget(struct row *row, size_t columns)
{
    for (size_t i = 0; row->cells && i < columns; i++)
        free(row->cells[i]);
    free(row->cells);
    *row = (struct row){0};
}

void row_cache_forget(struct row_cache *fetched)
{
    for (size_t i = 0; i < FETCHED_MOST; i++)
        row_forget(&fetched->rows[i], fetched->columns->count);
}

void row_cache_free(struct row_cache *fetched)
{
    row_cache_forget(fetched);
    query_free(fetched->query);
    free(fetched);
}

static void row_take(struct row_cache *fetched, struct row *row)
{
    size_t columns = fetched->columns->count;
    query_id(fetched->query, 0, &row->id);
    row->archived = query_int(fetched->query, 1) != 0;
    row->cells = li_calloc(columns, sizeof *row->cells);
    for (size_t i = 0; i < columns; i++) {
        const char *text = query_text(fetched->query, (int)i + 2);
        row->cells[i] = li_strdup(text ? text : "");
    }
}

static void row_fetch(struct row_cache *fetched, struct row *row, int64_t rowid)
{
    row_forget(row, fetched->columns->count);
    row->rowid = rowid;
    if (!fetched->query)
        fetched->query = listing_row(fetched->context, fetched->kind, fetched->columns, NULL);
    if (!fetched->query)
        return;
    query_bind_int(fetched->query, 1, rowid);
    if (query_step(fetched->query, NULL) == 1)
        row_take(fetched, row);
    query_reset(fetched->query);
}

bool row_cache_has(const struct row_cache *fetched, size_t at, int64_t rowid)
{
    return fetched->rows[at % FETCHED_MOST].rowid == rowid;
}

const struct row *row_cache_row(struct row_cache *fetched, size_t at, int64_t rowid)
{
    struct row *row = &fetched->rows[at % FETCHED_MOST];
    if (row->rowid != rowid)
        row_fetch(fetched, row, rowid);
    return row->cells ? row : NULL;
}
