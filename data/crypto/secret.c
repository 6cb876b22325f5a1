/*
 * secret.c: random bytes, by libsodium.
 */
#include "data/crypto/secret.h"
#include <assert.h>
#include <sodium.h>

void secret_begin(void)
{
    /* It fails without a source of chance alone, and then ends the program by itself. */
    int failed = sodium_init();
    assert(failed >= 0);
    (void)failed;
}

void secret_random(void *out, size_t size)
{
    assert(out);
    secret_begin();
    randombytes_buf(out, size);
}

void secret_forget(void *secret, size_t size)
{
    assert(secret);
    sodium_memzero(secret, size);
}
