/*
 * folder_disk.c: listing, reading and replacing the files of a shared folder.
 */
#include "data/carrier/folder_disk.h"
#include "data/base/disk.h"
#include "data/base/file_guard.h"
#include "data/base/id.h"
#include "data/base/memory.h"
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FOLDER_DISK_TEMPORARY "~liaise-" /* ID.tmp follows */
enum { FOLDER_DISK_STALE = 24 * 60 * 60 };

static enum li_err folder_disk_fail(
    const char *folder, const char *name, const char *doing, struct li_error *err)
{
    int why = errno;
    char *path = li_format("%s%s%s", folder, *name ? "/" : "", name);
    errno = why;
    enum li_err code = disk_fail(doing, path, err);
    free(path);
    return code;
}

/* The folder, for the functions that take a descriptor. -1: *err says why. */
static int folder_disk_open(const char *folder, struct li_error *err)
{
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at >= 0)
        return at;
    if (errno == ENOENT || errno == ENOTDIR)
        li_fail(err, LI_IO,
            "The folder %s is not available now (is its disk connected?); the next sync tries "
            "again.",
            folder);
    else
        folder_disk_fail(folder, "", "opened", err);
    return -1;
}

static void folder_disk_fill(struct folder_disk_file *file, const struct stat *status)
{
    file->size = status->st_size;
    file->mtime = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
    file->ino = (int64_t)status->st_ino;
}

static bool folder_disk_is_temporary(const char *name)
{
    return name[0] == '.' || name[0] == '~';
}

/* Removes the file of a program that was killed while writing. */
static void folder_disk_sweep(int folder, const char *name, const struct stat *status)
{
    if (strncmp(name, FOLDER_DISK_TEMPORARY, strlen(FOLDER_DISK_TEMPORARY)) == 0 &&
        status->st_uid == getuid() && time(NULL) - status->st_mtime > FOLDER_DISK_STALE)
        unlinkat(folder, name, 0);
}

static void folder_disk_add(struct folder_disk_list *list, const char *name, const struct stat *at)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 64;
        list->items = li_realloc(list->items, list->room, sizeof *list->items);
    }
    struct folder_disk_file *file = &list->items[list->count++];
    file->name = li_strdup(name);
    folder_disk_fill(file, at);
}

static int folder_disk_compare(const void *a, const void *b)
{
    const struct folder_disk_file *one = a, *other = b;
    return strcmp(one->name, other->name);
}

enum li_err folder_disk_list(const char *folder, struct folder_disk_list *out, struct li_error *err)
{
    assert(folder && out && err);
    *out = (struct folder_disk_list){0};
    int at = folder_disk_open(folder, err);
    if (at < 0)
        return err->code;
    DIR *entries = fdopendir(at);
    if (!entries) {
        enum li_err code = folder_disk_fail(folder, "", "listed", err);
        close(at);
        return code;
    }
    const struct dirent *entry;
    while ((void)(errno = 0), (entry = readdir(entries)) != NULL) {
        struct stat status;
        if (fstatat(at, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(status.st_mode))
            continue; /* gone meanwhile, or not a plain file */
        if (folder_disk_is_temporary(entry->d_name))
            folder_disk_sweep(at, entry->d_name, &status);
        else
            folder_disk_add(out, entry->d_name, &status);
    }
    enum li_err code = errno ? folder_disk_fail(folder, "", "listed", err) : LI_OK;
    closedir(entries);
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, folder_disk_compare);
    return code;
}

void folder_disk_list_clear(struct folder_disk_list *list)
{
    assert(list && list->count <= list->room);
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].name);
    free(list->items);
    *list = (struct folder_disk_list){0};
}

enum li_err folder_disk_look(
    const char *folder, const char *name, struct folder_disk_file *file, struct li_error *err)
{
    assert(folder && name && file && err);
    struct stat status;
    char *path = li_format("%s/%s", folder, name);
    enum li_err code = LI_OK;
    if (stat(path, &status) == 0) {
        file->name = (char *)name;
        folder_disk_fill(file, &status);
    } else {
        code = errno == ENOENT ? LI_NONE : folder_disk_fail(folder, name, "read", err);
    }
    free(path);
    return code;
}

static enum li_err folder_disk_read_open(int file, const char *folder, const char *name,
    size_t most, struct bytes *out, struct li_error *err)
{
    enum { STEP = 65536 };
    char *step = li_calloc(1, STEP);
    ssize_t count = 0;
    for (size_t left = most; left > 0; left -= (size_t)count) {
        count = read(file, step, left < STEP ? left : STEP);
        if (count < 0 && errno == EINTR)
            count = 0;
        else if (count <= 0)
            break;
        bytes_add(out, step, (size_t)count);
    }
    free(step);
    return count < 0 ? folder_disk_fail(folder, name, "read", err) : LI_OK;
}

enum li_err folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err)
{
    assert(folder && name && most > 0 && out && err);
    char *path = li_format("%s/%s", folder, name);
    enum li_err code = file_guard_refuse(path, err);
    int file = code ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (!code && file < 0)
        code = errno == ENOENT ? LI_NONE : folder_disk_fail(folder, name, "read", err);
    if (!code)
        code = folder_disk_read_open(file, folder, name, most, out, err);
    if (file >= 0)
        close(file);
    free(path);
    return code;
}

/* Waits until the data is on the disk. Some network drives can't tell; that is no failure. */
static bool folder_disk_sync(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS ||
           errno == EROFS;
}

static bool folder_disk_fill_file(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t count = write(file, bytes, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        size -= (size_t)count;
    }
    return folder_disk_sync(file);
}

/* Makes the file readable by all who can read the folder: its contents are sealed. */
static bool folder_disk_put(
    int at, const char *temporary, const char *name, const void *bytes, size_t size)
{
    int file = openat(at, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return false;
    bool right = folder_disk_fill_file(file, bytes, size);
    int why = errno;
    if (close(file) != 0 && right) {
        right = false;
        why = errno;
    }
    if (right && renameat(at, temporary, at, name) == 0)
        return folder_disk_sync(at);
    why = right ? errno : why;
    unlinkat(at, temporary, 0);
    errno = why;
    return false;
}

enum li_err folder_disk_write(
    const char *folder, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    assert(folder && name && (bytes || size == 0) && err);
    int at = folder_disk_open(folder, err);
    if (at < 0)
        return err->code;
    char text[ID_TEXT_SIZE];
    struct id unique = id_new();
    char *temporary = li_format(FOLDER_DISK_TEMPORARY "%s.tmp", id_text(&unique, text));
    enum li_err code = LI_OK;
    if (!folder_disk_put(at, temporary, name, bytes, size))
        code = folder_disk_fail(folder, name, "written", err);
    free(temporary);
    close(at);
    return code;
}
