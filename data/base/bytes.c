/*
 * bytes.c: bytes that grow.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <assert.h>
#include <string.h>

void bytes_add(struct bytes *bytes, const void *more, size_t size)
{
    assert(bytes && bytes->size <= bytes->room && (more || size == 0));
    if (size > bytes->room - bytes->size) {
        bytes->room = 2 * (bytes->size + size);
        bytes->at = li_realloc(bytes->at, bytes->room, 1);
    }
    if (size > 0)
        memcpy(bytes->at + bytes->size, more, size);
    bytes->size += size;
}

void bytes_add_text(struct bytes *bytes, const char *text)
{
    assert(text);
    bytes_add(bytes, text, strlen(text));
}
