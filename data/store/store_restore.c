/*
 * store_restore.c: a backup put in place of a database.
 *
 * In this order: a copy of the backup beside the place, disarmed; proved; the logs of what stands
 * there folded in or moved away; the old file kept as FILE~ by a second link; the copy renamed. So
 * the place is never without a file, and never has a log that belongs to another.
 */
#include "data/base/disk.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- what comes along ------------------------------------------------------------------------- */

/* Our own triggers are in tables that are made anew when the database is opened, so none stays. */
static const char store_restore_stranger[] =
    "SELECT CASE WHEN type = 'table' THEN 'virtual table' ELSE type END, name FROM sqlite_schema"
    " WHERE type = 'view' OR (type = 'trigger' AND name NOT GLOB 'local_*')"
    " OR (type = 'table' AND sql LIKE 'create virtual%') ORDER BY name LIMIT 1";
static const char store_restore_triggers[] =
    "SELECT coalesce(group_concat('DROP TRIGGER \"' || replace(name, '\"', '\"\"') || '\"', ';'),"
    " '') FROM sqlite_schema WHERE type = 'trigger'";
static const char store_restore_forget[] = "DELETE FROM local_fact WHERE name = 'derived'";

static enum li_err store_restore_refuse_stranger(
    struct sqlite3_stmt *found, const char *name, struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "%s contains the %s \"%s\", which liaise did not make; nothing was changed. Use another "
        "backup.",
        name, (const char *)sqlite3_column_text(found, 0),
        (const char *)sqlite3_column_text(found, 1));
}

/* Runs a statement that gives one row at most; *text (may be NULL) is its first column. */
static enum li_err store_restore_ask(
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
        code = store_restore_refuse_stranger(statement, name, err);
    else if (rc != SQLITE_DONE)
        code = store_fail_on(copy, name, rc, "Reading the backup", err);
    sqlite3_finalize(statement);
    return code;
}

/* A store_taming. */
static enum li_err store_restore_tame(struct sqlite3 *copy, const char *name, struct li_error *err)
{
    char *drops = NULL;
    enum li_err code = store_restore_ask(copy, name, store_restore_stranger, NULL, err);
    if (code == LI_OK)
        code = store_restore_ask(copy, name, store_restore_triggers, &drops, err);
    if (code == LI_OK)
        code = store_run_on(copy, sqlite3_db_filename(copy, "main"), drops, err);
    if (code == LI_OK)
        code = store_run_on(copy, sqlite3_db_filename(copy, "main"), store_restore_forget, err);
    free(drops);
    return code;
}

/* --- proof ------------------------------------------------------------------------------------ */

static void store_restore_first_finding(void *arg, const char *finding)
{
    char **first = arg;
    if (!*first)
        *first = li_strdup(finding);
}

/* A store_proof. */
static enum li_err store_restore_check(const char *path, void *arg, struct li_error *err)
{
    (void)arg;
    struct store *store;
    char *finding = NULL;
    enum li_err code = store_open(&store, path, STORE_WRITE, NULL, NULL, err);
    if (code != LI_OK)
        return code;
    code = store_check(store, store_restore_first_finding, &finding, err);
    store_close(store);
    if (code == LI_OK && finding)
        code = li_fail(err, LI_CORRUPT, "%s is damaged, so nothing was changed: %s", path, finding);
    free(finding);
    return code;
}

static enum li_err store_restore_prove(
    const char *part, const char *from, store_proof prove, void *arg, struct li_error *err)
{
    enum li_err code = prove ? prove(part, arg, err) : store_restore_check(part, NULL, err);
    if (code != LI_OK)
        store_name_rightly(err, part, from);
    return code;
}

/* --- in place --------------------------------------------------------------------------------- */

/* Folds the log of the file to be replaced into it, which succeeds only when no other program has
   it open. A damaged file is no hindrance: replacing it is what restoring is for. */
static enum li_err store_restore_retire(const char *path, struct li_error *err)
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

/* What still lies beside the place goes where it does no harm and is not lost: with the old file,
   or, where there is none, under a name that no database has. An index of a log is of no use. */
static enum li_err store_restore_move_logs(const char *path, bool kept, struct li_error *err)
{
    static const char *const suffixes[] = {"-wal", "-journal", "-shm"};
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && code == LI_OK; i++) {
        char *log = li_format("%s%s", path, suffixes[i]);
        char *to = kept ? li_format("%s~%s", path, suffixes[i]) : li_format("%s~", log);
        bool index = strcmp(suffixes[i], "-shm") == 0;
        if (kept)
            unlink(to); /* of what was kept before, which goes too */
        if ((index ? unlink(log) : rename(log, to)) != 0 && errno != ENOENT)
            code = disk_fail("moved", log, err);
        free(log);
        free(to);
    }
    return code;
}

/* By a second link; where links cannot be made, by renaming. */
static enum li_err store_restore_keep_old(const char *path, struct li_error *err)
{
    char *kept = li_format("%s~", path);
    unlink(kept);
    bool sound = link(path, kept) == 0 || rename(path, kept) == 0;
    enum li_err code = sound ? LI_OK : disk_fail("created", kept, err);
    free(kept);
    return code;
}

static enum li_err store_restore_swap(const char *part, const char *path, struct li_error *err)
{
    bool replaces = store_file_exists(path, "");
    enum li_err code = replaces ? store_restore_retire(path, err) : LI_OK;
    if (code == LI_OK)
        code = store_restore_move_logs(path, replaces, err);
    if (code == LI_OK && replaces)
        code = store_restore_keep_old(path, err);
    return code == LI_OK ? store_put(part, path, err) : code;
}

static enum li_err store_restore_judge_place(
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

static enum li_err store_restore_at(
    const char *from, const char *path, store_proof prove, void *arg, struct li_error *err)
{
    struct store *store;
    char *part = NULL;
    enum li_err code = store_restore_judge_place(from, path, err);
    if (code == LI_OK)
        code = store_open_source(&store, from, err);
    if (code != LI_OK)
        return code;
    code = store_copy_beside(store, path, store_restore_tame, &part, err);
    store_close(store);
    if (code == LI_OK)
        code = store_restore_prove(part, from, prove, arg, err);
    if (code == LI_OK)
        code = store_restore_swap(part, path, err);
    if (code != LI_OK && part)
        store_file_remove(part);
    free(part);
    return code;
}

enum li_err store_restore(
    const char *from, const char *path, store_proof prove, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    char *real = disk_real(path);
    enum li_err code = store_restore_at(from, real, prove, arg, err ? err : &own);
    free(real);
    return code;
}
