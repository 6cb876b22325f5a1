/*
 * disk.c: paths, syncing and temporary files.
 */
#include "data/base/disk.h"
#include "data/base/memory.h"
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum li_err disk_fail(const char *doing, const char *path, struct li_error *err)
{
    assert(doing && path);
    if (errno == ENOSPC || errno == EDQUOT)
        return li_fail(err, LI_IO, "The disk is full: %s was not written.", path);
    return li_fail(err, LI_IO, "%s cannot be %s: %s.", path, doing, strerror(errno));
}

/* --- paths ------------------------------------------------------------------------------------ */

char *disk_folder(const char *path)
{
    assert(path);
    char *copy = li_strdup(path);
    char *folder = li_strdup(dirname(copy));
    free(copy);
    return folder;
}

/* Where a symbolic link leads, from where path is. NULL: path is none. */
static char *disk_link(const char *path)
{
    char target[PATH_MAX];
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size <= 0)
        return NULL;
    target[size] = '\0';
    const char *slash = strrchr(path, '/');
    int folder = slash && *target != '/' ? (int)(slash - path) + 1 : 0;
    return li_format("%.*s%s", folder, path, target);
}

char *disk_real(const char *path)
{
    assert(path);
    enum { LINKS_MOST = 40 };
    char *at = li_strdup(path), *next = NULL;
    for (int i = 0; i < LINKS_MOST && (next = disk_link(at)) != NULL; i++) {
        free(at);
        at = next;
    }
    return at;
}

char *disk_absolute(const char *path)
{
    char *real = disk_real(path), *folder = disk_folder(real), *top = realpath(folder, NULL);
    if (!top && errno == ENOMEM)
        li_out_of_memory();
    const char *slash = strrchr(real, '/');
    char *absolute = top ? li_format("%s/%s", top, slash ? slash + 1 : real) : li_strdup(real);
    free(top);
    free(folder);
    free(real);
    return absolute;
}

/* --- syncing ---------------------------------------------------------------------------------- */

static enum li_err disk_sync_opened(const char *path, int flags, struct li_error *err)
{
    int file = open(path, flags | O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return disk_fail("opened", path, err);
    /* Some file systems cannot sync a folder, and say so with EINVAL. */
    enum li_err code = LI_OK;
    if (fsync(file) != 0 && errno != EINVAL)
        code = disk_fail("written to the disk", path, err);
    close(file);
    return code;
}

enum li_err disk_sync(const char *path, struct li_error *err)
{
    return disk_sync_opened(path, 0, err);
}

enum li_err disk_rename(const char *from, const char *to, struct li_error *err)
{
    assert(from && to);
    if (rename(from, to) != 0)
        return disk_fail("written", to, err);
    char *folder = disk_folder(to);
    /* A folder that may be written but not listed cannot be opened, and so not synced. */
    enum li_err code =
        access(folder, R_OK) == 0 ? disk_sync_opened(folder, O_DIRECTORY, err) : LI_OK;
    free(folder);
    return code;
}

/* --- temporary files -------------------------------------------------------------------------- */

/* A process number means something on one computer only, and there within one namespace. */
static uint32_t disk_host(void)
{
    char name[512] = "";
    gethostname(name, 256);
    size_t length = strnlen(name, 256);
    ssize_t space = readlink("/proc/self/ns/pid", name + length, sizeof name - 1 - length);
    length += space > 0 ? (size_t)space : 0;
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)name[i]) * 16777619U;
    return hash;
}

char *disk_temporary(const char *path)
{
    assert(path);
    return li_format(
        "%s.liaise-%ld-%08lx-XXXXXX", path, (long)getpid(), (unsigned long)disk_host());
}

int disk_probe(const char *path)
{
    char *name = disk_temporary(path);
    int file = mkstemp(name), why = file < 0 ? errno : 0;
    if (file >= 0) {
        close(file);
        unlink(name);
    }
    free(name);
    return why;
}

const char *disk_temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

static const char *const disk_suffixes[] = {"-journal", "-wal", "-shm", ".json", ""};
enum { DISK_SUFFIXES = sizeof disk_suffixes / sizeof *disk_suffixes };

static bool disk_is_suffix(const char *text)
{
    for (int i = 0; i < DISK_SUFFIXES; i++)
        if (strcmp(text, disk_suffixes[i]) == 0)
            return true;
    return false;
}

/* Whether name is a temporary file of ours whose program no longer runs. */
static bool disk_is_abandoned(const char *name)
{
    static const char mark[] = ".liaise-";
    long pid = 0;
    unsigned host = 0;
    char random[7] = "";
    int end = 0;
    const char *at = NULL;
    for (const char *next = name; (next = strstr(next, mark)) != NULL; next++)
        at = next + strlen(mark);
    if (!at || sscanf(at, "%ld-%8x-%6[A-Za-z0-9]%n", &pid, &host, random, &end) != 3 ||
        strlen(random) != 6 || !disk_is_suffix(at + end) || pid <= 0 || host != disk_host())
        return false;
    return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* With anything in it but the demonstration's database, the folder stays. */
static void disk_remove_demonstration(const char *folder)
{
    for (int i = 0; i < DISK_SUFFIXES; i++) {
        char *path = li_format("%s/liaise.db%s", folder, disk_suffixes[i]);
        unlink(path);
        free(path);
    }
    rmdir(folder);
}

static void disk_remove_abandoned(const char *folder, const char *name)
{
    static const char demonstration[] = DISK_DEMONSTRATION ".liaise-";
    struct stat about;
    char *path = li_format("%s/%s", folder, name);
    if (lstat(path, &about) == 0 && about.st_uid == geteuid()) {
        if (S_ISREG(about.st_mode))
            unlink(path);
        else if (S_ISDIR(about.st_mode) && strncmp(name, demonstration, strlen(demonstration)) == 0)
            disk_remove_demonstration(path);
    }
    free(path);
}

void disk_sweep(const char *folder)
{
    assert(folder);
    DIR *open = opendir(folder);
    for (struct dirent *entry; open && (entry = readdir(open)) != NULL;)
        if (disk_is_abandoned(entry->d_name))
            disk_remove_abandoned(folder, entry->d_name);
    if (open)
        closedir(open);
}
