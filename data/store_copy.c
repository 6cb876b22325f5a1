/*
 * store_copy.c: whole databases copied, put in place, and checked.
 */
#include "memory.h"
#include "store_internal.h"
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COPY_PAGES = 1024 };

/* Copying. */

static bool copy_goes_on(
    struct store *from, sqlite3_backup *backup, bool (*went)(void *arg, int64_t pages), void *arg)
{
    int64_t copied = sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup);
    return (!went || went(arg, copied)) && !(from->stop && from->stop(from->stop_arg));
}

static int copy_steps(
    struct store *from, struct sqlite3 *to, bool (*went)(void *arg, int64_t pages), void *arg)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->db, "main");
    if (!backup)
        return sqlite3_errcode(to);
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK && copy_goes_on(from, backup, went, arg))
        rc = sqlite3_backup_step(backup, COPY_PAGES);
    int end = sqlite3_backup_finish(backup);
    if (end != SQLITE_OK || rc == SQLITE_DONE)
        return end;
    return rc == SQLITE_OK ? SQLITE_INTERRUPT : rc;
}

enum li_err store_copy(struct store *from, struct sqlite3 *to,
    bool (*went)(void *arg, int64_t pages), void *arg, struct li_error *err)
{
    /* A read transaction keeps the copy at one moment while others go on writing. */
    enum li_err code = query_run(from, "BEGIN", err);
    if (code == LI_OK)
        code = query_run(from, "SELECT count(*) FROM sqlite_schema", err);
    if (code == LI_OK) {
        int rc = copy_steps(from, to, went, arg);
        if (rc != SQLITE_OK)
            code = store_fail_on(to, from->path, rc, "Copying the database", err);
    }
    store_rollback(from);
    return code;
}

/* The copy must not go on counting entries where its original does: it forgets which replica it
   is, and whoever opens it for writing gives it a new name. */
static enum li_err copy_into(struct store *store, const char *path, struct li_error *err)
{
    static const char *const before = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;";
    static const char *const after = "DELETE FROM local_fact WHERE name = 'replica';";
    sqlite3 *to = NULL;
    enum li_err code = LI_OK;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, before, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        code = store_copy(store, to, NULL, NULL, err);
    if (rc == SQLITE_OK && code == LI_OK)
        rc = sqlite3_exec(to, after, NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        code = store_fail_on(to, path, rc, "Copying the database", err);
    int closed = sqlite3_close(to);
    if (code == LI_OK && closed != SQLITE_OK)
        code = li_fail(err, LI_IO, "%s could not be written.", path);
    return code == LI_OK ? store_file_sync(path, err) : code;
}

static enum li_err copy_beside(
    struct store *store, const char *target, char **out, struct li_error *err)
{
    *out = li_format("%s.part%ld", target, (long)getpid());
    store_file_remove(*out);
    enum li_err code = store_file_create(*out, err);
    if (code == LI_OK)
        code = copy_into(store, *out, err);
    if (code != LI_OK) {
        store_file_remove(*out);
        free(*out);
        *out = NULL;
    }
    return code;
}

enum li_err store_backup(struct store *store, const char *to, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *part;
    if (store_file_exists(to, ""))
        return li_fail(err, LI_REFUSED, "%s is there already; it was left as it is.", to);
    enum li_err code = copy_beside(store, to, &part, err);
    if (code != LI_OK)
        return code;
    code = store_file_rename(part, to, err);
    if (code != LI_OK)
        store_file_remove(part);
    free(part);
    return code;
}

/* Restoring. */

static void copy_first_finding(void *arg, const char *finding)
{
    char **first = arg;
    if (!*first)
        *first = li_strdup(finding);
}

/* Opening it for writing brings an older copy up to date and names it anew. */
static enum li_err copy_prove(
    const char *part, const char *from, store_prepare prepare, void *arg, struct li_error *err)
{
    struct store *store;
    char *finding = NULL;
    enum li_err code = store_open(&store, part, STORE_WRITE, prepare, arg, err);
    if (code != LI_OK)
        return code;
    code = store_check(store, copy_first_finding, &finding, err);
    store_close(store);
    if (code == LI_OK && finding)
        code = li_fail(err, LI_CORRUPT, "%s is damaged, so nothing was changed: %s", from, finding);
    free(finding);
    return code;
}

/* Folds the log of the file to be replaced into it, which succeeds only when no other program has
   it open. A damaged file is no hindrance: replacing it is what restoring is for. */
static enum li_err copy_retire(const char *path, struct li_error *err)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    sqlite3_busy_timeout(db, 1000);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    sqlite3_close(db);
    if ((rc & 0xFF) == SQLITE_BUSY || (rc & 0xFF) == SQLITE_LOCKED)
        return li_fail(err, LI_BUSY, "Another program has %s open; close it first.", path);
    return LI_OK;
}

static void copy_move_beside(const char *path, const char *kept, const char *suffix)
{
    char *from = li_format("%s%s", path, suffix), *to = li_format("%s%s", kept, suffix);
    if (rename(from, to) != 0)
        unlink(to);
    free(from);
    free(to);
}

/* Keeps the old file as path~ by a second link, so that path is never without a file; where links
   cannot be made, by renaming. */
static enum li_err copy_swap(const char *part, const char *path, struct li_error *err)
{
    char *kept = li_format("%s~", path);
    enum li_err code = LI_OK;
    if (store_file_exists(path, "")) {
        code = copy_retire(path, err);
        if (code == LI_OK) {
            copy_move_beside(path, kept, "-wal");
            copy_move_beside(path, kept, "-shm");
            unlink(kept);
            if (link(path, kept) != 0)
                rename(path, kept);
        }
    }
    free(kept);
    return code == LI_OK ? store_file_rename(part, path, err) : code;
}

enum li_err store_restore(
    const char *from, const char *path, store_prepare prepare, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct store *store;
    char *part = NULL;
    enum li_err code = store_open_source(&store, from, err);
    if (code != LI_OK)
        return code;
    code = copy_beside(store, path, &part, err);
    store_close(store);
    if (code != LI_OK)
        return code;
    code = copy_prove(part, from, prepare, arg, err);
    if (code == LI_OK)
        code = copy_swap(part, path, err);
    if (code != LI_OK)
        store_file_remove(part);
    free(part);
    return code;
}

/* Checking. */

/* SQLite gives several findings as the lines of one row, under the name of the database. */
static void copy_say_lines(
    const char *lines, void (*say)(void *arg, const char *finding), void *arg)
{
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        char *line = li_strndup(lines, length);
        if (*line && strcmp(line, "ok") != 0 && strncmp(line, "***", 3) != 0)
            say(arg, line);
        free(line);
        lines += length + (lines[length] == '\n');
    }
}

static enum li_err copy_check_integrity(struct store *store,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct query *query = query_new(store, "PRAGMA integrity_check", err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0)
        copy_say_lines(query_text(query, 0), say, arg);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static char *copy_record_name(struct store *store, const char *table, int64_t row)
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

static enum li_err copy_check_references(struct store *store,
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
        char *name = copy_record_name(store, query_text(query, 0), query_int(query, 1));
        char *finding = li_format("%s refers by %s to a record of %s that is not there.", name,
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
    enum li_err code = copy_check_integrity(store, say, arg, err);
    return code == LI_OK ? copy_check_references(store, say, arg, err) : code;
}
