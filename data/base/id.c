/*
 * id.c: identifiers made, written and parsed.
 */
#include "data/base/id.h"
#include <assert.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { ID_TICK_BITS = 12 };

__extension__ typedef unsigned __int128 id_hash128;

static void id_stamp(struct id *id, unsigned char version)
{
    id->byte[6] = (unsigned char)((id->byte[6] & 0x0F) | version << 4);
    id->byte[8] = (unsigned char)((id->byte[8] & 0x3F) | 0x80);
}

/* Milliseconds and a 12-bit counter in one number, greater than any returned before: when the 4096
   of a millisecond are used up, or the clock steps back, it runs ahead of the clock. */
static uint64_t id_tick(void)
{
    static _Atomic uint64_t last;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t clock = ((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000)
                     << ID_TICK_BITS;
    uint64_t before = atomic_load(&last), tick;
    do
        tick = clock > before ? clock : before + 1;
    while (!atomic_compare_exchange_weak(&last, &before, tick));
    return tick;
}

struct id id_new(void)
{
    struct id id;
    uint64_t tick = id_tick(), milliseconds = tick >> ID_TICK_BITS;
    for (int i = 0; i < 6; i++)
        id.byte[i] = (unsigned char)(milliseconds >> (40 - 8 * i));
    id.byte[6] = (unsigned char)(tick >> 8 & 0x0F);
    id.byte[7] = (unsigned char)tick;
    if (getrandom(id.byte + 8, 8, 0) != 8)
        abort();
    id_stamp(&id, 7);
    return id;
}

static id_hash128 id_hash(id_hash128 hash, const char *text)
{
    const id_hash128 prime = (id_hash128)1 << 88 | 0x13B;
    do
        hash = (hash ^ (unsigned char)*text) * prime;
    while (*text++); /* the NUL too: "ab" "c" is not "a" "bc" */
    return hash;
}

struct id id_named(const char *table, const char *name)
{
    assert(table && name);
    id_hash128 hash = (id_hash128)0x6C62272E07BB0142 << 64 | 0x62B821756295C58D;
    hash = id_hash(id_hash(hash, table), name);
    struct id id;
    for (int i = 0; i < ID_SIZE; i++)
        id.byte[i] = (unsigned char)(hash >> (120 - 8 * i));
    id_stamp(&id, 8);
    return id;
}

static bool id_dash_before(int byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

const char *id_text(const struct id *id, char out[ID_TEXT_SIZE])
{
    assert(id && out);
    static const char digit[] = "0123456789abcdef";
    char *at = out;
    for (int i = 0; i < ID_SIZE; i++) {
        if (id_dash_before(i))
            *at++ = '-';
        *at++ = digit[id->byte[i] >> 4];
        *at++ = digit[id->byte[i] & 0x0F];
    }
    *at = '\0';
    return out;
}

static int id_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool id_parse(const char *text, struct id *out)
{
    assert(text && out);
    struct id id;
    for (int i = 0; i < ID_SIZE; i++) {
        if (id_dash_before(i) && *text++ != '-')
            return false;
        int high = id_digit(text[0]), low = high < 0 ? -1 : id_digit(text[1]);
        if (low < 0)
            return false;
        id.byte[i] = (unsigned char)(high << 4 | low);
        text += 2;
    }
    if (*text)
        return false;
    *out = id;
    return true;
}

bool id_equal(const struct id *a, const struct id *b)
{
    return memcmp(a->byte, b->byte, ID_SIZE) == 0;
}

bool id_is_nil(const struct id *id)
{
    static const struct id nil;
    return id_equal(id, &nil);
}
