/*
 * test_phrase.c: phrases as they are shown, and as people type them.
 */
#include "data/crypto/phrase.h"
#include "data/crypto/phrase_words.h"
#include "tests/support/check.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In order, short, and no two with the same beginning: phrases rest on it. */
static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < PHRASE_WORDS_COUNT; i++) {
        size_t size = strlen(phrase_words[i]);
        assert_true(size >= 4 && size <= PHRASE_WORDS_LONGEST);
        assert_true(strspn(phrase_words[i], "abcdefghijklmnopqrstuvwxyz") == size);
        assert_true(i == 0 || strncmp(phrase_words[i - 1], phrase_words[i], 4) < 0);
    }
    assert_string_equal(phrase_words[0], "about");
    assert_string_equal(phrase_words[PHRASE_WORDS_COUNT - 1], "zoom");
}

static size_t count_words(const char *phrase)
{
    size_t count = 1;
    for (; *phrase; phrase++)
        count += *phrase == ' ';
    return count;
}

/* In capitals, with other marks between, and each word cut to four letters. */
static void scribble(const char *phrase, char out[2 * PHRASE_SIZE])
{
    size_t size = 0, letters = 0;
    for (; *phrase; phrase++) {
        if (*phrase == ' ') {
            memcpy(out + size, ", \n", 3);
            size += 3;
            letters = 0;
        } else if (letters++ < 4) {
            out[size++] = (char)toupper((unsigned char)*phrase);
        }
    }
    out[size] = '\0';
}

static void test_recovery(void **state)
{
    (void)state;
    struct li_error err;
    char phrase[PHRASE_SIZE], typed[2 * PHRASE_SIZE], read[PHRASE_SIZE];
    for (int i = 0; i < 200; i++) {
        phrase_new_recovery(phrase);
        assert_int_equal(count_words(phrase), PHRASE_RECOVERY_WORDS);
        scribble(phrase, typed);
        assert_int_equal(phrase_parse_recovery(typed, read, &err), LI_OK);
        assert_string_equal(read, phrase);
    }
}

static void test_spoken(void **state)
{
    (void)state;
    struct li_error err;
    char phrase[PHRASE_SIZE], typed[2 * PHRASE_SIZE], read[PHRASE_SIZE];
    phrase_new_spoken(phrase);
    assert_int_equal(count_words(phrase), PHRASE_SPOKEN_WORDS);
    scribble(phrase, typed);
    assert_int_equal(phrase_parse_spoken(typed, read, &err), LI_OK);
    assert_string_equal(read, phrase);
}

static void refuses(const char *typed, const char *said)
{
    struct li_error err = {0};
    char read[PHRASE_SIZE];
    assert_int_equal(phrase_parse_recovery(typed, read, &err), LI_REFUSED);
    if (!strstr(err.message, said))
        fail_msg("\"%s\" does not say \"%s\"", err.message, said);
}

/* Swapped words are told 255 times of 256. */
static void test_mistyped(void **state)
{
    (void)state;
    struct li_error err;
    char read[PHRASE_SIZE];
    static const char *const eleven =
        "about about about about about about about about about about about";
    char twelve[PHRASE_SIZE], thirteen[2 * PHRASE_SIZE];
    int accepted = 0;
    refuses("", "has 12 words, and these are 0");
    refuses(eleven, "these are 11");
    snprintf(thirteen, sizeof thirteen, "%s about about", eleven);
    refuses(thirteen, "these are 13");
    snprintf(twelve, sizeof twelve, "%s abcde", eleven);
    refuses(twelve, "\"abcde\" is not one of the words of a phrase; check word 12");
    snprintf(twelve, sizeof twelve, "%s aboutx", eleven);
    refuses(twelve, "\"aboutx\"");
    for (size_t i = 0; i < PHRASE_WORDS_COUNT; i++) {
        snprintf(twelve, sizeof twelve, "%s %s", eleven, phrase_words[i]);
        accepted += !phrase_parse_recovery(twelve, read, &err);
    }
    assert_int_equal(accepted, 4);
}

/* One phrase gives one key, everywhere and always. */
static void test_pair(void **state)
{
    (void)state;
    struct li_error err;
    struct signature_pair one, other;
    char digits[2 * SIGNATURE_PUBLIC_SIZE + 1];
    assert_int_equal(phrase_recovery_pair("about above accent", &one, &err), LI_OK);
    for (size_t i = 0; i < SIGNATURE_PUBLIC_SIZE; i++)
        snprintf(digits + 2 * i, 3, "%02x", one.public.byte[i]);
    assert_string_equal(digits, "a76fe2d867863709ebb6aefab4a2ae20d415862f4a362bf74af27184921aa2fe");
    assert_int_equal(phrase_recovery_pair("about above acorn", &other, &err), LI_OK);
    assert_false(signature_public_equal(&one.public, &other.public));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_recovery),
        cmocka_unit_test(test_spoken),
        cmocka_unit_test(test_mistyped),
        cmocka_unit_test(test_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
