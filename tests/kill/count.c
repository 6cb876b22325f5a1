/*
 * count.c: a library that, loaded before the others (LD_PRELOAD), counts what a program does to
 * files and ends it before the nth of these, as a power cut or kill -9 would.
 *
 * LIAISE_KILL_AT=N: before the nth. LIAISE_KILL_TORN=1: a write is first done by half.
 * LIAISE_KILL_COUNT=FILE: how many there were is written there when the program ends.
 */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long count;

/* Whether this is the one. */
static int is_last(void)
{
    const char *at = getenv("LIAISE_KILL_AT");
    return ++count == (at ? atol(at) : 0);
}

static int is_torn(void)
{
    return getenv("LIAISE_KILL_TORN") != NULL;
}

static void end(void)
{
    kill(getpid(), SIGKILL);
}

/* The function of that name that would have been called. */
static void *next(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

#define WRITES(name, offset_type)                                                                  \
    ssize_t name(int file, const void *bytes, size_t size, offset_type at)                         \
    {                                                                                              \
        static ssize_t (*real)(int, const void *, size_t, offset_type);                            \
        real = real ? real : (ssize_t(*)(int, const void *, size_t, offset_type))next(#name);      \
        if (is_last()) {                                                                           \
            if (is_torn() && real(file, bytes, size / 2, at) < 0)                                  \
                abort();                                                                           \
            end();                                                                                 \
        }                                                                                          \
        return real(file, bytes, size, at);                                                        \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int file, const void *bytes, size_t size)
{
    static ssize_t (*real)(int, const void *, size_t);
    real = real ? real : (ssize_t(*)(int, const void *, size_t))next("write");
    if (is_last()) {
        if (is_torn() && real(file, bytes, size / 2) < 0)
            abort();
        end();
    }
    return real(file, bytes, size);
}

#define CALLS(name, parameters, arguments)                                                         \
    int name parameters                                                                            \
    {                                                                                              \
        static int(*real) parameters;                                                              \
        real = real ? real : (int(*) parameters)next(#name);                                       \
        if (is_last())                                                                             \
            end();                                                                                 \
        return real arguments;                                                                     \
    }
CALLS(fsync, (int file), (file))
CALLS(fdatasync, (int file), (file))
CALLS(ftruncate, (int file, off_t size), (file, size))
CALLS(ftruncate64, (int file, off64_t size), (file, size))
CALLS(rename, (const char *from, const char *to), (from, to))
CALLS(renameat, (int from, const char *name, int to, const char *new), (from, name, to, new))
CALLS(unlinkat, (int folder, const char *name, int flags), (folder, name, flags))
CALLS(link, (const char *from, const char *to), (from, to))
CALLS(unlink, (const char *path), (path))
CALLS(mkdir, (const char *path, mode_t mode), (path, mode))
CALLS(fflush, (FILE * out), (out))
CALLS(fclose, (FILE * file), (file))

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("LIAISE_KILL_COUNT");
    long counted = count;
    FILE *out = path ? fopen(path, "w") : NULL;
    if (!out)
        return;
    fprintf(out, "%ld\n", counted);
    fclose(out);
}
