/*
 * store_error.c: SQLite's failures as sentences for a person.
 */
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static int store_fail_file_errno(struct sqlite3 *db, int which)
{
    sqlite3_file *file = NULL;
    int cause = 0;
    sqlite3_file_control(db, "main", which, &file);
    if (file && file->pMethods && file->pMethods->xFileControl) /* in memory there is none */
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &cause);
    return cause;
}

/* The system's own word on it; 0: it said nothing. SQLite does not always pass on what it heard of
   the database or its log. */
static int store_fail_errno(struct sqlite3 *db)
{
    int cause = sqlite3_system_errno(db);
    if (cause == 0)
        cause = store_fail_file_errno(db, SQLITE_FCNTL_FILE_POINTER);
    return cause ? cause : store_fail_file_errno(db, SQLITE_FCNTL_JOURNAL_POINTER);
}

/* What SQLite reports of a full disk depends on which file it was writing; then the system's own
   word decides, so that a broken disk is not called a full one. */
static bool store_fail_is_full(struct sqlite3 *db, int rc)
{
    int cause = store_fail_errno(db);
    return rc == SQLITE_FULL || (((rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CANTOPEN) &&
                                    (cause == ENOSPC || cause == EDQUOT));
}

/* SQLite calls a file damaged that the disk does not give. It may be whole, so nothing should be
   put in its place before it was tried again. */
static bool store_fail_is_unread(struct sqlite3 *db, int rc)
{
    int cause = store_fail_errno(db);
    return (rc & 0xFF) == SQLITE_CORRUPT && (cause == EIO || cause == ENXIO || cause == ERANGE);
}

static const char *store_fail_cause(struct sqlite3 *db)
{
    int cause = store_fail_errno(db);
    return cause ? strerror(cause) : "the disk or its file system reports an error";
}

/* How a sentence ends that tells of a disk that failed. */
static const char *store_fail_remains(enum store_written written)
{
    static const char *const words[] = {
        [WRITTEN_UNKNOWN] = "",
        [WRITTEN_NOTHING] = "; nothing was changed",
        [WRITTEN_PERHAPS] = "; check whether your change was saved before making it again",
    };
    return words[written];
}

/* SQLite then looks for the file as it is, and all it says is that there is none. */
static enum li_err store_fail_to_open(struct sqlite3 *db, const char *name, struct li_error *err)
{
    bool beside = store_fail_errno(db) == ENOENT && access(name, F_OK) == 0;
    int why = beside ? disk_probe(name) : store_fail_errno(db);
    if (why == ENOSPC || why == EDQUOT)
        return li_fail(err, LI_IO, "The disk is full: %s could not be opened.", name);
    if (beside && why == 0)
        return li_fail(err, LI_IO,
            "%s could not be opened: a file next to it could not be created; try again.", name);
    return li_fail(err, LI_IO, "%s could not be opened: %s.", name,
        why ? strerror(why) : "the disk or its file system reports an error");
}

/* The file may be written, but when it was opened that failed. */
static enum li_err store_fail_to_write(struct sqlite3 *db, const char *name, struct li_error *err)
{
    if (access(name, W_OK) == 0 && sqlite3_db_readonly(db, "main") == 1)
        return li_fail(
            err, LI_IO, "%s could only be opened read-only; nothing was changed. Try again.", name);
    return li_fail(err, LI_IO, "%s is read-only: nothing was changed.", name);
}

/* In any store, also one that is closed by now. */
static struct li_error store_unread;

static enum li_err store_error_take_unread(struct li_error *from, struct li_error *err)
{
    enum li_err code = from->code;
    if (code != LI_OK)
        li_fail(err, code, "%s", from->message);
    *from = (struct li_error){0};
    return code;
}

enum li_err store_take_unread(struct li_error *err)
{
    return store_error_take_unread(&store_unread, err);
}

enum li_err store_refuse_unread(struct store *store, struct li_error *err)
{
    return store_error_take_unread(&store->unread, err);
}

static enum li_err store_fail_as(struct sqlite3 *db, const char *path, int rc, const char *doing,
    enum store_written written, struct li_error *err)
{
    const char *name = path && *path ? path : "the temporary database";
    /* Not every caller can tell of it, and most of what asks for a name or a fact goes on without.
     */
    if ((rc & 0xFF) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
        li_out_of_memory();
    if (store_fail_is_full(db, rc) && written == WRITTEN_PERHAPS)
        return li_fail(err, LI_IO, "The disk is full: %s%s.", name, store_fail_remains(written));
    if (store_fail_is_full(db, rc))
        return li_fail(err, LI_IO, "The disk is full: nothing was changed in %s.", name);
    if (store_fail_is_unread(db, rc))
        rc = SQLITE_IOERR_CORRUPTFS;
    switch (rc & 0xFF) {
    case SQLITE_OK: return LI_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return li_fail(err, LI_BUSY, "Another program is writing to %s; try again.", name);
    case SQLITE_INTERRUPT: return li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
    case SQLITE_READONLY: return store_fail_to_write(db, name, err);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return li_fail(err, LI_CORRUPT,
            "%s is damaged; run `liaise restore-backup FILE` to replace it with a backup.", name);
    case SQLITE_CANTOPEN: return store_fail_to_open(db, name, err);
    case SQLITE_IOERR:
        return li_fail(err, LI_IO, "%s could not be read or written: %s%s.", name,
            store_fail_cause(db), store_fail_remains(written));
    case SQLITE_AUTH:
        return li_fail(err, LI_REFUSED,
            "%s: records are written through the journal only; nothing was changed.", doing);
    case SQLITE_CONSTRAINT:
        if (rc == SQLITE_CONSTRAINT_COMMITHOOK)
            return li_fail(err, LI_REFUSED,
                "%s: records are written through the journal only; nothing was changed.", doing);
        if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
            return li_fail(err, LI_REFUSED, "%s would leave a link to a missing record.", doing);
        return li_fail(err, LI_REFUSED, "%s would break a rule: %s.", doing, sqlite3_errmsg(db));
    default: return li_fail(err, LI_IO, "%s failed: %s.", doing, sqlite3_errmsg(db));
    }
}

enum li_err store_fail_on(
    struct sqlite3 *db, const char *path, int rc, const char *doing, struct li_error *err)
{
    return store_fail_as(db, path, rc, doing, WRITTEN_NOTHING, err);
}

enum li_err store_error(struct store *store, int rc, const char *doing, struct li_error *err)
{
    if ((rc & 0xFF) == SQLITE_BUSY && store->stopped) {
        store->stopped = false;
        return li_fail(err, LI_INTERRUPTED, "Stopped waiting; nothing was changed.");
    }
    struct li_error own;
    err = err ? err : &own;
    enum li_err code = store_fail_as(store->db, store->path, rc, doing, store->written, err);
    bool io = (rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CORRUPT;
    if (code == LI_IO && io)
        store_unread = store->unread = *err;
    return code;
}
