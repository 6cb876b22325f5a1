/*
 * store.c: a connection to one database, and who may write through it.
 */
#include "data/store/store.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/crypto/signature_memo.h"
#include "data/store/query.h"
#include "data/store/statement.h"
#include "data/store/store_changes.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include "data/store/store_wait.h"
#include "data/store/table_info.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STORE_PROGRESS_STEPS = 1000 /* a fraction of a millisecond, also where pages are read */ };

/* The authorizer: asked when a statement is prepared. */
static int store_authorize(void *arg, int action, const char *table, const char *column,
    const char *database, const char *trigger)
{
    (void)column;
    (void)trigger;
    const struct store *store = arg;
    switch (action) {
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        if (store->gate == GATE_OPEN || !database || strcmp(database, "main") != 0)
            return SQLITE_OK;
        if (strncmp(table, "journal_", 8) == 0)
            return SQLITE_DENY;
        return store->gate == GATE_RECORDS || !table_info_replicates(table) ||
                       strncmp(table, "sqlite_", 7) == 0
                   ? SQLITE_OK
                   : SQLITE_DENY;
    case SQLITE_TRANSACTION: return store->gate == GATE_RECORDS ? SQLITE_DENY : SQLITE_OK;
    default: return SQLITE_OK;
    }
}

/* A statement that was prepared inside a journal_fn and outlived it is not asked about again: what
   it writes is noticed here, and its commit refused. */
static void store_note_change(
    void *arg, int action, const char *database, const char *table, sqlite3_int64 row)
{
    struct store *store = arg;
    if (strcmp(database, "main") != 0)
        return;
    if (action == SQLITE_INSERT)
        store_changes_note_added(store, table, row);
    if (!table_info_replicates(table))
        return;
    store->touched++;
    if (store->merging && store->commit_hook && action != SQLITE_DELETE)
        store_changes_note_unvalidated(store, table, row);
    if (store->gate == GATE_SHUT)
        store->trespass = true;
}

static int store_before_commit(void *arg)
{
    return ((struct store *)arg)->trespass;
}

static void store_after_rollback(void *arg)
{
    struct store *store = arg;
    store->trespass = false;
    store_changes_forget(store);
}

static int store_ask_stop(void *arg)
{
    struct store *store = arg;
    return store->stop && store->stop(store->stop_arg);
}

static int64_t store_clock(void *arg)
{
    (void)arg;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct store *store_new(const char *path, enum store_mode mode)
{
    struct store *store = li_calloc(1, sizeof *store);
    store->path = li_strdup(path);
    store->mode = mode;
    store->author = li_strdup("");
    store->now = store_clock;
    return store;
}

/* The path as a URI, which can carry the immutable flag. */
static char *store_uri(const char *path, bool immutable)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    fputs(*path == '/' ? "file://" : "file:", out);
    for (; *path; path++)
        if (strchr("%?#", *path))
            fprintf(out, "%%%02X", (unsigned char)*path);
        else
            fputc(*path, out);
    if (immutable)
        fputs("?immutable=1", out);
    li_text_close(out);
    return text;
}

/* SQLite takes these settings before its first connection, and ignores them later. */
static void store_configure(void)
{
    /* Mutexes and memory statistics, at every call, are for programs of several threads. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    /* A row with triggers has a statement journal, which on disk costs more than the row. */
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    /* No twenty pages at once for each temporary table, most of which hold one. */
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

static void store_guard_file(struct store *store)
{
    const char *file = sqlite3_db_filename(store->db, "main");
    if (!file || !*file)
        return;
    store->file = li_strdup(file);
    store->guard = file_guard_add(file);
}

static enum li_err store_open_connection(struct store *store, const char *uri, int flags,
    store_prepare prepare, void *arg, struct li_error *err)
{
    store_configure();
    int rc = sqlite3_open_v2(uri, &store->db,
        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc != SQLITE_OK)
        return store_error(store, rc, "Opening the database", err);
    store_guard_file(store);
    store_wait_attach(store);
    sqlite3_set_authorizer(store->db, store_authorize, store);
    sqlite3_update_hook(store->db, store_note_change, store);
    sqlite3_commit_hook(store->db, store_before_commit, store);
    sqlite3_rollback_hook(store->db, store_after_rollback, store);
    rc = prepare ? prepare(store->db, arg) : SQLITE_OK;
    if (rc != SQLITE_OK)
        return store_error(store, rc, "Preparing the database", err);
    return query_run(store, "PRAGMA foreign_keys = ON", err);
}

enum li_err store_connect(
    struct store **out, const char *path, const struct store_options *options, struct li_error *err)
{
    assert(out && path && options && err);
    struct store *store = *out = store_new(path, options->mode);
    char *uri = store_uri(path, options->immutable);
    int flags = options->immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    enum li_err code =
        store_open_connection(store, uri, flags, options->prepare, options->prepare_arg, err);
    free(uri);
    return code;
}

enum li_err store_connect_blank(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err)
{
    assert(out && err);
    struct store *store = store_new("", STORE_CREATE);
    enum li_err code = store_open_connection(
        store, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, prepare, arg, err);
    if (!code)
        code = query_run(store, "PRAGMA synchronous = OFF", err);
    if (!code)
        code = query_run(store, "PRAGMA journal_mode = MEMORY", err);
    *out = code ? NULL : store;
    if (code)
        store_close(store);
    return code;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    assert(!store->writing);
    transaction_rollback(store);
    statement_forget(store);
    query_forget(store);
    store_changes_forget(store);
    table_info_forget(store);
    packer_free(store->packer);
    signature_memo_free(store->signatures);
    sqlite3_close_v2(store->db);
    file_guard_drop(store->guard);
    free(store->file);
    free(store->former);
    free(store->notice);
    free(store->path);
    free(store->author);
    free(store);
}

struct sqlite3 *store_db(struct store *store)
{
    assert(store);
    return store->db;
}

const char *store_path(const struct store *store)
{
    assert(store);
    return store->path;
}

const struct id *store_replica(const struct store *store)
{
    assert(store);
    return &store->replica;
}

void store_set_author(struct store *store, const char *author)
{
    assert(store);
    char *copy = li_strdup(author ? author : "");
    free(store->author);
    store->author = copy;
}

const char *store_author(const struct store *store)
{
    assert(store);
    return store->author;
}

void store_set_clock(struct store *store, int64_t (*now)(void *arg), void *arg)
{
    assert(store);
    store->now = now ? now : store_clock;
    store->now_arg = arg;
}

void store_set_naming(struct store *store, store_naming naming, void *arg)
{
    assert(store);
    store->naming = naming;
    store->naming_arg = arg;
}

void store_set_commit_hook(struct store *store, store_commit_hook hook, void *arg)
{
    assert(store);
    store->commit_hook = hook;
    store->commit_hook_arg = arg;
}

struct packer *store_packer(struct store *store)
{
    assert(store);
    if (!store->packer)
        store->packer = packer_new();
    return store->packer;
}

struct signature_memo *store_signatures(struct store *store)
{
    assert(store);
    if (!store->signatures)
        store->signatures = signature_memo_new();
    return store->signatures;
}

void store_notify(struct store *store, char *text)
{
    assert(store && text);
    char *before = store->notice;
    store->notice = before ? li_format("%s %s", before, text) : li_strdup(text);
    free(before);
    free(text);
}

char *store_take_notice(struct store *store)
{
    assert(store);
    char *notice = store->notice;
    store->notice = NULL;
    return notice;
}

int64_t store_version(struct store *store)
{
    assert(store);
    struct li_error err;
    int64_t version = 0;
    query_number(store, "PRAGMA data_version", &version, &err);
    return version;
}

void store_on_progress(struct store *store, bool (*stop)(void *arg), void *arg)
{
    assert(store);
    store->stop = stop;
    store->stop_arg = arg;
    sqlite3_progress_handler(store->db, STORE_PROGRESS_STEPS, stop ? store_ask_stop : NULL, store);
}
