/*
 * test_text.c: what a terminal is given, widths, and what searching compares.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"
#include "data/base/memory.h"
#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#define FFFD "\xEF\xBF\xBD"

static void expect(char *got, const char *wanted)
{
    if (!wanted)
        assert_null(got);
    else
        assert_string_equal(got, wanted);
    free(got);
}

static void safe_replaces_what_could_harm(void **state)
{
    (void)state;
    expect(text_safe(NULL), "");
    expect(text_safe("Taituar\xC4\x81"), "Taituar\xC4\x81");
    expect(text_safe("a\x1B[31mb\x07\x7F"), "a" FFFD "[31mb" FFFD FFFD);
    expect(text_safe("\xC2\x9B"
                     "31m"),
        FFFD "31m"); /* C1: CSI */
    expect(text_safe("\xE2\x80\xAE"
                     "evil"),
        FFFD "evil");                                              /* bidi override */
    expect(text_safe("\xE2\x81\xA6x\xE2\x81\xA9"), FFFD "x" FFFD); /* isolates */
    expect(text_safe("\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C"), FFFD FFFD FFFD);
    expect(text_safe("\xEF\xBB\xBF\xE2\x80\xA8\xE2\x80\xA9"), FFFD FFFD FFFD);
    expect(text_safe("\xED\xA0\x80"), FFFD FFFD FFFD); /* a lone surrogate */
    expect(text_safe("\xC0\xAF\xFF\xE2\x82"), FFFD FFFD FFFD FFFD FFFD);
    expect(text_safe("\xEE\x80\x80\xCD\xB8"), "\xEE\x80\x80\xCD\xB8"); /* private, unassigned */
}

static void safe_makes_breaks_blanks_or_keeps_them(void **state)
{
    (void)state;
    expect(text_safe("a\tb\nc\r\nd\re"), "a b c d e");
    expect(text_safe_lines("a\tb\nc\r\nd\re"), "a b\nc\nd\ne");
    expect(text_safe_lines("a\x1B\n"), "a" FFFD "\n");
}

static bool harms(utf8proc_int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x61C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

static void assert_harmless(const char *text)
{
    while (*text != '\0') {
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
        assert_true(size > 0);
        assert_false(harms(code));
        text += size;
    }
}

/* Bytes chosen so that whole, broken and harmful characters are all common. */
static void random_text(char *out, size_t size)
{
    static const char *const parts[] = {"\x1B[", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA7",
        "\xEF\xBB\xBF", "\xE2\x80\xA8", "\xED\xA0\x80", "\xF0\x9F\x91\xA9", "\xE2\x80\x8D",
        "\xF0\x9F\x87\xAF", "e\xCC\x81", "\r\n", "\t", " ", "\xE6\xBC\xA2", "\xEF\xB8\x8F"};
    size_t at = 0;
    while (at + 5 < size && rand() % 40 != 0) {
        if (rand() % 2) {
            const char *part = parts[(size_t)rand() % (sizeof parts / sizeof *parts)];
            memcpy(out + at, part, strlen(part));
            at += strlen(part);
        } else {
            out[at++] = (char)(1 + rand() % 255);
        }
    }
    out[at] = '\0';
}

static void everything_is_total(void **state)
{
    (void)state;
    const char *given = getenv("TEST_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
    print_message("seed %u (TEST_SEED repeats it)\n", seed);
    srand(seed);
    for (int round = 0; round < 20000; round++) {
        char text[80];
        random_text(text, sizeof text);
        size_t length = strlen(text);
        char *safe = text_safe(text), *fold = text_fold(text), *normal = text_normal(text);
        assert_harmless(safe);
        if (normal)
            assert_true(strlen(normal) <= 3 * length);
        int columns = rand() % 20, used, width, whole = 0;
        assert_true(text_fit(text, columns, &used) <= length);
        assert_true(used <= columns);
        for (size_t at = 0, end; at < length; at = end) {
            end = text_next(text, at, &width);
            assert_true(end > at && end <= length && width >= 0 && width <= 2);
            assert_true(text_previous(text, end) == at);
            whole += width;
        }
        assert_int_equal(text_width(text), whole);
        /* A mark without a letter before it would join the padding. */
        char *led = li_format("x%s", safe);
        char *column = text_column(led, columns, (enum text_align)(rand() % 3), rand() % 2);
        assert_int_equal(text_width(column), columns);
        size_t next, lines = 0;
        for (const char *line = text; lines <= length; line += next, lines++) {
            assert_true(text_wrap(line, 1 + columns, &next) <= strlen(line));
            if (next == 0)
                break;
        }
        assert_true(lines <= length);
        assert_in_range(text_distance(text, safe), 0, 255);
        free(column);
        free(led);
        free(normal);
        free(fold);
        free(safe);
    }
}

static void normal_is_composed_and_trimmed(void **state)
{
    (void)state;
    expect(text_normal("Taituara\xCC\x84"), "Taituar\xC4\x81");
    expect(text_normal(" \t two  words \r\n"), "two  words");
    expect(text_normal("\xC2\xA0"
                       "a\r\nb\rc\xE3\x80\x80"),
        "a\nb\nc");
    expect(text_normal(" \n "), "");
    expect(text_normal("bad \xFF"), NULL);
    expect(text_normal("\xED\xA0\x80"), NULL);
}

static void fold_forgets_marks_and_case(void **state)
{
    (void)state;
    expect(text_fold("Taituar\xC4\x81"), "taituara");
    expect(text_fold("STMO\xC3\x9A"), "stmou");
    expect(text_fold("Stra\xC3\x9F"
                     "e"),
        "strasse");
    expect(text_fold("  Two \t\n WORDS\xC2\xA0here "), "two words here");
    expect(text_fold("\xEF\xBC\xA1\xEF\xAC\x81"), "afi"); /* full width A, the ligature fi */
    expect(text_fold("A\xFF"), "a" FFFD);
    expect(text_fold(""), "");
}

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static void fold_compare_is_the_order_of_what_is_folded(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "a", "A ", " a\tB", "a b", "ab", "a  B c", "b",
        "Stra\303\237e", "STRASSE", "strasse ", "str", "\303\205land", "aland", "Aland ", "a\xFF",
        "e\xCC\x81", "E", "e f", "~", "_", "0", "Z z", "\xE9\x99\xB3"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            char *one = text_fold(texts[i]), *other = text_fold(texts[j]);
            int order = text_fold_compare(texts[i], strlen(texts[i]), texts[j], strlen(texts[j]));
            assert_int_equal(sign(order), sign(strcmp(one, other)));
            free(one);
            free(other);
        }
    assert_int_equal(text_fold_compare("abc", 2, "AB\0z", 4), 0);
}

static void bare_forgets_marks_alone(void **state)
{
    (void)state;
    expect(text_bare("Taituar\xC4\x81"), "Taituara");
    expect(text_bare("STMO\xC3\x9A"), "STMOU");
    expect(text_bare("\xE9\x99\xB3"), "\xE9\x99\xB3"); /* has none */
    expect(text_bare("A\xFF"), "A" FFFD);
}

static void width_counts_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        {"", 0}, {"CAMA", 4}, {"Taituara\xCC\x84", 8},
        {"\xE6\xBC\xA2\xE5\xAD\x97", 4},                     /* two ideographs */
        {"\xF0\x9F\x87\xAF\xF0\x9F\x87\xB5", 2},             /* a flag */
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC", 2}, /* a scientist: three parts */
        {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 2},             /* a thumb and its tone */
        {"\xE2\x9D\xA4\xEF\xB8\x8F", 2},                     /* a heart, as emoji */
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2},         /* a syllable of three jamo */
        {"\x1B", 1}, {"\xFF", 1}, {"\xE2\x80\xAE", 1}, {"\xE2\x80\x8B", 0}, /* zero width space */
        {"a\r\nb", 3},                                                      /* shown as one blank */
        {" \xF0\x9F\x8F\xBD", 3},                         /* a tone after a blank colors nothing */
        {"\xFF\xEF\xB8\x8F", 2}, {"\x1B\xEF\xB8\x8F", 2}, /* as what stands for them, as emoji */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(text_width(cases[i].text), cases[i].width);
}

static void graphemes_are_walked_whole(void **state)
{
    (void)state;
    const char text[] = "e\xCC\x81x\xF0\x9F\x87\xAF\xF0\x9F\x87\xB5";
    int width;
    assert_int_equal(text_next(text, 0, &width), 3);
    assert_int_equal(width, 1);
    assert_int_equal(text_next(text, 3, &width), 4);
    assert_int_equal(text_next(text, 4, &width), 12);
    assert_int_equal(width, 2);
    assert_int_equal(text_next(text, 12, &width), 12);
    assert_int_equal(width, 0);
    assert_int_equal(text_previous(text, 12), 4);
    assert_int_equal(text_previous(text, 4), 3);
    assert_int_equal(text_previous(text, 3), 0);
    assert_int_equal(text_previous(text, 0), 0);
}

static void columns_are_cut_and_padded(void **state)
{
    (void)state;
    expect(text_column("abc", 5, TEXT_LEFT, false), "abc  ");
    expect(text_column("abc", 5, TEXT_RIGHT, false), "  abc");
    expect(text_column("abc", 6, TEXT_CENTER, false), " abc  ");
    expect(text_column("abc", 3, TEXT_LEFT, false), "abc");
    expect(text_column("abcd", 3, TEXT_LEFT, false), "ab\xE2\x80\xA6");
    expect(text_column("abcd", 3, TEXT_LEFT, true), "ab~");
    expect(text_column("\xE6\xBC\xA2\xE5\xAD\x97", 3, TEXT_LEFT, true), "\xE6\xBC\xA2~");
    expect(text_column("\xE6\xBC\xA2\xE5\xAD\x97", 2, TEXT_LEFT, true), "~ ");
    expect(text_column("abc", 0, TEXT_LEFT, false), "");
    expect(text_column("abc", -1, TEXT_LEFT, false), "");
}

/* The lines of text in so many columns, joined by |. */
static char *wrapped(const char *text, int columns)
{
    char *out = NULL;
    size_t next;
    FILE *stream = li_text_open(&out);
    for (;;) {
        fwrite(text, 1, text_wrap(text, columns, &next), stream);
        if (next == 0)
            break;
        fputc('|', stream);
        text += next;
    }
    li_text_close(stream);
    return out;
}

static void lines_break_at_blanks(void **state)
{
    (void)state;
    expect(wrapped("", 5), "");
    expect(wrapped("one two three", 7), "one two|three");
    expect(wrapped("one two three", 8), "one two|three");
    expect(wrapped("one   two", 3), "one|two");
    expect(wrapped("abcdefgh", 3), "abc|def|gh");
    expect(wrapped("a\n\nb\n", 5), "a||b");
    expect(wrapped("abc  \ndef", 3), "abc|def");
    expect(wrapped("\xE6\xBC\xA2\xE5\xAD\x97", 1), "\xE6\xBC\xA2|\xE5\xAD\x97");
}

static void quotes_do_not_nest(void **state)
{
    (void)state;
    expect(text_quoted(""), "\"\"");
    expect(text_quoted("Renewal"), "\"Renewal\"");
    expect(text_quoted("\"New\" and \"old\""), "\"'New' and 'old'\"");
}

static void test_match_key(void **state)
{
    (void)state;
    static const char *const names[] = {"name", "kind", "region", "affiliate"};
    assert_int_equal(text_distance("", ""), 0);
    assert_int_equal(text_distance("abc", ""), 3);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("knid", "kind"), 1);
    assert_int_equal(text_distance("\xC3\xA9t\xC3\xA9", "ete"), 2);
    assert_string_equal(text_nearest("nmae", names, 4), "name");
    assert_string_equal(text_nearest("Kinds", names, 4), "kind");
    assert_string_equal(text_nearest("affil", names, 4), "affiliate");
    assert_null(text_nearest("velocity", names, 4));
    assert_null(text_nearest("", names, 4));
}

static void the_locale_says_what_it_can_show(void **state)
{
    (void)state;
    setlocale(LC_CTYPE, "C");
    assert_false(text_locale_is_utf8());
    if (setlocale(LC_CTYPE, "C.UTF-8"))
        assert_true(text_locale_is_utf8());
    setlocale(LC_CTYPE, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(safe_replaces_what_could_harm),
        cmocka_unit_test(safe_makes_breaks_blanks_or_keeps_them),
        cmocka_unit_test(everything_is_total),
        cmocka_unit_test(normal_is_composed_and_trimmed),
        cmocka_unit_test(fold_forgets_marks_and_case),
        cmocka_unit_test(fold_compare_is_the_order_of_what_is_folded),
        cmocka_unit_test(bare_forgets_marks_alone),
        cmocka_unit_test(width_counts_columns),
        cmocka_unit_test(graphemes_are_walked_whole),
        cmocka_unit_test(columns_are_cut_and_padded),
        cmocka_unit_test(lines_break_at_blanks),
        cmocka_unit_test(quotes_do_not_nest),
        cmocka_unit_test(test_match_key),
        cmocka_unit_test(the_locale_says_what_it_can_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
