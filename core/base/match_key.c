/*
 * match_key.c: what is removed from folded text, by the sort of value.
 */
#include "core/base/match_key.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words of a name that count; further ones are ignored. */
enum { WORDS_MOST = 32 };

/* Phone numbers are compared by their last digits, without the country's. Some countries have
   shorter numbers, which are written with a 0 in front at home. */
enum { PHONE_DIGITS = 8, PHONE_LEAST = 6 };

static char *match_words(char *folded)
{
    return li_strdup(folded);
}

/* --- names ------------------------------------------------------------------------------------ */

/* Folded: forms of address and of companies, and words that join others. */
static const char *const match_idle[] = {"the", "of", "and", "for", "inc", "incorporated", "ltd",
    "limited", "llc", "llp", "plc", "gmbh", "pty", "asbl", "aisbl", "mr", "mrs", "ms", "dr", "prof",
    NULL};

/* What people shorten, and what it is short for. */
static const struct {
    const char *brief, *whole;
} match_shortened[] = {{"assn", "association"}, {"assoc", "association"}, {"dept", "department"},
    {"govt", "government"}, {"intl", "international"}, {"mgmt", "management"}, {"mgr", "manager"},
    {"mgrs", "managers"}, {"natl", "national"}};
enum { SHORTENED = sizeof match_shortened / sizeof *match_shortened };

/* U+2018 to U+201F are quotes, the rest of U+2000 to U+203F blanks, dashes and dots. */
static bool match_is_general_punctuation(const unsigned char *at)
{
    return at[0] == 0xE2 && at[1] == 0x80;
}

static bool match_is_quote(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    return *at == '\'' || (match_is_general_punctuation(at) && at[2] >= 0x98 && at[2] <= 0x9F);
}

/* In place: quotes are removed ("Managers'" is "Managers"), other punctuation becomes a blank. */
static void match_remove_punctuation(char *text)
{
    char *to = text;
    for (const char *from = text; *from;) {
        const unsigned char *at = (const unsigned char *)from;
        size_t length = match_is_general_punctuation(at) && at[2] ? 3 : 1;
        if (length == 1 && (isalnum(*at) || *at >= 0x80))
            *to++ = *from;
        else if (!match_is_quote(from))
            *to++ = ' ';
        from += length;
    }
    *to = '\0';
}

static bool match_is_idle(const char *word)
{
    for (const char *const *known = match_idle; *known; known++)
        if (strcmp(word, *known) == 0)
            return true;
    return !word[1];
}

static const char *match_in_full(const char *word)
{
    for (size_t i = 0; i < SHORTENED; i++)
        if (strcmp(word, match_shortened[i].brief) == 0)
            return match_shortened[i].whole;
    return word;
}

static int match_by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words in order, shortened ones in full; with or without idle ones. */
static char *match_sorted_words(const char *text, bool with_idle)
{
    char *copy = li_strdup(text), *rest = NULL, *out = NULL;
    const char *list[WORDS_MOST] = {NULL};
    size_t count = 0;
    for (char *word = strtok_r(copy, " ", &rest); word && count < WORDS_MOST;
         word = strtok_r(NULL, " ", &rest))
        if (with_idle || !match_is_idle(word))
            list[count++] = match_in_full(word);
    qsort(list, count, sizeof *list, match_by_text);
    FILE *stream = li_text_open(&out);
    for (size_t i = 0; i < count; i++)
        fprintf(stream, "%s%s", i > 0 ? " " : "", list[i]);
    li_text_close(stream);
    free(copy);
    return out;
}

static char *match_name(char *folded)
{
    match_remove_punctuation(folded);
    char *out = match_sorted_words(folded, false);
    if (*out)
        return out;
    free(out);
    return match_sorted_words(folded, true);
}

/* --- addresses -------------------------------------------------------------------------------- */

static char *match_site(char *folded)
{
    char *scheme = strstr(folded, "://"), *begin = scheme ? scheme + 3 : folded;
    if (strncmp(begin, "www.", 4) == 0)
        begin += 4;
    size_t length = strcspn(begin, "#");
    while (length > 0 && begin[length - 1] == '/')
        length--;
    return li_strndup(begin, length);
}

static char *match_phone(char *folded)
{
    size_t count = 0;
    for (const char *from = folded; *from; from++)
        if (isdigit((unsigned char)*from))
            folded[count++] = *from;
    folded[count] = '\0';
    size_t zeros = strspn(folded, "0"), digits = count - zeros;
    return li_strdup(digits < PHONE_LEAST
                         ? ""
                         : folded + (digits > PHONE_DIGITS ? count - PHONE_DIGITS : zeros));
}

/* ---------------------------------------------------------------------------------------------- */

/* Each may write over what it is given. */
static char *(*const match_ways[MATCH_KEY_COUNT])(char *folded) = {
    [MATCH_WORDS] = match_words,
    [MATCH_NAME] = match_name,
    [MATCH_SITE] = match_site,
    [MATCH_PHONE] = match_phone,
};

char *match_key(enum match_key how, const char *text)
{
    assert((int)how < MATCH_KEY_COUNT && text);
    char *folded = text_fold(text), *out = match_ways[how](folded);
    free(folded);
    return out;
}
