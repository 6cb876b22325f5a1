/*
 * query.h: prepared statements and the vector of row ids that every list is.
 */
#ifndef LI_DATA_STORE_QUERY_H
#define LI_DATA_STORE_QUERY_H

#include "data/store/store.h"
#include <stddef.h>

struct query;

/* Prepares sql. NULL on failure. The caller frees it. */
struct query *query_new(struct store *store, const char *sql, struct li_error *err);
void query_free(struct query *query); /* NULL is allowed */

/* A value that cannot be bound (there is no memory for it) fails the next step.
   Parameters count from 1. Text is copied; NULL binds null. An id given as text binds its bytes. */
void query_bind_text(struct query *query, int at, const char *text);
void query_bind_plain(struct query *query, int at, const char *text); /* an id stays text */
void query_bind_int(struct query *query, int at, int64_t value);
void query_bind_real(struct query *query, int at, double value);
void query_bind_id(struct query *query, int at, const struct id *id); /* NULL binds null */
void query_bind_blob(struct query *query, int at, const void *bytes, size_t size);

/* Binds the row that from is at, its columns to the parameters in order, as they are. */
void query_bind_row(struct query *query, struct query *from);

/* 1: a row is there. 0: no more. -1: failed or interrupted, *err says which. */
int query_step(struct query *query, struct li_error *err);

/* Back to the first row; bindings stay. */
void query_reset(struct query *query);

/* Steps to the end and resets: for what writes. */
enum li_err query_finish(struct query *query, struct li_error *err);

/* Columns count from 0. Text is valid until the next step; NULL is null. An id (a blob of 16 bytes)
   reads as its 36 characters, numbers in their shortest form. */
int query_columns(const struct query *query);
const char *query_text(struct query *query, int column);
int64_t query_int(struct query *query, int column);
double query_real(struct query *query, int column);
bool query_null(struct query *query, int column);
bool query_id(struct query *query, int column, struct id *out); /* false when null */
const void *query_blob(struct query *query, int column, size_t *size);

/* Prepares, steps to the end and frees: for statements without parameters. */
enum li_err query_run(struct store *store, const char *sql, struct li_error *err);

/* How many rows a table has. */
enum li_err query_count(struct store *store, const char *table, int64_t *out, struct li_error *err);

/* Gives up to most rows to take, and pauses there, so that a key never waits: others may write
   meanwhile. Answers as vector_fill does. */
int query_slice(struct query *query, size_t most, void (*take)(void *arg, struct query *query),
    void *arg, struct li_error *err);

/* The row ids of a list, filled in slices so that a key never waits. */
struct vector {
    int64_t *rows;
    size_t count, room;
};

/* Takes up to most rows more from column 0. 1: there may be more. 0: complete. -1: *err says why;
   LI_INTERRUPTED also when something was written here since the last slice: it must begin again. */
int vector_fill(struct vector *vector, struct query *query, size_t most, struct li_error *err);
void vector_add(struct vector *vector, int64_t row);
void vector_clear(struct vector *vector); /* empty, memory released */

#endif
