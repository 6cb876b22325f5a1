/*
 * test_history.c: who did what, on which device and for whom, once the database is shared.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"

/* The device has the computer's name, which no screen here can know. */
static const struct step steps[] = {
    {"0", "Wren Abernethy on behalf of Bo Long on ", NULL},
    {"j", "City: Toronto", NULL},
    {"\r", "Affiliate: Canadian Association", NULL},
    {"G", "City: Toronto", NULL},
};

static void test_a_shared_database_names_devices(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "mkdir ~/share\n"
                    "liaise carrier add team folder ~/share >/dev/null\n"
                    "liaise set affiliate CAMA city=Toronto >/dev/null\n"
                    "liaise --as 'Bo Long' set affiliate CAMA city=Halifax >/dev/null");
    desk_start(&desk, 50, 160);
    DESK_WALK(&desk, steps);
    terminal_shows(desk.terminal, "Wren Abernethy on ");
    terminal_type(desk.terminal, "0");
    terminal_shows(desk.terminal, "on behalf of Bo Long on ");
    desk_run(&desk, "liaise set affiliate CAMA city=Regina >/dev/null");
    terminal_shows(desk.terminal, "Halifax → Regina"); /* the list follows what others write */
    terminal_resize(desk.terminal, 24, 50);
    terminal_hides(desk.terminal, "on behalf of Bo Long on ");
    terminal_shows(desk.terminal, "Change affiliate CAMA");
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_shared_database_names_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
