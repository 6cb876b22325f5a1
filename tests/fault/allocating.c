/*
 * allocating.c: loaded before a program, it makes the program's nth allocation fail.
 *
 * LIAISE_FAULT=N[,lasting] says which, counted from when main begins, and whether all after it fail
 * too. LIAISE_FAULT_MET names a file that is made when one does. Every allocation of the program
 * and of its libraries comes through here, but for those of a library that checks none of its own.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static struct {
    bool begun, met, lasting;
    long count, fails_at; /* 0: none fails */
    const char *tell;
} fault;

/* libconfig 1.5 uses what malloc gives without a look, and ends the program where it does look. */
static bool is_spared(const void *caller)
{
    Dl_info about;
    return dladdr(caller, &about) != 0 && about.dli_fname && strstr(about.dli_fname, "libconfig");
}

static bool fails(const void *caller)
{
    if (!fault.begun || fault.fails_at == 0 || ++fault.count < fault.fails_at)
        return false;
    if (fault.count > fault.fails_at && !fault.lasting)
        return false;
    if (is_spared(caller))
        return false;
    if (!fault.met) {
        int made = open(fault.tell, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        close(made);
    }
    fault.met = true;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return size > 0 && fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

char *strndup(const char *text, size_t most)
{
    size_t length = strnlen(text, most);
    char *copy = fails(__builtin_return_address(0)) ? NULL : __libc_malloc(length + 1);
    if (copy) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

char *strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

typedef int (*main_fn)(int count, char **words, char **environment);
typedef int (*start_fn)(main_fn start, int count, char **words, void (*a)(void), void (*b)(void),
    void (*c)(void), void *d);

static main_fn real_main;

static int begin(int count, char **words, char **environment)
{
    const char *which = getenv("LIAISE_FAULT");
    fault.tell = getenv("LIAISE_FAULT_MET");
    fault.fails_at = which && fault.tell ? atol(which) : 0;
    fault.lasting = which && strstr(which, ",lasting");
    fault.begun = true;
    return real_main(count, words, environment);
}

/* What libc calls before main: libraries set themselves up unharmed. */
int __libc_start_main(main_fn start, int count, char **words, void (*a)(void), void (*b)(void),
    void (*c)(void), void *d)
{
    start_fn next = (start_fn)(uintptr_t)dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = start;
    return next(begin, count, words, a, b, c, d);
}
