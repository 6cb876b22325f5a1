/*
 * memory.c: allocation that succeeds or ends the program, and text that grows.
 */
#include "data/base/memory.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ACTS_MOST = 4 };

static struct {
    void (*acts[ACTS_MOST])(void);
    int count;
    bool begun; /* an act, or what standard output still holds, wants memory too */
} ending;

void li_when_out_of_memory(void (*act)(void))
{
    for (int i = 0; i < ending.count; i++)
        if (ending.acts[i] == act)
            return;
    if (ending.count < ACTS_MOST)
        ending.acts[ending.count++] = act;
}

_Noreturn void li_out_of_memory(void)
{
    static const char sentence[] =
        "liaise: Out of memory. Everything confirmed as saved is saved; nothing else was changed. "
        "Close other programs and try again.\n";
    bool first = !ending.begun;
    ending.begun = true;
    while (first && ending.count > 0)
        ending.acts[--ending.count]();
    if (first)
        fflush(stdout);
    ssize_t said = write(STDERR_FILENO, sentence, sizeof sentence - 1);
    (void)said; /* there is nobody else to tell */
    _exit(EXIT_FAILURE);
}

static void *memory_sure(void *memory)
{
    if (!memory)
        li_out_of_memory();
    return memory;
}

void *li_calloc(size_t count, size_t size)
{
    return memory_sure(calloc(count ? count : 1, size ? size : 1));
}

void *li_realloc(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        li_out_of_memory();
    return memory_sure(realloc(old, count && size ? count * size : 1));
}

char *li_strdup(const char *text)
{
    return text ? memory_sure(strdup(text)) : NULL;
}

char *li_strndup(const char *text, size_t length)
{
    return text ? memory_sure(strndup(text, length)) : NULL;
}

char *li_vformat(const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        li_out_of_memory();
    return text;
}

char *li_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = li_vformat(format, arguments);
    va_end(arguments);
    return text;
}

/* --- text that grows -------------------------------------------------------------------------- */

struct growing {
    char **text;
    size_t size, room, at; /* at: where the stream stands */
};

/* A cookie's functions. None fails: a page that stdio could not hand over would be lost unseen. */
static ssize_t memory_growing_write(void *cookie, const char *more, size_t size)
{
    struct growing *growing = cookie;
    if (size >= growing->room - growing->at) {
        size_t needed = growing->at + size + 1;
        growing->room = needed > 2 * growing->room ? needed : 2 * growing->room;
        *growing->text = li_realloc(*growing->text, growing->room, 1);
    }
    memcpy(*growing->text + growing->at, more, size);
    growing->at += size;
    if (growing->at > growing->size)
        growing->size = growing->at;
    (*growing->text)[growing->size] = '\0';
    return (ssize_t)size;
}

static int memory_growing_seek(void *cookie, off64_t *offset, int from)
{
    struct growing *growing = cookie;
    size_t base = from == SEEK_CUR ? growing->at : from == SEEK_END ? growing->size : 0;
    off64_t to = (off64_t)base + *offset;
    if (to < 0 || (size_t)to > growing->size)
        return -1;
    growing->at = (size_t)to;
    *offset = to;
    return 0;
}

static int memory_growing_close(void *cookie)
{
    free(cookie);
    return 0;
}

FILE *li_text_open(char **text)
{
    struct growing *growing = li_calloc(1, sizeof *growing);
    *text = li_strdup("");
    *growing = (struct growing){.text = text, .room = 1};
    return memory_sure(fopencookie(growing, "w",
        (cookie_io_functions_t){.write = memory_growing_write,
            .seek = memory_growing_seek,
            .close = memory_growing_close}));
}

size_t li_text_close(FILE *stream)
{
    long length = ftell(stream);
    bool failed = length < 0 || ferror(stream);
    if (fclose(stream) != 0 || failed)
        li_out_of_memory();
    return (size_t)length;
}

/* ---------------------------------------------------------------------------------------------- */

void bytes_add(struct bytes *bytes, const void *more, size_t size)
{
    if (size > bytes->room - bytes->size) {
        bytes->room = 2 * (bytes->size + size);
        bytes->at = li_realloc(bytes->at, bytes->room, 1);
    }
    if (size > 0)
        memcpy(bytes->at + bytes->size, more, size);
    bytes->size += size;
}

void bytes_text(struct bytes *bytes, const char *text)
{
    bytes_add(bytes, text, strlen(text));
}
