/*
 * phrase_words.h: the words of phrases: in alphabetical order, no two with the same first four
 * letters, and none that sounds like another.
 */
#ifndef LI_DATA_CRYPTO_PHRASE_WORDS_H
#define LI_DATA_CRYPTO_PHRASE_WORDS_H

enum { PHRASE_WORDS_COUNT = 1024, PHRASE_WORDS_BITS = 10, PHRASE_WORDS_LONGEST = 6 };

extern const char *const phrase_words[PHRASE_WORDS_COUNT];

#endif
