/*
 * bytes.c: bytes that grow.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <assert.h>
#include <string.h>

void *bytes_reserve(struct bytes *bytes, size_t size)
{
    assert(bytes && bytes->size <= bytes->room);
    if (size > bytes->room - bytes->size) {
        bytes->room = 2 * (bytes->size + size);
        bytes->at = li_realloc(bytes->at, bytes->room, 1);
    }
    return bytes->at + bytes->size;
}

void bytes_add(struct bytes *bytes, const void *more, size_t size)
{
    assert(bytes && bytes->size <= bytes->room && (more || size == 0));
    if (size > 0)
        memcpy(bytes_reserve(bytes, size), more, size);
    bytes->size += size;
}

void bytes_add_text(struct bytes *bytes, const char *text)
{
    assert(text);
    bytes_add(bytes, text, strlen(text));
}
