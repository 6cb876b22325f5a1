/*
 * signature.h: Ed25519 key pairs and signatures, by libsodium.
 *
 * What is signed is the hash, in the encoding of hash.h, of a tag and the bytes: a signature made
 * for one purpose never fits another. A vector, which the tests check: the seed of bytes 0 to 31
 * signs the tag "liaise run 1" and 32 bytes 0xAB; see test_signature.c.
 */
#ifndef LI_DATA_CRYPTO_SIGNATURE_H
#define LI_DATA_CRYPTO_SIGNATURE_H

#include "data/base/hash.h"
#include "data/base/id.h"

enum { SIGNATURE_SIZE = 64, SIGNATURE_PUBLIC_SIZE = 32, SIGNATURE_SEED_SIZE = 32 };

struct signature {
    unsigned char byte[SIGNATURE_SIZE];
};

/* A public key. All zero: none. */
struct signature_public {
    unsigned char byte[SIGNATURE_PUBLIC_SIZE];
};

/* The secret is the seed; the caller clears it (signature_pair_clear). */
struct signature_pair {
    struct signature_public public;
    unsigned char seed[SIGNATURE_SEED_SIZE];
};

/* A new pair, or the pair of a seed. */
void signature_pair_new(struct signature_pair *pair);
void signature_pair_from_seed(
    const unsigned char seed[SIGNATURE_SEED_SIZE], struct signature_pair *pair);
void signature_pair_clear(struct signature_pair *pair);

void signature_sign(const struct signature_pair *pair, const char *tag, const void *bytes,
    size_t size, struct signature *out);
bool signature_verify(const struct signature_public *public, const char *tag, const void *bytes,
    size_t size, const struct signature *signature);

/* The id of the replica that has this key: a version 8 UUID made of its hash, so that the id proves
   the key. */
struct id signature_replica(const struct signature_public *public);
/* The hash of the key, by which a team knows its founder. */
struct hash signature_fingerprint(const struct signature_public *public);

bool signature_public_equal(const struct signature_public *a, const struct signature_public *b);
bool signature_public_is_none(const struct signature_public *public);

#endif
