/*
 * secret.h: bytes that no one can guess, and that are overwritten once they are not needed.
 */
#ifndef LI_DATA_CRYPTO_SECRET_H
#define LI_DATA_CRYPTO_SECRET_H

#include <stddef.h>

/* For keys, nonces, salts and ids. */
void secret_random(void *out, size_t size);

/* Overwrites what was secret; the compiler leaves this in. */
void secret_forget(void *secret, size_t size);

/* Readies the library; code in data/crypto calls this before anything else of it. */
void secret_begin(void);

#endif
