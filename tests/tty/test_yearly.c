/*
 * test_yearly.c: what comes round every year, key by key: an agreement renewed, a plan drafted,
 * agreed and reviewed; and how many keys that takes.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"

#define SAVE "\023"    /* C-s */
#define DISCARD "\004" /* C-d */
#define EDITOR "\030"  /* C-x */

static const char plan_of_2026[] =
    "liaise add plan affiliate=CAMA year=2026 state=agreed agreed_on=2026-01-20 >/dev/null\n"
    "liaise set goal 'Train 30 managers' plan='CAMA 2026'\n"
    "liaise set goal 'Joint members' plan='CAMA 2026'\n"
    "liaise add goal affiliate=CAMA title='Dues survey' measure=milestones start=2026-01-01"
    " due=2026-10-31 plan='CAMA 2026' area=Ethics >/dev/null\n"
    "liaise add milestone goal='Dues survey' title='Draft the questions' due=2026-03-31"
    " done_on=2026-03-20 >/dev/null\n"
    "liaise add milestone goal='Dues survey' title='Send it to all chapters' due=2026-06-15"
    " >/dev/null\n"
    "liaise add activity affiliate=CAMA plan='CAMA 2026' kind=visit title='Visit to Ottawa'"
    " state=planned day=2026-10-05 until=2026-10-07 area=Ethics goal='Train 30' >/dev/null\n"
    "liaise add activity affiliate=CAMA plan='CAMA 2026' kind=call title='Spring call'"
    " state=done day=2026-04-14 >/dev/null\n";

/* Two keys from the agreement: r and Ctrl-S. */
static void test_renewing(void **state)
{
    static const struct step steps[] = {
        {"4", "CAMA affiliation", NULL},
        {"r", "New agreement", "yearly-renewal"},
        {"\023", "Saved: Agreement", NULL},
        {"gr", "has already been renewed", NULL},
        {"u", "Undid: Renew agreement \"CAMA affiliation\".", NULL},
        {"2/cama\r", "1 of 1", NULL},
        {"\r", "Our people", NULL},
        {KEYS_DOWN KEYS_DOWN KEYS_DOWN KEYS_DOWN "r", "New agreement", NULL},
        {"\t\t\t\t", "8 of", NULL},
        {"Ada Bright", "Ada Bright", NULL},
        {KEYS_ESCAPE, "Draft saved", NULL},
        {"D", "New agreement", NULL}, /* whichever way it is taken up, the promises come along */
        {"\r", "resumed", NULL},
        {"\023", "Saved: Agreement", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(&desk, "liaise list commitment --columns agreement,text --format csv | tail -n +2",
        "CAMA affiliation,Send two speakers a year.\nCAMA affiliation,Send two speakers a year.\n");
    desk_expect(&desk,
        "liaise list agreement -renews:none --columns from,to,our_signatories --format csv | tail "
        "-n +2",
        "2026-09-01,2027-10-31,Ada Bright\n");
    desk_close(&desk);
}

/* Two keys from the affiliate, taken as proposed: P and Ctrl-S. */
static void test_drafting(void **state)
{
    static const struct step steps[] = {
        {"2/cama\r", "1 of 1", NULL},
        {"P", "Draft 2027 plan for CAMA", "yearly-draft"},
        {"\023", "Drafted plan CAMA 2027: 4 goals, 1 activity", "yearly-drafted"},
        {"Y\r", "Plan CAMA 2027 agreed", NULL},
        {"u", "Undid: Agree plan CAMA 2027.", NULL},
        {"P", "Draft 2028 plan for CAMA", NULL}, /* the year after the plan at hand */
        {KEYS_ESCAPE, "Plan: CAMA 2027", NULL},
        {KEYS_ESCAPE, "1 of 1", NULL},
        {"P", "Plan CAMA 2027 already exists (draft).", NULL},
        {"u", "Undid: Draft plan CAMA 2027.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, plan_of_2026);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(&desk, "liaise list plan --format csv --columns year | tail -n +2", "2026\n");
    desk_expect(&desk, "liaise list goal state:draft --format csv | tail -n +2", "");
    desk_close(&desk);
}

static void test_drafting_otherwise(void **state)
{
    static const struct step steps[] = {
        {"2/cama\r", "1 of 1", NULL},
        {"P", "Draft 2027 plan for CAMA", NULL},
        {" ", "[ ] Dues survey", NULL},
        {KEYS_ESCAPE, "1 of 1", NULL},
        {"D", "2027 plan for \"Canadian Association", NULL},
        {"\r", "Draft resumed", NULL},
        {KEYS_DOWN, "Train 30", NULL},
        {"e", "Title, then Target", NULL},
        {"\025Train them all\r", "Train them all", NULL},
        {"\025none\r", "Target must be a number", NULL},
        {"\02525\r", "25 managers by 2027-12-31", "yearly-draft-edited"},
        {"\023", "Drafted plan CAMA 2027: 3 goals, 1 activity", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, plan_of_2026);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(&desk,
        "liaise list goal plan:2027 --columns title,target,start --sort title --format csv"
        " | tail -n +2",
        "Joint members,160,2027-01-01\nSend two speakers a year,,2027-01-01\n"
        "Train them all,25,2027-01-01\n");
    desk_close(&desk);
}

/* A line is edited cell by cell; Esc leaves it as it was, and a mistake stays open. */
static void test_lines_of_a_draft(void **state)
{
    static const struct step steps[] = {
        {"2/cama\r", "1 of 1", NULL},
        {"P", "Draft 2027 plan for CAMA", NULL},
        {KEYS_DOWN "\r", "Title, then Target", NULL},
        {" every year\t", "every year", NULL},
        {"\02599" KEYS_BACK_TAB KEYS_END, "99", NULL},
        {KEYS_ESCAPE, "Space excludes", "yearly-draft-line"},
        {"e\025", "Title, then Target", NULL},
        {SAVE, "Title is required.", NULL},
        {"\t\025\t\025Train them\r\r", "Train them", NULL},
    };
    static const struct step discarded[] = {
        {"G  ", "[ ]", NULL},
        {DISCARD, "1 of 1", NULL},
        {"P", "Draft 2027 plan for CAMA", "yearly-draft"},
        {DISCARD, "1 of 1", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, plan_of_2026);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_squeeze(&desk);
    mouse_press(desk.terminal, MOUSE_LEFT, "Visit to Ottawa");
    mouse_press(desk.terminal, MOUSE_LEFT, "Space");
    DESK_WALK(&desk, discarded);
    desk_leave(&desk);
}

/* Comments are written in an editor, too; the wheel and a click go from field to field. */
static void test_writing_a_review(void **state)
{
    static const struct step begun[] = {
        {"8/2027\r", "1 of 1", NULL},
        {"R", "there is nothing to review yet", NULL},
        {"/\0252026\r", "2026", NULL},
        {"R", "Review 2026 plan for CAMA", NULL},
        {EDITOR, "The external editor is only for long text.", NULL},
        {"\t" EDITOR, "Written there.", "yearly-review-edited"},
    };
    static const struct step discarded[] = {
        {DISCARD, "1 of 1", NULL},
        {"R", "Review 2026 plan for CAMA", "yearly-review"},
        {KEYS_BACK_TAB "One year.", "One year.", NULL},
        {EDITOR, "The editor (sh ~/edit) exited with an error", NULL},
        {KEYS_ESCAPE, "Draft saved; press R to resume.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, plan_of_2026);
    desk_run(&desk, "liaise add plan affiliate=CAMA year=2027 >/dev/null\n"
                    "mkdir -p ~/.config/liaise\n"
                    "echo 'editor = \"sh ~/edit\";' >~/.config/liaise/liaise.conf\n"
                    "echo 'echo Written there. >\"$1\"' >~/edit");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, begun);
    desk_squeeze(&desk);
    mouse_press(desk.terminal, MOUSE_WHEEL_DOWN, "Review");
    mouse_press(desk.terminal, MOUSE_WHEEL_UP, "Review");
    mouse_press(desk.terminal, MOUSE_LEFT, "Year summary"); /* a label is no field */
    mouse_press(desk.terminal, MOUSE_LEFT, "Written there.");
    terminal_type(desk.terminal, KEYS_END " Here, too.");
    terminal_shows(desk.terminal, "Written there. Here, too.");
    desk_run(&desk, "echo 'exit 1' >~/edit");
    DESK_WALK(&desk, discarded);
    desk_leave(&desk);
}

static void test_agreeing_and_reviewing(void **state)
{
    static const struct step steps[] = {
        {"8", "CAMA", NULL},
        {"R", "Review 2026 plan for CAMA", "yearly-review"},
        {"\t\t\tStands at 75; the drive starts in autumn.", "autumn.", NULL},
        {KEYS_ESCAPE, "1 of 1", NULL},
        {"R", "resumed", "yearly-review-taken-up"},
        {KEYS_BACK_TAB "A year of two halves.", "halves.", NULL},
        {"\023", "Plan CAMA 2026 reviewed and closed", NULL},
        {"\r", "closed", "yearly-reviewed"},
        {"u", "Undid: Review plan CAMA 2026.", NULL},
        {":agree-plan\r\r", "Plan CAMA 2026 is already agreed", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, plan_of_2026);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_close(&desk);
}

static const char goal_of_years[] =
    "liaise add plan affiliate=TAITUARA year=2026 state=agreed agreed_on=2026-01-20 >/dev/null\n"
    "liaise add goal affiliate=TAITUARA title='Mentor managers' measure=total unit=managers"
    " target=30 start=2026-01-01 due=2028-12-31 plan='TAITUARA 2026' >/dev/null\n"
    "liaise log 'Mentor managers' 8 --on 2026-05-01 >/dev/null\n";

/* A goal that runs for years stays in this year's plan when the next is drafted, and each review
   tells of its own year. */
static void test_a_goal_of_years(void **state)
{
    static const struct step steps[] = {
        {"2/tait\r", "1 of 1", NULL},
        {"P", "20 managers by 2027-12-31", "yearly-draft-years"},
        {KEYS_DOWN "e", "Title, then Target", NULL},
        {"\r\02518\r", "18 managers by 2027-12-31", NULL},
        {"\023", "Drafted plan TAITUARA 2027: 2 goals", "yearly-drafted-years"},
        {"8", "TAITUARA", NULL},
        {"/2026\r", "1 of 1", NULL},
        {"R", "8 of 10 managers due by 2026-12-31", "yearly-review-years"},
        {"\tTwo cohorts were full.", "full.", NULL},
        {KEYS_ESCAPE, "1 of 1", NULL},
        {"R", "resumed", NULL},
        {"\023", "Plan TAITUARA 2026 reviewed and closed", NULL},
        {"\r", "continues. Two cohorts were full.", "yearly-reviewed-years"},
        {"3/mentor\r\r", "Targets (2)", "yearly-goal-years"},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, goal_of_years);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(&desk,
        "liaise list target --columns plan,goal,target,verdict --format csv | tail -n +2",
        "TAITUARA 2026,Mentor managers,10,continues\nTAITUARA 2027,Mentor managers,18,open\n"
        "TAITUARA 2027,Three placements,3,open\n");
    desk_close(&desk);
}

/* As a database from before there were targets has it: what is typed is found again. */
static void test_a_review_without_targets(void **state)
{
    static const struct step steps[] = {
        {"8", "TAITUARA", NULL},
        {"R", "8 of 30 managers", NULL},
        {"\tTwo cohorts were full.", "full.", NULL},
        {KEYS_ESCAPE, "1 of 1", NULL},
        {"D", "Review of \"TAITUARA 2026\"", NULL},
        {"\r", "full.", NULL},
        {"\023", "Plan TAITUARA 2026 reviewed and closed", NULL},
        {"D", "No unsaved drafts.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, goal_of_years);
    desk_run(&desk, "liaise archive target mentor >/dev/null\n");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(&desk,
        "liaise list target --columns plan,target,verdict,comment --format csv | tail -n +2",
        "TAITUARA 2026,,continues,Two cohorts were full.\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_renewing),
        cmocka_unit_test(test_drafting),
        cmocka_unit_test(test_drafting_otherwise),
        cmocka_unit_test(test_lines_of_a_draft),
        cmocka_unit_test(test_writing_a_review),
        cmocka_unit_test(test_agreeing_and_reviewing),
        cmocka_unit_test(test_a_goal_of_years),
        cmocka_unit_test(test_a_review_without_targets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
