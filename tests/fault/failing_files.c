/*
 * failing_files.c: functions of libc's names, which the linker takes in place of the library's: a
 * call of the program that opens, reads, writes, syncs or renames a file fails (fault_place.h).
 *
 * Streams in memory never fail, and nothing is waited for: what is tried is the order of things,
 * not the disk. What is closed is closed, even if that fails.
 */
#include "tests/fault/fault_place.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* libc's own function. */
#define FAILING_FILES_NEXT(name)                                                                   \
    static __typeof__(&name) next;                                                                 \
    if (!next)                                                                                     \
    next = (__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name)

static const FILE *failing_files_broken; /* the stream whose last call failed so */

static bool failing_files_stops(const void *caller)
{
    if (!fault_place_is_due(caller))
        return false;
    errno = fault_place_how()->reason;
    return true;
}

/* What the system tells of processes is no file. */
static bool failing_files_stops_opening(const char *path, const void *caller)
{
    return strncmp(path, "/proc/", strlen("/proc/")) != 0 && failing_files_stops(caller);
}

static bool failing_files_stops_stream(FILE *stream, const void *caller)
{
    int before = errno;
    if (fileno(stream) < 0) {
        errno = before;
        return false;
    }
    bool stops = failing_files_stops(caller);
    if (stops)
        failing_files_broken = stream;
    return stops;
}

/* --- files ------------------------------------------------------------------------------------ */

#define FAILING_FILES(type, name, FAILS, parameters, ...)                                          \
    type name parameters                                                                           \
    {                                                                                              \
        FAILING_FILES_NEXT(name);                                                                  \
        return failing_files_stops(__builtin_return_address(0)) ? (FAILS) : next(__VA_ARGS__);     \
    }

FAILING_FILES(ssize_t, read, -1, (int file, void *to, size_t size), file, to, size)
FAILING_FILES(ssize_t, write, -1, (int file, const void *from, size_t size), file, from, size)
FAILING_FILES(int, rename, -1, (const char *from, const char *to), from, to)
FAILING_FILES(int, renameat, -1, (int from_folder, const char *from, int to_folder, const char *to),
    from_folder, from, to_folder, to)
FAILING_FILES(int, link, -1, (const char *from, const char *to), from, to)
FAILING_FILES(int, mkdir, -1, (const char *path, mode_t mode), path, mode)
FAILING_FILES(int, mkstemp, -1, (char *path), path)
FAILING_FILES(DIR *, opendir, NULL, (const char *path), path)
FAILING_FILES(DIR *, fdopendir, NULL, (int file), file)
FAILING_FILES(struct dirent *, readdir, NULL, (DIR * folder), folder)

static mode_t failing_files_mode(int flags, va_list rest)
{
    return flags & O_CREAT ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    FAILING_FILES_NEXT(open);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = failing_files_mode(flags, rest);
    va_end(rest);
    bool stops = failing_files_stops_opening(path, __builtin_return_address(0));
    return stops ? -1 : next(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    FAILING_FILES_NEXT(openat);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = failing_files_mode(flags, rest);
    va_end(rest);
    bool stops = failing_files_stops(__builtin_return_address(0));
    return stops ? -1 : next(folder, path, flags, mode);
}

int close(int file)
{
    FAILING_FILES_NEXT(close);
    int result = next(file);
    return failing_files_stops(__builtin_return_address(0)) ? -1 : result;
}

int fsync(int file)
{
    (void)file;
    return failing_files_stops(__builtin_return_address(0)) ? -1 : 0;
}

int fdatasync(int file)
{
    (void)file;
    return 0;
}

/* --- streams ---------------------------------------------------------------------------------- */

#define FAILING_FILES_STREAM(type, name, FAILS, parameters, stream, ...)                           \
    type name parameters                                                                           \
    {                                                                                              \
        FAILING_FILES_NEXT(name);                                                                  \
        bool stops = failing_files_stops_stream(stream, __builtin_return_address(0));              \
        return stops ? (FAILS) : next(__VA_ARGS__);                                                \
    }

FAILING_FILES_STREAM(size_t, fread, 0, (void *to, size_t size, size_t count, FILE *stream), stream,
    to, size, count, stream)
FAILING_FILES_STREAM(size_t, fwrite, 0, (const void *from, size_t size, size_t count, FILE *stream),
    stream, from, size, count, stream)
FAILING_FILES_STREAM(int, fputs, EOF, (const char *text, FILE *stream), stream, text, stream)
FAILING_FILES_STREAM(int, fputc, EOF, (int letter, FILE *stream), stream, letter, stream)
FAILING_FILES_STREAM(int, fgetc, EOF, (FILE * stream), stream, stream)
FAILING_FILES_STREAM(int, fseek, -1, (FILE * stream, long at, int from), stream, stream, at, from)

/* All open streams, with NULL: none of them is a file that is written. */
int fflush(FILE *stream)
{
    FAILING_FILES_NEXT(fflush);
    bool stops = stream && failing_files_stops_stream(stream, __builtin_return_address(0));
    return stops ? EOF : next(stream);
}

FILE *fopen(const char *path, const char *mode)
{
    FAILING_FILES_NEXT(fopen);
    bool stops = failing_files_stops_opening(path, __builtin_return_address(0));
    return stops ? NULL : next(path, mode);
}

int ferror(FILE *stream)
{
    FAILING_FILES_NEXT(ferror);
    return stream == failing_files_broken || next(stream);
}

int fclose(FILE *stream)
{
    FAILING_FILES_NEXT(fclose);
    bool stops = failing_files_stops_stream(stream, __builtin_return_address(0));
    int result = next(stream);
    failing_files_broken = NULL;
    if (stops)
        errno = fault_place_how()->reason;
    return stops ? EOF : result;
}
