/*
 * test_together.c: two screens, each on a database of its own, that share through a folder: edits
 * that travel without a key, edits that conflict, and a team joined from the first screen.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* What is typed on the command line is dated by the clock, as invitations expire by it. */
static const char team[] = "set -e; unset LIAISE_TODAY; cd; mkdir share hq bo\n"
                           "liaise --db hq/liaise.db init --org Home --you 'Ana Lima' >/dev/null\n"
                           "liaise --db hq/liaise.db add person name='Ana Lima' >/dev/null\n"
                           "liaise --db hq/liaise.db add person name='Bo Ek' >/dev/null\n"
                           "liaise --db hq/liaise.db add affiliate code=CAMA name=Canadians "
                           "kind=international >/dev/null\n"
                           "liaise --db hq/liaise.db carrier add team folder share >/dev/null\n"
                           "liaise --db hq/liaise.db invite 'Bo Ek' -o invitation >/dev/null\n";
static const char joined[] = "set -e; unset LIAISE_TODAY; cd\n"
                             "liaise --db bo/liaise.db join invitation >/dev/null\n"
                             "liaise --db hq/liaise.db sync >/dev/null\n"
                             "liaise --db bo/liaise.db sync >/dev/null\n";

/* Two of a team; each screen is the test's to free. */
struct pair {
    struct desk desk;
    struct terminal *hq, *bo;
};

static void begin(struct pair *pair)
{
    *pair = (struct pair){0};
    desk_open_empty(&pair->desk);
    desk_run(&pair->desk, team);
    desk_run(&pair->desk, joined);
}

/* The screen on the database at that place, at a time by the clock. */
static struct terminal *open_at(const struct desk *desk, const char *place)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s/liaise.db", desk->home, place);
    unsetenv("LIAISE_TODAY");
    return terminal_start(24, 80, (const char *const[]){getenv("LIAISE"), "--db", path, NULL});
}

static void open_both(struct pair *pair)
{
    pair->hq = open_at(&pair->desk, "hq");
    pair->bo = open_at(&pair->desk, "bo");
    terminal_shows(pair->hq, "in sync");
    terminal_shows(pair->bo, "in sync");
}

/* What headquarters' screen wrote goes out by itself, and is in the other's history once that
   syncs. */
static void arrives(struct pair *pair, const char *label)
{
    char line[512];
    snprintf(line, sizeof line,
        "unset LIAISE_TODAY; cd; for try in $(seq 300); do\n"
        "liaise --db bo/liaise.db sync >/dev/null\n"
        "liaise --db bo/liaise.db history | grep -q '%s' && exit 0\n"
        "sleep 0.1; done; exit 1",
        label);
    desk_run(&pair->desk, line);
}

static void end(struct pair *pair)
{
    terminal_free(pair->hq);
    terminal_free(pair->bo);
    desk_close(&pair->desk);
}

static void type_command(struct terminal *terminal, const char *name)
{
    terminal_type(terminal, ":");
    terminal_shows(terminal, "Command palette");
    terminal_type(terminal, name);
    terminal_type(terminal, KEYS_ENTER);
}

static void erase(struct terminal *terminal, const char *typed)
{
    for (; *typed; typed++)
        terminal_type(terminal, KEYS_BACKSPACE);
}

/* An edit on one screen is in the other's list, with no key pressed there but the one that asks for
   a sync, since it is due by itself only every few minutes. */
static void test_an_edit_travels(void **state)
{
    struct pair pair;
    (void)state;
    begin(&pair);
    open_both(&pair);
    terminal_type(pair.bo, "2");
    terminal_shows(pair.bo, "Canadians");
    terminal_type(pair.hq, "2e");
    terminal_shows(pair.hq, "Edit affiliate");
    terminal_type(pair.hq, "\t of the north\023");
    terminal_shows(pair.hq, "Saved: Affiliate");
    arrives(&pair, "of the north");
    terminal_shows(pair.bo, "Canadians of the north");
    end(&pair);
}

/* What is written just before the screen is left goes out all the same. */
static void test_on_leaving(void **state)
{
    struct pair pair;
    (void)state;
    begin(&pair);
    open_both(&pair);
    terminal_type(pair.hq, "2x");
    terminal_shows(pair.hq, "Archived");
    terminal_type(pair.hq, "q");
    assert_int_equal(terminal_end(pair.hq), 0);
    desk_run(&pair.desk, "unset LIAISE_TODAY; cd; for try in $(seq 300); do\n"
                         "liaise --db bo/liaise.db sync >/dev/null\n"
                         "liaise --db bo/liaise.db list affiliate is:archived --format csv | grep "
                         "-q CAMA && exit 0\n"
                         "sleep 0.1; done; exit 1");
    end(&pair);
}

/* A folder that is gone is no wait: the header says since when, and comes back with it. */
static void test_offline(void **state)
{
    struct pair pair;
    (void)state;
    begin(&pair);
    open_both(&pair);
    desk_run(&pair.desk, "mv ~/share ~/gone");
    type_command(pair.hq, "sync-now");
    terminal_shows(pair.hq, "offline since");
    terminal_type(pair.hq, "2x");
    terminal_shows(pair.hq, "↑1  offline since");
    type_command(pair.hq, "carriers");
    terminal_shows(pair.hq, "Failing since");
    desk_run(&pair.desk, "mv ~/gone ~/share");
    type_command(pair.hq, "sync-now");
    terminal_shows(pair.hq, "sent 1, 0 conflicting edits");
    terminal_shows(pair.hq, "in sync");
    terminal_shows(pair.hq, "Working");
    end(&pair);
}

/* Both changed the same field while apart: the earlier edit is on Today until it is decided, and
   the decision travels. */
static void test_edits_conflict(void **state)
{
    struct pair pair;
    (void)state;
    begin(&pair);
    desk_run(&pair.desk, "set -e; unset LIAISE_TODAY; cd\n"
                         "liaise --db bo/liaise.db set affiliate CAMA city=Montreal >/dev/null\n"
                         "sleep 0.1\n"
                         "liaise --db hq/liaise.db set affiliate CAMA city=Toronto >/dev/null\n"
                         "liaise --db bo/liaise.db sync >/dev/null");
    pair.hq = open_at(&pair.desk, "hq");
    terminal_shows(pair.hq, "There are conflicting edits: press ! to see them.");
    terminal_shows(pair.hq, "Conflicting edits");
    terminal_type(pair.hq, "!");
    terminal_shows(pair.hq, "Montreal");
    terminal_type(pair.hq, "t");
    terminal_shows(pair.hq, "Took the other City.");
    arrives(&pair, "Take other");
    pair.bo = open_at(&pair.desk, "bo");
    terminal_shows(pair.bo, "in sync");
    terminal_type(pair.bo, "2\r");
    terminal_shows(pair.bo, "Montreal");
    terminal_type(pair.bo, "!");
    terminal_shows(pair.bo, "No conflicting edits.");
    end(&pair);
}

/* From the first screen there is, to the team's records. */
static void test_joining(void **state)
{
    struct pair pair = {0};
    (void)state;
    desk_open_empty(&pair.desk);
    desk_run(&pair.desk, team);
    pair.bo = open_at(&pair.desk, "bo");
    terminal_shows(pair.bo, "4  Join a team");
    terminal_type(pair.bo, "4\r");
    terminal_shows(pair.bo, "Invitation, a file");
    terminal_type(pair.bo, "nothing\r");
    terminal_shows(pair.bo, "There is no file nothing");
    char line[128];
    snprintf(line, sizeof line, "%s/invitation\r", pair.desk.home);
    terminal_type(pair.bo, line);
    terminal_shows(pair.bo, "not admitted yet");
    terminal_type(pair.bo, "2");
    terminal_shows(pair.bo, "Canadians");
    desk_run(&pair.desk, "unset LIAISE_TODAY; liaise --db ~/hq/liaise.db sync >/dev/null");
    type_command(pair.bo, "sync-now");
    terminal_shows(pair.bo, "in sync");
    end(&pair);
}

/* A team begun from the screen: the phrase is shown, a person is invited by a line, and the devices
   are listed. */
static void test_a_team_is_begun(void **state)
{
    struct pair pair = {0};
    (void)state;
    desk_open_empty(&pair.desk);
    desk_run(&pair.desk, "set -e; unset LIAISE_TODAY; cd; mkdir share hq\n"
                         "liaise --db hq/liaise.db init --org Home --you 'Ana Lima' >/dev/null\n"
                         "liaise --db hq/liaise.db add person name='Bo Ek' >/dev/null");
    pair.hq = open_at(&pair.desk, "hq");
    terminal_shows(pair.hq, "Today");
    type_command(pair.hq, "devices");
    terminal_shows(pair.hq, "not shared yet");
    type_command(pair.hq, "carriers");
    terminal_shows(pair.hq, "Press a to add one.");
    terminal_type(pair.hq, "a\t\t");
    terminal_shows(pair.hq, "The folder, or the address");
    terminal_type(pair.hq, "/nowhere\r");
    terminal_shows(pair.hq, "There is no folder /nowhere");
    terminal_shows(pair.hq, "Add a carrier");
    erase(pair.hq, "/nowhere");
    terminal_type(pair.hq, pair.desk.home);
    terminal_type(pair.hq, "/share\r");
    terminal_shows(pair.hq, "Recovery phrase");
    terminal_hides(pair.hq, "Add a carrier");
    terminal_type(pair.hq, "\r");
    terminal_hides(pair.hq, "Recovery phrase");
    terminal_shows(pair.hq, "Working");
    terminal_type(pair.hq, "5");
    terminal_shows(pair.hq, "Bo Ek");
    type_command(pair.hq, "invite");
    terminal_shows(pair.hq, "Invite a person");
    terminal_type(pair.hq, "\023");
    terminal_shows(pair.hq, "Words that open it");
    terminal_type(pair.hq, "\r");
    type_command(pair.hq, "devices");
    terminal_shows(pair.hq, "This device.");
    terminal_type(pair.hq, "s");
    terminal_shows(pair.hq, "s does nothing here.");
    terminal_type(pair.hq, "x");
    terminal_shows(pair.hq, "This can't be undone. Type yes, then Enter.");
    terminal_type(pair.hq, "yes\r");
    terminal_shows(pair.hq, "revoke it from another administrator's device.");
    end(&pair);
}

/* The lists of carriers and devices, answered no first; and a command that is stopped. */
static void test_carriers_and_devices_are_asked_about(void **state)
{
    static const struct step carriers[] = {
        {"\r", "Nothing to open here.", NULL}, {"x", "Remove team?", NULL},
        {"no\r", "Nothing was removed.", NULL}, {"x", "Remove team?", NULL},
        {KEYS_ESCAPE, "Nothing was removed.", NULL}, {"G", "x: remove", NULL},
        {"x", "No carrier selected.", NULL}, /* a file is none */
    };
    static const struct step devices[] = {
        {"\r", "Only a waiting device can be admitted.", NULL},
        {"x", "Type yes, then Enter.", NULL},
        {"no\r", "Nothing was revoked.", NULL},
        {"a", "Invite a person", NULL},
    };
    static const struct step invited[] = {
        {"\023", "Person is required.", NULL},
        {"\r", "New person", NULL},
        {"bo\r", "Person      Bo Ek", NULL},
        {KEYS_BACK_TAB KEYS_DELETE "b", "New person \"b\"", NULL},
        {"\r", "Person      Bo Ek", NULL},
        {KEYS_BACK_TAB "\017", "New person", NULL},
        {"bo\r", "Person      Bo Ek", NULL},
        {"\r\r\r\r", "Words that open it", NULL},
        {"y", "Copied the first line, without the words.", NULL},
        {"\r", "This device.", NULL},
    };
    struct pair pair = {0};
    (void)state;
    desk_open_empty(&pair.desk);
    desk_run(&pair.desk, team);
    desk_run(&pair.desk, "echo Not one of ours. >~/share/note.bundle");
    pair.desk.terminal = open_at(&pair.desk, "hq");
    terminal_shows(pair.desk.terminal, "Today");
    type_command(pair.desk.terminal, "carriers");
    terminal_shows(pair.desk.terminal, "Arriving");
    DESK_WALK(&pair.desk, carriers);
    desk_squeeze(&pair.desk);
    type_command(pair.desk.terminal, "devices");
    terminal_shows(pair.desk.terminal, "This device.");
    DESK_WALK(&pair.desk, devices);
    desk_squeeze(&pair.desk);
    DESK_WALK(&pair.desk, invited);
    type_command(pair.desk.terminal, "carriers");
    terminal_shows(pair.desk.terminal, "Arriving");
    terminal_type(pair.desk.terminal, "gx");
    terminal_shows(pair.desk.terminal, "Remove team?");
    terminal_type(pair.desk.terminal, "yes\r");
    terminal_shows(pair.desk.terminal, "Removed");
    end(&pair);
}

/* While another program writes, what is run beside the screen waits for it, or is stopped. */
static void test_a_command_is_stopped(void **state)
{
    struct pair pair = {0};
    char path[128];
    (void)state;
    desk_open_empty(&pair.desk);
    desk_run(&pair.desk, team);
    pair.hq = open_at(&pair.desk, "hq");
    terminal_shows(pair.hq, "in sync");
    terminal_type(pair.hq, "5/bo\r");
    terminal_shows(pair.hq, "1 of 1");
    snprintf(path, sizeof path, "%s/hq/liaise.db", pair.desk.home);
    sqlite3 *other = run_elsewhere(path, "BEGIN IMMEDIATE");
    type_command(pair.hq, "invite");
    terminal_shows(pair.hq, "Invite a person");
    terminal_type(pair.hq, "\023");
    terminal_shows(pair.hq, "Esc: stop");
    terminal_type(pair.hq, "\r");
    terminal_type(pair.hq, KEYS_ESCAPE);
    terminal_shows(pair.hq, "Stopped.");
    terminal_type(pair.hq, KEYS_ESCAPE);
    terminal_hides(pair.hq, "Invite a person");
    type_command(pair.hq, "sync-now");
    terminal_shows(pair.hq, "  syncing");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    terminal_shows(pair.hq, "in sync");
    end(&pair);
}

/* What a command refuses stays to be corrected, with the reason in sight; Esc leaves it. */
static void test_a_refused_answer_stays(void **state)
{
    static const char nowhere[] = "/nowhere/bo", why[] = "/nowhere/bo cannot be written";
    struct pair pair = {0};
    (void)state;
    desk_open_empty(&pair.desk);
    desk_run(&pair.desk, team);
    pair.hq = open_at(&pair.desk, "hq");
    terminal_type(pair.hq, "5/bo\r");
    terminal_shows(pair.hq, "Bo Ek");
    type_command(pair.hq, "invite");
    terminal_shows(pair.hq, "Invite a person");
    terminal_type(pair.hq, KEYS_RIGHT "\t\tbo@hub\t");
    terminal_type(pair.hq, nowhere);
    terminal_type(pair.hq, "\r");
    terminal_shows(pair.hq, why);
    terminal_shows(pair.hq, "Invite a person");
    terminal_shows(pair.hq, "bo@hub");
    terminal_type(pair.hq, KEYS_BACK_TAB "." KEYS_BACKSPACE "\t");
    terminal_shows(pair.hq, why);
    erase(pair.hq, nowhere);
    terminal_type(pair.hq, pair.desk.home);
    terminal_type(pair.hq, "/bo.invite\r");
    terminal_shows(pair.hq, "Wrote the invitation for Bo Ek");
    terminal_hides(pair.hq, "Invite a person");
    desk_run(&pair.desk, "test -s ~/bo.invite");
    terminal_type(pair.hq, "\r");
    terminal_hides(pair.hq, "Wrote the invitation");
    type_command(pair.hq, "invite");
    terminal_type(pair.hq, "\t\t\t");
    terminal_type(pair.hq, nowhere);
    terminal_type(pair.hq, "\r");
    terminal_shows(pair.hq, why);
    terminal_type(pair.hq, KEYS_ESCAPE);
    terminal_hides(pair.hq, "Invite a person");
    end(&pair);
}

/* What is run beside the screen has the settings, the person and the date of the screen. */
static void test_beside_as_the_screen(void **state)
{
    struct pair pair = {0};
    char db[128], config[128];
    (void)state;
    desk_open_empty(&pair.desk);
    desk_run(&pair.desk, team);
    desk_run(&pair.desk,
        "mkdir -p ~/.config/liaise && echo 'theme = 5;' >~/.config/liaise/liaise.conf"
        " && echo 'sync = false;' >~/own.conf");
    snprintf(db, sizeof db, "%s/hq/liaise.db", pair.desk.home);
    snprintf(config, sizeof config, "%s/own.conf", pair.desk.home);
    unsetenv("LIAISE_TODAY");
    pair.hq = terminal_start(24, 80,
        (const char *const[]){
            getenv("LIAISE"), "--db", db, "--config", config, "--today", "2020-01-01", NULL});
    terminal_type(pair.hq, "5");
    terminal_shows(pair.hq, "Bo Ek");
    type_command(pair.hq, "invite");
    terminal_shows(pair.hq, "2020-01-08");
    terminal_type(pair.hq, "\023");
    terminal_shows(pair.hq, "would already have expired");
    terminal_type(pair.hq, "\t");
    erase(pair.hq, "2020-01-08");
    terminal_type(pair.hq, "2090-01-01\023");
    terminal_shows(pair.hq, "Words that open it");
    terminal_hides(pair.hq, "liaise.conf");
    end(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_edit_travels),
        cmocka_unit_test(test_on_leaving),
        cmocka_unit_test(test_offline),
        cmocka_unit_test(test_edits_conflict),
        cmocka_unit_test(test_joining),
        cmocka_unit_test(test_a_team_is_begun),
        cmocka_unit_test(test_carriers_and_devices_are_asked_about),
        cmocka_unit_test(test_a_command_is_stopped),
        cmocka_unit_test(test_a_refused_answer_stays),
        cmocka_unit_test(test_beside_as_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
