/*
 * test_relationship.c: the demonstration's events, activities and plans, and what an affiliate's
 * page tells of them, whole, at 80x24.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdlib.h>

/* shows: what comes with the screen and was not on the one before. */
static const struct step steps[] = {
    {"6", "Next Solace gathering", "demo-events"},
    {"/next gathering\r\r", "Leadership representative", "demo-event"},
    {KEYS_ESCAPE, "1 of 1", NULL},
    {"7", "District meeting, Panh", "demo-activities"},
    {"\r", "Working with First Nations", "demo-activity"},
    {KEYS_ESCAPE, "1 of 51", NULL},
    {"8", "Coaches for forty assistants", "demo-plans"},
    {"2", "Arizona", NULL},
    {"/cama\r\r", "Calloway Brightmoor", NULL},
    {KEYS_PAGE_DOWN, "CAMA affiliation, first term", "demo-affiliate-agreements"},
    {KEYS_PAGE_DOWN, "Planned activities", "demo-affiliate-goals"},
    {KEYS_PAGE_DOWN, "Recent activities", "demo-affiliate-activities"},
    {KEYS_PAGE_DOWN, "Reciprocity", "demo-affiliate-growth"},
};

static void the_demonstration_tells_the_whole_relationship(void **state)
{
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    desk_start_with(&desk, 24, 80, (const char *const[]){getenv("LIAISE"), "demo", NULL});
    terminal_shows(desk.terminal, "fictitious");
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demonstration_tells_the_whole_relationship),
    };
    return cmocka_run_group_tests_name("relationship", tests, NULL, NULL);
}
