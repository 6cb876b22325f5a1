/*
 * store_error.c: SQLite's failures as sentences for a person.
 */
#include "data/store/store_error.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static int store_error_file_errno(struct sqlite3 *db, int which)
{
    sqlite3_file *file = NULL;
    int cause = 0;
    sqlite3_file_control(db, "main", which, &file);
    if (file && file->pMethods && file->pMethods->xFileControl) /* in memory there is none */
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &cause);
    return cause;
}

/* The system's errno; 0: there is none. SQLite does not always pass on that of the database or its
   log. */
static int store_error_errno(struct sqlite3 *db)
{
    int cause = sqlite3_system_errno(db);
    if (cause == 0)
        cause = store_error_file_errno(db, SQLITE_FCNTL_FILE_POINTER);
    return cause ? cause : store_error_file_errno(db, SQLITE_FCNTL_JOURNAL_POINTER);
}

/* What SQLite reports of a full disk depends on which file it was writing; then errno decides, so
   that a broken disk is not called full. */
static bool store_error_is_full(struct sqlite3 *db, int rc)
{
    int cause = store_error_errno(db);
    return rc == SQLITE_FULL || (((rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CANTOPEN) &&
                                    (cause == ENOSPC || cause == EDQUOT));
}

/* SQLite calls a file damaged that the disk fails to read. The file may be whole, so no message
   should advise replacing it. */
static bool store_error_is_unread(struct sqlite3 *db, int rc)
{
    int cause = store_error_errno(db);
    return (rc & 0xFF) == SQLITE_CORRUPT && (cause == EIO || cause == ENXIO || cause == ERANGE);
}

static const char *store_error_cause(struct sqlite3 *db)
{
    int cause = store_error_errno(db);
    return cause ? strerror(cause) : "the disk or its file system reports an error";
}

/* How the message ends: what became of the change. */
static const char *store_error_ending(enum store_written written)
{
    static const char *const words[] = {
        [WRITTEN_UNKNOWN] = "",
        [WRITTEN_NOTHING] = "; nothing was changed",
        [WRITTEN_PART] = "; what came before stays",
        [WRITTEN_PERHAPS] = "; check whether your change was saved before making it again",
    };
    return words[written];
}

/* SQLITE_CANTOPEN may be about the database or a file beside it, with an errno of neither. */
static enum li_err store_error_open(struct sqlite3 *db, const char *name, struct li_error *err)
{
    bool beside = store_error_errno(db) == ENOENT && access(name, F_OK) == 0;
    int why = beside ? disk_probe(name) : store_error_errno(db);
    if (why == ENOSPC || why == EDQUOT)
        return li_fail(err, LI_IO, "The disk is full: %s could not be opened.", name);
    if (beside && why == 0)
        return li_fail(err, LI_IO,
            "%s could not be opened: a file next to it could not be created; try again.", name);
    return li_fail(err, LI_IO, "%s could not be opened: %s.", name,
        why ? strerror(why) : "the disk or its file system reports an error");
}

/* Whether the file is read-only, or could only be opened so this time. */
static enum li_err store_error_read_only(
    struct sqlite3 *db, const char *name, enum store_written written, struct li_error *err)
{
    if (access(name, W_OK) == 0 && sqlite3_db_readonly(db, "main") == 1)
        return li_fail(err, LI_IO, "%s could only be opened read-only%s. Try again.", name,
            store_error_ending(written));
    return li_fail(err, LI_IO, "%s is read-only%s.", name, store_error_ending(written));
}

/* The latest failure to read of any store, even one that is closed by now. */
static struct li_error store_error_unread;

static enum li_err store_error_move(struct li_error *from, struct li_error *err)
{
    enum li_err code = from->code;
    if (code)
        li_fail(err, code, "%s", from->message);
    *from = (struct li_error){0};
    return code;
}

enum li_err store_error_take_unread(struct li_error *err)
{
    assert(err);
    return store_error_move(&store_error_unread, err);
}

enum li_err store_error_refuse_unread(struct store *store, struct li_error *err)
{
    assert(store && err);
    return store_error_move(&store->unread, err);
}

static enum li_err store_error_trespass(const char *doing, struct li_error *err)
{
    return li_fail(err, LI_REFUSED,
        "%s: records are written through the journal only; nothing was changed.", doing);
}

static enum li_err store_error_constraint(
    struct sqlite3 *db, int rc, const char *doing, struct li_error *err)
{
    if (rc == SQLITE_CONSTRAINT_COMMITHOOK)
        return store_error_trespass(doing, err);
    if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
        return li_fail(err, LI_REFUSED, "%s would leave a link to a missing record.", doing);
    return li_fail(err, LI_REFUSED, "%s would break a rule: %s.", doing, sqlite3_errmsg(db));
}

const char *store_error_consequence(const struct store *store)
{
    assert(store);
    return store_error_ending(store->written);
}

static enum li_err store_error_describe(struct sqlite3 *db, const char *path, int rc,
    const char *doing, enum store_written written, struct li_error *err)
{
    const char *name = path && *path ? path : "the temporary database";
    /* Not every caller can report it: most that ask for a name or a fact go on without. */
    if ((rc & 0xFF) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
        li_out_of_memory();
    if (store_error_is_full(db, rc) && written >= WRITTEN_PART)
        return li_fail(err, LI_IO, "The disk is full: %s%s.", name, store_error_ending(written));
    if (store_error_is_full(db, rc) && written == WRITTEN_NOTHING)
        return li_fail(err, LI_IO, "The disk is full: nothing was changed in %s.", name);
    if (store_error_is_full(db, rc))
        return li_fail(err, LI_IO, "The disk is full: %s was not written.", name);
    if (store_error_is_unread(db, rc))
        rc = SQLITE_IOERR_CORRUPTFS;
    switch (rc & 0xFF) {
    case SQLITE_OK: return LI_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return li_fail(err, LI_BUSY, "Another program is writing to %s; try again.", name);
    case SQLITE_INTERRUPT:
        return li_fail(err, LI_INTERRUPTED, "Stopped%s.",
            written ? store_error_ending(written) : " before finishing");
    case SQLITE_READONLY: return store_error_read_only(db, name, written, err);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return li_fail(err, LI_CORRUPT,
            "%s is damaged; run `liaise restore-backup FILE` to replace it with a backup.", name);
    case SQLITE_CANTOPEN: return store_error_open(db, name, err);
    case SQLITE_IOERR:
        return li_fail(err, LI_IO, "%s could not be read or written: %s%s.", name,
            store_error_cause(db), store_error_ending(written));
    case SQLITE_AUTH: return store_error_trespass(doing, err);
    case SQLITE_CONSTRAINT: return store_error_constraint(db, rc, doing, err);
    default: return li_fail(err, LI_IO, "%s failed: %s.", doing, sqlite3_errmsg(db));
    }
}

enum li_err store_error_on(
    struct sqlite3 *db, const char *path, int rc, const char *doing, struct li_error *err)
{
    assert(doing);
    return store_error_describe(db, path, rc, doing, WRITTEN_UNKNOWN, err);
}

enum li_err store_error(struct store *store, int rc, const char *doing, struct li_error *err)
{
    assert(store && doing);
    if ((rc & 0xFF) == SQLITE_BUSY && store->stopped) {
        store->stopped = false;
        return li_fail(err, LI_INTERRUPTED, "Stopped waiting%s.", store_error_consequence(store));
    }
    struct li_error own = {0};
    err = err ? err : &own;
    enum li_err code = store_error_describe(store->db, store->path, rc, doing, store->written, err);
    bool io = (rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CORRUPT;
    if (code == LI_IO && io)
        store_error_unread = store->unread = *err;
    return code;
}
