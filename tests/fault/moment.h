/*
 * moment.h: for libraries that are loaded before a program: which of its operations fails.
 *
 * LIAISE_FAULT=N[,lasting] says which, counted from when main begins, and whether all after it fail
 * too. LIAISE_FAULT_MET names a file that is made when one does.
 */
#ifndef LI_TESTS_FAULT_MOMENT_H
#define LI_TESTS_FAULT_MOMENT_H

#include <dlfcn.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    bool begun, met, lasting;
    long count, fails_at; /* 0: none fails */
    const char *tell;
} moment;

/* Counts one operation. */
static bool moment_is_due(void)
{
    if (!moment.begun || moment.fails_at == 0 || ++moment.count < moment.fails_at)
        return false;
    return moment.count == moment.fails_at || moment.lasting;
}

/* By no function of libc's, which a library may have put its own in place of. */
static void moment_meet(void)
{
    if (!moment.met)
        syscall(SYS_close,
            syscall(SYS_openat, AT_FDCWD, moment.tell, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    moment.met = true;
}

/* What the library sets up for itself when main begins. */
static void moment_prepare(void);

typedef int (*main_fn)(int count, char **words, char **environment);
typedef int (*start_fn)(main_fn start, int count, char **words, void (*a)(void), void (*b)(void),
    void (*c)(void), void *d);

static main_fn moment_main;

/* The program's work is over: what a build that counts lines does after it is unharmed too. */
void moment_end(void)
{
    moment.begun = false;
}

static int moment_begin(int count, char **words, char **environment)
{
    const char *which = getenv("LIAISE_FAULT");
    moment.tell = getenv("LIAISE_FAULT_MET");
    moment.fails_at = which && moment.tell ? atol(which) : 0;
    moment.lasting = which && strstr(which, ",lasting");
    moment_prepare();
    atexit(moment_end);
    moment.begun = true;
    return moment_main(count, words, environment);
}

/* What libc calls before main: libraries set themselves up unharmed. */
int __libc_start_main(main_fn start, int count, char **words, void (*a)(void), void (*b)(void),
    void (*c)(void), void *d)
{
    start_fn next = (start_fn)(uintptr_t)dlsym(RTLD_NEXT, "__libc_start_main");
    moment_main = start;
    return next(moment_begin, count, words, a, b, c, d);
}

#endif
