/*
 * test_hands.c: keys one after the other, copying, the mouse, pasting.
 */
#include "check.h"
#include "desk.h"
#include <stdlib.h>
#include <string.h>

static bool wrote(struct terminal *terminal, void *bytes)
{
    size_t size;
    const char *all = terminal_bytes(terminal, &size);
    return memmem(all, size, bytes, strlen(bytes)) != NULL;
}

static void test_a_first_key_names_the_next(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    terminal_type(terminal, "y");
    terminal_shows(terminal, "Copy one value");
    terminal_expect(terminal, "which");
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_hides(terminal, "Copy one value");
    terminal_type(terminal, "yq");
    terminal_shows(terminal, "y,q does nothing here.");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

static void test_keys_of_the_settings_lead_on(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "mkdir -p \"$HOME/.config/liaise\";"
                    "echo 'keys = { goals = \"Q,g\"; quit = \"Q,q,q\"; };'"
                    "> \"$HOME/.config/liaise/liaise.conf\"");
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    terminal_type(terminal, "Qg");
    terminal_shows(terminal, "Three placements");
    terminal_type(terminal, "Qq");
    terminal_shows(terminal, "Q,q");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

static void test_copying(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    terminal_type(terminal, "jyc");
    terminal_shows(terminal, "Ottawa");
    terminal_expect(terminal, "cells");
    terminal_type(terminal, "\r");
    terminal_shows(terminal, "Copied Code: CAMA");
    terminal_until(terminal, wrote, "\033]52;c;Q0FNQQ==\007", "the code in the clipboard");
    terminal_type(terminal, "  yy"); /* CAMA and FCCMA */
    terminal_shows(terminal, "Copied 2 affiliates: CAMA Canadian");
    terminal_until(terminal, wrote, "\033]52;c;Q0FNQQlDYW5hZGlh", "two rows in the clipboard");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

static void test_colours_of_the_settings(void **state)
{
    static const char bar[] = "48;5;124";
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    assert_false(wrote(terminal, (void *)bar));
    desk_run(&desk, "mkdir -p \"$HOME/.config/liaise\";"
                    "printf 'colors = {\\n bar = \"bold white on 124\";\\n good = \"grean\"; };\\n'"
                    "> \"$HOME/.config/liaise/liaise.conf\"");
    terminal = desk_start_today(&desk, 24, 80);
    terminal_shows(terminal, "liaise.conf:3: colors: good: \"grean\" is");
    assert_true(wrote(terminal, (void *)bar));
    setenv("NO_COLOR", "1", 1);
    terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    assert_false(wrote(terminal, (void *)bar));
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_first_key_names_the_next),
        cmocka_unit_test(test_keys_of_the_settings_lead_on),
        cmocka_unit_test(test_copying),
        cmocka_unit_test(test_colours_of_the_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
