/*
 * row_cache.c: a ring of rows, each in the place that its own in the list gives it.
 */
#include "tui/rows/row_cache.h"
#include "data/base/memory.h"
#include <stdlib.h>

struct fetched {
    struct li *li;
    const struct kind *kind;
    const struct columns *columns;
    struct query *query; /* NULL: nothing was read yet */
    struct row rows[FETCHED_MOST];
};

struct fetched *fetched_new(struct li *li, const struct kind *kind, const struct columns *columns)
{
    struct fetched *fetched = li_calloc(1, sizeof *fetched);
    fetched->li = li;
    fetched->kind = kind;
    fetched->columns = columns;
    return fetched;
}

static void forget(struct row *row, size_t columns)
{
    for (size_t i = 0; row->cells && i < columns; i++)
        free(row->cells[i]);
    free(row->cells);
    *row = (struct row){0};
}

void fetched_forget(struct fetched *fetched)
{
    for (size_t i = 0; i < FETCHED_MOST; i++)
        forget(&fetched->rows[i], fetched->columns->count);
}

void fetched_free(struct fetched *fetched)
{
    fetched_forget(fetched);
    query_free(fetched->query);
    free(fetched);
}

static void take(struct fetched *fetched, struct row *row)
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

static void fetch(struct fetched *fetched, struct row *row, int64_t rowid)
{
    forget(row, fetched->columns->count);
    row->rowid = rowid;
    if (!fetched->query)
        fetched->query = listing_row(fetched->li, fetched->kind, fetched->columns, NULL);
    if (!fetched->query)
        return;
    query_bind_int(fetched->query, 1, rowid);
    if (query_step(fetched->query, NULL) == 1)
        take(fetched, row);
    query_reset(fetched->query);
}

bool fetched_has(const struct fetched *fetched, size_t at, int64_t rowid)
{
    return fetched->rows[at % FETCHED_MOST].rowid == rowid;
}

const struct row *fetched_row(struct fetched *fetched, size_t at, int64_t rowid)
{
    struct row *row = &fetched->rows[at % FETCHED_MOST];
    if (row->rowid != rowid)
        fetch(fetched, row, rowid);
    return row->cells ? row : NULL;
}
