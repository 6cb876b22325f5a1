/*
 * test_keeping.c: nothing typed is lost: a program killed, ended from outside or closed is taken up
 * where it stood, and what was done can be undone and done again.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static const char typed[] = "Åsa 高橋";

/* A form for a new person with a name begun. */
static struct terminal *begin_form(struct desk *desk)
{
    struct terminal *terminal = desk_start(desk, 24, 80);
    terminal_shows(terminal, "Taituarā");
    terminal_type(terminal, "5");
    terminal_shows(terminal, "Harakeke");
    terminal_type(terminal, "a");
    terminal_shows(terminal, "New person");
    terminal_type(terminal, typed);
    terminal_shows(terminal, typed);
    return terminal;
}

/* A new start says there is a draft, and takes it up. */
static void take_up(struct desk *desk)
{
    struct terminal *terminal = desk_start_today(desk, 24, 80);
    terminal_shows(terminal, "1 unsaved draft");
    terminal_type(terminal, "D");
    terminal_shows(terminal, "person");
    terminal_type(terminal, KEYS_ENTER);
    terminal_shows(terminal, typed);
    terminal_type(terminal, CTRL('s'));
    terminal_hides(terminal, "New person");
    char *list = desk_ask(desk, "liaise list person --format csv --columns name");
    assert_non_null(strstr(list, typed));
    free(list);
}

static void test_draft_survives_kill(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = begin_form(&desk);
    kill(terminal_pid(terminal), SIGKILL);
    int status = terminal_end(terminal);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    take_up(&desk);
    desk_close(&desk);
}

/* What follows the last of a switch's settings in what was written: 'h' on, 'l' off, 0 never. */
static char last_setting(const struct terminal *terminal, const char *mode)
{
    size_t size, length = strlen(mode);
    const char *at = terminal_bytes(terminal, &size);
    char last = 0;
    while ((at = strstr(at, mode)) != NULL) {
        at += length;
        last = *at;
    }
    return last;
}

static void end_by(int number)
{
    struct desk desk;
    desk_open(&desk);
    struct terminal *terminal = begin_form(&desk);
    assert_true(terminal_alternate(terminal));
    assert_int_equal(last_setting(terminal, "\033[?2004"), 'h');
    kill(terminal_pid(terminal), number);
    assert_true(WIFEXITED(terminal_end(terminal)));
    assert_false(terminal_alternate(terminal));
    assert_int_equal(last_setting(terminal, "\033[?2004"), 'l');
    assert_int_equal(last_setting(terminal, "\033[?25"), 'h');
    take_up(&desk);
    desk_close(&desk);
}

static void test_hangup_and_end_keep_draft_and_terminal(void **state)
{
    (void)state;
    end_by(SIGTERM);
    end_by(SIGHUP);
}

static void test_escape_keeps_and_discard_forgets(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = begin_form(&desk);
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_hides(terminal, "New person");
    terminal_type(terminal, "a");
    terminal_shows(terminal, typed);
    terminal_type(terminal, CTRL('d'));
    terminal_hides(terminal, "New person");
    terminal_type(terminal, "a");
    terminal_shows(terminal, "New person");
    terminal_hides(terminal, typed);
    desk_close(&desk);
}

/* From the start: `:`, words, Enter, `+`, value, Enter, note, Enter. */
static void test_progress_in_eight_keys(void **state)
{
    struct desk desk;
    int keys = 0;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start_today(&desk, 24, 80);
    static const struct {
        const char *keys, *shows; /* one key, or words that are typed and do not count */
        bool words;
    } steps[] = {
        {":", "", false},
        {"train 30", "Train 30 managers", true},
        {KEYS_ENTER, "Measure", false},
        {"+", "Value", false},
        {"6", "60%", true},
        {KEYS_ENTER, "", false},
        {"Third cohort.", "Third cohort.", true},
        {KEYS_ENTER, "18 of 30", false},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        keys += !steps[i].words;
        terminal_type(terminal, steps[i].keys);
        terminal_shows(terminal, steps[i].shows);
    }
    assert_true(keys <= 8);
    char *list = desk_ask(&desk, "liaise list progress --format csv --columns value,note");
    assert_non_null(strstr(list, "6,Third cohort."));
    free(list);
    desk_close(&desk);
}

/* A goal measured by milestones begins without any, and its page takes the first. */
static void test_first_milestone(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise add goal affiliate=CAMA title='Found a chapter' measure=milestones");
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_type(terminal, ":found a chapter");
    terminal_shows(terminal, "goal");
    terminal_type(terminal, KEYS_ENTER);
    terminal_shows(terminal, "Milestones");
    terminal_hides(terminal, "Baseline");
    terminal_type(terminal, "+");
    terminal_shows(terminal, "No milestones yet");
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_hides(terminal, "No milestones yet");
    terminal_type(terminal, "a");
    terminal_shows(terminal, "New milestone");
    terminal_type(terminal, "Elect a board");
    terminal_type(terminal, CTRL('s'));
    terminal_shows(terminal, "Milestones (1)");
    desk_close(&desk);
}

static void quit(struct terminal *terminal)
{
    terminal_type(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
}

static void test_undo_and_redo_outlive_the_program(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise set affiliate CAMA city=Toronto");
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "Taituarā");
    terminal_type(terminal, "u");
    terminal_shows(terminal, "Undid");
    quit(terminal);
    desk_run(&desk, "liaise show affiliate CAMA | grep -q Ottawa");
    terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "Taituarā");
    terminal_type(terminal, CTRL('r'));
    terminal_shows(terminal, "Redid");
    quit(terminal);
    desk_run(&desk, "liaise show affiliate CAMA | grep -q Toronto");
    desk_close(&desk);
}

static void test_two_programs_on_one_database(void **state)
{
    struct desk desk, other = {.terminal = NULL};
    (void)state;
    desk_open(&desk);
    struct terminal *first = desk_start(&desk, 24, 80);
    terminal_shows(first, "Taituarā");
    struct terminal *second = desk_start(&other, 24, 80);
    terminal_shows(second, "Taituarā");
    terminal_type(second, "/cama\rx");
    terminal_shows(second, "Archived");
    terminal_hides(first, "CAMA");
    terminal_type(second, "u");
    terminal_shows(second, "Undid");
    terminal_shows(first, "CAMA");
    desk_run(&desk, "liaise add affiliate name='Newly Added' kind=national");
    terminal_shows(first, "Newly Added");
    terminal_free(second);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draft_survives_kill),
        cmocka_unit_test(test_hangup_and_end_keep_draft_and_terminal),
        cmocka_unit_test(test_escape_keeps_and_discard_forgets),
        cmocka_unit_test(test_progress_in_eight_keys),
        cmocka_unit_test(test_first_milestone),
        cmocka_unit_test(test_undo_and_redo_outlive_the_program),
        cmocka_unit_test(test_two_programs_on_one_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
