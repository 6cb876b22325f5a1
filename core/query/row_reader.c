/*
 * row_reader.c: what the statements of listing.h return, made into texts.
 */
#include "core/query/row_reader.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

struct row_reader {
    struct context *context;
    const struct kind *kind;
    const struct columns *columns;
    struct query *query; /* NULL: nothing was read yet */
};

void row_cells_clear(struct row_cells *cells)
{
    for (size_t i = 0; i < cells->count; i++)
        free(cells->texts[i]);
    free(cells->texts);
    *cells = (struct row_cells){0};
}

/* Columns 0 and 1 of the statement are the id and whether the record is archived. */
static void row_reader_take(struct query *query, size_t count, struct row_cells *out)
{
    enum { FIRST_TEXT = 2 };
    query_id(query, 0, &out->id);
    out->archived = query_int(query, 1) != 0;
    out->count = count;
    out->texts = li_calloc(count ? count : 1, sizeof *out->texts);
    for (size_t i = 0; i < count; i++) {
        const char *text = query_text(query, (int)i + FIRST_TEXT);
        out->texts[i] = li_strdup(text ? text : "");
    }
}

struct row_reader *row_reader_new(
    struct context *context, const struct kind *kind, const struct columns *columns)
{
    assert(context && kind && columns);
    struct row_reader *reader = li_calloc(1, sizeof *reader);
    *reader = (struct row_reader){.context = context, .kind = kind, .columns = columns};
    return reader;
}

void row_reader_free(struct row_reader *reader)
{
    if (!reader)
        return;
    query_free(reader->query);
    free(reader);
}

int row_reader_load(
    struct row_reader *reader, int64_t rowid, struct row_cells *out, struct li_error *err)
{
    assert(!out->texts);
    if (!reader->query)
        reader->query = listing_row(reader->context, reader->kind, reader->columns, err);
    if (!reader->query)
        return -1;
    query_bind_int(reader->query, 1, rowid);
    int found = query_step(reader->query, err);
    if (found > 0)
        row_reader_take(reader->query, reader->columns->count, out);
    query_reset(reader->query);
    return found;
}

enum li_err row_reader_load_record(struct context *context, const struct kind *kind,
    const struct columns *columns, const struct id *id, struct row_cells *out, struct li_error *err)
{
    assert(!out->texts);
    struct query *query = listing_record(context, kind, columns, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    int found = query_step(query, err);
    if (found > 0)
        row_reader_take(query, columns->count, out);
    query_free(query);
    if (found < 0)
        return err->code;
    return found ? LI_OK : li_fail(err, LI_NONE, "That %s no longer exists.", kind->name);
}

enum li_err row_reader_each(struct context *context, const struct listing *listing,
    const struct columns *columns, void (*take)(void *arg, const struct row_cells *cells),
    void *arg, struct li_error *err)
{
    struct query *query = listing_records(context, listing, columns, err);
    int found = query ? 1 : -1;
    while (found > 0 && (found = query_step(query, err)) > 0) {
        struct row_cells cells = {0};
        row_reader_take(query, columns->count, &cells);
        take(arg, &cells);
        row_cells_clear(&cells);
    }
    query_free(query);
    return found < 0 ? err->code : LI_OK;
}
