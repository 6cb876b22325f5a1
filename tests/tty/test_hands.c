/*
 * test_hands.c: keys one after the other, copying, the mouse, pasting.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"
#include <stdio.h>
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

static void test_finding_what_was_seeded(void **state)
{
    static const struct step steps[] = {
        {":southeast", "region", NULL},
        {"\r", "Region: Southeast", NULL},
        {"H", "Hand over: Southeast", NULL},
        {KEYS_ESCAPE, "Region: Southeast", NULL},
        {KEYS_ESCAPE, "1 of 4", NULL},
        {":qqqq", "No match.", NULL},
        {"\r", "Esc cancel", NULL}, /* nothing to choose */
        {"\025" KEYS_BACKSPACE, "Enter open", NULL},
        {":areas", "list", NULL}, /* a list without a key */
        {"\r", "1 of 6", NULL},
        {KEYS_ESCAPE, "1 of 4", NULL},
        {":restore-backup", "liaise restore-backup", NULL},
        {"\r", "Run this in a shell: liaise restore-backup", NULL},
        {":canad", "CAMA  Canadian", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_squeeze(&desk);
    mouse_press(desk.terminal, MOUSE_LEFT, "CAMA  Canadian");
    terminal_shows(desk.terminal, "Affiliate: Canadian");
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
    terminal_type(terminal, "yc");
    terminal_shows(terminal, "Enter accept");
    terminal_type(terminal, "s#\r"); /* to the next that begins so */
    terminal_shows(terminal, "Copied Status: Active");
    terminal_type(terminal, "  yy"); /* CAMA and FCCMA */
    terminal_shows(terminal, "Copied 2 affiliates: CAMA Canadian");
    terminal_until(terminal, wrote, "\033]52;c;Q0FNQQlDYW5hZGlh", "two rows in the clipboard");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

/* Keys that mean nothing are named; what is no key at all is passed over. */
static void test_keys_that_do_nothing(void **state)
{
    static const struct step steps[] = {
        {"\033OQ", "F2 does nothing here.", NULL},
        {"\033[24~", "F12 does nothing here.", NULL},
        {"\033[99;9u\033[M", "F12 does nothing here.", NULL},
        {"X", "X does nothing here.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    terminal_shows(desk_start(&desk, 24, 80), "STMO");
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
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

static void test_the_mouse_in_lists(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_type(terminal, "2");
    mouse_press(terminal, MOUSE_LEFT, "FCCMA");
    terminal_shows(terminal, "3 of 4");
    mouse_press(terminal, MOUSE_WHEEL_UP, "FCCMA");
    terminal_shows(terminal, "1 of 4");
    mouse_press(terminal, MOUSE_LEFT, "Code");
    terminal_shows(terminal, "by code ▲");
    mouse_press(terminal, MOUSE_LEFT, "Code");
    terminal_shows(terminal, "by code ▼");
    terminal_type(terminal, "/" KEYS_BACKSPACE);
    terminal_shows(terminal, "Esc back");
    terminal_type(terminal, "/asso");
    terminal_shows(terminal, "1 of 3");
    mouse_press(terminal, MOUSE_WHEEL_DOWN, "FCCMA");
    terminal_shows(terminal, "3 of 3");
    mouse_press(terminal, MOUSE_WHEEL_UP, "FCCMA");
    terminal_shows(terminal, "1 of 3");
    mouse_press(terminal, MOUSE_LEFT, "FCCMA");
    terminal_hides(terminal, " / asso");
    terminal_shows(terminal, "/asso");
    mouse_press_twice(terminal, "CAMA", "Affiliate: Canadian");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

static void test_the_mouse_follows_links_and_hints(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    terminal_type(terminal, "2j\r");
    mouse_press(terminal, MOUSE_LEFT, "CAMA affiliation");
    terminal_shows(terminal, "Agreement: CAMA affiliation");
    mouse_press(terminal, MOUSE_LEFT, "Esc back");
    terminal_shows(terminal, "Ottawa");
    mouse_press(terminal, MOUSE_LEFT, "edit");
    terminal_shows(terminal, "close  F1 help");
    mouse_press(terminal, MOUSE_LEFT, "Country");
    terminal_shows(terminal, "Country where it operates.");
    mouse_press(terminal, MOUSE_LEFT, "C-o");
    terminal_shows(terminal, "Afghanistan");
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_hides(terminal, "Afghanistan");
    mouse_press(terminal, MOUSE_LEFT, "close");
    terminal_hides(terminal, "Edit affiliate");
    terminal_type(terminal, "y");
    mouse_press(terminal, MOUSE_LEFT, "Copy one value");
    mouse_press(terminal, MOUSE_LEFT, "Website      ");
    terminal_shows(terminal, "Copied Website: https://example.org/cama");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

/* A line of a slip is gone to, and who stands there chosen. */
static void test_the_mouse_in_a_slip(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise add person name='Ottoline Brackenbury' organization=CAMA >/dev/null");
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_type(terminal, "/cama\r");
    terminal_shows(terminal, "1 of 1");
    terminal_type(terminal, "c");
    terminal_shows(terminal, "Log a contact");
    mouse_press(terminal, MOUSE_LEFT, "Details");
    terminal_shows(terminal, "C-s: save");
    mouse_press(terminal, MOUSE_LEFT, "With ");
    terminal_shows(terminal, "type part of a name");
    mouse_press(terminal, MOUSE_LEFT, "Ottoline");
    terminal_shows(terminal, "Call with Ottoline Brackenbury,");
    mouse_press(terminal, MOUSE_LEFT, "About");
    terminal_hides(terminal, "type part of a name");
    terminal_type(terminal, "Fees");
    terminal_shows(terminal, "\"Fees\"");
    mouse_press(terminal, MOUSE_WHEEL_UP, "About");
    terminal_shows(terminal, "type part of a name");
    desk_close(&desk);
}

static void test_pasting(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_type(terminal, "2");
    terminal_shows(terminal, "1 of 4");
    terminal_type(terminal, "/\033[200~Tait\r\n\033[201~");
    terminal_shows(terminal, "/ Tait");
    terminal_shows(terminal, "1 of 1");
    terminal_type(terminal, "\r\033[200~qqq\033[201~"); /* no keys: nothing is done with it here */
    terminal_type(terminal, "e");
    terminal_shows(terminal, "close  F1 help");
    mouse_press(terminal, MOUSE_LEFT, "Notes");
    terminal_shows(terminal, "16 of 17");
    terminal_type(terminal, "\033[200~one\r\ntwo\r\rfour\tfive\033[201~");
    terminal_shows(terminal, "four five");
    terminal_expect(terminal, "pasted");
    terminal_type(terminal, CTRL('d'));
    terminal_shows(terminal, "Draft discarded");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_first_key_names_the_next),
        cmocka_unit_test(test_keys_of_the_settings_lead_on),
        cmocka_unit_test(test_finding_what_was_seeded),
        cmocka_unit_test(test_copying),
        cmocka_unit_test(test_the_mouse_in_lists),
        cmocka_unit_test(test_the_mouse_in_a_slip),
        cmocka_unit_test(test_the_mouse_follows_links_and_hints),
        cmocka_unit_test(test_pasting),
        cmocka_unit_test(test_keys_that_do_nothing),
        cmocka_unit_test(test_colours_of_the_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
