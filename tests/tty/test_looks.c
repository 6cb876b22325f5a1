/*
 * test_looks.c: how a list looks: its columns chosen and put in order, its hits gone through, views
 * kept and opened.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"
#include <stdlib.h>

static void columns_are_chosen_and_seen_at_once(void **state)
{
    static const struct step steps[] = {
        {"C", "✓ Code", "columns"},
        {"city ", "✓ City", "columns-city"},
        {KEYS_BACKSPACE KEYS_BACKSPACE KEYS_BACKSPACE KEYS_BACKSPACE "kind ", "Type ", NULL},
        {"\r", "Enter open", "columns-chosen"},
        {"5C", "✓ Affiliate                   Affiliate (leave",
            "columns-soon"}, /* before it is drawn */
        {KEYS_ESCAPE, "/ filter", NULL},
        {"3", "Goals", NULL},
        {KEYS_BACKSPACE KEYS_BACKSPACE "2", "City ", NULL}, /* kept for the lists of the kind */
        {"C", "✓ City", NULL},
        {KEYS_RIGHT " ", "✓ Name", NULL},
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Enter open", "columns-chosen"}, /* as it was */
        {"C\004", "Type ", "columns-usual"},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    terminal_shows(desk_start(&desk, 24, 80), "CAMA");
    DESK_WALK(&desk, steps);
    terminal_type(desk.terminal, "C");
    terminal_shows(desk.terminal, "✓ Code");
    desk_squeeze(&desk);
    mouse_press(desk.terminal, MOUSE_LEFT, "Region ");
    terminal_shows(desk.terminal, "✓ Region");
    terminal_type(desk.terminal, KEYS_LEFT KEYS_LEFT "zzz");
    terminal_shows(desk.terminal, "No matching columns.");
    terminal_type(desk.terminal, " " KEYS_RIGHT KEYS_ESCAPE);
    terminal_shows(desk.terminal, "Enter open");
    desk_leave(&desk);
}

static void dates_are_shown_by_the_setting(void **state)
{
    static const struct step steps[] = {
        {"3", "Dec 31, 2026", NULL},
        {"2", "STMO", NULL},
        {"/code:TAITUARA\r\r", "Mar 15, 2021  5 years ago", NULL},
        {"e", "Mar 15, 2021", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(
        &desk, "mkdir -p ~/.config/liaise && echo 'dates = \"us\";' >~/.config/liaise/liaise.conf");
    terminal_shows(desk_start_today(&desk, 24, 110), "Aug 31, 2026");
    DESK_WALK(&desk, steps);
    terminal_shows(desk.terminal, "Mar 15, 2021");
    desk_close(&desk);
}

static void hits_are_gone_through_among_the_others(void **state)
{
    static const struct step steps[] = {
        {"n", "other records stay in the list", NULL},
        {"hall\r", "Match 1 of 3 for \"hall\"", NULL},
        {"", " 38 of 40", NULL}, /* by name */
        {"n", "Match 2 of 3", NULL},
        {"n", "Match 3 of 3", NULL},
        {"n", "Match 1 of 3", NULL}, /* round the end */
        {"N", "Match 3 of 3", NULL},
        {"/hall 39", " 1 of 1", NULL},
        {KEYS_ESCAPE, " of 40", NULL}, /* what was filtered is what is gone to */
        {"n", "Match 1 of 1 for \"hall 39\"", NULL},
        {"/kind:state\r", " of 21", NULL},
        {"n", "of 21 for \"kind:state\"", NULL},
        {KEYS_ESCAPE, " of 40", NULL},
        {"/hall zzz", " 0 of 0", NULL},
        {KEYS_ESCAPE, " of 40", NULL},
        {"n", "No match for \"hall zzz\".", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    desk_run(&desk, "liaise init --org Home --you Wren >/dev/null");
    desk_run(&desk, "{ echo code,name,kind,country; for i in $(seq 10 29) 30 34 39 $(seq 40 56); do"
                    " kind=national; [ $((i % 2)) = 0 ] && kind=state;"
                    " name=Club; [ $((i / 10)) = 3 ] && name=Hall; echo C$i,$name $i,$kind,US; "
                    "done; } >\"$HOME/clubs.csv\"");
    desk_run(&desk, "liaise import affiliate \"$HOME/clubs.csv\" >/dev/null");
    terminal_shows(desk_start(&desk, 24, 80), "1 of 40");
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

static void views_are_opened_and_kept(void **state)
{
    static const struct step steps[] = {
        {"v", "Affiliates by region", "views"},
        {"?", "Add a record here", "views-help"}, /* no more than what can be done here */
        {KEYS_ESCAPE, "Affiliates by region", "views"},
        {"jjj\r", "Affiliates: Affiliates by region", "view-opened"},
        {"vv", "Enter open", NULL}, /* the same key closes it */
        {"v/", "Views", NULL},      /* no key of the list reaches through it */
        {KEYS_END KEYS_UP KEYS_UP "k", "Views", NULL}, {"", "Enter open  Esc back  a add", NULL},
        {KEYS_ESCAPE, "/ filter", NULL}, {"3/train\rss", "by ", NULL},
        {"va", "name of this view", NULL},
        {"Training\r", "View \"Training\" saved. Press u to undo.", NULL},
        {"", "Goals: Training", NULL}, {KEYS_ESCAPE, "of 3", NULL}, {"v", "Training ", NULL},
        {"G", "Training ", NULL},
        {KEYS_HOME "jjjj\r", "Goals: Training", NULL}, /* those of this kind come first */
        {"C\004", "Goals: Training", NULL}, {"va\r", "View \"Training\" updated", NULL},
        {"2v", "Affiliates at risk", NULL}, {"jjjjjx", "Archived view \"Goals at risk\"", NULL},
        {"u", "Undid", NULL},
        {"\r", "Goals: Goals at risk", NULL}, /* elsewhere: that kind's list */
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    terminal_shows(desk_start(&desk, 24, 80), "CAMA");
    DESK_WALK(&desk, steps);
    char *kept =
        desk_ask(&desk, "liaise list view Training --format csv --columns kind,filter,sort");
    assert_string_equal(kept, "kind,filter,sort\ngoal,train,\"health,due,title\"\n");
    free(kept);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_chosen_and_seen_at_once),
        cmocka_unit_test(views_are_opened_and_kept),
        cmocka_unit_test(dates_are_shown_by_the_setting),
        cmocka_unit_test(hits_are_gone_through_among_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
