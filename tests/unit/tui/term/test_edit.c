/*
 * test_edit.c: a text under the fingers: what enters, where the cursor goes, and that it never
 * stands inside a character whatever is pressed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/term/edit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define ACUTE "\xCC\x81"                                      /* U+0301, combining */
#define FAMILY "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" /* woman, joiner, girl */
#define FLAG "\xF0\x9F\x87\xB3\xF0\x9F\x87\xBF"               /* N, Z: one flag */

static bool press(struct edit *edit, uint32_t code)
{
    bool changed;
    return edit_key(edit, &(struct key){.code = code}, &changed);
}

static bool paste(struct edit *edit, const char *text)
{
    bool changed;
    edit_key(edit, &(struct key){.code = K_PASTE, .pasted = text}, &changed);
    return changed;
}

static void type_in(struct edit *edit, const char *text)
{
    utf8proc_int32_t code;
    for (const char *at = text; *at;) {
        at += utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &code);
        press(edit, (uint32_t)code);
    }
}

/* The text with a bar where the cursor is. */
static void assert_stands(const struct edit *edit, const char *expected)
{
    char shown[256];
    snprintf(shown, sizeof shown, "%.*s|%s", (int)edit->at, edit->text, edit->text + edit->at);
    assert_string_equal(shown, expected);
    assert_int_equal(edit->length, strlen(edit->text));
}

static void test_typing(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit, NULL, false);
    type_in(&edit, "Taituar\xC4\x81");
    assert_stands(&edit, "Taituar\xC4\x81|");
    press(&edit, K_HOME);
    type_in(&edit, "A ");
    assert_stands(&edit, "A |Taituar\xC4\x81");
    assert_false(press(&edit, K_ENTER));
    assert_false(press(&edit, K_UP));
    assert_false(press(&edit, K_TAB));
    assert_false(press(&edit, K_ESCAPE));
    assert_false(press(&edit, K_CTRL('s')));
    edit_end(&edit);
}

static void test_graphemes_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
    } cases[] = {{"e" ACUTE, "mark"}, {FAMILY, "family"}, {FLAG, "flag"}, {"\xE6\x9D\xB1", "wide"},
        {"\xE2\x9C\x88\xEF\xB8\x8F", "emoji by selector"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edit edit;
        edit_begin(&edit, NULL, false);
        type_in(&edit, "a");
        type_in(&edit, cases[i].text);
        type_in(&edit, "b");
        print_message("%s\n", cases[i].name);
        assert_int_equal(edit.length, strlen(cases[i].text) + 2);
        press(&edit, K_LEFT);
        press(&edit, K_LEFT);
        assert_int_equal(edit.at, 1);
        press(&edit, K_DELETE);
        assert_stands(&edit, "a|b");
        edit_end(&edit);
    }
}

static void test_a_mark_joins_what_stands_before(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit, "e", false);
    press(&edit, K_HOME);
    press(&edit, K_RIGHT);
    type_in(&edit, ACUTE "x");
    assert_stands(&edit, "e" ACUTE "x|");
    press(&edit, K_HOME);
    type_in(&edit, "a");
    press(&edit, K_DELETE);
    assert_stands(&edit, "a|x");
    edit_end(&edit);
}

static void test_erasing(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit, "one two  three", false);
    press(&edit, K_CTRL('w'));
    assert_stands(&edit, "one two  |");
    press(&edit, K_CTRL('w'));
    assert_stands(&edit, "one |");
    press(&edit, K_BACKSPACE);
    assert_stands(&edit, "one|");
    press(&edit, K_CTRL('a'));
    assert_true(press(&edit, K_BACKSPACE));
    press(&edit, K_DELETE);
    assert_stands(&edit, "|ne");
    press(&edit, K_RIGHT);
    press(&edit, K_CTRL('k'));
    assert_stands(&edit, "n|");
    press(&edit, K_CTRL('u'));
    assert_stands(&edit, "|");
    edit_end(&edit);
}

static void test_changed_says_whether_it_changed(void **state)
{
    (void)state;
    struct edit edit;
    bool changed = true;
    edit_begin(&edit, "ab", false);
    edit_key(&edit, &(struct key){.code = K_LEFT}, &changed);
    assert_false(changed);
    edit_key(&edit, &(struct key){.code = K_BACKSPACE}, &changed);
    assert_true(changed);
    edit_key(&edit, &(struct key){.code = K_BACKSPACE}, &changed);
    assert_false(changed);
    assert_true(edit_key(&edit, &(struct key){.code = 'x'}, NULL));
    edit_end(&edit);
}

static void test_paste(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit, "[]", false);
    press(&edit, K_LEFT);
    assert_true(paste(&edit, "one\r\ntwo\tthree\n"));
    assert_stands(&edit, "[one two three|]");
    edit_set(&edit, "");
    assert_true(paste(&edit, "a\x1b[31mb\x07\xC2\x9B"
                             "c\xE2\x80\xAE"
                             "d\xFF"
                             "e"));
    assert_stands(&edit, "a[31mbcde|");
    assert_false(paste(&edit, "\x1b\x01\xFE"));
    assert_stands(&edit, "a[31mbcde|");
    edit_end(&edit);
    edit_begin(&edit, NULL, true);
    paste(&edit, "one\r\ntwo\rthree\n");
    assert_stands(&edit, "one\ntwo\nthree\n|");
    edit_end(&edit);
}

static void test_data_that_is_not_text(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit,
        "a\x01"
        "b\xC3(\nc",
        false);
    assert_stands(&edit, "ab( c|");
    assert_true(press(&edit, 0xD800)); /* no character: taken, and nothing enters */
    assert_stands(&edit, "ab( c|");
    edit_end(&edit);
}

static void test_lines(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit, "first\nsecond line\nx", true);
    assert_false(press(&edit, K_DOWN));
    assert_true(press(&edit, K_UP));
    assert_stands(&edit, "first\ns|econd line\nx");
    press(&edit, K_END);
    assert_stands(&edit, "first\nsecond line|\nx");
    assert_true(press(&edit, K_UP));
    assert_stands(&edit, "first|\nsecond line\nx");
    assert_false(press(&edit, K_UP));
    assert_true(press(&edit, K_ENTER));
    assert_stands(&edit, "first\n|\nsecond line\nx");
    press(&edit, K_BACKSPACE);
    press(&edit, K_DELETE);
    assert_stands(&edit, "first|second line\nx");
    press(&edit, K_CTRL('u'));
    assert_stands(&edit, "|second line\nx");
    edit_end(&edit);
}

static void test_wrapped_lines(void **state)
{
    (void)state;
    struct edit edit;
    edit_begin(&edit, "one two three", true);
    edit.width = 9; /* one two / three */
    assert_true(press(&edit, K_UP));
    assert_stands(&edit, "one t|wo three");
    assert_false(press(&edit, K_UP));
    assert_true(press(&edit, K_DOWN));
    assert_stands(&edit, "one two three|");
    assert_false(press(&edit, K_DOWN));
    edit_end(&edit);
}

/* --- whatever is pressed ---------------------------------------------------------------------- */

static uint32_t rolled;

static uint32_t roll(uint32_t below)
{
    rolled ^= rolled << 13;
    rolled ^= rolled >> 17;
    rolled ^= rolled << 5;
    return rolled % below;
}

static bool is_whole(const char *text)
{
    utf8proc_int32_t code;
    for (const char *at = text; *at;) {
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &code);
        if (size < 0 || (code < ' ' && code != '\n'))
            return false;
        at += size;
    }
    return true;
}

static bool on_edge(const struct edit *edit)
{
    size_t at = 0;
    while (at < edit->at)
        at = text_next(edit->text, at, NULL);
    return at == edit->at;
}

static void press_anything(struct edit *edit)
{
    static const uint32_t moves[] = {K_LEFT, K_RIGHT, K_UP, K_DOWN, K_HOME, K_END, K_BACKSPACE,
        K_DELETE, K_ENTER, K_CTRL('w'), K_CTRL('k'), K_CTRL('u')};
    static const uint32_t codes[] = {'a', ' ', 'e', 0x301, 0x200D, 0x1F469, 0x1F467, 0x1F1F3,
        0x1F1FF, 0xFE0F, 0x6771, 0x1100, 0x1161, 0x11A8, 0x0E33, 0x94D, 0x915, 0xAD, 0x1F3FD,
        0x202E, 0xFEFF, 0x85, 0xFFFD};
    /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): a flag and a family are one text */
    static const char *const both = FLAG FAMILY;
    const char *const pasted[] = {"x\ny", ACUTE, "\x80\xC3", both, "\r", "a b c d", "\xE2\x80\x8D"};
    switch (roll(8)) {
    case 0: paste(edit, pasted[roll(sizeof pasted / sizeof *pasted)]); break;
    case 1:
    case 2:
    case 3: press(edit, moves[roll(sizeof moves / sizeof *moves)]); break;
    default: press(edit, codes[roll(sizeof codes / sizeof *codes)]); break;
    }
}

static void test_any_keys(void **state)
{
    (void)state;
    const char *wished = getenv("LIAISE_SEED");
    uint32_t seed = wished ? (uint32_t)strtoul(wished, NULL, 10) : 20260315;
    print_message("seed %u\n", seed);
    for (uint32_t round = 0; round < 40; round++) {
        struct edit edit;
        rolled = (seed + round) * 2654435761u | 1;
        edit_begin(&edit, NULL, round % 2 == 1);
        edit.width = (int)roll(30);
        for (int i = 0; i < 400; i++) {
            press_anything(&edit);
            assert_true(edit.at <= edit.length);
            assert_int_equal(edit.length, strlen(edit.text));
            assert_true(is_whole(edit.text));
            assert_true(on_edge(&edit));
            assert_true(edit.lines || !strchr(edit.text, '\n'));
        }
        edit_end(&edit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing),
        cmocka_unit_test(test_graphemes_are_whole),
        cmocka_unit_test(test_a_mark_joins_what_stands_before),
        cmocka_unit_test(test_erasing),
        cmocka_unit_test(test_changed_says_whether_it_changed),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_data_that_is_not_text),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_wrapped_lines),
        cmocka_unit_test(test_any_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
