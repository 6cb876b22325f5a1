/*
 * test_pages.c: a record's page gone through by keys and by the mouse, alone and beside a list, and
 * what is left of it when its record goes.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"

static void test_links_and_screens(void **state)
{
    static const struct step begun[] = {
        {"2/cama\r", "1 of 1", NULL},
        {"\r", "Our people", NULL},
        {KEYS_END, "100%", "page-end"},
        {KEYS_PAGE_UP KEYS_PAGE_UP KEYS_PAGE_UP, "  0%", NULL},
        {"G", "100%", NULL},
        {"g", "  0%", NULL},
        {"\t\t", "Our people", NULL},
        {KEYS_BACK_TAB "\r", "Person: Wren Abernethy", NULL},
        {KEYS_ESCAPE, "Affiliate: Canadian", NULL},
    };
    static const struct step goal[] = {
        {"3/train\r\r", "Goal: Train 30", NULL},
        {"G", "Goal: Train 30", NULL},
        {"a", "managers to add", NULL}, /* no form: an entry is logged */
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Enter open", NULL},
        {"x", "Archived goal", NULL},
        {"", "Archived", "page-archived"},
        {"x", "Restored goal", NULL},
        {"o", "This goal has no link or document.", NULL},
        {"yy", "Copied 1 goal", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, begun);
    mouse_press(desk.terminal, MOUSE_WHEEL_DOWN, "Affiliate:");
    terminal_hides(desk.terminal, "  0%");
    mouse_press(desk.terminal, MOUSE_WHEEL_UP, "Affiliate:");
    terminal_shows(desk.terminal, "  0%");
    mouse_press_beside(desk.terminal, "Our people", 79); /* no link there */
    desk_squeeze(&desk);
    DESK_WALK(&desk, goal);
    desk_leave(&desk);
}

/* What the page was of is undone by another program: nothing can be done to it any more. */
static void test_the_record_goes(void **state)
{
    static const struct step before[] = {
        {":brief", "affiliate", NULL},
        {"\r", "Affiliate: Brief", NULL},
    };
    static const struct step after[] = {
        {"+", "No goal selected.", NULL},
        {"c", "No affiliate selected.", NULL},
        {"f", "No activity selected.", NULL},
        {"e", "No record selected.", NULL},
        {"A", "No affiliate selected.", NULL},
        {"x", "No record selected.", NULL},
        {"r", "No agreement selected.", NULL},
        {"Y", "No plan selected.", NULL},
        {"P", "No affiliate selected.", NULL},
        {"yc", "No record selected.", NULL},
        {"R", "No plan selected.", NULL},
        {":agree-plan today", "No match.", NULL}, /* what can't be done isn't found */
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Esc back", NULL},
        {"o", "No record selected.", NULL},
        {"jkG", "No record selected.", NULL},
        {KEYS_ESCAPE, "of 4", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise --as Ann add affiliate name=Brief kind=national >/dev/null");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, before);
    desk_run(&desk, "liaise --as Ann undo");
    terminal_shows(desk.terminal, "That affiliate no longer exists.");
    DESK_WALK(&desk, after);
    desk_leave(&desk);
}

/* Beside the list: Tab goes to the page and back, and the keys of the list work from there. */
static void test_beside_the_list(void **state)
{
    static const struct step there[] = {
        {"2", "STMO", NULL},
        {"j", "2 of 4", NULL},
        {"", "Ottawa", NULL},
        {"\tjj", "Ottawa", NULL},
        {"\r", "Person: 高橋 つばめ", NULL},
        {KEYS_ESCAPE, "2 of 4", NULL},
        {"/fccma", "/ fccma", NULL}, /* a key of the list */
        {"\r", "1 of 1", NULL},
        {"a", "New assignment", NULL}, /* what the page adds */
        {KEYS_ESCAPE, "1 of 1", NULL},
        {KEYS_BACKSPACE "\t\t" KEYS_BACK_TAB KEYS_LEFT KEYS_ESCAPE, "of 4", NULL},
    };
    static const struct step back[] = {
        {"G", "4 of 4", NULL}, /* of the list again */
        {"\t/zzz\r", "0 of 0", NULL},
        {"\r", "No affiliates match", NULL},
        {"e", "No record selected.", NULL},
        {KEYS_LEFT KEYS_ESCAPE, "of 4", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 40, 160);
    DESK_WALK(&desk, there);
    mouse_press(desk.terminal, MOUSE_LEFT, "Association of City Managers");
    mouse_press(desk.terminal, MOUSE_LEFT, "TAITUARA");
    terminal_shows(desk.terminal, "Wellington");
    mouse_press(desk.terminal, MOUSE_LEFT, "Exchange of managers");
    terminal_shows(desk.terminal, "Agreement: Exchange");
    terminal_type(desk.terminal, KEYS_ESCAPE);
    terminal_shows(desk.terminal, "of 4");
    mouse_press(desk.terminal, MOUSE_WHEEL_DOWN, "Wellington");
    terminal_type(desk.terminal, "\t");
    terminal_resize(desk.terminal, 24, 80);
    terminal_hides(desk.terminal, "Wellington");
    terminal_resize(desk.terminal, 40, 160);
    terminal_shows(desk.terminal, "Wellington");
    desk_run(&desk, "liaise set affiliate TAITUARA city=Nelson");
    terminal_shows(desk.terminal, "Nelson");
    terminal_type(desk.terminal, "2");
    DESK_WALK(&desk, back);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links_and_screens),
        cmocka_unit_test(test_the_record_goes),
        cmocka_unit_test(test_beside_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
