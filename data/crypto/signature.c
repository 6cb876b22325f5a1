/*
 * signature.c: Ed25519 over a hash.
 */
#include "data/crypto/signature.h"
#include "data/crypto/secret.h"
#include <assert.h>
#include <sodium.h>
#include <string.h>

_Static_assert(SIGNATURE_SIZE == crypto_sign_BYTES, "a signature is the library's");
_Static_assert(SIGNATURE_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES, "and so is a key");
_Static_assert(SIGNATURE_SEED_SIZE == crypto_sign_SEEDBYTES, "and its seed");

void signature_pair_from_seed(
    const unsigned char seed[SIGNATURE_SEED_SIZE], struct signature_pair *pair)
{
    assert(seed && pair);
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    secret_begin();
    memmove(pair->seed, seed, SIGNATURE_SEED_SIZE);
    crypto_sign_seed_keypair(pair->public.byte, secret, pair->seed);
    secret_forget(secret, sizeof secret);
}

void signature_pair_new(struct signature_pair *pair)
{
    assert(pair);
    unsigned char seed[SIGNATURE_SEED_SIZE];
    secret_random(seed, sizeof seed);
    signature_pair_from_seed(seed, pair);
    secret_forget(seed, sizeof seed);
}

void signature_pair_clear(struct signature_pair *pair)
{
    secret_forget(pair, sizeof *pair);
}

/* What is signed of the bytes. */
static struct hash signature_message(const char *tag, const void *bytes, size_t size)
{
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_text(&hasher, tag);
    hash_add_bytes(&hasher, bytes, size);
    return hash_end(&hasher);
}

void signature_sign(const struct signature_pair *pair, const char *tag, const void *bytes,
    size_t size, struct signature *out)
{
    assert(pair && tag && bytes && out);
    /* The library's secret key is the seed and the public key. */
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    struct hash message = signature_message(tag, bytes, size);
    secret_begin();
    memcpy(secret, pair->seed, SIGNATURE_SEED_SIZE);
    memcpy(secret + SIGNATURE_SEED_SIZE, pair->public.byte, SIGNATURE_PUBLIC_SIZE);
    crypto_sign_detached(out->byte, NULL, message.byte, HASH_SIZE, secret);
    secret_forget(secret, sizeof secret);
}

bool signature_verify(const struct signature_public *public, const char *tag, const void *bytes,
    size_t size, const struct signature *signature)
{
    assert(public && tag && bytes && signature);
    struct hash message = signature_message(tag, bytes, size);
    secret_begin();
    return crypto_sign_verify_detached(signature->byte, message.byte, HASH_SIZE, public->byte) == 0;
}

static struct hash signature_hash(const char *tag, const struct signature_public *public)
{
    return signature_message(tag, public->byte, SIGNATURE_PUBLIC_SIZE);
}

struct id signature_replica(const struct signature_public *public)
{
    assert(public);
    struct id id;
    struct hash hash = signature_hash("liaise replica 1", public);
    memcpy(id.byte, hash.byte, ID_SIZE);
    id.byte[6] = (unsigned char)((id.byte[6] & 0x0F) | 0x80); /* version 8 */
    id.byte[8] = (unsigned char)((id.byte[8] & 0x3F) | 0x80); /* of RFC 9562 */
    return id;
}

struct hash signature_fingerprint(const struct signature_public *public)
{
    assert(public);
    return signature_hash("liaise fingerprint 1", public);
}

bool signature_public_equal(const struct signature_public *a, const struct signature_public *b)
{
    assert(a && b);
    return memcmp(a->byte, b->byte, SIGNATURE_PUBLIC_SIZE) == 0;
}

bool signature_public_is_none(const struct signature_public *public)
{
    static const struct signature_public none;
    return signature_public_equal(public, &none);
}
