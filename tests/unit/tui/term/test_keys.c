/*
 * test_keys.c: the names of keys, read and written.
 */
#include "tui/term/input.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void names_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t code;
    } keys[] = {
        {"u", 'u'},
        {"U", 'U'},
        {"+", '+'},
        {"?", '?'},
        {"F", 'F'},
        {"C", 'C'},
        {"^", '^'},
        {"-", '-'},
        {"ā", 0x101},
        {"€", 0x20ac},
        {"Space", ' '},
        {"space", ' '},
        {"C-r", 0x12},
        {"c-R", 0x12},
        {"^R", 0x12},
        {"C-a", 1},
        {"C-z", 26},
        {"PgDn", K_PAGE_DOWN},
        {"S-Tab", K_BACK_TAB},
        {"F1", K_F1},
        {"f12", K_F1 + 11},
        {"Esc", K_ESCAPE},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_int_equal(key_parse(keys[i].name), keys[i].code);
}

static void what_is_no_key_is_refused(void **state)
{
    (void)state;
    static const char *const none[] = {"", " ", "uu", "F0", "F13", "F99999999999", "C-", "C-rr",
        "Ctrl-r", "C-ā", "\x01", "\x7f", "\xff", "\xc3", "M-x", "Enterr",
        /* A terminal sends Tab, Enter, Backspace and Esc for these. */
        "C-i", "C-m", "C-j", "C-h", "C-["};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(key_parse(none[i]), 0);
}

static void every_key_reads_back(void **state)
{
    (void)state;
    static const uint32_t apart[] = {'\b', '\t', '\n', '\r', 27};
    for (uint32_t code = 1; code < 0x250; code++) {
        bool other_name = code >= 0x7f && code < 0xa0;
        for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
            other_name |= code == apart[i];
        if (!other_name)
            assert_int_equal(key_parse(key_text(code)), code);
    }
    for (uint32_t code = KEY_IS_SPECIAL; code < K_RESIZE; code++)
        assert_int_equal(key_parse(key_text(code)), code);
    assert_string_equal(key_text(K_MOUSE), "");
}

static void strokes_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct stroke stroke;
    } strokes[] = {
        {"u", {{'u'}}},
        {",", {{','}}},
        {"y,y", {{'y', 'y'}}},
        {",,,", {{',', ','}}},
        {"C-x,C-s", {{K_CTRL('x'), K_CTRL('s')}}},
        {"g,Up,F1", {{'g', K_UP, K_F1}}},
    };
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++) {
        struct stroke stroke = stroke_parse(strokes[i].text);
        assert_true(stroke_equal(&stroke, &strokes[i].stroke));
        assert_string_equal(stroke_text(&stroke), strokes[i].text);
    }
    static const char *const none[] = {"", "yy", "y,", "y,yy", "a,b,c,d", ",y"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(stroke_parse(none[i]).keys[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_read),
        cmocka_unit_test(what_is_no_key_is_refused),
        cmocka_unit_test(every_key_reads_back),
        cmocka_unit_test(strokes_are_read_and_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
