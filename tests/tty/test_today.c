/*
 * test_today.c: what needs attention, and that each line of it is one key from being dealt with.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdlib.h>
#include <string.h>

/* The small office, and something of each sort for its liaison, Wren Abernethy, who looks after
   CAMA. */
static void open_office(struct desk *desk)
{
    desk_open(desk);
    desk_run(desk,
        "liaise add goal affiliate=CAMA title=Primer measure=milestones start=2026-01-01"
        " due=2026-12-31 >/dev/null;"
        "liaise add milestone goal=Primer title='Find a printer' due=2026-06-20 >/dev/null;"
        "liaise add activity affiliate=CAMA kind=call title='Dues' day=2026-06-01"
        " follow_up_on=2026-06-29 >/dev/null;"
        "liaise add event title='Annual conference' host=CAMA from=2026-09-10"
        " place=Halifax >/dev/null;"
        "liaise add goal affiliate=CAMA title='Twelve talks' measure=total target=12"
        " start=2026-04-01 due=2027-03-31 cadence=monthly >/dev/null");
}

/* Keys that are no words. */
static size_t keystrokes;

static void press(struct desk *desk, const char *key, const char *shows)
{
    keystrokes++;
    terminal_settle(desk->terminal);
    terminal_type(desk->terminal, key);
    terminal_shows(desk->terminal, shows);
}

static void leave(struct desk *desk)
{
    terminal_type(desk->terminal, "q");
    assert_int_equal(terminal_end(desk->terminal), 0);
    desk_close(desk);
}

/* Down to the line of which the foot of the screen says so, and what Enter does to it. */
static void go_to(struct desk *desk, const char *does, const char *why)
{
    enum { LINES_MOST = 20 };
    for (int i = 0; i < LINES_MOST; i++) {
        terminal_settle(desk->terminal);
        char *screen = terminal_screen(desk->terminal);
        const char *foot = strstr(screen, "\n Enter: ");
        bool there = foot && strstr(foot, does) && strstr(foot, why);
        free(screen);
        if (there)
            return;
        terminal_type(desk->terminal, "j");
    }
    terminal_shows(desk->terminal, why);
    fail_msg("No line of \"%s\" does \"%s\".", why, does);
}

static void every_line_is_one_key_from_being_dealt_with(void **state)
{
    struct desk desk;
    (void)state;
    open_office(&desk);
    terminal_shows(desk_start_today(&desk, 24, 80), "9 items");
    terminal_expect(desk.terminal, "today-all");
    go_to(&desk, "log progress", "Nothing logged yet");
    press(&desk, KEYS_ENTER, "Confidence");
    terminal_type(desk.terminal, "5\r\r");
    terminal_shows(desk.terminal, "8 items");
    terminal_hides(desk.terminal, "Overdue check-ins");
    go_to(&desk, "mark done", "Was due 2026-06-20");
    press(&desk, KEYS_ENTER, "Marked \"Find a printer\" done. Press u to undo.");
    terminal_hides(desk.terminal, "Milestones");
    press(&desk, "u", "Undid: Milestone \"Find a printer\": Date completed 2026-06-30.");
    terminal_shows(desk.terminal, "Milestones  1");
    press(&desk, KEYS_ENTER, "done. Press u");
    go_to(&desk, "mark done", "Follow-up due 2026-06-29");
    press(&desk, KEYS_ENTER, "Marked \"Dues\" done. Press u to undo.");
    terminal_hides(desk.terminal, "Follow-ups");
    go_to(&desk, "add an attendee", "2026-09-10 (in 2 months)");
    press(&desk, KEYS_ENTER, "New attendance");
    terminal_shows(desk.terminal, "Annual conference");
    press(&desk, KEYS_ESCAPE, "Events with no one attending  1");
    terminal_expect(desk.terminal, "today-less");
    leave(&desk);
}

static void what_breaks_a_rule_is_corrected_in_its_form(void **state)
{
    struct desk desk;
    (void)state;
    open_office(&desk);
    desk_run(&desk, "liaise log 'Twelve talks' 7 >/dev/null;"
                    "liaise set goal 'Twelve talks' measure=yes-no target= >/dev/null");
    terminal_shows(desk_start_today(&desk, 30, 80), "Records to correct  1");
    go_to(&desk, "open to correct", "Value must be yes (1) or no (0) for this goal.");
    press(&desk, KEYS_ENTER, "Edit progress");
    terminal_type(desk.terminal, "\t\t\x7f"
                                 "1");
    press(&desk, CTRL('s'), "Saved");
    terminal_hides(desk.terminal, "Records to correct");
    leave(&desk);
}

static void an_agreement_is_renewed_in_six_keys(void **state)
{
    struct desk desk;
    (void)state;
    open_office(&desk);
    terminal_shows(desk_start_today(&desk, 24, 80), "Agreements to renew  1");
    go_to(&desk, "renew", "Ends 2026-08-31");
    keystrokes = 0;
    press(&desk, KEYS_ENTER, "New agreement");
    press(&desk, CTRL('s'), "Saved");
    terminal_hides(desk.terminal, "Agreements to renew");
    assert_true(keystrokes <= 6);
    leave(&desk);
}

static void a_line_is_put_off_and_comes_back(void **state)
{
    struct desk desk;
    (void)state;
    open_office(&desk);
    terminal_shows(desk_start_today(&desk, 24, 80), "9 items");
    go_to(&desk, "log progress", "Nothing logged yet");
    press(&desk, "z", "Snooze until");
    terminal_type(desk.terminal, "soonish");
    press(&desk, KEYS_ENTER, "soonish");
    terminal_shows(desk.terminal, "9 items");
    press(&desk, "z", "blank = tomorrow");
    terminal_type(desk.terminal, "+2w");
    terminal_shows(desk.terminal, "2026-07-14");
    press(&desk, KEYS_ENTER, "Snoozed \"Twelve talks\" until 2026-07-14. Press u to undo.");
    terminal_shows(desk.terminal, "8 items");
    terminal_hides(desk.terminal, "Overdue check-ins");
    press(&desk, "u", "Snooze \"Twelve talks\" until 2026-07-14");
    terminal_shows(desk.terminal, "9 items");
    press(&desk, "z", "Snooze until");
    press(&desk, KEYS_ENTER, "until 2026-07-01");
    terminal_shows(desk.terminal, "8 items");
    leave(&desk);
}

static void mine_or_everyones(void **state)
{
    struct desk desk;
    (void)state;
    open_office(&desk);
    terminal_shows(desk_start_today(&desk, 24, 80), "Today — mine");
    press(&desk, "m", "Today — everyone");
    terminal_shows(desk.terminal, "TAITUARA");
    press(&desk, "m", "Today — mine");
    terminal_hides(desk.terminal, "TAITUARA");
    press(&desk, "p", "Goal: Twelve talks");
    press(&desk, "1", "Today — mine");
    press(&desk, "2", "1 of 4");
    press(&desk, "m", "/is:mine");
    terminal_shows(desk.terminal, "1 of 1");
    press(&desk, "m", "1 of 4");
    leave(&desk);
}

static void nothing_is_said_clearly(void **state)
{
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    desk_run(&desk, "liaise init --org Home --you Wren >/dev/null");
    terminal_shows(desk_start_today(&desk, 24, 80), "Nothing needs attention today.");
    terminal_shows(desk.terminal, "No affiliates yet. Press 2, then a, to add one — or run");
    press(&desk, "m", "You (\"Wren\") aren't in the People list");
    desk_run(&desk, "liaise add person name=Wren >/dev/null;"
                    "liaise add affiliate name=Club kind=state country=US >/dev/null");
    terminal_shows(desk.terminal, "Vacant roles  1");
    press(&desk, "m", "Nothing of yours needs attention today. Press m to see everyone's.");
    leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_one_key_from_being_dealt_with),
        cmocka_unit_test(what_breaks_a_rule_is_corrected_in_its_form),
        cmocka_unit_test(an_agreement_is_renewed_in_six_keys),
        cmocka_unit_test(a_line_is_put_off_and_comes_back),
        cmocka_unit_test(mine_or_everyones),
        cmocka_unit_test(nothing_is_said_clearly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
