/*
 * row_reader.h: the cells of records as people read them, a record at a time: what a list shows of
 * a row, what a picker shows of a record.
 */
#ifndef LI_CORE_QUERY_ROW_READER_H
#define LI_CORE_QUERY_ROW_READER_H

#include "core/query/listing.h"

/* One record. All zero: nothing was read. */
struct row_cells {
    struct id id;
    bool archived;
    char **texts; /* one a column, never NULL; itself NULL: nothing was read */
    size_t count; /* of the texts */
};
void row_cells_clear(struct row_cells *cells);

/* Reads rows of one kind by their row ids, with one statement that stays prepared. context and
   columns must outlive it; kind's records are read as of the moment of each call. */
struct row_reader;
struct row_reader *row_reader_new(
    struct context *context, const struct kind *kind, const struct columns *columns);
void row_reader_free(struct row_reader *reader); /* NULL is allowed */

/* 1: out, cleared before, holds the row, the caller's to clear. 0: there is no such row. -1: *err
   says why; err may be NULL. */
int row_reader_load(
    struct row_reader *reader, int64_t rowid, struct row_cells *out, struct li_error *err);

/* The record with that id, archived or not. LI_NONE: there is none. */
enum li_err row_reader_load_record(struct context *context, const struct kind *kind,
    const struct columns *columns, const struct id *id, struct row_cells *out,
    struct li_error *err);

/* Gives every row of the listing to take, in order; what take is given is valid until it returns.
 */
enum li_err row_reader_each(struct context *context, const struct listing *listing,
    const struct columns *columns, void (*take)(void *arg, const struct row_cells *cells),
    void *arg, struct li_error *err);

#endif
