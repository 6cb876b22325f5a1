/*
 * database_file.c: a database as a file.
 *
 * It is judged by its first hundred bytes (https://sqlite.org/fileformat2.html), read without
 * SQLite, because opening it would already leave a log beside it.
 */
#include "data/database/database_file.h"
#include "data/base/disk.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/database/schema.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Offsets in the header. */
enum {
    DATABASE_FILE_HEADER = 100,
    DATABASE_FILE_VERSION_AT = 60,
    DATABASE_FILE_APPLICATION_AT = 68
};

/* Of a database, and of what SQLite keeps beside it. */
static const char *const database_file_suffixes[] = {"", "-journal", "-wal", "-shm"};
enum { DATABASE_FILE_SUFFIXES = sizeof database_file_suffixes / sizeof *database_file_suffixes };

bool database_file_exists(const char *path, const char *suffix)
{
    assert(path && suffix);
    char *name = li_format("%s%s", path, suffix);
    bool exists = access(name, F_OK) == 0;
    free(name);
    return exists;
}

/* The mode is asked first: access(2) allows root everything, but whoever cleared the write bit
   meant it. */
static bool database_file_is_writable(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && (about.st_mode & 0222) && access(path, W_OK) == 0;
}

static enum li_err database_file_make_folder(const char *folder, struct li_error *err)
{
    if (mkdir(folder, 0700) == 0 || errno == EEXIST)
        return LI_OK;
    if (errno != ENOENT)
        return disk_fail("created", folder, err);
    char *above = disk_folder(folder);
    enum li_err code = database_file_make_folder(above, err);
    free(above);
    if (!code && mkdir(folder, 0700) != 0 && errno != EEXIST)
        code = disk_fail("created", folder, err);
    return code;
}

static enum li_err database_file_prepare_folder(const char *path, struct li_error *err)
{
    char *folder = disk_folder(path);
    enum li_err code = database_file_make_folder(folder, err);
    if (!code && !database_file_is_writable(folder))
        code = li_fail(
            err, LI_IO, "%s could not be created: the folder %s is read-only.", path, folder);
    free(folder);
    return code;
}

/* An empty log means nothing. */
static bool database_file_has_content(const char *path, const char *suffix)
{
    char *name = li_format("%s%s", path, suffix);
    struct stat about;
    bool holds = stat(name, &about) == 0 && about.st_size > 0;
    free(name);
    return holds;
}

enum li_err database_file_is_free(const char *path, struct li_error *err)
{
    assert(path && err);
    if (database_file_exists(path, ""))
        return li_fail(
            err, LI_REFUSED, "%s already exists; it was not changed. Choose another name.", path);
    enum li_err code = file_guard_refuse(path, err);
    for (size_t i = 1; i < DATABASE_FILE_SUFFIXES && !code; i++)
        if (database_file_has_content(path, database_file_suffixes[i]))
            code = li_fail(err, LI_REFUSED,
                "%s%s is left over from another database with that name; move it, or choose "
                "another name.",
                path, database_file_suffixes[i]);
    return code;
}

enum li_err database_file_create(const char *path, struct li_error *err)
{
    assert(path && err);
    enum li_err code = database_file_prepare_folder(path, err);
    if (!code)
        code = database_file_is_free(path, err);
    if (code)
        return code;
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return disk_fail("created", path, err);
    close(file);
    return LI_OK;
}

enum li_err database_file_create_beside(const char *path, char **out, struct li_error *err)
{
    assert(path && out && err);
    *out = NULL;
    enum li_err code = database_file_prepare_folder(path, err);
    if (code)
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

enum li_err database_file_refuse_newer(const char *path, int version, struct li_error *err)
{
    return li_fail(err, LI_REFUSED,
        "%s was made by a newer version of liaise (schema %d; this version knows %d); update "
        "liaise first.",
        path, version, schema_newest());
}

enum li_err database_file_refuse_foreign(const char *path, struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "%s is not a liaise database; it was not changed. Choose another file.", path);
}

static int database_file_number(const unsigned char *bytes)
{
    return (int)((unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 |
                 bytes[3]);
}

static enum li_err database_file_judge_header(
    const char *path, const unsigned char *header, ssize_t size, struct li_error *err)
{
    static const char magic[16] = "SQLite format 3";
    if (size < DATABASE_FILE_HEADER || memcmp(header, magic, sizeof magic) != 0 ||
        database_file_number(header + DATABASE_FILE_APPLICATION_AT) != DATABASE_FILE_APPLICATION)
        return database_file_refuse_foreign(path, err);
    int version = database_file_number(header + DATABASE_FILE_VERSION_AT);
    return version > schema_newest() ? database_file_refuse_newer(path, version, err) : LI_OK;
}

static enum li_err database_file_read_header(const char *path, struct li_error *err)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return li_fail(
            err, LI_IO, "There is no database at %s; run `liaise init` to create one.", path);
    if (file < 0)
        return disk_fail("opened", path, err);
    unsigned char header[DATABASE_FILE_HEADER];
    enum li_err code;
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
        code = li_fail(err, LI_IO, "%s is a folder, not a database; choose a file in it.", path);
    } else {
        ssize_t size = read(file, header, sizeof header);
        code = size < 0 ? disk_fail("read", path, err)
                        : database_file_judge_header(path, header, size, err);
    }
    close(file);
    return code;
}

enum li_err database_file_judge(
    const char *path, enum store_mode mode, bool *immutable, struct li_error *err)
{
    assert(path && immutable && err);
    *immutable = false;
    enum file_guard_part part = file_guard_part(path);
    if (part == FILE_GUARD_BESIDE)
        return database_file_refuse_foreign(path, err);
    /* One that is open already must not be opened past SQLite, which judges it itself. */
    enum li_err code = part == FILE_GUARD_DATABASE ? LI_OK : database_file_read_header(path, err);
    if (code)
        return code;
    char *folder = disk_folder(path);
    bool file_writable = database_file_is_writable(path),
         folder_writable = database_file_is_writable(folder);
    if (mode == STORE_READ)
        *immutable = !folder_writable && !database_file_exists(path, "-wal");
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

void database_file_remove(const char *path)
{
    assert(path);
    for (size_t i = 0; i < DATABASE_FILE_SUFFIXES; i++) {
        char *name = li_format("%s%s", path, database_file_suffixes[i]);
        unlink(name);
        free(name);
    }
}

enum li_err database_file_reserve(const char *path, char **part, struct li_error *err)
{
    assert(path && part && err);
    char *target = disk_real(path);
    *part = NULL;
    enum li_err code = database_file_is_free(target, err);
    if (!code)
        code = database_file_create_beside(target, part, err);
    if (!code)
        unlink(*part); /* who creates it insists that the name is free */
    free(target);
    return code;
}

enum li_err database_file_put(const char *part, const char *path, struct li_error *err)
{
    assert(part && path && err);
    char *target = disk_real(path);
    enum li_err code =
        database_file_exists(part, "-wal")
            ? li_fail(err, LI_IO,
                  "%s could not be written completely; check the disk and try again.", target)
            : disk_sync(part, err);
    if (!code)
        code = disk_rename(part, target, err);
    free(target);
    return code;
}
