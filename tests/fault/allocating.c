/*
 * allocating.c: loaded before a program, it makes the program's nth allocation fail.
 *
 * Every allocation of the program and of its libraries comes through here, but for those of a
 * library that checks none of its own.
 */
#include "tests/fault/moment.h"
#include <errno.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static void moment_prepare(void)
{
}

/*
 * Libraries that use what malloc gives without a look, or end the program where they do look. The
 * store is never in their hands: libconfig reads the settings before it is opened, libxlsxwriter
 * makes a file of rows that were read.
 */
static const char *const spared[] = {"libconfig", "libxlsxwriter"};

static bool is_spared(const void *caller)
{
    Dl_info about;
    if (dladdr(caller, &about) == 0 || !about.dli_fname)
        return false;
    for (size_t i = 0; i < sizeof spared / sizeof *spared; i++)
        if (strstr(about.dli_fname, spared[i]))
            return true;
    return false;
}

static bool fails(const void *caller)
{
    if (!moment_is_due() || is_spared(caller))
        return false;
    moment_meet();
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
