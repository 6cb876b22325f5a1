/*
 * test_bulk.c: records marked in a list and changed all at once, gone through key by key.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"

/* In the order they are gone through; each begins where the one before it ended. */
static const struct step steps[] = {
    {"", "CAMA", "affiliates"},
    {"  ", "2 selected", "bulk-marked"},
    {"/florida\r", "2 not shown", "bulk-hidden"},
    {KEYS_ESCAPE, "/florida", "bulk-dropped"},
    {KEYS_ESCAPE, "3 of 4", "bulk-none"},
    {"g*", "4 selected", "bulk-all"},
    {"*", "1 of 4", "affiliates"},
    {"*estatu", "< Status >", "bulk-set"},
    {"\rd", "Dormant", "bulk-set-value"},
    {"\r", "Set status of 4 affiliates", "bulk-set-done"},
    {"ename", "< Name >", "bulk-refused"},
    {"\r\r", "break a rule", "bulk-refusal"},
    {KEYS_ESCAPE, "4 selected", "bulk-all"},
    {"A", "Assign a person to 4", "bulk-assign"},
    {"wr\r", "Wren Abernethy", "bulk-assign-person"},
    {"\rsec\r", "Secretary", "bulk-assign-role"},
    {"\r", "Assigned Wren Abernethy to 4", "bulk-assigned"},
    /* Both are pressed before x is done: Esc stops it, and j is not lost. */
    {"xj" KEYS_ESCAPE, "2 of 4", "bulk-stopped-and-moved"},
    {"kx" KEYS_ESCAPE, "Stopped", "bulk-stopped"},
    {"x", "Archived 4 affiliates", "bulk-archived"},
    {"u", "Undid: Archive 4", "bulk-undone"},
    {"u", "Undid: Assign", "bulk-undone-twice"},
    {"u", "Undid: Set status", "bulk-undone-thrice"},
    {" w", "Format by file extension", "bulk-write"},
    {"~/one.txt\r", "must end in .csv", "bulk-write-unknown"},
    {"\025~/one.csv\r", "Exported 1 affiliate", "bulk-written"},
    {"w~/one.csv\r", "File exists", "bulk-write-again"},
    {"\r", "Exported 1 affiliate", "bulk-written"},
};

static void test_each_step_shows_what_it_did(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    terminal_type(desk.terminal, "q");
    assert_int_equal(terminal_end(desk.terminal), 0);
    desk_expect(&desk, "cat ~/one.csv",
        "code,name,kind,country,status,health\n"
        "STMOÚ,Association of City Managers of the Czech Republic,"
        "international,Czechia,prospect,no-data\n");
    desk_close(&desk);
}

static void test_what_the_filter_hides_is_assigned(void **state)
{
    static const struct step hidden[] = {
        {"  ", "2 selected", NULL},
        {"/qqq\r", "2 not shown", NULL},
        {"A", "Assign a person to 2", "bulk-assign-hidden"},
        {"wr\r", "Wren Abernethy", NULL},
        {"\rsec\r", "Secretary", NULL},
        {"\r", "Assigned Wren Abernethy to 2", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, hidden);
    desk_leave(&desk);
}

/* One record, or all of a list; a file that is refused or replaced; and the keys of the frame. */
static void test_the_keys_of_the_frame(void **state)
{
    static const struct step one[] = {
        {"/cama\r", "1 of 1", NULL},
        {"A", "Assign a person to 1 affiliate", NULL},
        {"\023", "Choose a person and a role.", NULL},
        {"\033OP", "Keys", NULL},
        {"", "Esc back", NULL},
        {KEYS_ESCAPE, "C-s save", NULL},
        {"\017", "+ New person", NULL},
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "C-s save", NULL},
        {"\023", "Choose a person and a role.", NULL},
    };
    static const struct step all[] = {
        {KEYS_ESCAPE, "Enter open", NULL},
        {"w\017", "File has no list to choose from; type the value.", NULL},
        {KEYS_LEFT "\r", "must end in .csv", NULL},
        {"/nowhere/all.csv\r", "/nowhere", NULL},
        {"\025one.two/all\r", "must end in .csv", NULL},
        {"\025.csv\r", "must end in .csv", NULL},
        {"\025\t~/all.md\r", "Exported 1 affiliate to ~/all.md.", NULL},
        {"/\025zzz\r", "0 of 0", NULL},
        {"w", "Nothing to export.", NULL},
        {KEYS_ESCAPE, "of 4", NULL},
    };
    static const struct step set[] = {
        {"g*e", "< Type >", NULL},
        {"zzz", "< Type >", NULL}, /* there is no such field */
        {"cit", "< City >", NULL},
        {"xn", "< Name >", NULL}, /* x goes on with none, n begins anew */
        {"\017", "Time zone", NULL},
        {"s\r", "< State >", NULL},
        {KEYS_BACK_TAB "si", "< Since >", NULL},
        {"\tsomeday\023", "Can't read \"someday\" as a date.", NULL},
        {KEYS_BACK_TAB "statu\t\017", "Prospect", NULL},
        {"\r", "Prospect", NULL},
        {"\023", "Set status of 2 affiliates; 2 unchanged. Press u to undo.", NULL},
        {"estatu\t\017\r\023", "Nothing to change for 4 affiliates.", NULL},
        {"ecity\r\r", "Cleared city of 1 affiliate; 3 unchanged.", NULL},
        {"x", "Archived 4 affiliates.", NULL},
        {"/is:archived\r", "1 of 4", NULL},
        {"g*x", "Restored 4 affiliates.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise set affiliate TAITUARA status=prospect city=\n");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, one);
    mouse_press(desk.terminal, MOUSE_LEFT, "Assign a person");
    desk_squeeze(&desk);
    DESK_WALK(&desk, all);
    DESK_WALK(&desk, set);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_step_shows_what_it_did),
        cmocka_unit_test(test_the_keys_of_the_frame),
        cmocka_unit_test(test_what_the_filter_hides_is_assigned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
