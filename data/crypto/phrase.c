/*
 * phrase.c: words drawn, and read back.
 */
#include "data/crypto/phrase.h"
#include "data/base/hash.h"
#include "data/base/memory.h"
#include "data/crypto/phrase_words.h"
#include "data/crypto/seal.h"
#include "data/crypto/secret.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(PHRASE_RECOVERY_WORDS *(PHRASE_WORDS_LONGEST + 1) <= PHRASE_SIZE, "it has room");
_Static_assert(1 << PHRASE_WORDS_BITS == PHRASE_WORDS_COUNT, "a word is whole bits");

enum { PHRASE_CHECK_BITS = 8, PHRASE_ENOUGH = 4 /* letters that name a word */ };

/* Numbers of words. */
struct phrase {
    int words[PHRASE_RECOVERY_WORDS];
    size_t count;
};

/* The last eight bits of a recovery phrase follow from those before them. */
static int phrase_check(const struct phrase *phrase)
{
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_text(&hasher, "liaise phrase 1");
    for (size_t i = 0; i < phrase->count; i++) {
        bool last = i + 1 == phrase->count;
        hash_add_int(&hasher, last ? phrase->words[i] >> PHRASE_CHECK_BITS : phrase->words[i]);
    }
    return hash_end(&hasher).byte[0];
}

static void phrase_text(const struct phrase *phrase, char out[PHRASE_SIZE])
{
    size_t size = 0;
    for (size_t i = 0; i < phrase->count; i++) {
        const char *word = phrase_words[phrase->words[i]];
        if (i > 0)
            out[size++] = ' ';
        memcpy(out + size, word, strlen(word));
        size += strlen(word);
    }
    out[size] = '\0';
}

static void phrase_draw(struct phrase *phrase, size_t count)
{
    uint16_t chance[PHRASE_RECOVERY_WORDS];
    secret_random(chance, sizeof chance);
    phrase->count = count;
    for (size_t i = 0; i < count; i++)
        phrase->words[i] = chance[i] % PHRASE_WORDS_COUNT; /* it divides 2^16: all are as likely */
    secret_forget(chance, sizeof chance);
}

void phrase_new_recovery(char out[PHRASE_SIZE])
{
    assert(out);
    struct phrase phrase;
    phrase_draw(&phrase, PHRASE_RECOVERY_WORDS);
    int *last = &phrase.words[PHRASE_RECOVERY_WORDS - 1];
    *last = *last >> PHRASE_CHECK_BITS << PHRASE_CHECK_BITS | phrase_check(&phrase);
    phrase_text(&phrase, out);
    secret_forget(&phrase, sizeof phrase);
}

void phrase_new_spoken(char out[PHRASE_SIZE])
{
    assert(out);
    struct phrase phrase;
    phrase_draw(&phrase, PHRASE_SPOKEN_WORDS);
    phrase_text(&phrase, out);
    secret_forget(&phrase, sizeof phrase);
}

/* By its first four letters, or all of a shorter one. */
static int phrase_compare(const void *key, const void *element)
{
    return strncmp(key, *(const char *const *)element, PHRASE_ENOUGH);
}

static bool phrase_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The number of a word; -1: it is none. What follows the four letters must be the word's, too. */
static int phrase_find(const char *word)
{
    const char *const *found =
        bsearch(word, phrase_words, PHRASE_WORDS_COUNT, sizeof *phrase_words, phrase_compare);
    if (!found || strncmp(word, *found, strlen(word)) != 0)
        return -1;
    return (int)(found - phrase_words);
}

/* The next word in lower case; *rest moves behind it. False: there is none. */
static bool phrase_next(const char **rest, char out[PHRASE_SIZE])
{
    size_t size = 0;
    const char *at = *rest;
    at += strspn(at, " \t\r\n,;.-");
    while (*at && !strchr(" \t\r\n,;.-", *at)) {
        char c = *at++;
        if (size < PHRASE_SIZE - 1)
            out[size++] = phrase_is_letter(c) ? (char)(c | 0x20) : c;
    }
    out[size] = '\0';
    *rest = at;
    return size > 0;
}

static enum li_err phrase_parse(
    const char *text, size_t wanted, struct phrase *phrase, struct li_error *err)
{
    char word[PHRASE_SIZE];
    size_t count = 0;
    enum li_err code = LI_OK;
    *phrase = (struct phrase){.count = wanted};
    for (; !code && phrase_next(&text, word); count++) {
        int number = phrase_find(word);
        if (number < 0)
            code = li_fail(err, LI_REFUSED,
                "\"%.40s\" is not one of the words of a phrase; check word %zu.", word, count + 1);
        else if (count < wanted)
            phrase->words[count] = number;
    }
    if (!code && count != wanted)
        code =
            li_fail(err, LI_REFUSED, "The phrase has %zu words, and these are %zu.", wanted, count);
    secret_forget(word, sizeof word);
    return code;
}

enum li_err phrase_parse_recovery(const char *text, char out[PHRASE_SIZE], struct li_error *err)
{
    assert(text && out && err);
    struct phrase phrase;
    enum li_err code = phrase_parse(text, PHRASE_RECOVERY_WORDS, &phrase, err);
    if (!code && (phrase.words[PHRASE_RECOVERY_WORDS - 1] & ((1 << PHRASE_CHECK_BITS) - 1)) !=
                     phrase_check(&phrase))
        code = li_fail(err, LI_REFUSED,
            "These are not the words of a recovery phrase in their order; check each word.");
    if (!code)
        phrase_text(&phrase, out);
    secret_forget(&phrase, sizeof phrase);
    return code;
}

enum li_err phrase_parse_spoken(const char *text, char out[PHRASE_SIZE], struct li_error *err)
{
    assert(text && out && err);
    struct phrase phrase;
    enum li_err code = phrase_parse(text, PHRASE_SPOKEN_WORDS, &phrase, err);
    if (!code)
        phrase_text(&phrase, out);
    secret_forget(&phrase, sizeof phrase);
    return code;
}

enum li_err phrase_recovery_pair(
    const char *phrase, struct signature_pair *pair, struct li_error *err)
{
    /* The same everywhere: the phrase must give its key from nothing else. */
    static const unsigned char salt[SEAL_SALT_SIZE] = "liaise recover";
    struct seal_key seed;
    assert(phrase && pair && err);
    enum li_err code = seal_key_from_words(phrase, salt, &seed, err);
    if (!code)
        signature_pair_from_seed(seed.byte, pair);
    secret_forget(&seed, sizeof seed);
    return code;
}
