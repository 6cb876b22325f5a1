/*
 * test_hands.c: keys one after the other, copying, the mouse, pasting.
 */
#include "tests/support/check.h"
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
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
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

/* The first place where the text stands on the screen, as its columns and lines are counted. */
static void find(struct terminal *terminal, const char *text, int *y, int *x)
{
    char *screen = terminal_screen(terminal), *found = strstr(screen, text);
    assert_non_null(found);
    *y = *x = 1;
    for (const char *at = screen; at < found; at++) {
        *x = *at == '\n' ? 1 : *x + ((*at & 0xc0) != 0x80);
        *y += *at == '\n';
    }
    free(screen);
}

enum { LEFT = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };

/* Presses the button there and lets it go. */
static void press(struct terminal *terminal, int button, const char *text)
{
    char keys[64];
    int y, x;
    terminal_shows(terminal, text);
    find(terminal, text, &y, &x);
    snprintf(keys, sizeof keys, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, x, y, button, x, y);
    terminal_type(terminal, keys);
}

/* Twice, as fast as the machine lets it be seen: again, where it was too slow for one of them. */
static void press_twice(struct terminal *terminal, const char *text, const char *leads_to)
{
    bool there = false;
    for (int i = 0; i < 20 && !there; i++) {
        press(terminal, LEFT, text);
        terminal_look(terminal, 50);
        char *screen = terminal_screen(terminal);
        there = strstr(screen, leads_to) != NULL;
        free(screen);
    }
    terminal_shows(terminal, leads_to);
}

static void test_the_mouse_in_lists(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_type(terminal, "2");
    press(terminal, LEFT, "FCCMA");
    terminal_shows(terminal, "3 of 4");
    press(terminal, WHEEL_UP, "FCCMA");
    terminal_shows(terminal, "1 of 4");
    press(terminal, LEFT, "Code");
    terminal_shows(terminal, "by code ▲");
    press(terminal, LEFT, "Code");
    terminal_shows(terminal, "by code ▼");
    terminal_type(terminal, "/asso");
    terminal_shows(terminal, "of 3");
    press(terminal, LEFT, "FCCMA");
    terminal_hides(terminal, " / asso");
    terminal_shows(terminal, "/asso");
    press_twice(terminal, "CAMA", "Affiliate: Canadian");
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
    press(terminal, LEFT, "CAMA affiliation");
    terminal_shows(terminal, "Agreement: CAMA affiliation");
    press(terminal, LEFT, "Esc back");
    terminal_shows(terminal, "Ottawa");
    press(terminal, LEFT, "edit");
    terminal_shows(terminal, "close  F1 help");
    press(terminal, LEFT, "Country");
    terminal_shows(terminal, "Country where it operates.");
    press(terminal, LEFT, "C-o");
    terminal_shows(terminal, "Afghanistan");
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_hides(terminal, "Afghanistan");
    press(terminal, LEFT, "close");
    terminal_hides(terminal, "Edit affiliate");
    terminal_type(terminal, "y");
    press(terminal, LEFT, "Copy one value");
    press(terminal, LEFT, "Website      ");
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
    press(terminal, LEFT, "Details");
    terminal_shows(terminal, "C-s: save");
    press(terminal, LEFT, "With ");
    terminal_shows(terminal, "type part of a name");
    press(terminal, LEFT, "Ottoline");
    terminal_shows(terminal, "Call with Ottoline Brackenbury,");
    press(terminal, LEFT, "About");
    terminal_hides(terminal, "type part of a name");
    terminal_type(terminal, "Fees");
    terminal_shows(terminal, "\"Fees\"");
    press(terminal, WHEEL_UP, "About");
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
    press(terminal, LEFT, "Notes");
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
        cmocka_unit_test(test_colours_of_the_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
