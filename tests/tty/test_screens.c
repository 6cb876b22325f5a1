/*
 * test_screens.c: each main screen, whole, on a small terminal and on a large one.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdlib.h>

/* In the order they are gone through; each begins where the one before it ended. shows: what comes
   with the screen, so that one that stands still is not taken for its predecessor. */
static const struct step steps[] = {
    {"", "Agreements to renew", "today"},
    {"2", "TAITUARA", "affiliates"},
    {"/cama", "/ cama", "filter"},
    {"\r\r", "Ottawa", "affiliate"},
    {"?", "Navigation", "help"},
    {KEYS_ESCAPE, "Ottawa", "affiliate"},
    {"3", "Three placements", "goals"},
    {"+", "Confidence", "log"},
    {"6\tNext cohort", "Next cohort", "log-typed"},
    {KEYS_ESCAPE, "Draft saved", "goals-log-kept"},
    {"a", "New goal", "goal-form"},
    {"cam", "CAMA", "picker"},
    {"\rMore talks", "More talks", "goal-form-typed"},
    {KEYS_ESCAPE, "Three placements", "goals-draft"},
    {"D", "Unsaved drafts", "drafts"},
    {"4", "Exchange of managers", "agreements"},
    {"5", "Harakeke", "people"},
    {"0", "Add goal", "history"},
    {":", "Find", "palette"},
    {"train", "goal", "palette-found"},
    {"\r", "12 of 30", "goal"},
};

static void go_through(int rows, int columns)
{
    struct desk desk;
    desk_open(&desk);
    desk_start_today(&desk, rows, columns);
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

static void test_small(void **state)
{
    (void)state;
    go_through(24, 80);
}

static void test_large(void **state)
{
    (void)state;
    go_through(50, 160);
}

/* Down from the last row of the first column comes the first of the second, and up from it the way
   back. down: as many keys as lead there; on a low terminal the page scrolls to and fro with them.
 */
static void read_across(int rows, const char *down)
{
    const struct step columns[] = {
        {"/cama", "/ cama", NULL},
        {"\r\r", "Affiliate: Canadian", NULL}, /* beside the list it says Ottawa, too */
        {"", "Ottawa", NULL},
        {down, "Goal: Joint members", NULL},
        {KEYS_ESCAPE, "Affiliate: Canadian", NULL},
        {"k\r", "Agreement: CAMA affiliation", NULL},
        {KEYS_ESCAPE, "Affiliate: Canadian", NULL},
        {"j\r", "Goal: Joint members", NULL},
        {KEYS_ESCAPE, "Affiliate: Canadian", NULL},
    };
    struct desk desk;
    desk_open(&desk);
    desk_start(&desk, rows, 160);
    DESK_WALK(&desk, columns);
    desk_leave(&desk);
}

static void test_columns_are_read_one_after_the_other(void **state)
{
    (void)state;
    read_across(50, "jjjj\r");
    read_across(16, "jjjjjjjjj\r");
}

static void test_demonstration_says_it_is_invented(void **state)
{
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    struct terminal *terminal =
        desk_start_with(&desk, 24, 80, (const char *const[]){getenv("LIAISE"), "demo", NULL});
    terminal_shows(terminal, "fictitious");
    terminal_shows(terminal, "87 items");
    terminal_expect(terminal, "demo");
    terminal_type(terminal, "3");
    terminal_shows(terminal, "of 57");
    terminal_expect(terminal, "demo-goals");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

/* tests/cli/readme.sh holds README.md against this screen. */
static void test_screen_of_the_readme(void **state)
{
    static const struct step readme[] = {
        {"2", "1 of 29", NULL},
        {"jjjjj\r", "3 of 3 filled", "readme"},
    };
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    desk_start_with(&desk, 22, 80, (const char *const[]){getenv("LIAISE"), "demo", NULL});
    terminal_shows(desk.terminal, "fictitious");
    DESK_WALK(&desk, readme);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_columns_are_read_one_after_the_other),
        cmocka_unit_test(test_demonstration_says_it_is_invented),
        cmocka_unit_test(test_screen_of_the_readme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
