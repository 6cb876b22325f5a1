/*
 * test_people.c: a region divided among its people, the directory as of a day, workload and
 * vacancies; keystrokes counted.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"
#include <string.h>

#define SAVE "\023" /* C-s */
#define CTRL_O "\017"
#define CTRL_D "\004"
#define CLEAR_LINE "\025" /* C-u */

enum { PORTFOLIO = 14 /* keys at most to hand over eight states */ };

static void open_region(struct desk *desk)
{
    desk_open_sample(desk, "region");
    desk_start(desk, 24, 80);
    terminal_type(desk->terminal, "2");
    terminal_shows(desk->terminal, "1 of 9");
}

/* Who has what on the day, and when that began. */
static const char held[] = "liaise report directory --on 2026-07-01 --format csv"
                           " | cut -d, -f1,3 | grep MA, | sort | grep -v CAMA";

static void test_eight_states_are_handed_over_one_by_one(void **state)
{
    static const struct step steps[] = {
        {"H", "0 changes", "handover"},
        {"22222233", "8 changes", "handover-given"},
        {SAVE, "Handed over 8 affiliates in Southeast, effective 2026-06-30. Press u", NULL},
    };
    struct desk desk;
    size_t keys = 0;
    (void)state;
    open_region(&desk);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        keys += strlen(steps[i].keys);
    assert_true(keys <= PORTFOLIO);
    DESK_WALK(&desk, steps);
    desk_expect(&desk, held,
        "ALMA,Solveig Aspengren\nARMA,Solveig Aspengren\nFLMA,Solveig Aspengren\n"
        "GAMA,Solveig Aspengren\nKYMA,Solveig Aspengren\nLAMA,Solveig Aspengren\n"
        "MSMA,Thaddeus Okonkwo-Vale\nTNMA,Thaddeus Okonkwo-Vale\n");
    desk_expect(&desk,
        "liaise report directory flma --on 2026-06-29 --format csv | tail -1 | cut -d, -f3",
        "Marigold Penhaligrew\n");
    terminal_type(desk.terminal, "u");
    terminal_shows(desk.terminal, "Undid: Hand over 8 from Southeast");
    desk_expect(&desk,
        "liaise report directory flma --on 2026-07-01 --format csv | tail -1 | cut -d, -f3",
        "Marigold Penhaligrew\n");
    desk_leave(&desk);
}

static void test_all_of_a_person_passes_on_at_once_from_a_day(void **state)
{
    static const struct step steps[] = {
        {"H*", "Press 1-9 to assign all that Marigold Penhaligrew has", NULL},
        {"2", "8 changes", NULL},
        {"0", "8 changes", NULL}, /* the first of them to nobody */
        {KEYS_LEFT, "7 changes", "handover-nobody"},
        {KEYS_UP KEYS_UP, "Left/Right: another role", NULL},
        {KEYS_RIGHT, "Save or discard these changes", NULL},
        {KEYS_UP CLEAR_LINE "oct 1\r", "Thu, in 3 months", "handover-day"},
        {KEYS_ESCAPE, "Draft saved; press H to resume.", NULL},
        {"D", "Handover of \"Southeast\"", NULL},
        {"\r", "Draft resumed; press C-d to discard it.", "handover-taken-up"},
        {KEYS_ESCAPE, "Draft saved; press H to resume.", NULL},
        {KEYS_BACKSPACE, "of 9", NULL},
        {"H", "Draft resumed; press C-d to discard it.", NULL},
        {SAVE, "Handed over 7 affiliates in Southeast, effective 2026-10-01.", NULL},
        {"H", "0 changes", NULL}, /* nothing is left of it */
        {"3" KEYS_ESCAPE "H", "  1 change", NULL},
        {CTRL_D, "Draft discarded.", NULL},
        {"H", "Tab next  C-o choose  Esc close", NULL}, /* nothing to save */
        {KEYS_ESCAPE, "Enter open", NULL},
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

static void test_what_one_person_has_passes_on_to_another(void **state)
{
    static const struct step steps[] = {
        {"5/ignat\r", "1 of 1", NULL},
        {"H", "Hand over: Ignatius Bellwether", "handover-person"},
        {CTRL_O "perpetua\r", "2 Perpetua", NULL},
        {"*2", "2 changes", "handover-person-given"},
        {SAVE, "Handed over 2 affiliates of Ignatius Bellwether, effective", NULL},
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, steps);
    desk_expect(&desk, "liaise report directory cama --format csv | tail -1 | cut -d, -f5",
        "Perpetua Lindqvane\n");
    desk_leave(&desk);
}

/* Whether the role for the region itself passes on is said with every key. */
static void test_all_of_a_region_moves_the_role_itself(void **state)
{
    static const struct step steps[] = {
        {"H" KEYS_UP KEYS_RIGHT, "Regional director role for all of Southeast: Perpetua", NULL},
        {"\t0", "ALMA can't be left vacant: Perpetua Lindqvane holds", "handover-vacant"},
        {SAVE, "Choose a person for it.", NULL},
        {KEYS_UP CTRL_O "marigold\r", "2 Marigold", NULL},
        {"2", "1 affiliate in Southeast gets its own Regional director; the", "handover-some"},
        {"*2", "the Regional director role moves to Marigold", "handover-role"},
        {SAVE, "Handed over Southeast, effective 2026-06-30. Press u to undo.", NULL},
    };
    static const char director[] = "liaise list assignment role:director --sort from"
                                   " --columns person,affiliate.code,region,from,to --format csv";
    static const char before[] = "person,affiliate.code,region,from,to\n"
                                 "Perpetua Lindqvane,,Southeast,2024-01-01,\n";
    struct desk desk;
    (void)state;
    open_region(&desk);
    desk_expect(&desk, director, before);
    DESK_WALK(&desk, steps);
    desk_expect(&desk, director,
        "person,affiliate.code,region,from,to\n"
        "Perpetua Lindqvane,,Southeast,2024-01-01,2026-06-29\n"
        "Marigold Penhaligrew,,Southeast,2026-06-30,\n");
    terminal_type(desk.terminal, "u");
    terminal_shows(desk.terminal, "Undid: Hand over Southeast (Regional director)");
    desk_expect(&desk, director, before);
    desk_leave(&desk);
}

static void test_a_role_without_affiliates_is_handed_over_by_its_own_line(void **state)
{
    static const struct step steps[] = {
        {"H9", "0 changes", NULL},
        {KEYS_PAGE_DOWN, "Southeast: regional role", NULL},
        {KEYS_HOME, "Alabama Managers", NULL},
        {KEYS_END, "Southeast: regional role", NULL},
        {"1", "the Regional vice president role moves from Thaddeus", "handover-line"},
        {KEYS_ESCAPE, "Draft saved; press H to resume.", NULL},
        {"H", "  1 change", NULL},
        {SAVE, "Handed over Southeast, effective 2026-06-30.", NULL},
        {"H", "Solveig Aspengren.", NULL},
        {"", "Tab next  C-o choose  Esc close", NULL},
        {KEYS_ESCAPE, "Enter open", NULL},
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

/* A click gives an affiliate to whom the column belongs; what another program changes shows. */
static void test_the_mouse_hands_over(void **state)
{
    static const struct step begun[] = {
        {"D", "No unsaved drafts.", NULL},
        {"H", "+ New region", NULL}, /* of nothing in particular: of which? */
        {"mountain\r", "No affiliates to hand over.", NULL},
        {"12\017", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Tab next", NULL},
        {KEYS_ESCAPE, "No unsaved drafts.", NULL},
        {"H", "+ New region", NULL},
        {"southeast\r", "Hand over: Southeast", NULL},
        {"9" KEYS_LEFT, "0 changes", NULL}, /* there is no ninth, and no one before the first */
        {KEYS_RIGHT, "  1 change", NULL},
        {KEYS_LEFT, "0 changes", NULL},
        {"0", "  1 change", NULL}, /* on to the next affiliate */
        {KEYS_UP "1", "0 changes", NULL},
        {KEYS_HOME, "Alabama Managers", NULL},
    };
    static const struct step left[] = {
        {KEYS_HOME KEYS_UP KEYS_UP CLEAR_LINE "someday", "someday", NULL},
        {SAVE, "Can't read \"someday\" as a date.", NULL},
        {CTRL_D, "Draft discarded.", NULL},
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, begun);
    desk_squeeze(&desk);
    mouse_press_beside(desk.terminal, "ALMA", 79);
    terminal_shows(desk.terminal, "1 change");
    mouse_press_beside(desk.terminal, "ARMA", 3);
    mouse_press(desk.terminal, MOUSE_WHEEL_DOWN, "ALMA");
    terminal_expect(desk.terminal, "handover-clicked");
    desk_run(&desk, "liaise assign ARMA Thaddeus 'vice president'");
    terminal_hides(desk.terminal, "Arkansas Managers Association: ");
    DESK_WALK(&desk, left);
    desk_leave(&desk);
}

/* The directory under the mouse, another day's, and the same while others write. */
static void test_the_directory_by_the_mouse(void **state)
{
    static const struct step begun[] = {
        {"d", "Directory as of 2026-06-30", NULL},
        {KEYS_BACK_TAB KEYS_BACK_TAB "\t", "Directory as of", NULL},
        {"\r", "listed.", NULL},
        {"d", "Date:", NULL},
        {"sometime", "sometime", NULL},
        {"\r", "Can't read \"sometime\" as a date.", NULL},
        {"d", "Date:", NULL},
        {KEYS_ESCAPE, "u undo", NULL},
        {"d", "Date:", NULL},
        {CLEAR_LINE "\r", "Directory as of 2026-06-30", NULL},
        {"/ma" KEYS_DOWN KEYS_DOWN KEYS_UP "\r", "2 of 9", NULL},
        {KEYS_ESCAPE, "of 9", NULL},
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, begun);
    terminal_hides(desk.terminal, "/ma");
    desk_squeeze(&desk);
    mouse_press(desk.terminal, MOUSE_LEFT, "FLMA");
    terminal_expect(desk.terminal, "directory-clicked");
    mouse_press(desk.terminal, MOUSE_WHEEL_UP, "FLMA");
    desk_run(&desk, "liaise assign ARMA Thaddeus 'Regional director'");
    terminal_shows(desk.terminal, "Thaddeus");
    mouse_press_twice(desk.terminal, "Perpetua", "Assignments");
    desk_leave(&desk);
}

static void test_directory_follows_each_name_on_any_day(void **state)
{
    static const struct step steps[] = {
        {"d", "Directory as of 2026-06-30", "directory"},
        {"jjj\t\t", "Regional director: ", "directory-cell"}, {"\r", "Assignments", NULL},
        {KEYS_BACKSPACE "d", "Date:", NULL},
        {"jun 30 2025\r", "Directory as of 2025-06-30", "directory-before"},
        {"/florida\r", "1 of 1", NULL}, {KEYS_ESCAPE, "1 of 9", NULL},
        {"2d", "Directory as of 2025-06-30", NULL}, /* it is the same directory still */
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

/* Only what can be done is offered, and what to do is said. */
static void test_an_empty_directory_says_how_to_begin(void **state)
{
    static const struct step steps[] = {
        {"d", "No affiliates yet. Press a to add one.", "directory-empty"},
        {"a", "New affiliate", NULL},
        {KEYS_ESCAPE, "0 of 0", NULL},
        {"/zzz", "No affiliates match \"zzz\". Press Esc to clear the filter.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    desk_run(&desk, "liaise init --org Home --you Tester >/dev/null");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_close(&desk);
}

static void test_the_directory_adds_who_is_missing(void **state)
{
    static const struct step steps[] = {
        {"d", "Directory as of 2026-06-30", NULL},
        {"jjj\ta", "New assignment", NULL},
        {"", "Affiliate         Florida Managers Association", NULL},
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, steps);
    desk_close(&desk);
}

static void test_workload_and_vacancies_are_followed(void **state)
{
    static const struct step steps[] = {
        {"W", "5 people, ", "workload"}, {"\r", "Marigold Penhaligrew", NULL},
        {KEYS_BACKSPACE "G", "Tennessee Managers", "workload-vacant"}, {"\r", "TNMA", NULL},
        {KEYS_BACKSPACE "gjjjj", "Vacant", NULL},
        {"\r", "Alabama Managers Association", NULL}, /* the lines between were passed over */
    };
    struct desk desk;
    (void)state;
    open_region(&desk);
    DESK_WALK(&desk, steps);
    terminal_type(desk.terminal, "Wg");
    terminal_shows(desk.terminal, "5 people, ");
    desk_squeeze(&desk);
    desk_run(&desk, "liaise add person name='Quentin Ashdown' >/dev/null\n"
                    "liaise assign ALMA Quentin 'Staff liaison'");
    terminal_shows(desk.terminal, "6 people, ");
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eight_states_are_handed_over_one_by_one),
        cmocka_unit_test(test_all_of_a_person_passes_on_at_once_from_a_day),
        cmocka_unit_test(test_what_one_person_has_passes_on_to_another),
        cmocka_unit_test(test_all_of_a_region_moves_the_role_itself),
        cmocka_unit_test(test_a_role_without_affiliates_is_handed_over_by_its_own_line),
        cmocka_unit_test(test_the_mouse_hands_over),
        cmocka_unit_test(test_the_directory_by_the_mouse),
        cmocka_unit_test(test_directory_follows_each_name_on_any_day),
        cmocka_unit_test(test_an_empty_directory_says_how_to_begin),
        cmocka_unit_test(test_the_directory_adds_who_is_missing),
        cmocka_unit_test(test_workload_and_vacancies_are_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
