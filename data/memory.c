/*
 * memory.c: allocation that succeeds or ends the program.
 */
#include "memory.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *memory_sure(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

void *li_calloc(size_t count, size_t size)
{
    return memory_sure(calloc(count ? count : 1, size ? size : 1));
}

void *li_realloc(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        abort();
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
        abort();
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
