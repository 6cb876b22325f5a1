/*
 * hash.c: BLAKE2b-256, by libsodium, over values in the canonical encoding.
 */
#include "data/base/hash.h"
#include <assert.h>
#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(struct hasher) == sizeof(crypto_generichash_state), "a hasher is its state");

enum { INT_SIZE = 8 };

static crypto_generichash_state *hash_state(struct hasher *hasher)
{
    return (crypto_generichash_state *)(void *)hasher->state;
}

/* The library fails at sizes it cannot hash, and at nothing else. */
static void hash_update(struct hasher *hasher, const void *bytes, size_t size)
{
    int failed = crypto_generichash_update(hash_state(hasher), bytes, size);
    assert(!failed);
    (void)failed;
}

void hash_begin(struct hasher *hasher)
{
    assert(hasher);
    int failed = crypto_generichash_init(hash_state(hasher), NULL, 0, HASH_SIZE);
    assert(!failed);
    (void)failed;
}

void hash_add_int(struct hasher *hasher, int64_t value)
{
    unsigned char bytes[INT_SIZE];
    for (int i = 0; i < INT_SIZE; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * (INT_SIZE - 1 - i)));
    hash_update(hasher, bytes, sizeof bytes);
}

void hash_add_bytes(struct hasher *hasher, const void *bytes, size_t size)
{
    assert(hasher);
    hash_add_int(hasher, bytes ? (int64_t)size : -1);
    if (bytes && size)
        hash_update(hasher, bytes, size);
}

void hash_add_text(struct hasher *hasher, const char *text)
{
    hash_add_bytes(hasher, text, text ? strlen(text) : 0);
}

struct hash hash_end(struct hasher *hasher)
{
    struct hash hash;
    int failed = crypto_generichash_final(hash_state(hasher), hash.byte, HASH_SIZE);
    assert(!failed);
    (void)failed;
    return hash;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return memcmp(a->byte, b->byte, HASH_SIZE) == 0;
}

bool hash_is_zero(const struct hash *hash)
{
    static const struct hash zero;
    return hash_equal(hash, &zero);
}

int hash_compare(const struct hash *a, const struct hash *b)
{
    return memcmp(a->byte, b->byte, HASH_SIZE);
}

const char *hash_digits(const struct hash *hash, char out[HASH_DIGITS_SIZE])
{
    return sodium_bin2hex(out, HASH_DIGITS_SIZE, hash->byte, HASH_SIZE);
}
