/*
 * test_lists.c: a list under the fingers: filtered while typing, sorted, gone through by part of
 * the way, and read again while another program writes.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdlib.h>
#include <string.h>

/* Enough affiliates for some screens: "Club 101 of the north", and every fourth of the south. */
static struct terminal *open_clubs(struct desk *desk)
{
    desk_open_empty(desk);
    desk_run(desk, "liaise init --org Home --you Wren >/dev/null");
    desk_run(desk, "{ echo code,name,kind,country; for i in $(seq 101 300); do"
                   " if [ $((i % 4)) = 0 ]; then side=south kind=state;"
                   " else side=north kind=national; fi;"
                   " echo C$i,Club $i of the $side,$kind,US; done; } >\"$HOME/clubs.csv\"");
    desk_run(desk, "liaise import affiliate \"$HOME/clubs.csv\" >/dev/null");
    struct terminal *terminal = desk_start(desk, 24, 80);
    terminal_shows(terminal, "1 of 200");
    return terminal;
}

struct place {
    const char *text;
    size_t line;
};

static bool stands(struct terminal *terminal, void *arg)
{
    const struct place *place = arg;
    char *screen = terminal_screen(terminal), *at = screen;
    for (size_t i = 0; at && i < place->line; i++)
        at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL;
    char *found = at ? strstr(at, place->text) : NULL;
    bool there = found && found < strchr(at, '\n');
    free(screen);
    return there;
}

/* Waits until that line of the screen, from 0, holds the text. */
static void shows_at(struct terminal *terminal, size_t line, const char *text)
{
    struct place place = {text, line};
    terminal_until(terminal, stands, &place, text);
}

enum { FIRST_LINE = 2, CURSOR_LINE = 9 };

struct find {
    const char *keys, *count, *first; /* first: NULL where it doesn't matter */
};

static void go_through(struct terminal *terminal, const struct find *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        terminal_type(terminal, steps[i].keys);
        terminal_shows(terminal, steps[i].count);
        if (steps[i].first)
            shows_at(terminal, FIRST_LINE, steps[i].first);
    }
}

static void each_key_of_a_filter_refines(void **state)
{
    static const struct find steps[] = {
        {"/south", " 1 of 50", "Club 104 of the south"},
        {" 24", " 1 of 5", "Club 124 of the south"},
        {"0", " 1 of 1", "Club 240 of the south"},
        {KEYS_BACKSPACE KEYS_BACKSPACE KEYS_BACKSPACE, " 1 of 50", "Club 104 of the south"},
        {"\025kind:state", " 1 of 50", "Club 104 of the south"},
        {" 24", " 1 of 5", "Club 124 of the south"},
        {KEYS_ESCAPE, " 1 of 200", "Club 101 of the north"},
    };
    struct desk desk;
    (void)state;
    go_through(open_clubs(&desk), steps, sizeof steps / sizeof *steps);
    desk_leave(&desk);
}

static void the_cursor_stays_on_its_record(void **state)
{
    static const struct find steps[] = {
        {"/south\r", " 1 of 50", "Club 104 of the south"},
        {"jj", " 3 of 50", "Club 104 of the south"},
        {KEYS_ESCAPE, " 12 of 200", "Club 110 of the north"}, /* on the line where it was */
        {"s", " 153 of 200", "Club 104 of the south"},
        {"S", " 3 of 200", "Club 104 of the south"},
        {KEYS_END, " 200 of 200", NULL},
        {KEYS_PAGE_UP, " 180 of 200", NULL},
        {KEYS_HOME, " 1 of 200", "Club 104 of the south"},
    };
    struct desk desk;
    (void)state;
    go_through(open_clubs(&desk), steps, sizeof steps / sizeof *steps);
    desk_leave(&desk);
}

static void a_number_and_percent_go_that_part_of_the_way(void **state)
{
    static const struct find steps[] = {
        {"5", "People", NULL}, /* at once */
        {"0", "History", NULL}, {"%", " 100 of 200", NULL}, {"100%", " 200 of 200", NULL},
        {"0%", " 1 of 200", "Club 101 of the north"}, {"%", "Type a number first", NULL},
        {"33%", " 66 of 200", NULL}, {"3", "Goals", NULL}, {"2", " 66 of 200", NULL},
        {"50%", " 100 of 200", NULL},
        {KEYS_BACKSPACE, "Goals", NULL}, /* where the digits led is no place to come back to */
        {"25", "People", NULL}, {KEYS_BACKSPACE, " 1 of 200", NULL}, /* no number after all */
    };
    struct desk desk;
    (void)state;
    go_through(open_clubs(&desk), steps, sizeof steps / sizeof *steps);
    desk_leave(&desk);
}

#define TENFOLD(keys) keys keys keys keys keys keys keys keys keys keys

/* Today shows the first hundred of a topic; the others are in a list, where there is one. */
static void what_is_more_than_today_shows_is_listed(void **state)
{
    static const struct find steps[] = {
        {"1", "400 items", NULL},
        {"", "Follow-ups  101", NULL},
        {"G", "and 100 more", NULL},
        {"\r", "Run `liaise agenda` to see all; the next show here as you finish these.", NULL},
        {"g", "Follow-ups  101", NULL},
        {TENFOLD("jjjjjjjjjj"), "Enter: list all", NULL},
    };
    /* Where another program adds what comes before it, the cursor stays on the same line. */
    static const struct find listed[] = {
        {"", "401 items", NULL},
        {"", "Enter: list all", NULL},
        {"\r", "/follow_up_done_on:none follow_up_on:<=+90d", NULL},
        {KEYS_ESCAPE, " 1 of 101", NULL},
    };
    struct desk desk;
    (void)state;
    open_clubs(&desk);
    desk_run(&desk, "{ echo affiliate,day,kind,follow_up_on; for i in $(seq 101 201); do"
                    " echo C$i,2026-06-01,call,2026-06-20; done; } >\"$HOME/calls.csv\"\n"
                    "liaise import activity \"$HOME/calls.csv\" >/dev/null");
    go_through(desk.terminal, steps, sizeof steps / sizeof *steps);
    desk_run(&desk, "liaise add agreement affiliate=C250 title=Accord kind=affiliation"
                    " signed_on=2025-07-01 from=2025-07-01 to=2026-07-15 >/dev/null");
    go_through(desk.terminal, listed, sizeof listed / sizeof *listed);
    desk_leave(&desk);
}

static void what_others_write_moves_nothing_under_the_cursor(void **state)
{
    struct desk desk;
    (void)state;
    struct terminal *terminal = open_clubs(&desk);
    for (int i = 0; i < 99; i++)
        terminal_type(terminal, "j");
    terminal_shows(terminal, " 100 of 200");
    for (int i = 0; i < 13; i++)
        terminal_type(terminal, "k");
    terminal_shows(terminal, " 87 of 200");
    shows_at(terminal, CURSOR_LINE, "Club 187");
    desk_run(&desk, "liaise add affiliate name='Club 000' kind=state country=US");
    terminal_shows(terminal, " 88 of 201");
    shows_at(terminal, CURSOR_LINE, "Club 187");
    desk_run(&desk, "liaise archive affiliate C120");
    terminal_shows(terminal, " 87 of 200");
    shows_at(terminal, CURSOR_LINE, "Club 187");
    desk_run(&desk, "liaise set affiliate C187 name='Another name'");
    terminal_shows(terminal, " 1 of 200");
    shows_at(terminal, FIRST_LINE, "Another name");
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_of_a_filter_refines),
        cmocka_unit_test(the_cursor_stays_on_its_record),
        cmocka_unit_test(a_number_and_percent_go_that_part_of_the_way),
        cmocka_unit_test(what_is_more_than_today_shows_is_listed),
        cmocka_unit_test(what_others_write_moves_nothing_under_the_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
