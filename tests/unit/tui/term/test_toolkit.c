/*
 * test_toolkit.c: the terminal's part of the program, linked with libterm.a and libbase.a alone:
 * that this links is what it tests. Something of every source file is called.
 */
#include "data/base/memory.h"
#include "tui/term/child_program.h"
#include "tui/term/clipboard.h"
#include "tui/term/colors.h"
#include "tui/term/edit.h"
#include "tui/term/input.h"
#include "tui/term/key_clock.h"
#include "tui/term/screen.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void without_a_terminal_there_is_no_screen(void **state)
{
    struct colors colors = {.line = {0}};
    const struct screen_options options = {.theme = "auto", .colors = &colors};
    struct li_error err;
    (void)state;
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        skip();
    assert_int_equal(screen_start(&options, &err), LI_IO);
}

static void a_look_is_parsed_and_a_wrong_one_explained(void **state)
{
    struct coloring coloring;
    char *mistake = NULL;
    (void)state;
    assert_true(colors_parse("bold green on black", &coloring, &mistake));
    assert_int_equal(coloring.attributes, COLORING_BOLD);
    assert_int_equal(coloring.foreground, 2);
    assert_int_equal(coloring.background, 0);
    assert_null(mistake);
    assert_false(colors_parse("gren", &coloring, &mistake));
    assert_string_equal(mistake, "\"gren\" isn't a color; did you mean green?");
    free(mistake);
}

static void a_line_is_typed(void **state)
{
    const struct key key = {.code = 'a'};
    struct edit edit;
    bool changed = false;
    (void)state;
    edit_begin(&edit, "b", false);
    edit.at = 0;
    assert_true(edit_key(&edit, &key, &changed));
    assert_true(changed);
    assert_string_equal(edit.text, "ab");
    edit_end(&edit);
}

static void keys_have_names_and_the_clock_runs(void **state)
{
    (void)state;
    assert_string_equal(key_text(K_ENTER), "Enter");
    int64_t before = key_clock.now(key_clock.arg);
    assert_true(key_clock.now(key_clock.arg) >= before);
    assert_non_null(key_clock.pressed);
    assert_true(CLIPBOARD_MOST > 0);
    assert_non_null(clipboard_put);
    assert_non_null(child_program_run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_terminal_there_is_no_screen),
        cmocka_unit_test(a_look_is_parsed_and_a_wrong_one_explained),
        cmocka_unit_test(a_line_is_typed),
        cmocka_unit_test(keys_have_names_and_the_clock_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
