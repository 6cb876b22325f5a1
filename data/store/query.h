/*
 * query.h: prepared statements.
 *
 * Preparing takes longer than most statements run, and the same few are asked again and again: a
 * query that is freed is kept for a while, and used again for the same text.
 */
#ifndef LI_DATA_STORE_QUERY_H
#define LI_DATA_STORE_QUERY_H

#include "data/base/hash.h"
#include "data/store/store.h"
#include "data/store/vector.h"
#include <stddef.h>

struct query;
struct sqlite3_value;

/* Prepares sql, one statement. NULL on failure. The caller frees it, before the store is closed. */
struct query *query_new(struct store *store, const char *sql, struct li_error *err);
void query_free(struct query *query); /* NULL is allowed */

/* Parameters count from 1. Binding resets a query that was stepped. Texts and blobs are copied;
   NULL binds null. query_bind_text binds an id given as text as its bytes; query_bind_plain binds
   it as text. A value that cannot be bound, for want of memory, fails the next step. */
void query_bind_text(struct query *query, int at, const char *text);
void query_bind_plain(struct query *query, int at, const char *text);
void query_bind_int(struct query *query, int at, int64_t value);
void query_bind_real(struct query *query, int at, double value);
void query_bind_id(struct query *query, int at, const struct id *id);
void query_bind_hash(struct query *query, int at, const struct hash *hash);
void query_bind_blob(struct query *query, int at, const void *bytes, size_t size);
void query_bind_value(struct query *query, int at, struct sqlite3_value *value);

/* Binds text or a blob without copying it: it must outlive the next step. */
void query_bind_borrowed(struct query *query, int at, bool text, const void *bytes, size_t size);

/* Binds the columns of the row that `from` is at to the parameters, in order. */
void query_bind_row(struct query *query, struct query *from);

/* 1: a row is there. 0: no more. -1: failed or interrupted, *err says which. */
int query_step(struct query *query, struct li_error *err);

/* Back before the first row; bindings stay. */
void query_reset(struct query *query);

/* Steps to the end and resets: for statements that write. */
enum li_err query_finish(struct query *query, struct li_error *err);

/* Columns count from 0. What is returned is valid until the next step or reset; NULL is null.
   query_text converts as value_text does. */
int query_columns(const struct query *query);
const char *query_name(const struct query *query, int column);
const char *query_text(struct query *query, int column);
int64_t query_int(struct query *query, int column);
double query_real(struct query *query, int column);
bool query_null(struct query *query, int column);
bool query_id(struct query *query, int column, struct id *out);     /* false: not an id */
bool query_hash(struct query *query, int column, struct hash *out); /* false: not a hash */
const void *query_blob(struct query *query, int column, size_t *size);
struct sqlite3_value *query_value(struct query *query, int column);

/* Prepares, steps to the end and frees: for statements without parameters. */
enum li_err query_run(struct store *store, const char *sql, struct li_error *err);

/* The number that a statement without parameters returns in one row; *out is unchanged if it
   returns none. */
enum li_err query_number(struct store *store, const char *sql, int64_t *out, struct li_error *err);

/* How many rows a table has. */
enum li_err query_count(struct store *store, const char *table, int64_t *out, struct li_error *err);

/* Gives up to most rows to take, and pauses there, so that a key never waits and others may write.
   1: there may be more. 0: complete. -1: *err says why; LI_INTERRUPTED also when this store wrote
   something since the last slice: the query must begin again. */
int query_slice(struct query *query, size_t most, void (*take)(void *arg, struct query *query),
    void *arg, struct li_error *err);

/* Finalizes the statements kept for reuse, before the connection is closed. */
void query_forget(struct store *store);

#endif
