/*
 * database_restore.c: a backup put in place of a database.
 *
 * In this order: a copy of the backup beside the place, cleaned; proved; the logs of the old file
 * folded in or moved away; the old file kept as FILE~ by a second link; the copy renamed. So the
 * place is never without a file, and never has a log that belongs to another. What was kept before
 * is never replaced: the next one is FILE~2.
 */
#include "data/database/database_restore.h"
#include "data/base/disk.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/database/database_copy.h"
#include "data/database/database_file.h"
#include "data/store/store.h"
#include "data/store/store_error.h"
#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- what is put in place --------------------------------------------------------------------- */

/* Our own triggers are on tables that are rebuilt when the database is opened, so none is kept. */
static const char database_restore_stranger_sql[] =
    "SELECT CASE WHEN type = 'table' THEN 'virtual table' ELSE type END, name FROM sqlite_schema"
    " WHERE type = 'view' OR (type = 'trigger' AND name NOT GLOB 'local_*')"
    " OR (type = 'table' AND sql LIKE 'create virtual%') ORDER BY name LIMIT 1";
static const char database_restore_triggers_sql[] =
    "SELECT coalesce(group_concat('DROP TRIGGER \"' || replace(name, '\"', '\"\"') || '\"', ';'),"
    " '') FROM sqlite_schema WHERE type = 'trigger'";
static const char database_restore_forget_sql[] = "DELETE FROM local_fact WHERE name = 'derived'";

static enum li_err database_restore_refuse_stranger(
    struct sqlite3_stmt *found, const char *name, struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "%s contains the %s \"%s\", which liaise did not make; nothing was changed. Use another "
        "backup.",
        name, (const char *)sqlite3_column_text(found, 0),
        (const char *)sqlite3_column_text(found, 1));
}

/* Runs a statement that gives one row at most; *text (may be NULL) is its first column. */
static enum li_err database_restore_ask(
    struct sqlite3 *copy, const char *name, const char *sql, char **text, struct li_error *err)
{
    struct sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(copy, sql, -1, &statement, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(statement);
    enum li_err code = LI_OK;
    if (rc == SQLITE_ROW && text)
        *text = li_strdup((const char *)sqlite3_column_text(statement, 0));
    else if (rc == SQLITE_ROW)
        code = database_restore_refuse_stranger(statement, name, err);
    else if (rc != SQLITE_DONE)
        code = store_error_on(copy, name, rc, "Reading the backup", err);
    sqlite3_finalize(statement);
    return code;
}

/* A database_copy_cleaner. */
static enum li_err database_restore_clean(
    struct sqlite3 *copy, const char *name, struct li_error *err)
{
    char *drops = NULL;
    enum li_err code = database_restore_ask(copy, name, database_restore_stranger_sql, NULL, err);
    if (!code)
        code = database_restore_ask(copy, name, database_restore_triggers_sql, &drops, err);
    if (!code)
        code = database_copy_exec(copy, sqlite3_db_filename(copy, "main"), drops, err);
    if (!code)
        code = database_copy_exec(
            copy, sqlite3_db_filename(copy, "main"), database_restore_forget_sql, err);
    free(drops);
    return code;
}

/* --- proof ------------------------------------------------------------------------------------ */

static enum li_err database_restore_prove(const char *part, const char *from,
    database_restore_proof prove, void *arg, struct li_error *err)
{
    enum li_err code = prove(part, arg, err);
    if (code)
        database_copy_correct_error(err, part, from);
    return code;
}

/* --- in place --------------------------------------------------------------------------------- */

/* Folds the log of the file to be replaced into it, which succeeds only when no other program has
   it open. A damaged file is no hindrance: replacing it is what restoring is for. */
static enum li_err database_restore_fold_log(const char *path, struct li_error *err)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_busy_timeout(db, 1000);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    sqlite3_close(db);
    if ((rc & 0xFF) == SQLITE_NOMEM) /* where there may not even be a connection */
        li_out_of_memory();
    if ((rc & 0xFF) == SQLITE_BUSY || (rc & 0xFF) == SQLITE_LOCKED)
        return li_fail(err, LI_BUSY, "Another program has %s open; close it first.", path);
    return LI_OK;
}

static const char *const database_restore_logs[] = {"-wal", "-journal", "-shm"};
enum { DATABASE_RESTORE_LOGS = sizeof database_restore_logs / sizeof *database_restore_logs };

static bool database_restore_is_same(const char *path, const char *other)
{
    struct stat one, two;
    return lstat(path, &one) == 0 && lstat(other, &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

/* Whether nothing is there, and no log waits there for a database. */
static bool database_restore_is_free(const char *name)
{
    struct stat about;
    bool is_free = lstat(name, &about) != 0;
    for (size_t i = 0; i < DATABASE_RESTORE_LOGS; i++)
        is_free = is_free && !database_file_exists(name, database_restore_logs[i]);
    return is_free;
}

/* A restore that was cut short may have left a link to the file itself: that name is used again. */
char *database_restore_old_name(const char *path)
{
    assert(path);
    char *name = li_format("%s~", path);
    for (int n = 2; !database_restore_is_free(name) && !database_restore_is_same(path, name); n++) {
        free(name);
        name = li_format("%s~%d", path, n);
    }
    return name;
}

/* Moves what is left beside the place to where it does no harm and is not lost: along with the old
   file to its new name or, where there is none (NULL), to a name that no database has. The index of
   a log is of no use. */
static enum li_err database_restore_move_logs(
    const char *path, const char *old, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < DATABASE_RESTORE_LOGS && !code; i++) {
        const char *suffix = database_restore_logs[i];
        char *log = li_format("%s%s", path, suffix);
        char *to = old ? li_format("%s%s", old, suffix) : li_format("%s~", log);
        bool index = strcmp(suffix, "-shm") == 0;
        if ((index ? unlink(log) : rename(log, to)) != 0 && errno != ENOENT)
            code = disk_fail("moved", log, err);
        free(log);
        free(to);
    }
    return code;
}

/* By a second link; where links cannot be made, by renaming. */
static enum li_err database_restore_link_old(
    const char *path, const char *old, struct li_error *err)
{
    bool sound = link(path, old) == 0 || database_restore_is_same(path, old) ||
                 (errno != EEXIST && rename(path, old) == 0);
    return sound ? LI_OK : disk_fail("created", old, err);
}

enum li_err database_restore_swap(const char *part, const char *path, struct li_error *err)
{
    assert(part && path && err);
    bool replaces = database_file_exists(path, "");
    char *old = replaces ? database_restore_old_name(path) : NULL;
    enum li_err code = replaces ? database_restore_fold_log(path, err) : LI_OK;
    if (!code)
        code = database_restore_move_logs(path, old, err);
    if (!code && replaces)
        code = database_restore_link_old(path, old, err);
    free(old);
    return code ? code : database_file_put(part, path, err);
}

static enum li_err database_restore_judge_place(
    const char *from, const char *path, struct li_error *err)
{
    struct stat source, place;
    if (file_guard_part(path) == FILE_GUARD_BESIDE)
        return file_guard_refuse(path, err);
    if (stat(path, &place) != 0)
        return LI_OK;
    if (!S_ISREG(place.st_mode))
        return li_fail(err, LI_REFUSED, "%s is not a file; choose another location.", path);
    if (stat(from, &source) == 0 && source.st_dev == place.st_dev && source.st_ino == place.st_ino)
        return li_fail(
            err, LI_REFUSED, "%s is the database itself; choose a backup to restore.", from);
    return LI_OK;
}

/* The backup may be of any schema this program knows. */
static enum li_err database_restore_copy(
    const char *from, const char *path, char **part, struct li_error *err)
{
    struct store *store = NULL;
    struct store_options options = {.mode = STORE_READ};
    enum li_err code = database_file_judge(from, STORE_READ, &options.immutable, err);
    if (!code)
        code = store_connect(&store, from, &options, err);
    if (!code)
        code = database_copy_beside(store, path, database_restore_clean, part, err);
    store_close(store);
    return code;
}

static enum li_err database_restore_at(const char *from, const char *path,
    database_restore_proof prove, void *arg, struct li_error *err)
{
    char *part = NULL;
    enum li_err code = database_restore_judge_place(from, path, err);
    if (!code)
        code = database_restore_copy(from, path, &part, err);
    if (!code)
        code = database_restore_prove(part, from, prove, arg, err);
    if (!code)
        code = database_restore_swap(part, path, err);
    if (code && part)
        database_file_remove(part);
    free(part);
    return code;
}

enum li_err database_restore(const char *from, const char *path, database_restore_proof prove,
    void *arg, struct li_error *err)
{
    assert(from && path && prove && err);
    char *real = disk_real(path);
    enum li_err code = database_restore_at(from, real, prove, arg, err);
    free(real);
    return code;
}
