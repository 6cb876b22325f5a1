/*
 * disk_failing.c: loaded before a program, it makes the program's nth operation on a file fail.
 *
 * Only files in $HOME and $TMPDIR count, and what the program prints when that goes to a file: not
 * those of libc, of the loader and of terminals. With DISK_IS_FULL only what needs more room fails,
 * with ENOSPC; else everything does, with EIO. libc's streams do their reading and writing where no
 * library comes between, so here they are made anew over the functions below.
 */
#include "tests/fault/moment.h"
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

enum { FILES = 1024 };

static bool ours[FILES];
static FILE *streams[FILES]; /* by descriptor: those made here */
static const char *folders[2];

/* The function of that name that would have been called. */
static void *next(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

#define NEXT(name) ((__typeof__(&name))(uintptr_t)next(#name))

#ifdef DISK_IS_FULL
enum { REASON = ENOSPC, ONLY_FOR_ROOM = true };
#else
enum { REASON = EIO, ONLY_FOR_ROOM = false };
#endif

static bool fails(bool needs_room)
{
    if ((ONLY_FOR_ROOM && !needs_room) || !moment_is_due())
        return false;
    moment_meet();
    errno = REASON;
    return true;
}

static bool is_ours(int file)
{
    return file >= 0 && file < FILES && ours[file];
}

static bool is_within(const char *path, const char *folder)
{
    size_t length = folder ? strlen(folder) : 0;
    return length > 0 && strncmp(path, folder, length) == 0 &&
           (path[length] == '/' || path[length] == '\0');
}

/* The tests work in $HOME, so a path from where one stands is in there. */
static bool is_our_path(const char *path)
{
    if (strstr(path, "/.terminfo"))
        return false;
    return *path != '/' || is_within(path, folders[0]) || is_within(path, folders[1]);
}

/* --- descriptors ------------------------------------------------------------------------------ */

static int opened(int file, bool is)
{
    if (file >= 0 && file < FILES)
        ours[file] = is;
    return file;
}

static bool is_new(const char *path, int flags)
{
    return (flags & O_CREAT) != 0 && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
}

#define OPENS(name)                                                                                \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                  \
        va_end(rest);                                                                              \
        bool is = is_our_path(path);                                                               \
        int kept = errno;                                                                          \
        if (is && fails(is_new(path, flags)))                                                      \
            return -1;                                                                             \
        errno = kept;                                                                              \
        return opened(NEXT(name)(path, flags, mode), is);                                          \
    }
OPENS(open)
OPENS(open64)

/* In a folder of ours that is open. */
int openat(int folder, const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    bool is = is_ours(folder);
    if (is && fails((flags & O_CREAT) != 0))
        return -1;
    return opened(NEXT(openat)(folder, path, flags, mode), is);
}

int mkstemp(char *path)
{
    bool is = is_our_path(path);
    return is && fails(true) ? -1 : opened(NEXT(mkstemp)(path), is);
}

int mkstemps(char *path, int suffix)
{
    bool is = is_our_path(path);
    return is && fails(true) ? -1 : opened(NEXT(mkstemps)(path, suffix), is);
}

int close(int file)
{
    opened(file, false);
    return NEXT(close)(file);
}

#define ON_FILE(type, name, needs_room, parameters, arguments)                                     \
    type name parameters                                                                           \
    {                                                                                              \
        return is_ours(file) && fails(needs_room) ? -1 : NEXT(name) arguments;                     \
    }
ON_FILE(ssize_t, read, false, (int file, void *to, size_t size), (file, to, size))
ON_FILE(ssize_t, pread, false, (int file, void *to, size_t size, off_t at), (file, to, size, at))
ON_FILE(
    ssize_t, pread64, false, (int file, void *to, size_t size, off64_t at), (file, to, size, at))
ON_FILE(ssize_t, write, true, (int file, const void *from, size_t size), (file, from, size))
ON_FILE(ssize_t, pwrite, true, (int file, const void *from, size_t size, off_t at),
    (file, from, size, at))
ON_FILE(ssize_t, pwrite64, true, (int file, const void *from, size_t size, off64_t at),
    (file, from, size, at))
ON_FILE(int, fsync, true, (int file), (file))
ON_FILE(int, renameat, true, (int from, const char *name, int file, const char *new),
    (from, name, file, new))
ON_FILE(int, unlinkat, false, (int file, const char *name, int flags), (file, name, flags))
ON_FILE(int, fdatasync, true, (int file), (file))
ON_FILE(int, ftruncate, true, (int file, off_t size), (file, size))
ON_FILE(int, ftruncate64, true, (int file, off64_t size), (file, size))

/* --- paths ------------------------------------------------------------------------------------ */

#define ON_PATH(name, needs_room, parameters, arguments)                                           \
    int name parameters                                                                            \
    {                                                                                              \
        return is_our_path(path) && fails(needs_room) ? -1 : NEXT(name) arguments;                 \
    }
ON_PATH(rename, true, (const char *from, const char *path), (from, path))
ON_PATH(link, true, (const char *from, const char *path), (from, path))
ON_PATH(mkdir, true, (const char *path, mode_t mode), (path, mode))
ON_PATH(unlink, false, (const char *path), (path))
ON_PATH(rmdir, false, (const char *path), (path))

char *mkdtemp(char *path)
{
    return is_our_path(path) && fails(true) ? NULL : NEXT(mkdtemp)(path);
}

DIR *opendir(const char *path)
{
    return is_our_path(path) && fails(false) ? NULL : NEXT(opendir)(path);
}

DIR *fdopendir(int file)
{
    return is_ours(file) && fails(false) ? NULL : NEXT(fdopendir)(file);
}

struct dirent *readdir(DIR *folder)
{
    return is_ours(dirfd(folder)) && fails(false) ? NULL : NEXT(readdir)(folder);
}

/* --- streams ---------------------------------------------------------------------------------- */

static int number(const void *cookie)
{
    return (int)(intptr_t)cookie;
}

static ssize_t stream_read(void *cookie, char *to, size_t size)
{
    return read(number(cookie), to, size);
}

static ssize_t stream_write(void *cookie, const char *from, size_t size)
{
    ssize_t written = write(number(cookie), from, size);
    return written < 0 ? 0 : written;
}

static int stream_seek(void *cookie, off64_t *at, int whence)
{
    *at = lseek64(number(cookie), *at, whence);
    return *at < 0 ? -1 : 0;
}

/* What was written may turn out not to be so when it is closed; of what was only read, that is
   nobody's concern. */
static int stream_close(void *cookie)
{
    int file = number(cookie);
    bool written = (fcntl(file, F_GETFL) & O_ACCMODE) != O_RDONLY;
    bool is = is_ours(file);
    streams[file] = NULL;
    if (close(file) != 0)
        return -1;
    return is && written && fails(true) ? -1 : 0;
}

static FILE *stream(int file, const char *mode)
{
    static const cookie_io_functions_t functions = {
        stream_read, stream_write, stream_seek, stream_close};
    FILE *made = fopencookie((void *)(intptr_t)file, mode, functions); /* NOLINT */
    if (made)
        streams[file] = made;
    return made;
}

FILE *fdopen(int file, const char *mode)
{
    return is_ours(file) ? stream(file, mode) : NEXT(fdopen)(file, mode);
}

static int flags_of(const char *mode)
{
    int way = strchr(mode, '+') ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY;
    int making = *mode == 'r' ? 0 : *mode == 'w' ? O_CREAT | O_TRUNC : O_CREAT | O_APPEND;
    return way | making | (strchr(mode, 'e') ? O_CLOEXEC : 0);
}

FILE *fopen(const char *path, const char *mode)
{
    if (!is_our_path(path))
        return NEXT(fopen)(path, mode);
    int file = open(path, flags_of(mode), 0666);
    return file < 0 ? NULL : stream(file, mode);
}

FILE *tmpfile(void)
{
    char path[] = "/tmp/liaise-fault-XXXXXX";
    int file = fails(true) ? -1 : opened(NEXT(mkstemp)(path), true);
    if (file < 0)
        return NULL;
    NEXT(unlink)(path);
    return stream(file, "w+");
}

int fileno(FILE *of)
{
    for (int file = 0; file < FILES; file++)
        if (streams[file] == of)
            return file;
    return NEXT(fileno)(of);
}

static void moment_prepare(void)
{
    struct stat about;
    folders[0] = getenv("HOME");
    folders[1] = getenv("TMPDIR");
    if (fstat(STDOUT_FILENO, &about) == 0 && S_ISREG(about.st_mode)) {
        opened(STDOUT_FILENO, true);
        stdout = stream(STDOUT_FILENO, "w");
    }
}
