/*
 * store.c: a connection to one database file, from opening to closing, and who may write to it.
 */
#include "data/store/store.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/journal/journal_internal.h"
#include "data/store/store_internal.h"
#include "data/store/table_info.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PROGRESS_STEPS = 4000 };

bool store_replicates(const char *table)
{
    static const char *const others[] = {"local_", "journal_", "sqlite_"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strncmp(table, others[i], strlen(others[i])) == 0)
            return false;
    return true;
}

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
        return store->gate == GATE_RECORDS || !store_replicates(table) ||
                       strncmp(table, "sqlite_", 7) == 0
                   ? SQLITE_OK
                   : SQLITE_DENY;
    case SQLITE_TRANSACTION: return store->gate == GATE_RECORDS ? SQLITE_DENY : SQLITE_OK;
    default: return SQLITE_OK;
    }
}

static struct store_added *store_added_to(struct store *store, const char *table)
{
    size_t at = 0;
    while (at < store->added_count && strcmp(store->added[at].table, table) != 0)
        at++;
    if (at == store->added_count) {
        store->added = li_realloc(store->added, ++store->added_count, sizeof *store->added);
        store->added[at] = (struct store_added){.table = li_strdup(table)};
    }
    return &store->added[at];
}

/* Rows added to a table are numbered upwards: the first tells them all. */
static void store_saw_added(struct store *store, const char *table, int64_t row)
{
    struct store_added *added = store_added_to(store, table);
    if (added->first == 0 || row < added->first)
        added->first = row;
}

bool store_take_added(struct store *store, const char *table, int64_t *first)
{
    *first = 0;
    for (size_t i = 0; i < store->added_count; i++)
        if (strcmp(store->added[i].table, table) == 0) {
            *first = store->added[i].first;
            store->added[i].first = 0;
        }
    return *first != 0;
}

bool store_take_unjudged(struct store *store, const char *table, struct vector *rows)
{
    *rows = (struct vector){0};
    for (size_t i = 0; i < store->added_count; i++)
        if (strcmp(store->added[i].table, table) == 0) {
            *rows = store->added[i].unjudged;
            store->added[i].unjudged = (struct vector){0};
        }
    return rows->count > 0;
}

static void store_forget_added(struct store *store)
{
    for (size_t i = 0; i < store->added_count; i++) {
        vector_clear(&store->added[i].unjudged);
        free(store->added[i].table);
    }
    free(store->added);
    store->added = NULL;
    store->added_count = 0;
}

/* A statement prepared inside a journal_fn and kept is not asked about again: what it writes later
   is seen here, and its commit refused. */
static void store_saw_change(
    void *arg, int action, const char *database, const char *table, sqlite3_int64 row)
{
    struct store *store = arg;
    if (strcmp(database, "main") != 0)
        return;
    if (action == SQLITE_INSERT)
        store_saw_added(store, table, row);
    if (!store_replicates(table))
        return;
    store->touched++;
    if (store->unjudged && store->following && action != SQLITE_DELETE)
        vector_add(&store_added_to(store, table)->unjudged, row);
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
    store_forget_added(store);
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

/* A path as a URI, so that the immutable flag can be given with it. */
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

/* SQLite takes these settings before its first connection and passes over them later. */
static void store_configure(void)
{
    /* Locks and counts of memory, at every call, are for programs of several threads. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    /* A row with triggers keeps a statement journal, which on disk costs more than the row. */
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
}

static enum li_err store_connect(struct store *store, const char *uri, int flags,
    store_prepare prepare, void *arg, struct li_error *err)
{
    store_configure();
    int rc = sqlite3_open_v2(uri, &store->db,
        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc != SQLITE_OK)
        return store_error(store, rc, "Opening the database", err);
    const char *file = sqlite3_db_filename(store->db, "main");
    if (file && *file) {
        store->file = li_strdup(file);
        store->guard = file_guard_add(file);
    }
    store_wait_begin(store);
    sqlite3_set_authorizer(store->db, store_authorize, store);
    sqlite3_update_hook(store->db, store_saw_change, store);
    sqlite3_commit_hook(store->db, store_before_commit, store);
    sqlite3_rollback_hook(store->db, store_after_rollback, store);
    rc = prepare ? prepare(store->db, arg) : SQLITE_OK;
    if (rc != SQLITE_OK)
        return store_error(store, rc, "Preparing the database", err);
    return query_run(store, "PRAGMA foreign_keys = ON", err);
}

/* How a file is opened, beyond its mode. */
struct store_way {
    bool immutable; /* nobody can write beside it: no locks, no log */
    bool alone;     /* no other program may have it open: the log's index is kept in memory */
    journal_progress progress; /* told while older entries are brought up to date; NULL: nobody */
    void *progress_arg;
};

static enum li_err store_begin_alone(struct store *store, struct li_error *err)
{
    enum { ALONE_PATIENCE = 2000 /* ms: another may be reading in this way */ };
    sqlite3_busy_timeout(store->db, ALONE_PATIENCE);
    return query_run(store, "PRAGMA locking_mode = EXCLUSIVE", err);
}

/* rc is SQLite's own word for what went wrong. */
static enum li_err store_open_in(struct store **out, const char *path, enum store_mode mode,
    const struct store_way *way, store_prepare prepare, void *arg, int *rc, struct li_error *err)
{
    struct store *store = store_new(path, mode);
    store->migrating = way->progress;
    store->migrating_arg = way->progress_arg;
    bool log = mode != STORE_CREATE && store_file_exists(path, "-wal");
    char *uri = store_uri(path, way->immutable);
    enum li_err code = store_connect(store, uri,
        way->immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, prepare, arg, err);
    free(uri);
    /* What is refused is not touched: not even by folding in a log that stood there before. */
    if (code == LI_OK && log)
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (code == LI_OK && way->alone)
        code = store_begin_alone(store, err);
    if (code == LI_OK)
        code = store_finish_open(store, err);
    *rc = sqlite3_extended_errcode(store->db);
    if (code != LI_OK) {
        store_close(store);
        if (mode == STORE_CREATE)
            store_file_remove(path);
        return code;
    }
    if (!way->alone) /* there may be no room to fold it in */
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    store->migrating = NULL;
    *out = store;
    return LI_OK;
}

/* Whether the log or its index could not be opened or made: there is no room, or the disk is
   broken. Reading needs neither, as long as no other program has the file open. */
static bool store_lacks_log(int rc)
{
    return rc == SQLITE_FULL || (rc & 0xFF) == SQLITE_CANTOPEN || rc == SQLITE_IOERR_SHMSIZE ||
           rc == SQLITE_IOERR_SHMOPEN || rc == SQLITE_IOERR_SHMMAP;
}

enum li_err store_open(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, struct li_error *err)
{
    return store_open_telling(out, path, mode, prepare, arg, NULL, NULL, err);
}

enum li_err store_open_telling(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, journal_progress progress, void *progress_arg,
    struct li_error *err)
{
    struct li_error own = {0}, again = {0};
    struct store_way way = {.progress = progress, .progress_arg = progress_arg};
    int rc = SQLITE_OK;
    err = err ? err : &own;
    *out = NULL;
    enum li_err code = mode == STORE_CREATE ? store_file_create(path, err)
                                            : store_file_judge(path, mode, &way.immutable, err);
    if (code != LI_OK)
        return code;
    code = store_open_in(out, path, mode, &way, prepare, arg, &rc, err);
    way.alone = code == LI_IO && mode == STORE_READ && !way.immutable && store_lacks_log(rc);
    if (way.alone && store_open_in(out, path, mode, &way, prepare, arg, &rc, &again) == LI_OK) {
        store_take_unread(&again); /* nothing stays unread */
        code = LI_OK;
    }
    return code;
}

enum li_err store_open_source(struct store **out, const char *path, struct li_error *err)
{
    bool immutable;
    *out = NULL;
    enum li_err code = store_file_judge(path, STORE_READ, &immutable, err);
    if (code != LI_OK)
        return code;
    struct store *store = store_new(path, STORE_READ);
    char *uri = store_uri(path, immutable);
    code = store_connect(
        store, uri, immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, NULL, NULL, err);
    free(uri);
    if (code == LI_OK)
        *out = store;
    else
        store_close(store);
    return code;
}

enum li_err store_open_blank(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err)
{
    struct store *store = store_new("", STORE_CREATE);
    enum li_err code =
        store_connect(store, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, prepare, arg, err);
    if (code == LI_OK)
        code = query_run(store, "PRAGMA synchronous = OFF", err);
    if (code == LI_OK)
        code = query_run(store, "PRAGMA journal_mode = MEMORY", err);
    if (code == LI_OK) {
        *out = store;
        return LI_OK;
    }
    store_close(store);
    return code;
}

enum li_err store_open_scratch(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = NULL;
    struct store *store = NULL;
    enum li_err code = store_open_blank(&store, prepare, arg, err);
    if (code == LI_OK)
        code = store_migrate(store, 0, err);
    if (code == LI_OK)
        code = store_know_replica(store, err);
    if (code == LI_OK)
        *out = store;
    else
        store_close(store);
    return code;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_rollback(store);
    for (int i = 0; i < STORE_SQL_COUNT; i++)
        query_free(store->kept[i]);
    query_forget(store);
    store_forget_added(store);
    store_forget_table_info(store);
    store_forget_references(store);
    packer_free(store->packer);
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
    return store->db;
}

const char *store_path(const struct store *store)
{
    return store->path;
}

const struct id *store_replica(const struct store *store)
{
    return &store->replica;
}

void store_set_author(struct store *store, const char *author)
{
    char *copy = li_strdup(author ? author : "");
    free(store->author);
    store->author = copy;
}

const char *store_author(const struct store *store)
{
    return store->author;
}

void store_set_clock(struct store *store, int64_t (*now)(void *arg), void *arg)
{
    store->now = now ? now : store_clock;
    store->now_arg = arg;
}

void store_set_naming(struct store *store, store_naming naming, void *arg)
{
    store->naming = naming;
    store->naming_arg = arg;
}

void store_set_following(struct store *store, store_following following, void *arg)
{
    store->following = following;
    store->following_arg = arg;
}

struct packer *store_packer(struct store *store)
{
    if (!store->packer)
        store->packer = packer_new();
    return store->packer;
}

void store_notify(struct store *store, char *text)
{
    char *before = store->notice;
    store->notice = before ? li_format("%s %s", before, text) : li_strdup(text);
    free(before);
    free(text);
}

char *store_take_notice(struct store *store)
{
    char *notice = store->notice;
    store->notice = NULL;
    return notice;
}

enum li_err store_fact(struct store *store, const char *name, char **value, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *value = NULL;
    struct query *query = query_new(store, "SELECT value FROM local_fact WHERE name = ?1", err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, name);
    int found = query_step(query, err);
    if (found > 0)
        *value = li_strdup(query_text(query, 0));
    query_free(query);
    return found < 0 ? err->code : LI_OK;
}

enum li_err store_set_fact(
    struct store *store, const char *name, const char *value, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct query *query = query_new(store,
        "INSERT INTO local_fact (name, value) VALUES (?1, ?2)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, name);
    query_bind_text(query, 2, value);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

int64_t store_version(struct store *store)
{
    struct li_error err;
    int64_t version = 0;
    query_number(store, "PRAGMA data_version", &version, &err);
    return version;
}

void store_on_progress(struct store *store, bool (*stop)(void *arg), void *arg)
{
    store->stop = stop;
    store->stop_arg = arg;
    sqlite3_progress_handler(store->db, PROGRESS_STEPS, stop ? store_ask_stop : NULL, store);
}
