/*
 * store_file.c: the database as a file: made, judged before it is opened, put in place.
 *
 * A file is judged by its first hundred bytes (https://sqlite.org/fileformat2.html), read without
 * SQLite, because opening it would already leave a log beside it.
 */
#include "data/base/disk.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/store/embedded.h"
#include "data/store/store_internal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER_SIZE = 100, HEADER_VERSION = 60, HEADER_APPLICATION = 68 };

/* A database, and what SQLite keeps beside it. */
static const char *const store_file_suffixes[] = {"", "-journal", "-wal", "-shm"};
enum { FILE_SUFFIXES = sizeof store_file_suffixes / sizeof *store_file_suffixes };

bool store_file_exists(const char *path, const char *suffix)
{
    char *name = li_format("%s%s", path, suffix);
    bool exists = access(name, F_OK) == 0;
    free(name);
    return exists;
}

/* The mode is asked first: to root access(2) allows everything, yet who took the write bit away
   meant it. */
static bool store_file_writable(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && (about.st_mode & 0222) && access(path, W_OK) == 0;
}

static enum li_err store_file_make_folder(const char *folder, struct li_error *err)
{
    if (mkdir(folder, 0700) == 0 || errno == EEXIST)
        return LI_OK;
    if (errno != ENOENT)
        return disk_fail("created", folder, err);
    char *above = disk_folder(folder);
    enum li_err code = store_file_make_folder(above, err);
    free(above);
    if (code == LI_OK && mkdir(folder, 0700) != 0 && errno != EEXIST)
        code = disk_fail("created", folder, err);
    return code;
}

static enum li_err store_file_prepare_folder(const char *path, struct li_error *err)
{
    char *folder = disk_folder(path);
    enum li_err code = store_file_make_folder(folder, err);
    if (code == LI_OK && !store_file_writable(folder))
        code = li_fail(
            err, LI_IO, "%s could not be created: the folder %s is read-only.", path, folder);
    free(folder);
    return code;
}

/* An empty log means nothing. */
static bool store_file_holds(const char *path, const char *suffix)
{
    char *name = li_format("%s%s", path, suffix);
    struct stat about;
    bool holds = stat(name, &about) == 0 && about.st_size > 0;
    free(name);
    return holds;
}

enum li_err store_file_is_free(const char *path, struct li_error *err)
{
    if (store_file_exists(path, ""))
        return li_fail(
            err, LI_REFUSED, "%s already exists; it was not changed. Choose another name.", path);
    enum li_err code = file_guard_refuse(path, err);
    for (size_t i = 1; i < FILE_SUFFIXES && code == LI_OK; i++)
        if (store_file_holds(path, store_file_suffixes[i]))
            code = li_fail(err, LI_REFUSED,
                "%s%s is left over from another database with that name; move it, or choose "
                "another name.",
                path, store_file_suffixes[i]);
    return code;
}

enum li_err store_file_create(const char *path, struct li_error *err)
{
    enum li_err code = store_file_prepare_folder(path, err);
    if (code == LI_OK)
        code = store_file_is_free(path, err);
    if (code != LI_OK)
        return code;
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return disk_fail("created", path, err);
    close(file);
    return LI_OK;
}

enum li_err store_file_create_beside(const char *path, char **out, struct li_error *err)
{
    *out = NULL;
    enum li_err code = store_file_prepare_folder(path, err);
    if (code != LI_OK)
        return code;
    char *folder = disk_folder(path), *name = disk_temporary(path);
    disk_sweep(folder);
    int file = mkstemp(name); /* 0600 */
    free(folder);
    if (file < 0) {
        code = disk_fail("created", path, err);
        free(name);
        return code;
    }
    close(file);
    *out = name;
    return LI_OK;
}

int store_schema_newest(void)
{
    static const char folder[] = "schema/";
    int newest = 0;
    for (size_t i = 0; i < embedded_count; i++)
        if (strncmp(embedded_all[i].name, folder, sizeof folder - 1) == 0)
            newest = atoi(embedded_all[i].name + sizeof folder - 1);
    return newest;
}

enum li_err store_file_newer(const char *path, int version, struct li_error *err)
{
    return li_fail(err, LI_REFUSED,
        "%s was made by a newer version of liaise (schema %d; this version knows %d); update "
        "liaise first.",
        path, version, store_schema_newest());
}

enum li_err store_file_foreign(const char *path, struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "%s is not a liaise database; it was not changed. Choose another file.", path);
}

static int store_file_number(const unsigned char *bytes)
{
    return (int)((unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 |
                 bytes[3]);
}

static enum li_err store_file_judge_header(
    const char *path, const unsigned char *header, ssize_t size, struct li_error *err)
{
    static const char magic[16] = "SQLite format 3";
    if (size < HEADER_SIZE || memcmp(header, magic, sizeof magic) != 0 ||
        store_file_number(header + HEADER_APPLICATION) != STORE_APPLICATION_ID)
        return store_file_foreign(path, err);
    int version = store_file_number(header + HEADER_VERSION);
    return version > store_schema_newest() ? store_file_newer(path, version, err) : LI_OK;
}

static enum li_err store_file_read_header(const char *path, struct li_error *err)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return li_fail(
            err, LI_IO, "There is no database at %s; run `liaise init` to create one.", path);
    if (file < 0)
        return disk_fail("opened", path, err);
    unsigned char header[HEADER_SIZE];
    enum li_err code;
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
        code = li_fail(err, LI_IO, "%s is a folder, not a database; choose a file in it.", path);
    } else {
        ssize_t size = read(file, header, sizeof header);
        code = size < 0 ? disk_fail("read", path, err)
                        : store_file_judge_header(path, header, size, err);
    }
    close(file);
    return code;
}

enum li_err store_file_judge(
    const char *path, enum store_mode mode, bool *immutable, struct li_error *err)
{
    *immutable = false;
    enum file_guard_part part = file_guard_part(path);
    if (part == FILE_GUARD_BESIDE)
        return store_file_foreign(path, err);
    /* One that is open already must not be opened past SQLite, which judges it itself. */
    enum li_err code = part == FILE_GUARD_DATABASE ? LI_OK : store_file_read_header(path, err);
    if (code != LI_OK)
        return code;
    char *folder = disk_folder(path);
    bool file_writable = store_file_writable(path), folder_writable = store_file_writable(folder);
    if (mode == STORE_READ)
        *immutable = !folder_writable && !store_file_exists(path, "-wal");
    else if (!file_writable)
        code = li_fail(err, LI_IO,
            "%s is read-only; allow writing to it (chmod u+w), or copy it elsewhere.", path);
    else if (!folder_writable)
        code = li_fail(err, LI_IO,
            "The folder %s is read-only, so %s cannot be written; allow writing to it (chmod u+w).",
            folder, path);
    free(folder);
    return code;
}

void store_file_remove(const char *path)
{
    for (size_t i = 0; i < FILE_SUFFIXES; i++) {
        char *name = li_format("%s%s", path, store_file_suffixes[i]);
        unlink(name);
        free(name);
    }
}
