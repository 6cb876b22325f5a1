/*
 * store_copy.c: whole databases copied, and checked.
 */
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COPY_PAGES = 1024 };

/* Copying. */

static bool store_copy_goes_on(
    struct store *from, sqlite3_backup *backup, bool (*went)(void *arg, int64_t pages), void *arg)
{
    int64_t copied = sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup);
    return (!went || went(arg, copied)) && !(from->stop && from->stop(from->stop_arg));
}

static int store_copy_steps(
    struct store *from, struct sqlite3 *to, bool (*went)(void *arg, int64_t pages), void *arg)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->db, "main");
    if (!backup)
        return sqlite3_errcode(to);
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK && store_copy_goes_on(from, backup, went, arg))
        rc = sqlite3_backup_step(backup, COPY_PAGES);
    int end = sqlite3_backup_finish(backup);
    if (end != SQLITE_OK || rc == SQLITE_DONE)
        return end;
    return rc == SQLITE_OK ? SQLITE_INTERRUPT : rc;
}

/* Copying reads one file and writes another: which of them failed, its failure tells. */
static bool store_copy_failed_reading(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return true;
    default: return rc == SQLITE_IOERR_READ || rc == SQLITE_IOERR_SHORT_READ;
    }
}

enum li_err store_copy(struct store *from, struct sqlite3 *to,
    bool (*went)(void *arg, int64_t pages), void *arg, struct li_error *err)
{
    /* A read transaction keeps the copy at one moment while others go on writing. */
    enum li_err code = query_run(from, "BEGIN", err);
    if (code == LI_OK)
        code = query_run(from, "SELECT count(*) FROM sqlite_schema", err);
    if (code == LI_OK) {
        int rc = store_copy_steps(from, to, went, arg);
        const char *file =
            store_copy_failed_reading(rc) ? from->path : sqlite3_db_filename(to, "main");
        if (rc != SQLITE_OK)
            code = store_fail_on(to, file, rc, "Copying the database", err);
    }
    store_rollback(from);
    return code;
}

enum li_err store_run_on(
    struct sqlite3 *db, const char *path, const char *sql, struct li_error *err)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LI_OK : store_fail_on(db, path, rc, "Copying the database", err);
}

/* What another wrote into the file must not run while it is copied. */
static void store_copy_disarm(struct sqlite3 *db)
{
    static const int acting[] = {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
        SQLITE_DBCONFIG_TRUSTED_SCHEMA};
    for (size_t i = 0; i < sizeof acting / sizeof *acting; i++)
        sqlite3_db_config(db, acting[i], 0, NULL);
}

/* The copy must not go on counting entries where its original does: it forgets which replica it
   is, and whoever opens it for writing gives it a new name. */
static enum li_err store_copy_into(
    struct store *store, const char *path, store_taming tame, struct li_error *err)
{
    static const char *const before = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;";
    static const char *const after =
        "UPDATE OR REPLACE local_fact SET name = 'replica_before' WHERE name = 'replica'";
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    enum li_err code = rc == SQLITE_OK ? LI_OK : store_fail_on(to, path, rc, "Copying", err);
    store_copy_disarm(to);
    if (code == LI_OK)
        code = store_run_on(to, path, before, err);
    if (code == LI_OK)
        code = store_copy(store, to, NULL, NULL, err);
    if (code == LI_OK && tame)
        code = tame(to, store->path, err);
    if (code == LI_OK)
        code = store_run_on(to, path, after, err);
    int closed = sqlite3_close(to);
    if (code == LI_OK && closed != SQLITE_OK)
        code = li_fail(err, LI_IO, "%s could not be written.", path);
    return code;
}

/* A person knows the file by the name it was to have. */
void store_name_rightly(struct li_error *err, const char *part, const char *name)
{
    const char *at = strstr(err->message, part);
    if (!at)
        return;
    struct li_error said = *err;
    int before = (int)(at - err->message);
    li_fail(err, said.code, "%.*s%s%s", before, said.message, name,
        said.message + before + strlen(part));
}

enum li_err store_copy_beside(
    struct store *store, const char *target, store_taming tame, char **out, struct li_error *err)
{
    enum li_err code = store_file_create_beside(target, out, err);
    if (code == LI_OK)
        code = store_copy_into(store, *out, tame, err);
    if (code != LI_OK && *out) {
        store_name_rightly(err, *out, target);
        store_file_remove(*out);
        free(*out);
        *out = NULL;
    }
    return code;
}

enum li_err store_reserve(const char *path, char **part, struct li_error *err)
{
    char *target = disk_real(path);
    *part = NULL;
    enum li_err code = store_file_is_free(target, err);
    if (code == LI_OK)
        code = store_file_create_beside(target, part, err);
    if (code == LI_OK)
        unlink(*part); /* whoever makes it insists that nothing is there */
    free(target);
    return code;
}

enum li_err store_put(const char *part, const char *path, struct li_error *err)
{
    char *target = disk_real(path);
    enum li_err code =
        store_file_exists(part, "-wal")
            ? li_fail(err, LI_IO,
                  "%s could not be written completely; check the disk and try again.", target)
            : disk_sync(part, err);
    if (code == LI_OK)
        code = disk_rename(part, target, err);
    free(target);
    return code;
}

enum li_err store_backup(struct store *store, const char *to, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *part = NULL, *target = disk_real(to);
    enum li_err code = store_file_is_free(target, err);
    if (code == LI_OK)
        code = store_copy_beside(store, target, NULL, &part, err);
    if (code == LI_OK)
        code = store_put(part, target, err);
    if (code != LI_OK && part)
        store_file_remove(part);
    free(part);
    free(target);
    return code;
}

/* Checking. */

/* SQLite's word for why a page could not be had; SQLITE_OK: the line tells of no such thing. */
static int store_copy_unread_page(const char *line)
{
    static const char mark[] = "unable to get the page. error code=";
    const char *at = strstr(line, mark);
    int rc = at ? atoi(at + strlen(mark)) : SQLITE_OK;
    return (rc & 0xFF) == SQLITE_IOERR ? rc : SQLITE_OK;
}

/* SQLite gives several findings as the lines of one row, under the name of the database. A page
   that the disk does not give is no finding: SQLite's word for it is returned. */
static int store_copy_say_lines(
    const char *lines, void (*say)(void *arg, const char *finding), void *arg)
{
    int rc = SQLITE_OK;
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        char *line = li_strndup(lines, length);
        rc = store_copy_unread_page(line);
        if (rc != SQLITE_OK) {
            free(line);
            break;
        }
        if (*line && strcmp(line, "ok") != 0 && strncmp(line, "***", 3) != 0)
            say(arg, line);
        free(line);
        lines += length + (lines[length] == '\n');
    }
    return rc;
}

static enum li_err store_copy_check_integrity(struct store *store,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct query *query = query_new(store, "PRAGMA integrity_check", err);
    if (!query)
        return err->code;
    int step, rc = SQLITE_OK;
    while (rc == SQLITE_OK && (step = query_step(query, err)) > 0)
        rc = store_copy_say_lines(query_text(query, 0), say, arg);
    enum li_err code = LI_OK;
    if (rc != SQLITE_OK)
        code = store_error(store, rc, "Checking the database", err);
    else if (step < 0)
        code = err->code;
    query_free(query);
    return code;
}

static char *store_copy_record_name(struct store *store, const char *table, int64_t row)
{
    struct li_error err;
    char *sql = sqlite3_mprintf("SELECT id FROM \"%w\" WHERE rowid = ?1", table);
    if (!sql)
        li_out_of_memory();
    struct query *query = query_new(store, sql, &err);
    sqlite3_free(sql);
    if (query)
        query_bind_int(query, 1, row);
    const char *id = query && query_step(query, &err) > 0 ? query_text(query, 0) : NULL;
    char *name = li_format("%s %s", table, id ? id : "without an id");
    query_free(query);
    return name;
}

static enum li_err store_copy_check_references(struct store *store,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct query *query = query_new(store,
        "SELECT c.\"table\", c.rowid, c.parent, f.\"from\" FROM pragma_foreign_key_check c"
        " JOIN pragma_foreign_key_list(c.\"table\") f ON f.id = c.fkid",
        err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0) {
        char *name = store_copy_record_name(store, query_text(query, 0), query_int(query, 1));
        char *finding = li_format("%s links by %s to a missing %s record.", name,
            query_text(query, 3), query_text(query, 2));
        say(arg, finding);
        free(finding);
        free(name);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err store_check(struct store *store, void (*say)(void *arg, const char *finding), void *arg,
    struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    enum li_err code = store_copy_check_integrity(store, say, arg, err);
    return code == LI_OK ? store_copy_check_references(store, say, arg, err) : code;
}
