/*
 * database_copy.c: SQLite's backup, into a connection or a new file.
 */
#include "data/database/database_copy.h"
#include "data/base/memory.h"
#include "data/database/database_file.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DATABASE_COPY_PAGES = 1024 }; /* a step */

static bool database_copy_continues(
    struct store *from, sqlite3_backup *backup, bool (*went)(void *arg, int64_t pages), void *arg)
{
    int64_t copied = sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup);
    return (!went || went(arg, copied)) && !(from->stop && from->stop(from->stop_arg));
}

static int database_copy_run(
    struct store *from, struct sqlite3 *to, bool (*went)(void *arg, int64_t pages), void *arg)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->db, "main");
    if (!backup)
        return sqlite3_errcode(to);
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK && database_copy_continues(from, backup, went, arg))
        rc = sqlite3_backup_step(backup, DATABASE_COPY_PAGES);
    int end = sqlite3_backup_finish(backup);
    if (end != SQLITE_OK || rc == SQLITE_DONE)
        return end;
    return rc == SQLITE_OK ? SQLITE_INTERRUPT : rc;
}

/* Copying reads one file and writes another; the failure says which of them it was. */
static bool database_copy_failed_reading(int rc)
{
    int primary = rc & 0xFF;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_BUSY ||
           primary == SQLITE_LOCKED || rc == SQLITE_IOERR_READ || rc == SQLITE_IOERR_SHORT_READ;
}

enum li_err database_copy(struct store *from, struct sqlite3 *to,
    bool (*went)(void *arg, int64_t pages), void *arg, struct li_error *err)
{
    assert(from && to && err);
    /* A read transaction keeps the copy at one moment while others go on writing. */
    enum li_err code = query_run(from, "BEGIN", err);
    if (!code)
        code = query_run(from, "SELECT count(*) FROM sqlite_schema", err);
    if (!code) {
        int rc = database_copy_run(from, to, went, arg);
        const char *file =
            database_copy_failed_reading(rc) ? from->path : sqlite3_db_filename(to, "main");
        if (rc != SQLITE_OK)
            code = store_error_on(to, file, rc, "Copying the database", err);
    }
    transaction_rollback(from);
    return code;
}

enum li_err database_copy_exec(
    struct sqlite3 *db, const char *path, const char *sql, struct li_error *err)
{
    assert(db && sql && err);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LI_OK : store_error_on(db, path, rc, "Copying the database", err);
}

/* Nothing that someone else put into the file must run while it is copied. */
static void database_copy_disarm(struct sqlite3 *db)
{
    static const int acting[] = {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
        SQLITE_DBCONFIG_TRUSTED_SCHEMA};
    for (size_t i = 0; i < sizeof acting / sizeof *acting; i++)
        sqlite3_db_config(db, acting[i], 0, NULL);
}

static enum li_err database_copy_into(
    struct store *store, const char *path, database_copy_cleaner clean, struct li_error *err)
{
    static const char *const before = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;";
    static const char *const after =
        "UPDATE OR REPLACE local_fact SET name = 'replica_before' WHERE name = 'replica'";
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    enum li_err code = rc == SQLITE_OK ? LI_OK : store_error_on(to, path, rc, "Copying", err);
    database_copy_disarm(to);
    if (!code)
        code = database_copy_exec(to, path, before, err);
    if (!code)
        code = database_copy(store, to, NULL, NULL, err);
    if (!code && clean)
        code = clean(to, store->path, err);
    if (!code)
        code = database_copy_exec(to, path, after, err);
    int closed = sqlite3_close(to);
    assert(closed == SQLITE_OK); /* no statement is left open */
    (void)closed;
    return code;
}

void database_copy_correct_error(struct li_error *err, const char *part, const char *name)
{
    assert(err && part && name);
    const char *at = strstr(err->message, part);
    if (!at)
        return;
    struct li_error said = *err;
    int before = (int)(at - err->message);
    li_fail(err, said.code, "%.*s%s%s", before, said.message, name,
        said.message + before + strlen(part));
}

enum li_err database_copy_beside(struct store *store, const char *target,
    database_copy_cleaner clean, char **out, struct li_error *err)
{
    assert(store && target && out && err);
    enum li_err code = database_file_create_beside(target, out, err);
    if (!code)
        code = database_copy_into(store, *out, clean, err);
    if (code && *out) {
        database_copy_correct_error(err, *out, target);
        database_file_remove(*out);
        free(*out);
        *out = NULL;
    }
    return code;
}
