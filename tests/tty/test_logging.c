/*
 * test_logging.c: progress logged on goals of each measure, key by key: yes and no, milestones,
 * what another program logs meanwhile, and the draft of what was not saved.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"

#define SAVE "\023"    /* C-s */
#define DISCARD "\004" /* C-d */
#define PICK "\017"    /* C-o */

static void test_yes_and_no(void **state)
{
    static const struct step steps[] = {
        {"3/chapter\r", "1 of 1", NULL},
        {"+", "y or n", NULL},
        {"q" PICK, "Value must be yes or no for", "log-wrong"},
        {SAVE, "Value must be yes or no for", NULL},
        {KEYS_BACKSPACE "n", "no", NULL},
        {" ", "Not started → 100%, met", NULL},
        {" ", "Not started → 0%", NULL},
        {"Y\r", "Not started → 100%, met", NULL},
    };
    static const struct step saved[] = {
        {"\033OP", "Keys", NULL},
        {"", "Esc back", NULL},
        {KEYS_ESCAPE, "Esc cancel", NULL},
        {KEYS_DOWN "12", "Can't read \"12\" as a date.", NULL},
        {SAVE, "Can't read \"12\" as a date.", NULL},
        {"\025" KEYS_DOWN "7" KEYS_UP KEYS_UP "We met.\r", "Logged. \"Open a chapter\"", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise add goal affiliate=CAMA title='Open a chapter' measure=yes-no"
                    " due=2026-12-31 >/dev/null");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_squeeze(&desk);
    DESK_WALK(&desk, saved);
    desk_expect(&desk, "liaise list progress value:1 --columns value,confidence,note --format csv",
        "value,confidence,note\n1,7,We met.\n");
    desk_leave(&desk);
}

/* Arrows and the mouse choose among those that what is typed leaves. */
static void test_milestones(void **state)
{
    static const struct step steps[] = {
        {"3/primer\r", "1 of 1", NULL},
        {"+", "milestone completed", NULL},
        {KEYS_UP KEYS_DOWN KEYS_DOWN KEYS_DOWN KEYS_UP, "25%", "log-milestones"},
        {"zzz", "No matching open milestone.", NULL},
        {KEYS_DOWN "\025print", "Print it", NULL},
        {KEYS_DOWN "\025\r", "25%", NULL},
    };
    static const struct step saved[] = {
        {KEYS_UP "\r\r", "Logged. \"Primer\"", NULL},
        {"+\r\r", "Logged. \"Primer\"", NULL},
        {"+\r\r", "Logged. \"Primer\"", NULL},
        {"+\r\r", "Logged. \"Primer\"", NULL},
        {"+", "All milestones are done.", NULL},
        {"\033OP", "Keys", NULL},
        {"", "Esc back", NULL},
        {KEYS_ESCAPE, "Esc cancel", NULL},
        {KEYS_ESCAPE, "Enter open", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise add goal affiliate=CAMA title=Primer measure=milestones"
                    " due=2026-12-31 >/dev/null\n"
                    "for title in 'Write it' 'Print it' 'Send it' 'Read it'; do\n"
                    "    liaise add milestone goal=Primer title=\"$title\" >/dev/null; done\n"
                    "liaise set milestone 'Read it' due=2026-08-01");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_squeeze(&desk);
    mouse_press(desk.terminal, MOUSE_LEFT, "Value");
    mouse_press(desk.terminal, MOUSE_LEFT, "Print it");
    DESK_WALK(&desk, saved);
    desk_expect(
        &desk, "liaise list milestone done_on:none --format csv | wc -l | tr -d ' '", "1\n");
    desk_leave(&desk);
}

static void test_another_program_logs_meanwhile(void **state)
{
    static const struct step begun[] = {
        {"3/train\r", "1 of 1", NULL},
        {"+6", "40%, at risk → 60%, on track", NULL},
    };
    static const struct step left[] = {
        {KEYS_ESCAPE, "Draft saved; press + to resume.", NULL},
        {"D", "Progress on \"Train 30 managers\"", NULL},
        {"\r", "50%, on track → 70%", "log-resumed"},
        {DISCARD, "Draft discarded.", NULL},
        {"", "No unsaved drafts.", NULL},
        {"D", "No unsaved drafts.", NULL},
        {KEYS_ESCAPE, "Enter open", NULL}, /* it was there once */
        {"+", "Log progress", NULL},
        {DISCARD, "Enter open", NULL},
        {"\r", "Train 30 managers", NULL},
        {"jj+", "Log progress", NULL}, /* on an entry of it */
        {"3" SAVE, "Logged. \"Train 30 managers\"", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, begun);
    desk_run(&desk, "liaise log 'Train 30 managers' 3 >/dev/null");
    terminal_shows(desk.terminal, "50%, on track → 70%");
    DESK_WALK(&desk, left);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yes_and_no),
        cmocka_unit_test(test_milestones),
        cmocka_unit_test(test_another_program_logs_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
