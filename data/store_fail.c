/*
 * store_fail.c: SQLite's failures as sentences for a person.
 */
#include "memory.h"
#include "store_internal.h"
#include <errno.h>
#include <sqlite3.h>
#include <string.h>

static int fail_file_errno(struct sqlite3 *db, int which)
{
    sqlite3_file *file = NULL;
    int cause = 0;
    sqlite3_file_control(db, "main", which, &file);
    if (file && file->pMethods)
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &cause);
    return cause;
}

/* The system's own word on it; 0: it said nothing. SQLite does not always pass on what it heard of
   the database or its log. */
static int fail_errno(struct sqlite3 *db)
{
    int cause = sqlite3_system_errno(db);
    if (cause == 0)
        cause = fail_file_errno(db, SQLITE_FCNTL_FILE_POINTER);
    return cause ? cause : fail_file_errno(db, SQLITE_FCNTL_JOURNAL_POINTER);
}

/* What SQLite reports of a full disk depends on which file it was writing; then the system's own
   word decides, so that a broken disk is not called a full one. */
static bool fail_is_full(struct sqlite3 *db, int rc)
{
    int cause = fail_errno(db);
    return rc == SQLITE_FULL || (((rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CANTOPEN) &&
                                    (cause == ENOSPC || cause == EDQUOT));
}

/* SQLite calls a file damaged that the disk does not give. It may be whole, so nothing should be
   put in its place before it was tried again. */
static bool fail_is_unread(struct sqlite3 *db, int rc)
{
    int cause = fail_errno(db);
    return (rc & 0xFF) == SQLITE_CORRUPT && (cause == EIO || cause == ENXIO || cause == ERANGE);
}

static const char *fail_cause(struct sqlite3 *db)
{
    int cause = fail_errno(db);
    return cause ? strerror(cause) : "the disk or its file system reports an error";
}

enum li_err store_fail_on(
    struct sqlite3 *db, const char *path, int rc, const char *doing, struct li_error *err)
{
    const char *name = path && *path ? path : "the temporary database";
    /* Not every caller can tell of it, and most of what asks for a name or a fact goes on without.
     */
    if ((rc & 0xFF) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
        li_out_of_memory();
    if (fail_is_full(db, rc))
        return li_fail(err, LI_IO, "The disk is full: nothing was changed in %s.", name);
    if (fail_is_unread(db, rc))
        rc = SQLITE_IOERR_CORRUPTFS;
    switch (rc & 0xFF) {
    case SQLITE_OK: return LI_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return li_fail(err, LI_BUSY, "Another program is writing to %s; try again.", name);
    case SQLITE_INTERRUPT: return li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
    case SQLITE_READONLY: return li_fail(err, LI_IO, "%s is read-only: nothing was changed.", name);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return li_fail(err, LI_CORRUPT,
            "%s is damaged; `liaise restore-backup FILE` puts a backup in its place.", name);
    case SQLITE_CANTOPEN:
        return li_fail(err, LI_IO, "%s could not be opened: %s.", name, fail_cause(db));
    case SQLITE_IOERR:
        return li_fail(err, LI_IO, "%s could not be read or written: %s; nothing was changed.",
            name, fail_cause(db));
    case SQLITE_AUTH:
        return li_fail(err, LI_REFUSED,
            "%s: records are written through the journal only; nothing was changed.", doing);
    case SQLITE_CONSTRAINT:
        if (rc == SQLITE_CONSTRAINT_COMMITHOOK)
            return li_fail(err, LI_REFUSED,
                "%s: records are written through the journal only; nothing was changed.", doing);
        if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
            return li_fail(err, LI_REFUSED,
                "%s would leave a reference to a record that is not there.", doing);
        return li_fail(err, LI_REFUSED, "%s would break a rule: %s.", doing, sqlite3_errmsg(db));
    default: return li_fail(err, LI_IO, "%s failed: %s.", doing, sqlite3_errmsg(db));
    }
}

enum li_err store_fail(struct store *store, int rc, const char *doing, struct li_error *err)
{
    if ((rc & 0xFF) == SQLITE_BUSY && store->stopped) {
        store->stopped = false;
        return li_fail(err, LI_INTERRUPTED, "Stopped waiting; nothing was changed.");
    }
    return store_fail_on(store->db, store->path, rc, doing, err);
}
