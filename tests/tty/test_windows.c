/*
 * test_windows.c: two screens on one database: each has its own drafts, and neither saves over what
 * the other wrote without asking.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct windows {
    struct desk desk, other; /* the other only holds a terminal */
    struct terminal *first, *second;
};

static void open_both(struct windows *windows)
{
    *windows = (struct windows){0};
    desk_open(&windows->desk);
    windows->first = desk_start(&windows->desk, 24, 80);
    terminal_shows(windows->first, "Taituarā");
    windows->second = desk_start(&windows->other, 24, 80);
    terminal_shows(windows->second, "Taituarā");
}

static void close_both(struct windows *windows)
{
    terminal_free(windows->second);
    desk_close(&windows->desk);
}

/* The form of CAMA, whose name is added to. */
static void edit_cama(struct terminal *terminal, const char *added)
{
    terminal_type(terminal, "/cama\r");
    terminal_shows(terminal, "1 of 1");
    terminal_type(terminal, "e");
    terminal_shows(terminal, "Edit affiliate");
    terminal_type(terminal, "\t");
    terminal_shows(terminal, "2 of 17");
    terminal_type(terminal, added);
    terminal_shows(terminal, added);
}

static void kill_window(struct terminal *terminal)
{
    kill(terminal_pid(terminal), SIGKILL);
    terminal_end(terminal);
}

/* What one saves is none of the other's draft, which outlives its program and is asked about. */
static void test_each_window_has_its_own_draft(void **state)
{
    struct windows windows;
    (void)state;
    open_both(&windows);
    edit_cama(windows.first, "-one");
    edit_cama(windows.second, "-two");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Saved: Affiliate");
    terminal_shows(windows.second, "Someone else changed this affiliate too");
    terminal_shows(windows.second, "-two");
    kill_window(windows.second);
    terminal_type(windows.first, "D");
    terminal_shows(windows.first, "Unsaved drafts");
    terminal_hides(windows.first, "another window");
    terminal_type(windows.first, "\r");
    terminal_shows(windows.first, "-two");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Not saved yet");
    terminal_shows(windows.first, "-one");
    close_both(&windows);
}

static void test_a_draft_in_use_is_shown_and_not_offered(void **state)
{
    struct windows windows;
    (void)state;
    open_both(&windows);
    edit_cama(windows.first, "-one");
    terminal_type(windows.second, "D");
    terminal_shows(windows.second, "open in another window");
    terminal_type(windows.second, "\r");
    terminal_shows(windows.second, "That draft is open in another window.");
    terminal_type(windows.second, KEYS_ESCAPE);
    terminal_shows(windows.second, "Taituarā");
    terminal_type(windows.second, "/cama\re");
    terminal_shows(windows.second, "This affiliate is also open in another window");
    terminal_hides(windows.second, "-one");
    terminal_type(windows.first, KEYS_ESCAPE);
    terminal_shows(windows.first, "Draft saved; press e to resume.");
    terminal_type(windows.second, CTRL('d'));
    terminal_hides(windows.second, "Edit affiliate");
    terminal_type(windows.second, "e");
    terminal_shows(windows.second, "-one");
    close_both(&windows);
}

static void begin_person(struct terminal *terminal, const char *name)
{
    terminal_type(terminal, "5");
    terminal_shows(terminal, "Harakeke");
    terminal_type(terminal, "a");
    terminal_shows(terminal, "New person");
    terminal_type(terminal, name);
    terminal_shows(terminal, name);
}

static void test_new_records_stand_on_their_own(void **state)
{
    struct windows windows;
    (void)state;
    open_both(&windows);
    begin_person(windows.first, "Ada First");
    begin_person(windows.second, "Bea Second");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Saved: Person");
    kill_window(windows.second);
    terminal_type(windows.first, "a");
    terminal_shows(windows.first, "Bea Second");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Saved: Person \"Bea Second\"");
    char *list = desk_ask(&windows.desk, "liaise list person --format csv --columns name");
    assert_non_null(strstr(list, "Ada First"));
    assert_non_null(strstr(list, "Bea Second"));
    free(list);
    close_both(&windows);
}

/* Left keeps what was typed, Right takes what the other saved; nothing is saved before. */
static void test_which_change_stays_is_chosen(void **state)
{
    static const char *const columns[] = {"Yours", "Theirs", "Ann changed this field on"};
    struct windows windows;
    (void)state;
    open_both(&windows);
    edit_cama(windows.first, "-one");
    desk_run(&windows.desk, "liaise --as Ann set affiliate CAMA name=Renamed city=Toronto");
    terminal_shows(windows.first, "Someone else changed this affiliate too");
    terminal_type(windows.first, CTRL('s'));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        terminal_shows(windows.first, columns[i]);
    terminal_shows(windows.first, "0 of 1 chosen");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Choose for Name first");
    desk_expect(&windows.desk, "liaise list affiliate code:CAMA --format csv --columns name",
        "name\nRenamed\n");
    terminal_type(windows.first, KEYS_ESCAPE);
    terminal_shows(windows.first, "Edit affiliate");
    terminal_shows(windows.first, "-one");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Renamed");
    terminal_type(windows.first, KEYS_LEFT);
    terminal_shows(windows.first, "1 of 1 chosen");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Saved: Affiliate");
    char *list =
        desk_ask(&windows.desk, "liaise list affiliate code:CAMA --format csv --columns name,city");
    assert_non_null(strstr(list, "-one"));
    assert_non_null(strstr(list, "Toronto"));
    free(list);
    close_both(&windows);
}

static void test_theirs_is_taken(void **state)
{
    struct windows windows;
    (void)state;
    open_both(&windows);
    edit_cama(windows.first, "-one");
    desk_run(&windows.desk, "liaise set affiliate CAMA name=Renamed");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Not saved yet");
    terminal_type(windows.first, KEYS_RIGHT);
    terminal_shows(windows.first, "1 of 1 chosen");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Their version stays; you had no changes left to save.");
    desk_expect(&windows.desk, "liaise list affiliate code:CAMA --format csv --columns name",
        "name\nRenamed\n");
    terminal_type(windows.first, "D");
    terminal_shows(windows.first, "No unsaved drafts.");
    close_both(&windows);
}

/* Both texts, a click on either side, Enter to the next; a choice stays until their value changes,
   and when they undo what they did, there is nothing to choose. */
static void test_each_field_is_chosen(void **state)
{
    static const struct step begun[] = {
        {"/cama\r", "1 of 1", NULL},
        {"e", "Edit affiliate", NULL},
        {"\tX" KEYS_UP KEYS_UP KEYS_UP, "16 of 17", NULL},
        {"Ours.", "Ours.", NULL},
    };
    static const struct step chosen[] = {
        {"\023", "0 of 2 chosen", NULL},
        {"b", "Name can't be combined: keep yours or take theirs.", NULL},
    };
    static const struct step next[] = {
        {"\r", "b: combine both", NULL},
        {"b", "2 of 2 chosen", "conflict-both"},
        {"\t", "2 of 2 chosen", NULL},
    };
    static const struct step saved[] = {{"\023", "Saved: Affiliate", NULL}};
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, begun);
    desk_run(&desk, "liaise --as Ann set affiliate CAMA name=Theirs notes='And theirs.'");
    terminal_shows(desk.terminal, "Someone else changed");
    DESK_WALK(&desk, chosen);
    mouse_press(desk.terminal, MOUSE_LEFT, "Name    ");
    mouse_press_beside(desk.terminal, "Name    ", 60);
    terminal_shows(desk.terminal, "1 of 2 chosen");
    DESK_WALK(&desk, next);
    desk_squeeze(&desk);
    desk_run(&desk, "liaise --as Ann set affiliate CAMA name='Theirs again'");
    terminal_shows(desk.terminal, "1 of 2 chosen");
    desk_run(&desk, "liaise --as Ann set affiliate CAMA notes="
                    " name='Canadian Association of Municipal Administrators'");
    terminal_shows(desk.terminal, "The other change was undone; your form is ready to save.");
    DESK_WALK(&desk, saved);
    desk_expect(&desk, "liaise list affiliate code:CAMA --format csv --columns name,notes",
        "name,notes\nCanadian Association of Municipal AdministratorsX,Ours.\n");
    desk_leave(&desk);
}

/* A record that is archived while its form is open: saving asks whether it stays so. */
static void test_what_was_archived_is_restored_or_not(void **state)
{
    static const struct step stays[] = {
        {"\023", "0 of 1 chosen", NULL},
        {"", "archived it", "conflict-archived"},
        {KEYS_RIGHT "\023", "Saved: Affiliate", NULL},
    };
    static const struct step restored[] = {
        {"\023", "0 of 1 chosen", NULL},
        {KEYS_LEFT "\023", "Saved: Affiliate", NULL},
    };
    static const struct {
        const char *added, *archived;
        const struct step *steps;
        size_t count;
    } turns[] = {
        {"-one", "is:archived", stays, sizeof stays / sizeof *stays},
        {"-two", "-is:archived", restored, sizeof restored / sizeof *restored},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    terminal_type(desk.terminal, "/cama\r");
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        char line[192];
        terminal_shows(desk.terminal, "1 of 1");
        terminal_type(desk.terminal, "e\t");
        terminal_shows(desk.terminal, "2 of 17");
        terminal_type(desk.terminal, turns[i].added);
        desk_run(&desk, "liaise --as Ann archive affiliate CAMA");
        terminal_shows(desk.terminal, "Someone else changed");
        desk_walk(&desk, turns[i].steps, turns[i].count);
        snprintf(line, sizeof line,
            "liaise list affiliate code:CAMA %s --format csv --columns name | grep -c -e %s;"
            " liaise restore affiliate CAMA",
            turns[i].archived, turns[i].added);
        desk_expect(&desk, line, "1\n");
    }
    desk_leave(&desk);
}

/* Somebody removes, by undo, what is being edited: it is saved anew. */
static void test_what_was_removed_is_saved_as_new(void **state)
{
    struct windows windows;
    (void)state;
    open_both(&windows);
    desk_run(&windows.desk, "liaise --as Ann add affiliate name=Brief kind=national");
    terminal_shows(windows.first, "Brief");
    terminal_type(windows.first, "/brief\re");
    terminal_shows(windows.first, "Edit affiliate");
    terminal_type(windows.first, "\t-one");
    terminal_shows(windows.first, "Brief-one");
    desk_run(&windows.desk, "liaise --as Ann undo");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Not saved: Ann");
    terminal_shows(windows.first, "removed this affiliate");
    terminal_shows(windows.first, "New affiliate");
    terminal_type(windows.first, CTRL('s'));
    terminal_shows(windows.first, "Saved: Affiliate \"Brief-one\"");
    close_both(&windows);
}

static void test_letters_choose_in_a_form(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "Taituarā");
    terminal_type(terminal, "3");
    terminal_shows(terminal, "Train 30 managers");
    terminal_type(terminal, "/train 30\re");
    terminal_shows(terminal, "Edit goal");
    for (int i = 0; i < 40 && !strstr(terminal_bytes(terminal, &(size_t){0}), "How progress");
         i++) {
        terminal_type(terminal, "\t");
        terminal_settle(terminal);
    }
    terminal_shows(terminal, "How progress is measured.");
    terminal_type(terminal, "kee");
    terminal_type(terminal, CTRL('s'));
    terminal_hides(terminal, "Edit goal");
    char *list = desk_ask(&desk, "liaise list goal --format csv --columns title,measure");
    assert_non_null(strstr(list, "Train 30 managers,maintain"));
    free(list);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_window_has_its_own_draft),
        cmocka_unit_test(test_a_draft_in_use_is_shown_and_not_offered),
        cmocka_unit_test(test_new_records_stand_on_their_own),
        cmocka_unit_test(test_which_change_stays_is_chosen),
        cmocka_unit_test(test_theirs_is_taken),
        cmocka_unit_test(test_each_field_is_chosen),
        cmocka_unit_test(test_what_was_archived_is_restored_or_not),
        cmocka_unit_test(test_what_was_removed_is_saved_as_new),
        cmocka_unit_test(test_letters_choose_in_a_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
