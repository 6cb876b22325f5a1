/*
 * seal.c: sealing, by libsodium.
 */
#include "data/crypto/seal.h"
#include "data/crypto/secret.h"
#include <assert.h>
#include <sodium.h>
#include <string.h>

_Static_assert(SEAL_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(SEAL_NONCE_SIZE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(SEAL_EXTRA == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(SEAL_BOX_EXTRA == crypto_box_SEALBYTES, "box");
_Static_assert(SEAL_SALT_SIZE == crypto_pwhash_SALTBYTES, "salt");

void seal_key_new(struct seal_key *key)
{
    assert(key);
    secret_random(key->byte, sizeof key->byte);
}

enum li_err seal_key_from_words(const char *words, const unsigned char salt[SEAL_SALT_SIZE],
    struct seal_key *key, struct li_error *err)
{
    enum { SEAL_WORDS_MEMORY = 64 << 20, SEAL_WORDS_TURNS = 3 };
    assert(words && salt && key && err);
    secret_begin();
    if (crypto_pwhash(key->byte, sizeof key->byte, words, strlen(words), salt, SEAL_WORDS_TURNS,
            SEAL_WORDS_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return li_fail(err, LI_IO,
            "There is not enough memory (64 MB) to check the words; close other programs, then "
            "try again.");
    return LI_OK;
}

void seal_close(const struct seal_key *key, const unsigned char nonce[SEAL_NONCE_SIZE],
    const void *with, size_t with_size, const void *plain, size_t size, struct bytes *out)
{
    assert(key && nonce && (plain || size == 0) && out && (with || with_size == 0));
    unsigned long long sealed = 0;
    secret_begin();
    unsigned char *at = bytes_reserve(out, size + SEAL_EXTRA);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        at, &sealed, plain, size, with, with_size, NULL, nonce, key->byte);
    out->size += (size_t)sealed;
}

bool seal_open(const struct seal_key *key, const unsigned char nonce[SEAL_NONCE_SIZE],
    const void *with, size_t with_size, const void *sealed, size_t size, struct bytes *out)
{
    assert(key && nonce && (sealed || size == 0) && out && (with || with_size == 0));
    unsigned long long plain = 0;
    if (size < SEAL_EXTRA)
        return false;
    secret_begin();
    unsigned char *at = bytes_reserve(out, size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            at, &plain, NULL, sealed, size, with, with_size, nonce, key->byte) != 0)
        return false;
    out->size += (size_t)plain;
    return true;
}

bool seal_box_close(
    const struct signature_public *public, const void *plain, size_t size, struct bytes *out)
{
    assert(public && (plain || size == 0) && out);
    unsigned char curve[crypto_box_PUBLICKEYBYTES];
    secret_begin();
    bool sealed =
        crypto_sign_ed25519_pk_to_curve25519(curve, public->byte) == 0 &&
        crypto_box_seal(bytes_reserve(out, size + SEAL_BOX_EXTRA), plain, size, curve) == 0;
    out->size += sealed ? size + SEAL_BOX_EXTRA : 0;
    return sealed;
}

bool seal_box_open(
    const struct signature_pair *pair, const void *box, size_t size, struct bytes *out)
{
    assert(pair && (box || size == 0) && out);
    unsigned char public[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];
    if (size < SEAL_BOX_EXTRA)
        return false;
    secret_begin();
    /* The secret key of the curve is made from the seed alone. */
    bool opened = crypto_sign_ed25519_pk_to_curve25519(public, pair->public.byte) == 0 &&
                  crypto_sign_ed25519_sk_to_curve25519(secret, pair->seed) == 0 &&
                  crypto_box_seal_open(bytes_reserve(out, size), box, size, public, secret) == 0;
    secret_forget(secret, sizeof secret);
    out->size += opened ? size - SEAL_BOX_EXTRA : 0;
    return opened;
}
