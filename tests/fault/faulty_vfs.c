/*
 * faulty_vfs.c: SQLite's own way to the disk, except for what should fail.
 */
#include "tests/fault/faulty_vfs.h"
#include <errno.h>
#include <sqlite3.h>
#include <stddef.h>

struct faulty_vfs faulty_vfs;

static sqlite3_vfs vfs, *below;
static sqlite3_io_methods methods;

struct disk_file {
    sqlite3_file file;
    sqlite3_file *below;
};

static sqlite3_file *disk_below(sqlite3_file *file)
{
    return ((struct disk_file *)file)->below;
}

static bool disk_fails(void)
{
    faulty_vfs.operations++;
    return faulty_vfs.fails_at &&
           (faulty_vfs.operations == faulty_vfs.fails_at ||
               (faulty_vfs.lasting && faulty_vfs.operations > faulty_vfs.fails_at));
}

static int disk_close(sqlite3_file *file)
{
    return disk_below(file)->pMethods->xClose(disk_below(file));
}

static int disk_read(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
{
    faulty_vfs.reads++;
    if (faulty_vfs.read_fails_at && faulty_vfs.reads >= faulty_vfs.read_fails_at)
        return SQLITE_IOERR_READ;
    return disk_below(file)->pMethods->xRead(disk_below(file), to, size, at);
}

static int disk_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    if (disk_fails())
        return faulty_vfs.code;
    return disk_below(file)->pMethods->xWrite(disk_below(file), from, size, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (disk_fails())
        return SQLITE_IOERR_TRUNCATE;
    return disk_below(file)->pMethods->xTruncate(disk_below(file), size);
}

/* Nothing is waited for: what is tried is the order of things, not the platter. */
static int disk_sync_failing(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return disk_fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return disk_below(file)->pMethods->xFileSize(disk_below(file), size);
}

static int disk_lock(sqlite3_file *file, int level)
{
    return disk_below(file)->pMethods->xLock(disk_below(file), level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
    return disk_below(file)->pMethods->xUnlock(disk_below(file), level);
}

static int disk_reserved(sqlite3_file *file, int *out)
{
    return disk_below(file)->pMethods->xCheckReservedLock(disk_below(file), out);
}

static int disk_control(sqlite3_file *file, int operation, void *arg)
{
    return disk_below(file)->pMethods->xFileControl(disk_below(file), operation, arg);
}

static int disk_sector(sqlite3_file *file)
{
    return disk_below(file)->pMethods->xSectorSize(disk_below(file));
}

static int disk_traits(sqlite3_file *file)
{
    return disk_below(file)->pMethods->xDeviceCharacteristics(disk_below(file));
}

static int disk_shared_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    if (faulty_vfs.shared) {
        errno = faulty_vfs.why;
        return faulty_vfs.shared;
    }
    return disk_below(file)->pMethods->xShmMap(disk_below(file), page, size, extend, out);
}

static int disk_shared_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return disk_below(file)->pMethods->xShmLock(disk_below(file), offset, count, flags);
}

static void disk_shared_barrier(sqlite3_file *file)
{
    disk_below(file)->pMethods->xShmBarrier(disk_below(file));
}

static int disk_shared_unmap(sqlite3_file *file, int remove_it)
{
    return disk_below(file)->pMethods->xShmUnmap(disk_below(file), remove_it);
}

static int disk_open(
    sqlite3_vfs *used, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    (void)used;
    struct disk_file *own = (struct disk_file *)file;
    own->file.pMethods = NULL;
    if (disk_fails())
        return SQLITE_CANTOPEN;
    own->below = (sqlite3_file *)(own + 1);
    int rc = below->xOpen(below, name, own->below, flags, flags_out);
    if (own->below->pMethods)
        own->file.pMethods = &methods;
    return rc;
}

int faulty_vfs_insert(void)
{
    below = sqlite3_vfs_find(NULL);
    vfs = *below;
    vfs.pNext = NULL;
    vfs.zName = "failing";
    vfs.szOsFile = (int)sizeof(struct disk_file) + below->szOsFile;
    vfs.xOpen = disk_open;
    methods = (sqlite3_io_methods){.iVersion = 2,
        .xClose = disk_close,
        .xRead = disk_read,
        .xWrite = disk_write,
        .xTruncate = disk_truncate,
        .xSync = disk_sync_failing,
        .xFileSize = disk_size,
        .xLock = disk_lock,
        .xUnlock = disk_unlock,
        .xCheckReservedLock = disk_reserved,
        .xFileControl = disk_control,
        .xSectorSize = disk_sector,
        .xDeviceCharacteristics = disk_traits,
        .xShmMap = disk_shared_map,
        .xShmLock = disk_shared_lock,
        .xShmBarrier = disk_shared_barrier,
        .xShmUnmap = disk_shared_unmap};
    return sqlite3_vfs_register(&vfs, 1);
}
