/*
 * store_open.c: from a path to a store that is ready to use.
 */
#include "data/store_open.h"
#include "data/base/memory.h"
#include "data/database/database_check.h"
#include "data/database/database_file.h"
#include "data/database/replica.h"
#include "data/database/schema.h"
#include "data/journal/journal_migrate.h"
#include "data/store/page_cache.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

/* How a file is opened. */
struct store_open {
    const char *path;
    struct store_options options;
    bool alone; /* no other program may have it open: the index of the log is kept in memory */
    struct journal_migrate_observer observer;
};

/* The first reads: damage shows here. */
static enum li_err store_open_judge(struct store *store, int64_t *version, struct li_error *err)
{
    int64_t application = 0, tables = 0;
    const char *path = store_path(store);
    enum li_err code = query_number(store, "PRAGMA application_id", &application, err);
    if (!code)
        code = query_number(store, "PRAGMA user_version", version, err);
    if (!code)
        code = query_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (code)
        return code;
    if (application != DATABASE_FILE_APPLICATION)
        return database_file_refuse_foreign(path, err);
    if (*version > schema_newest())
        return database_file_refuse_newer(path, (int)*version, err);
    if (store->mode == STORE_READ && *version < schema_newest())
        return li_fail(err, LI_OLDER,
            "%s was made by an older version of liaise (schema %d); open it once for writing to "
            "update it.",
            path, (int)*version);
    return LI_OK;
}

/* Written before there is a log, so that a file whose creation was cut short is known as ours. */
static enum li_err store_open_sign(struct store *store, struct li_error *err)
{
    char *sql = li_format("PRAGMA application_id = %d", DATABASE_FILE_APPLICATION);
    enum li_err code = query_run(store, sql, err);
    free(sql);
    return code;
}

static enum li_err store_open_for_writing(
    struct store_open *open, struct store *store, int64_t version, struct li_error *err)
{
    static const char *const pragmas[] = {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
        "PRAGMA journal_size_limit = 16777216", PAGE_CACHE_USUAL};
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0] && !code; i++)
        code = query_run(store, pragmas[i], err);
    return code ? code : schema_migrate(store, version, journal_migrate, &open->observer, err);
}

static enum li_err store_open_prepare(
    struct store_open *open, struct store *store, struct li_error *err)
{
    int64_t version = 0;
    enum li_err code = LI_OK;
    if (store->mode == STORE_CREATE)
        code = store_open_sign(store, err);
    if (!code)
        code = store_open_judge(store, &version, err);
    if (!code && store->mode == STORE_READ)
        code = query_run(store, PAGE_CACHE_USUAL, err);
    if (!code)
        code = store->mode == STORE_READ ? query_run(store, "PRAGMA query_only = ON", err)
                                         : store_open_for_writing(open, store, version, err);
    return code ? code : replica_load(store, err);
}

/* Another program may be reading in this way. */
static enum li_err store_open_lock(struct store *store, struct li_error *err)
{
    enum { PATIENCE = 2000 /* ms */ };
    sqlite3_busy_timeout(store->db, PATIENCE);
    return query_run(store, "PRAGMA locking_mode = EXCLUSIVE", err);
}

/* *result is SQLite's own code for what went wrong. */
static enum li_err store_open_once(
    struct store **out, struct store_open *open, int *result, struct li_error *err)
{
    struct store *store;
    enum store_mode mode = open->options.mode;
    bool log = mode != STORE_CREATE && database_file_exists(open->path, "-wal");
    enum li_err code = store_connect(&store, open->path, &open->options, err);
    /* What is refused is not touched: not even by folding in a log that was there before. */
    if (!code && log)
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (!code && open->alone)
        code = store_open_lock(store, err);
    if (!code)
        code = store_open_prepare(open, store, err);
    *result = sqlite3_extended_errcode(store->db);
    if (code) {
        store_close(store);
        if (mode == STORE_CREATE)
            database_file_remove(open->path);
        return code;
    }
    if (!open->alone) /* there may be no room to fold the log in */
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    *out = store;
    return LI_OK;
}

/* Whether the log or its index could not be opened or created: the disk is full or broken. Reading
   needs neither, as long as no other program has the file open. */
static bool store_open_lacks_log(int result)
{
    return result == SQLITE_FULL || (result & 0xFF) == SQLITE_CANTOPEN ||
           result == SQLITE_IOERR_SHMSIZE || result == SQLITE_IOERR_SHMOPEN ||
           result == SQLITE_IOERR_SHMMAP;
}

enum li_err store_open(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, struct li_error *err)
{
    return store_open_with_progress(out, path, mode, prepare, arg, NULL, NULL, err);
}

enum li_err store_open_with_progress(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, progress_fn progress, void *progress_arg,
    struct li_error *err)
{
    assert(out && path && *path && err);
    struct li_error again = {0};
    struct store_open open = {.path = path,
        .options = {.mode = mode, .prepare = prepare, .prepare_arg = arg},
        .observer = {progress, progress_arg}};
    int result = SQLITE_OK;
    *out = NULL;
    enum li_err code = mode == STORE_CREATE
                           ? database_file_create(path, err)
                           : database_file_judge(path, mode, &open.options.immutable, err);
    if (code)
        return code;
    code = store_open_once(out, &open, &result, err);
    open.alone = code == LI_IO && mode == STORE_READ && !open.options.immutable &&
                 store_open_lacks_log(result);
    if (open.alone && !store_open_once(out, &open, &result, &again)) {
        store_error_take_unread(&again); /* in the end nothing stayed unread */
        code = LI_OK;
    }
    return code;
}

static void store_open_first_finding(void *arg, const char *finding)
{
    char **first = arg;
    if (!*first)
        *first = li_strdup(finding);
}

enum li_err store_open_proof(const char *path, void *arg, struct li_error *err)
{
    (void)arg;
    struct store *store;
    char *finding = NULL;
    enum li_err code = store_open(&store, path, STORE_WRITE, NULL, NULL, err);
    if (code)
        return code;
    code = database_check(store, store_open_first_finding, &finding, err);
    store_close(store);
    if (!code && finding)
        code = li_fail(err, LI_CORRUPT, "%s is damaged, so nothing was changed: %s", path, finding);
    free(finding);
    return code;
}
