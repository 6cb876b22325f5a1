/*
 * file_guard.c: a list of the open databases.
 */
#include "data/base/file_guard.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct file_guard {
    char *path;
    dev_t device; /* of the file when it was opened; 0 with inode 0: not known */
    ino_t inode;
    struct file_guard *next;
};

/* A program has one database open, or two for a moment. Each is listed once. */
static struct file_guard *file_guard_list;

struct file_guard *file_guard_add(const char *path)
{
    assert(path && *path);
    struct stat about;
    struct file_guard *guard = li_calloc(1, sizeof *guard);
    guard->path = li_strdup(path);
    if (stat(path, &about) == 0) {
        guard->device = about.st_dev;
        guard->inode = about.st_ino;
    }
    guard->next = file_guard_list;
    file_guard_list = guard;
    return guard;
}

void file_guard_drop(struct file_guard *guard)
{
    if (!guard)
        return;
    struct file_guard **link = &file_guard_list;
    while (*link && *link != guard)
        link = &(*link)->next;
    assert(*link == guard);
    *link = guard->next;
    free(guard->path);
    free(guard);
}

/* An existing file is compared by what it is, a missing one by where it would be. */
static bool file_guard_is(const char *own, const char *path, const struct stat *about)
{
    struct stat there;
    if (about)
        return stat(own, &there) == 0 && there.st_dev == about->st_dev &&
               there.st_ino == about->st_ino;
    char *would_be = disk_absolute(path), *is = disk_absolute(own);
    bool same = strcmp(would_be, is) == 0;
    free(would_be);
    free(is);
    return same;
}

static const char *const file_guard_suffixes[] = {"-wal", "-shm", "-journal"};
enum { FILE_GUARD_SUFFIXES = sizeof file_guard_suffixes / sizeof *file_guard_suffixes };

/* Whether an existing file can be none of those beside a database: it has one name, and that ends
   otherwise. This is asked of each file in a shared folder. */
static bool file_guard_is_named_otherwise(const char *path)
{
    struct stat itself;
    size_t size = strlen(path);
    bool otherwise = lstat(path, &itself) == 0 && S_ISREG(itself.st_mode) && itself.st_nlink == 1;
    for (size_t i = 0; i < FILE_GUARD_SUFFIXES && otherwise; i++) {
        size_t end = strlen(file_guard_suffixes[i]);
        otherwise = size < end || strcasecmp(path + size - end, file_guard_suffixes[i]) != 0;
    }
    return otherwise;
}

static bool file_guard_is_beside(
    const struct file_guard *guard, const char *path, const struct stat *about)
{
    bool found = false;
    for (size_t i = 0; i < FILE_GUARD_SUFFIXES && !found; i++) {
        char *own = li_format("%s%s", guard->path, file_guard_suffixes[i]);
        found = file_guard_is(own, path, about);
        free(own);
    }
    return found;
}

enum file_guard_part file_guard_part(const char *path)
{
    assert(path);
    struct stat found;
    const struct stat *about = stat(path, &found) == 0 ? &found : NULL;
    bool beside = !about || !file_guard_is_named_otherwise(path);
    for (const struct file_guard *guard = file_guard_list; guard; guard = guard->next) {
        if (about && about->st_dev == guard->device && about->st_ino == guard->inode)
            return FILE_GUARD_DATABASE; /* even if it was moved since */
        if (file_guard_is(guard->path, path, about))
            return FILE_GUARD_DATABASE;
        if (beside && file_guard_is_beside(guard, path, about))
            return FILE_GUARD_BESIDE;
    }
    return FILE_GUARD_NONE;
}

bool file_guard_owns(const char *path)
{
    return file_guard_part(path) != FILE_GUARD_NONE;
}

enum li_err file_guard_refuse(const char *path, struct li_error *err)
{
    if (!file_guard_owns(path))
        return LI_OK;
    return li_fail(err, LI_REFUSED, "%s is part of the open database; choose another file.", path);
}
