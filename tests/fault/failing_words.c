/*
 * failing_words.c: the function by which libsodium makes a key of words takes some tenths of a
 * second and 64 MB on purpose. This one, in its place, takes nothing, and may fail (fault_place.h)
 * as it does when there is no memory.
 */
#include "tests/fault/fault_place.h"
#include <errno.h>
#include <sodium.h>

int crypto_pwhash(unsigned char *const out, unsigned long long size, const char *const words,
    unsigned long long length, const unsigned char *const salt, unsigned long long turns,
    size_t memory, int algorithm)
{
    (void)turns, (void)memory, (void)algorithm;
    if (fault_place_is_due(__builtin_return_address(0))) {
        errno = ENOMEM;
        return -1;
    }
    return crypto_generichash(
        out, (size_t)size, (const unsigned char *)words, length, salt, crypto_pwhash_SALTBYTES);
}
