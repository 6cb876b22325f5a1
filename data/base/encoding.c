/*
 * encoding.c: integers highest byte first, and bytes behind their length.
 */
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include <assert.h>
#include <string.h>

enum { ENCODING_INT_SIZE = 8 };

void encoding_add_int(struct bytes *out, int64_t value)
{
    unsigned char bytes[ENCODING_INT_SIZE];
    for (int i = 0; i < ENCODING_INT_SIZE; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * (ENCODING_INT_SIZE - 1 - i)));
    bytes_add(out, bytes, sizeof bytes);
}

void encoding_add_bytes(struct bytes *out, const void *bytes, size_t size)
{
    assert(out && (bytes || size == 0));
    encoding_add_int(out, bytes ? (int64_t)size : -1);
    bytes_add(out, bytes, size);
}

void encoding_add_text(struct bytes *out, const char *text)
{
    encoding_add_bytes(out, text, text ? strlen(text) : 0);
}

/* The next size bytes; NULL: fewer are left. */
static const void *encoding_take(struct encoding_reader *reader, uint64_t size)
{
    assert(reader && (reader->at || reader->left == 0));
    if (reader->damaged || size > reader->left) {
        reader->damaged = true;
        return NULL;
    }
    const unsigned char *at = reader->at;
    reader->at = at + size;
    reader->left -= (size_t)size;
    return at;
}

int64_t encoding_read_int(struct encoding_reader *reader)
{
    uint64_t value = 0;
    const unsigned char *bytes = encoding_take(reader, ENCODING_INT_SIZE);
    for (int i = 0; bytes && i < ENCODING_INT_SIZE; i++)
        value = value << 8 | bytes[i];
    return (int64_t)value;
}

const void *encoding_read_bytes(struct encoding_reader *reader, size_t *size)
{
    static const char nothing[1];
    assert(size);
    int64_t said = encoding_read_int(reader);
    *size = 0;
    if (said == -1 || reader->damaged)
        return NULL;
    const void *bytes = encoding_take(reader, (uint64_t)said);
    if (!bytes && said != 0)
        return NULL;
    *size = (size_t)said;
    return bytes ? bytes : nothing;
}

void encoding_read_optional(struct encoding_reader *reader, void *out, size_t size)
{
    assert(out);
    size_t found;
    const void *bytes = encoding_read_bytes(reader, &found);
    if (bytes && found == size)
        memcpy(out, bytes, size);
    else if (bytes)
        reader->damaged = true;
}

void encoding_read_exactly(struct encoding_reader *reader, void *out, size_t size)
{
    assert(out);
    size_t found;
    const void *bytes = encoding_read_bytes(reader, &found);
    if (bytes && found == size)
        memcpy(out, bytes, size);
    else
        reader->damaged = true;
}

char *encoding_read_text(struct encoding_reader *reader, size_t most)
{
    size_t size;
    const char *text = encoding_read_bytes(reader, &size);
    if (text && (size > most || memchr(text, '\0', size))) {
        reader->damaged = true;
        return NULL;
    }
    return text ? li_strndup(text, size) : NULL;
}

bool encoding_read_is(struct encoding_reader *reader, const char *text)
{
    assert(text);
    size_t size;
    const char *found = encoding_read_bytes(reader, &size);
    bool same = found && size == strlen(text) && memcmp(found, text, size) == 0;
    reader->damaged = reader->damaged || !same;
    return same;
}

bool encoding_read_end(const struct encoding_reader *reader)
{
    assert(reader);
    return !reader->damaged && reader->left == 0;
}
