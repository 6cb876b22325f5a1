/*
 * hub_array.c: dimensions, whether there are NULLs, type, length, lower bound; then the size and
 * the bytes of each item.
 */
#include "data/hub/hub_array.h"
#include <assert.h>

static void hub_array_add_int(struct bytes *out, uint32_t number)
{
    unsigned char byte[] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16),
        (unsigned char)(number >> 8), (unsigned char)number};
    bytes_add(out, byte, sizeof byte);
}

void hub_array_begin(struct bytes *out, enum hub_type type, size_t count)
{
    assert(out);
    hub_array_add_int(out, count > 0);
    hub_array_add_int(out, 0);
    hub_array_add_int(out, type);
    if (count > 0) {
        hub_array_add_int(out, (uint32_t)count);
        hub_array_add_int(out, 1);
    }
}

void hub_array_add(struct bytes *out, struct hub_value item)
{
    assert(out && item.bytes);
    hub_array_add_int(out, (uint32_t)item.size);
    bytes_add(out, item.bytes, item.size);
}
