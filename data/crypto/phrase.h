/*
 * phrase.h: secrets as words that can be written down or said on the telephone.
 *
 * The words are 1 024 short plain English ones, no two of which begin with the same four letters.
 * A recovery phrase is 12 of them: 112 bits of chance, and 8 that tell a mistyped one. A spoken
 * phrase is six, all of chance: 60 bits.
 */
#ifndef LI_DATA_CRYPTO_PHRASE_H
#define LI_DATA_CRYPTO_PHRASE_H

#include "data/base/error.h"
#include "data/crypto/signature.h"

enum { PHRASE_RECOVERY_WORDS = 12, PHRASE_SPOKEN_WORDS = 6, PHRASE_SIZE = 128 };

/* New words, with single spaces between them. Secret: the caller overwrites them (secret_forget).
 */
void phrase_new_recovery(char out[PHRASE_SIZE]);
void phrase_new_spoken(char out[PHRASE_SIZE]);

/* What a person typed, in lower case with single spaces; any spaces, commas, hyphens and line
   breaks between words and capital letters are accepted, and the first four letters of a word are
   enough. LI_REFUSED, naming the word or the number of words that is wrong, or saying that a word
   must have been mistyped. */
enum li_err phrase_parse_recovery(const char *text, char out[PHRASE_SIZE], struct li_error *err);
enum li_err phrase_parse_spoken(const char *text, char out[PHRASE_SIZE], struct li_error *err);

/* The key pair that a recovery phrase stands for, the same everywhere (argon2id). */
enum li_err phrase_recovery_pair(
    const char *phrase, struct signature_pair *pair, struct li_error *err);

#endif
