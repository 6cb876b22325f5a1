/*
 * test_duplicates.c: likely duplicates gone through key by key: looked at, merged, told apart,
 * undone.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"

static const char *const lines[] = {
    "liaise add affiliate code=CAMA2 name='Municipal Administrators, Canadian' kind=national"
    " website=http://www.example.org/cama/ city=Gatineau tags=north notes='Found on a list.'",
    "liaise set affiliate CAMA tags=large notes='They would like to send two speakers a year and to"
    " hear of the next exchange of managers well before the summer.'",
    "liaise add goal affiliate=CAMA2 title='Visit once a year' measure=total target=2"
    " start=2026-01-01 due=2026-12-31",
    "liaise add person name='Abernethy, Wren' email=WREN@example.org organization=CAMA2",
};

/* In the order they are gone through; each begins where the one before it ended. name NULL: what is
   looked at stands on a screen of others. */
static const struct step steps[] = {
    {"", "1 of 5", NULL},
    {"=", "1 pair", "duplicates"},
    {"\r", "Will move", "pair"},
    {"b", "can't be combined", "pair-not-both"},
    {KEYS_RIGHT "jj" KEYS_RIGHT "G", "Notes will be", "pair-chosen"},
    {"s", "Will move from the right: 1 person, 2", "pair-swapped"},
    {"s", "Will move from the right: 1 person, 1", "pair-chosen"},
    {"m", "Merged CAMA2 into CAMA", "duplicates-merged"},
    {"u", "Undid: Merge", "duplicates-undone"},
    {"\t", "1 pair", "duplicates-people"},
    {"\r", "Linked", "pair-people"},
    {"!", "not duplicates", "duplicates-apart"},
    {"\t", "1 pair", "duplicates-after"},
    {"h", "1 of 5", NULL},
    {"g  =", "Will move", "pair-marked"},
    {KEYS_ESCAPE, "2 selected", NULL},
    {"*", "5 selected", NULL},
    {"=", "Select exactly two records to merge", NULL},
};

static void test_each_step_shows_what_it_did(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        desk_run(&desk, lines[i]);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    terminal_type(desk.terminal, "q");
    assert_int_equal(terminal_end(desk.terminal), 0);
    desk_expect(&desk, "liaise list goal affiliate:CAMA2 --columns title --format csv | tail -n +2",
        "Visit once a year\n");
    desk_close(&desk);
}

/* By the mouse, and while another program changes what is compared. */
static void test_sides_are_clicked(void **state)
{
    static const struct step begun[] = {
        {"=" KEYS_BACK_TAB KEYS_BACK_TAB "\t\t", "1 pair", NULL},
        {"\r", "Will move", NULL},
    };
    static const struct step archived[] = {
        {KEYS_ESCAPE, "1 pair", NULL},
        {KEYS_ESCAPE, "1 of 5", NULL},
        {"/code:CAMA2\rx", "Archived", NULL},
        {KEYS_ESCAPE, "of 4", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        desk_run(&desk, lines[i]);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, begun);
    mouse_press_beside(desk.terminal, "City  ", 78);
    terminal_shows(desk.terminal, "City will be");
    terminal_expect(desk.terminal, "pair-clicked");
    mouse_press_beside(desk.terminal, "City  ", 24);
    mouse_press_beside(desk.terminal, "City  ", 2);
    terminal_type(desk.terminal, KEYS_LEFT);
    desk_squeeze(&desk);
    desk_run(&desk, "liaise set affiliate CAMA2 city=Hull");
    terminal_shows(desk.terminal, "Hull");
    DESK_WALK(&desk, archived);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_step_shows_what_it_did),
        cmocka_unit_test(test_sides_are_clicked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
