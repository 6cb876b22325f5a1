/*
 * seal.h: bytes that only those who have a key can read, or change unnoticed, by libsodium.
 */
#ifndef LI_DATA_CRYPTO_SEAL_H
#define LI_DATA_CRYPTO_SEAL_H

#include "data/base/bytes.h"
#include "data/base/error.h"
#include "data/crypto/signature.h"

enum {
    SEAL_KEY_SIZE = 32,
    SEAL_NONCE_SIZE = 24,
    SEAL_SALT_SIZE = 16,
    SEAL_EXTRA = 16,     /* bytes that seal_close adds */
    SEAL_BOX_EXTRA = 48, /* bytes that seal_box_close adds */
};

/* A symmetric key: secret. */
struct seal_key {
    unsigned char byte[SEAL_KEY_SIZE];
};

void seal_key_new(struct seal_key *key);

/* The key of some words, by argon2id: 64 MiB and some tenths of a second, so that words can't be
   guessed fast. LI_IO: there is not that much memory. */
enum li_err seal_key_from_words(const char *words, const unsigned char salt[SEAL_SALT_SIZE],
    struct seal_key *key, struct li_error *err);

/* XChaCha20-Poly1305. Adds the sealed bytes to *out. The nonce must be new for each. `with` is not
   in them, but they open only beside it; NULL with size 0: nothing. */
void seal_close(const struct seal_key *key, const unsigned char nonce[SEAL_NONCE_SIZE],
    const void *with, size_t with_size, const void *plain, size_t size, struct bytes *out);
/* Adds the plain bytes to *out. False: another key or nonce, or something was changed; *out is as
   it was. */
bool seal_open(const struct seal_key *key, const unsigned char nonce[SEAL_NONCE_SIZE],
    const void *with, size_t with_size, const void *sealed, size_t size, struct bytes *out);

/* For the owner of the secret of a public key (crypto_box_seal on the keys' Curve25519 form).
   False: it is no public key, or the box is not for this pair. */
bool seal_box_close(
    const struct signature_public *public, const void *plain, size_t size, struct bytes *out);
bool seal_box_open(
    const struct signature_pair *pair, const void *box, size_t size, struct bytes *out);

#endif
