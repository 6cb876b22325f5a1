/*
 * rows.c: two vectors of row ids, the one on the screen and the one being found, and a small cache
 * of rows.
 */
#include "rows.h"
#include "../../data/memory.h"
#include <stdlib.h>

enum { SLICE = 4000, PEEK = 200, KEPT = 256 };

struct rows {
    struct app *app;
    const struct kind *kind;
    const struct columns *columns;
    char *filter, *sort;
    struct query *finding; /* NULL: complete */
    struct vector shown, found;
    bool replacing; /* what is found goes to found until it can take the place of shown */
    bool peeking; /* only the first PEEK are looked for: a screen need not wait for all in order */
    struct query *fetch;
    struct row kept[KEPT];
};

struct rows *rows_new(struct app *app, const struct kind *kind, const struct columns *columns)
{
    struct rows *rows = li_calloc(1, sizeof *rows);
    rows->app = app;
    rows->kind = kind;
    rows->columns = columns;
    return rows;
}

static void forget(struct row *row, size_t columns)
{
    for (size_t i = 0; row->cells && i < columns; i++)
        free(row->cells[i]);
    free(row->cells);
    *row = (struct row){0};
}

void rows_forget(struct rows *rows)
{
    for (size_t i = 0; i < KEPT; i++)
        forget(&rows->kept[i], rows->columns->count);
}

void rows_free(struct rows *rows)
{
    rows_forget(rows);
    query_free(rows->finding);
    query_free(rows->fetch);
    vector_clear(&rows->shown);
    vector_clear(&rows->found);
    free(rows->filter);
    free(rows->sort);
    free(rows);
}

static enum li_err start(
    struct rows *rows, const char *filter, const char *sort, bool peeking, struct li_error *err)
{
    struct listing listing = {
        .kind = rows->kind, .filter = filter, .sort = sort, .limit = peeking ? PEEK : 0};
    struct query *query = listing_rows(rows->app->li, &listing, err);
    if (!query)
        return err->code;
    query_free(rows->finding);
    rows->finding = query;
    vector_clear(&rows->found);
    rows->replacing = true;
    rows->peeking = peeking;
    return LI_OK;
}

enum li_err rows_find(struct rows *rows, const char *filter, const char *sort, struct li_error *err)
{
    enum li_err rc = start(rows, filter, sort, true, err);
    if (rc)
        return rc;
    char *old_filter = rows->filter, *old_sort = rows->sort;
    rows->filter = li_strdup(filter);
    rows->sort = li_strdup(sort);
    free(old_filter);
    free(old_sort);
    return LI_OK;
}

static bool again(struct rows *rows, bool peeking, struct li_error *err)
{
    return start(rows, rows->filter, rows->sort, peeking, err) == LI_OK;
}

static void take_place(struct rows *rows)
{
    vector_clear(&rows->shown);
    rows->shown = rows->found;
    rows->found = (struct vector){0};
    rows->replacing = false;
}

bool rows_work(struct rows *rows, size_t enough, struct li_error *err)
{
    if (!rows->finding)
        return false;
    struct vector *into = rows->replacing ? &rows->found : &rows->shown;
    struct li_error stopped;
    app_yield_to_keys(rows->app, true);
    int more = vector_fill(into, rows->finding, SLICE, &stopped);
    app_yield_to_keys(rows->app, false);
    if (more < 0 && stopped.code == LI_INTERRUPTED)
        return again(rows, rows->peeking, err); /* after the key, from the beginning */
    if (more < 0)
        *err = stopped;
    bool only_first = rows->peeking && into->count == PEEK;
    if (rows->replacing && more >= 0 && (into->count >= enough || (more == 0 && !only_first)))
        take_place(rows);
    if (more > 0)
        return true;
    query_free(rows->finding);
    rows->finding = NULL;
    return more == 0 && only_first && again(rows, false, err);
}

size_t rows_count(const struct rows *rows)
{
    return rows->shown.count;
}

bool rows_complete(const struct rows *rows)
{
    return !rows->finding;
}

int64_t rows_rowid(const struct rows *rows, size_t at)
{
    return at < rows->shown.count ? rows->shown.rows[at] : 0;
}

static bool fetch(struct rows *rows, struct row *row, int64_t rowid)
{
    if (!rows->fetch)
        rows->fetch = listing_row(rows->app->li, rows->kind, rows->columns, NULL);
    if (!rows->fetch)
        return false;
    query_bind_int(rows->fetch, 1, rowid);
    bool there = query_step(rows->fetch, NULL) == 1;
    if (there) {
        row->rowid = rowid;
        query_id(rows->fetch, 0, &row->id);
        row->archived = query_int(rows->fetch, 1) != 0;
        row->cells = li_calloc(rows->columns->count, sizeof *row->cells);
        for (size_t i = 0; i < rows->columns->count; i++) {
            const char *text = query_text(rows->fetch, (int)i + 2);
            row->cells[i] = li_strdup(text ? text : "");
        }
    }
    query_reset(rows->fetch);
    return there;
}

const struct row *rows_get(struct rows *rows, size_t at)
{
    int64_t rowid = rows_rowid(rows, at);
    if (rowid == 0)
        return NULL;
    struct row *row = &rows->kept[(uint64_t)rowid % KEPT];
    if (row->rowid == rowid)
        return row;
    forget(row, rows->columns->count);
    return fetch(rows, row, rowid) ? row : NULL;
}
