/*
 * touch_filter.c: a Bloom filter, its bits chosen by double hashing.
 */
#include "data/entry/touch_filter.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { FILTER_BITS_EACH = 10, FILTER_PROBES = 7 };

/* Two hashes of an id. Ids made at the same time begin alike, so all bytes are mixed. */
struct touch_filter_hash {
    uint64_t first, step;
};

static uint64_t touch_filter_mix(uint64_t value)
{
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 27) * 0x94D049BB133111EBu;
    return value ^ value >> 31;
}

static struct touch_filter_hash touch_filter_hash(const struct id *id)
{
    uint64_t high = 0, low = 0;
    for (size_t i = 0; i < ID_SIZE / 2; i++) {
        high = high << 8 | id->byte[i];
        low = low << 8 | id->byte[ID_SIZE / 2 + i];
    }
    uint64_t first = touch_filter_mix(high ^ touch_filter_mix(low));
    return (struct touch_filter_hash){first, touch_filter_mix(first + low) | 1};
}

void touch_filter_make(const struct touched_record *records, size_t count, struct bytes *out)
{
    static const char zero[64];
    assert(records && count > 0 && out && out->size == 0);
    size_t size = (count * FILTER_BITS_EACH + 7) / 8;
    for (size_t left = size; left > 0;) {
        size_t part = left < sizeof zero ? left : sizeof zero;
        bytes_add(out, zero, part);
        left -= part;
    }
    for (size_t i = 0; i < count; i++) {
        struct touch_filter_hash hash = touch_filter_hash(&records[i].id);
        for (int probe = 0; probe < FILTER_PROBES; probe++, hash.first += hash.step) {
            size_t bit = (size_t)(hash.first % (size * 8));
            out->at[bit / 8] = (char)((unsigned char)out->at[bit / 8] | 1u << bit % 8);
        }
    }
}

bool touch_filter_has(const void *filter, size_t size, const struct id *id)
{
    assert((filter || size == 0) && id);
    const unsigned char *bytes = filter;
    struct touch_filter_hash hash = touch_filter_hash(id);
    bool has = true;
    for (int probe = 0; probe < FILTER_PROBES && size > 0 && has;
         probe++, hash.first += hash.step) {
        size_t bit = (size_t)(hash.first % (size * 8));
        has = (bytes[bit / 8] >> bit % 8 & 1) != 0;
    }
    return has;
}
