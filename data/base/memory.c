/*
 * memory.c: allocation that succeeds or ends the program, and text that grows.
 */
#include "data/base/memory.h"
#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MEMORY_ACTS_MOST = 4 };

/* Invariants:
 *  1. acts[0..count) are set, and no two are the same.
 *  2. begun is set once and stays: an act that runs out of memory itself ends the program at once.
 */
static struct {
    void (*acts[MEMORY_ACTS_MOST])(void);
    int count;
    bool begun;
} memory_ending;

void li_when_out_of_memory(void (*act)(void))
{
    assert(act);
    for (int i = 0; i < memory_ending.count; i++)
        if (memory_ending.acts[i] == act)
            return;
    assert(memory_ending.count < MEMORY_ACTS_MOST);
    memory_ending.acts[memory_ending.count++] = act;
}

_Noreturn void li_out_of_memory(void)
{
    static const char sentence[] =
        "liaise: Out of memory. Everything confirmed as saved is saved; nothing else was changed. "
        "Close other programs and try again.\n";
    bool first = !memory_ending.begun;
    memory_ending.begun = true;
    while (first && memory_ending.count > 0)
        memory_ending.acts[--memory_ending.count]();
    if (first)
        fflush(stdout);
    ssize_t said = write(STDERR_FILENO, sentence, sizeof sentence - 1);
    (void)said; /* there is no one else to tell */
    _exit(EXIT_FAILURE);
}

static void *memory_sure(void *memory)
{
    if (!memory)
        li_out_of_memory();
    return memory;
}

/* After memory of that size was freed once, glibc takes as much from the heap, and leaves it there
   when it is freed. */
void li_heap_warm(size_t size)
{
#ifdef MADV_POPULATE_WRITE
    void *volatile mapped = malloc(size); /* volatile, so that no compiler leaves it out */
    free(mapped);
    char *memory = malloc(size);
    if (!memory)
        return;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t before = (page - (uintptr_t)memory % page) % page;
    if (before < size)
        (void)madvise(memory + before, (size - before) / page * page, MADV_POPULATE_WRITE);
    free(memory);
#else
    (void)size;
#endif
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
    assert(format);
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

/* Invariants: (*text)[size] is NUL; size < room, at <= size; at is the position of the stream. */
struct memory_stream {
    char **text;
    size_t size, room, at;
};

/* A cookie's functions. None fails: a page that stdio could not hand over would be lost unseen. */
static ssize_t memory_stream_write(void *cookie, const char *more, size_t size)
{
    struct memory_stream *stream = cookie;
    if (size >= stream->room - stream->at) {
        size_t needed = stream->at + size + 1;
        stream->room = needed > 2 * stream->room ? needed : 2 * stream->room;
        *stream->text = li_realloc(*stream->text, stream->room, 1);
    }
    memcpy(*stream->text + stream->at, more, size);
    stream->at += size;
    if (stream->at > stream->size)
        stream->size = stream->at;
    (*stream->text)[stream->size] = '\0';
    return (ssize_t)size;
}

static int memory_stream_seek(void *cookie, off64_t *offset, int from)
{
    struct memory_stream *stream = cookie;
    size_t base = from == SEEK_CUR ? stream->at : from == SEEK_END ? stream->size : 0;
    off64_t to = (off64_t)base + *offset;
    if (to < 0 || (size_t)to > stream->size)
        return -1;
    stream->at = (size_t)to;
    *offset = to;
    return 0;
}

static int memory_stream_close(void *cookie)
{
    free(cookie);
    return 0;
}

FILE *li_text_open(char **text)
{
    assert(text);
    struct memory_stream *stream = li_calloc(1, sizeof *stream);
    *text = li_strdup("");
    *stream = (struct memory_stream){.text = text, .room = 1};
    return memory_sure(fopencookie(stream, "w",
        (cookie_io_functions_t){.write = memory_stream_write,
            .seek = memory_stream_seek,
            .close = memory_stream_close}));
}

size_t li_text_close(FILE *stream)
{
    assert(stream);
    long length = ftell(stream);
    bool failed = length < 0 || ferror(stream);
    if (fclose(stream) != 0 || failed)
        li_out_of_memory();
    return (size_t)length;
}
