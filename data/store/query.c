/*
 * query.c: prepared statements, read in slices and used again.
 */
#include "data/store/query.h"
#include "data/base/memory.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include "data/store/value.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Invariants:
 *  1. paused: it is in its store's list of paused queries, and was stepped but not to its end.
 *  2. dropped: a write reset it while it was paused; the next slice fails instead of beginning
 *     again unnoticed.
 *  3. Values are bound only while it is reset.
 *  4. A query kept for reuse is reset, has nothing bound, and serves only where the gate is as it
 *     was when it was prepared: that is when SQLite asks what it may write.
 */
struct query {
    struct store *store;
    sqlite3_stmt *statement;
    char (*texts)[VALUE_TEXT_SIZE]; /* one a column, for values without a text of SQLite's */
    bool started;                   /* stepped since the last reset */
    bool paused, dropped;
    struct query *next;   /* paused before it */
    uint64_t unbound;     /* parameters that could not be bound, a bit each */
    int unbound_result;   /* SQLite's reason */
    enum store_gate gate; /* when it was prepared */
    uint64_t hash;        /* of its text */
};

static void query_discard(struct query *query)
{
    sqlite3_finalize(query->statement);
    free(query->texts);
    free(query);
}

/* --- reading in slices ------------------------------------------------------------------------ */

static void query_pause(struct query *query)
{
    assert(!query->paused && query->started);
    query->paused = true;
    query->next = query->store->paused;
    query->store->paused = query;
}

static void query_resume(struct query *query)
{
    struct query **at = &query->store->paused;
    if (!query->paused)
        return;
    while (*at != query)
        at = &(*at)->next;
    *at = query->next;
    query->paused = false;
}

/* SQLite refuses to write while a read is open that began before another program wrote. */
static void query_drop_paused(struct query *query)
{
    struct store *store = query->store;
    if (sqlite3_stmt_readonly(query->statement))
        return;
    while (store->paused) {
        struct query *other = store->paused;
        query_reset(other);
        other->dropped = true;
    }
}

/* --- used again ------------------------------------------------------------------------------- */

/* Eight bytes at a time: these texts are long, and each is hashed at every use. */
static uint64_t query_text_hash(const char *sql)
{
    size_t left = strlen(sql);
    uint64_t hash = left, part = 0;
    for (; left >= sizeof part; left -= sizeof part, sql += sizeof part) {
        memcpy(&part, sql, sizeof part);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 32;
    }
    part = 0;
    memcpy(&part, sql, left);
    return (hash ^ part) * 0x9E3779B97F4A7C15U;
}

/* Only statements that read and write rows: a PRAGMA may act when it is prepared, other than one
   that asks for a version. */
static bool query_is_reusable(const char *sql)
{
    static const char *const verbs[] = {
        "SELECT ", "WITH ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA data_version"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strncmp(sql, verbs[i], strlen(verbs[i])) == 0)
            return true;
    return false;
}

static void query_remove_idle(struct store *store, size_t at)
{
    size_t after = --store->idle_count - at;
    memmove(&store->idle[at], &store->idle[at + 1], after * sizeof *store->idle);
}

static struct query *query_find_idle(struct store *store, const char *sql, uint64_t hash)
{
    for (size_t i = 0; i < store->idle_count; i++) {
        struct query *query = store->idle[i];
        if (query->hash == hash && query->gate == store->gate &&
            strcmp(sqlite3_sql(query->statement), sql) == 0) {
            query_remove_idle(store, i);
            return query;
        }
    }
    return NULL;
}

static void query_keep_idle(struct query *query)
{
    struct store *store = query->store;
    query_reset(query);
    sqlite3_clear_bindings(query->statement);
    query->unbound = 0;
    free(query->texts); /* another schema may give it other columns */
    query->texts = NULL;
    if (store->idle_count == STORE_IDLE_MOST)
        query_discard(store->idle[--store->idle_count]);
    memmove(&store->idle[1], &store->idle[0], store->idle_count++ * sizeof *store->idle);
    store->idle[0] = query;
}

void query_forget(struct store *store)
{
    assert(store);
    while (store->idle_count > 0)
        query_discard(store->idle[--store->idle_count]);
}

struct query *query_new(struct store *store, const char *sql, struct li_error *err)
{
    assert(store && store->db && sql);
    uint64_t hash = query_text_hash(sql);
    struct query *query = query_find_idle(store, sql, hash);
    if (query)
        return query;
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (rc != SQLITE_OK) {
        store_error(store, rc, "Preparing a query", err);
        return NULL;
    }
    query = li_calloc(1, sizeof *query);
    query->store = store;
    query->statement = statement;
    query->gate = store->gate;
    query->hash = hash;
    return query;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    query_resume(query);
    if (query_is_reusable(sqlite3_sql(query->statement)))
        query_keep_idle(query);
    else
        query_discard(query);
}

/* ---------------------------------------------------------------------------------------------- */

/* SQLite takes bindings only between runs. */
static sqlite3_stmt *query_bindable(struct query *query)
{
    assert(query);
    if (query->started)
        query_reset(query);
    return query->statement;
}

/* To SQLite, what could not be bound is null, so the query is not stepped until it is bound. The
   last bit stands for all parameters from there on, and stays until the query is freed. A statement
   composed of parts need not have a parameter for all it is given (SQLITE_RANGE). */
static void query_bound(struct query *query, int at, int result)
{
    enum { LAST = 63 };
    uint64_t bit = UINT64_C(1) << (at < LAST ? at : LAST);
    if (result != SQLITE_OK && result != SQLITE_RANGE) {
        query->unbound |= bit;
        query->unbound_result = result;
    } else if (at < LAST) {
        query->unbound &= ~bit;
    }
}

void query_bind_text(struct query *query, int at, const char *text)
{
    struct id id;
    if (text && id_parse(text, &id))
        query_bind_id(query, at, &id);
    else
        query_bind_plain(query, at, text);
}

void query_bind_plain(struct query *query, int at, const char *text)
{
    query_bound(
        query, at, sqlite3_bind_text(query_bindable(query), at, text, -1, SQLITE_TRANSIENT));
}

void query_bind_int(struct query *query, int at, int64_t value)
{
    query_bound(query, at, sqlite3_bind_int64(query_bindable(query), at, value));
}

void query_bind_real(struct query *query, int at, double value)
{
    query_bound(query, at, sqlite3_bind_double(query_bindable(query), at, value));
}

void query_bind_id(struct query *query, int at, const struct id *id)
{
    query_bind_blob(query, at, id ? id->byte : NULL, ID_SIZE);
}

void query_bind_hash(struct query *query, int at, const struct hash *hash)
{
    query_bind_blob(query, at, hash ? hash->byte : NULL, HASH_SIZE);
}

void query_bind_blob(struct query *query, int at, const void *bytes, size_t size)
{
    query_bound(
        query, at, sqlite3_bind_blob64(query_bindable(query), at, bytes, size, SQLITE_TRANSIENT));
}

void query_bind_value(struct query *query, int at, sqlite3_value *value)
{
    query_bound(query, at, sqlite3_bind_value(query_bindable(query), at, value));
}

void query_bind_row(struct query *query, struct query *from)
{
    assert(query && from && from->started);
    for (int i = 0; i < query_columns(from); i++)
        query_bind_value(query, i + 1, query_value(from, i));
}

void query_bind_borrowed(struct query *query, int at, bool text, const void *bytes, size_t size)
{
    sqlite3_stmt *statement = query_bindable(query);
    query_bound(query, at,
        text ? sqlite3_bind_text64(statement, at, bytes, size, SQLITE_STATIC, SQLITE_UTF8)
             : sqlite3_bind_blob64(statement, at, bytes, size, SQLITE_STATIC));
}

int query_step(struct query *query, struct li_error *err)
{
    assert(query);
    query_drop_paused(query);
    query->started = true;
    int rc = query->unbound ? query->unbound_result : sqlite3_step(query->statement);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc == SQLITE_DONE)
        return 0;
    store_error(query->store, rc, "Reading or writing", err);
    query_reset(query);
    return -1;
}

void query_reset(struct query *query)
{
    assert(query);
    query_resume(query);
    sqlite3_reset(query->statement);
    query->started = query->dropped = false;
}

int query_columns(const struct query *query)
{
    assert(query);
    return sqlite3_column_count(query->statement);
}

const char *query_name(const struct query *query, int column)
{
    assert(query && column >= 0 && column < query_columns(query));
    const char *name = sqlite3_column_name(query->statement, column);
    if (!name)
        li_out_of_memory();
    return name;
}

const char *query_text(struct query *query, int column)
{
    assert(query && query->started && column >= 0);
    if (!query->texts)
        query->texts = li_calloc((size_t)query_columns(query), sizeof *query->texts);
    return value_text(sqlite3_column_value(query->statement, column), query->texts[column]);
}

int64_t query_int(struct query *query, int column)
{
    assert(query && query->started);
    return sqlite3_column_int64(query->statement, column);
}

double query_real(struct query *query, int column)
{
    assert(query && query->started);
    return sqlite3_column_double(query->statement, column);
}

bool query_null(struct query *query, int column)
{
    assert(query && query->started);
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

bool query_id(struct query *query, int column, struct id *out)
{
    assert(query && query->started && out);
    return value_id(sqlite3_column_value(query->statement, column), out);
}

bool query_hash(struct query *query, int column, struct hash *out)
{
    assert(out);
    size_t size;
    const void *bytes = query_blob(query, column, &size);
    if (!bytes || size != HASH_SIZE)
        return false;
    memcpy(out->byte, bytes, HASH_SIZE);
    return true;
}

const void *query_blob(struct query *query, int column, size_t *size)
{
    assert(query && query->started && size);
    const void *bytes = sqlite3_column_blob(query->statement, column);
    *size = (size_t)sqlite3_column_bytes(query->statement, column);
    if (!bytes && sqlite3_column_type(query->statement, column) != SQLITE_NULL && *size > 0)
        li_out_of_memory();
    return bytes;
}

sqlite3_value *query_value(struct query *query, int column)
{
    assert(query && query->started);
    return sqlite3_column_value(query->statement, column);
}

enum li_err query_finish(struct query *query, struct li_error *err)
{
    assert(query);
    int step;
    do
        step = query_step(query, err);
    while (step > 0);
    query_reset(query);
    return step < 0 ? (err ? err->code : LI_IO) : LI_OK;
}

enum li_err query_run(struct store *store, const char *sql, struct li_error *err)
{
    struct li_error own = {0};
    struct li_error *failure = err ? err : &own;
    struct query *query = query_new(store, sql, failure);
    if (!query)
        return failure->code;
    enum li_err code = query_finish(query, failure);
    query_free(query);
    return code;
}

enum li_err query_number(struct store *store, const char *sql, int64_t *out, struct li_error *err)
{
    assert(store && sql && out);
    struct query *query = query_new(store, sql, err);
    if (!query)
        return err->code;
    int step = query_step(query, err);
    if (step > 0)
        *out = query_int(query, 0);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err query_count(struct store *store, const char *table, int64_t *out, struct li_error *err)
{
    assert(table);
    char *sql = li_format("SELECT count(*) FROM \"%s\"", table);
    enum li_err code = query_number(store, sql, out, err);
    free(sql);
    return code;
}

/* Continues where the last slice ended; false: a write dropped it. */
static bool query_continue(struct query *query, struct li_error *err)
{
    query_resume(query);
    if (!query->dropped)
        return true;
    query_reset(query);
    li_fail(err, LI_INTERRUPTED, "The records changed while being read; try again.");
    return false;
}

int query_slice(struct query *query, size_t most, void (*take)(void *arg, struct query *query),
    void *arg, struct li_error *err)
{
    assert(query && take);
    if (!query_continue(query, err))
        return -1;
    for (; most > 0; most--) {
        int step = query_step(query, err);
        if (step <= 0)
            return step;
        take(arg, query);
    }
    query_pause(query);
    return 1;
}
