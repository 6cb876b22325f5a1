/*
 * test_opening.c: links and documents opened with another program, and what is told of a file that
 * changed or is gone.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_opener(struct desk *desk, const char *opener)
{
    setenv("OPENER", opener, 1);
    desk_run(desk, "mkdir -p ~/.config/liaise\n"
                   "printf 'opener = \"%s\";\\n' \"$OPENER\" >~/.config/liaise/liaise.conf");
    unsetenv("OPENER");
}

static void expect_opened(struct desk *desk, const char *expected)
{
    char *opened = desk_ask(desk, "cat ~/opened; rm ~/opened");
    assert_string_equal(opened, expected);
    free(opened);
}

static void open_page(struct desk *desk, const char *shows)
{
    desk_start(desk, 24, 80);
    terminal_type(desk->terminal, "4/cama\r\r");
    terminal_shows(desk->terminal, "Document checksum");
    terminal_shows(desk->terminal, shows);
}

static void go_to(struct desk *desk, const char *keys, const char *shows)
{
    terminal_type(desk->terminal, keys);
    terminal_shows(desk->terminal, "1 of 1");
    terminal_shows(desk->terminal, shows);
}

/* A document as it was, another in its place, and none. */
static void test_documents(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    set_opener(&desk, "sh -c 'cat $1 >~/opened' x");
    desk_run(&desk, "echo 'We agree.' >~/accord.txt\n"
                    "liaise set agreement 'CAMA affiliation' document='~/accord.txt'");
    open_page(&desk, "unchanged since it was recorded");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "Opened ~/accord.txt.");
    expect_opened(&desk, "We agree.\n");
    desk_run(&desk, "echo 'We do not.' >~/accord.txt");
    open_page(&desk, "changed since it was recorded");
    terminal_expect(desk.terminal, "opening-changed");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "The file has changed since its checksum was recorded.");
    expect_opened(&desk, "We do not.\n");
    desk_run(&desk, "rm ~/accord.txt");
    open_page(&desk, "missing: file not found");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "~/accord.txt isn't on this computer");
    desk_close(&desk);
}

/* The system's program is found in PATH, and has nothing to do with the terminal. */
static void test_the_systems_opener(void **state)
{
    struct desk desk;
    char path[4096];
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "mkdir ~/bin\n"
                    "printf '#!/bin/sh\\necho noise\\necho \"$1\" >~/opened\\n' >~/bin/xdg-open\n"
                    "chmod +x ~/bin/xdg-open");
    char *before = strdup(getenv("PATH"));
    snprintf(path, sizeof path, "%s/bin:%s", desk.home, before);
    setenv("PATH", path, 1);
    setenv("DISPLAY", ":99", 1);
    desk_start(&desk, 24, 80);
    go_to(&desk, "2/cama\r", "1 of 1");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "Opened https://example.org/cama.");
    desk_run(&desk, "for i in 1 2 3 4 5 6 7 8 9; do [ -s ~/opened ] && break; sleep 0.2; done");
    expect_opened(&desk, "https://example.org/cama\n");
    char *screen = terminal_screen(desk.terminal);
    assert_null(strstr(screen, "noise"));
    free(screen);
    setenv("PATH", before, 1);
    unsetenv("DISPLAY");
    free(before);
    desk_close(&desk);
}

/* On a page the row under the cursor comes first, if that record has something to open. */
static void test_what_is_under_the_cursor(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    set_opener(&desk, "sh -c 'cat $1 >~/opened' x");
    desk_run(&desk, "echo 'We agree.' >~/accord.txt\n"
                    "liaise set agreement 'CAMA affiliation' document='~/accord.txt'\n"
                    "echo 'CAMA' >~/site\n"
                    "liaise set affiliate CAMA website=~/site");
    desk_start(&desk, 24, 80);
    go_to(&desk, "2/cama\r", "1 of 1");
    terminal_type(desk.terminal, "\ro");
    terminal_shows(desk.terminal, "/site.");
    expect_opened(&desk, "CAMA\n");
    terminal_type(desk.terminal, "jjj"); /* Wren, Tsubame, the agreement */
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "Opened ~/accord.txt.");
    expect_opened(&desk, "We agree.\n");
    terminal_type(desk.terminal, "ko"); /* a person has no link: it is the page's again */
    terminal_shows(desk.terminal, "/site.");
    expect_opened(&desk, "CAMA\n");
    desk_close(&desk);
}

static void test_what_cannot_be_opened(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    set_opener(&desk, "false");
    desk_run(&desk, "liaise set affiliate TAITUARA website=javascript:alert");
    desk_start(&desk, 24, 80);
    go_to(&desk, "2/taituara\r", "Taituar");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "javascript:alert can't be opened as a link.");
    go_to(&desk, "/\025cama\r", "Canadian");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "false couldn't open https://example.org/cama.");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_the_systems_opener),
        cmocka_unit_test(test_what_is_under_the_cursor),
        cmocka_unit_test(test_what_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
