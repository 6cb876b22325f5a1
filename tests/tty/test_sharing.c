/*
 * test_sharing.c: the screen beside another program that has the same database open.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Press Esc to stop waiting; else what was asked for is done as soon as the other is done. */
static void test_waiting(void **state)
{
    static const char waits[] = "Waiting for another program to finish writing";
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    terminal_shows(desk.terminal, "CAMA");
    sqlite3 *other = desk_run_elsewhere(&desk, "BEGIN IMMEDIATE");
    terminal_type(desk.terminal, "x");
    terminal_shows(desk.terminal, waits);
    terminal_shows(desk.terminal, "Press Esc to stop waiting");
    terminal_type(desk.terminal, KEYS_ESCAPE);
    terminal_shows(desk.terminal, "Stopped waiting; nothing was changed.");
    terminal_type(desk.terminal, "x");
    terminal_shows(desk.terminal, waits);
    assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    terminal_shows(desk.terminal, "Archived");
    desk_leave(&desk);
}

/* A link that names the database: its page says so, nothing reads it, and both programs go on. */
static void test_the_database_as_a_document(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "touch ~/accord.pdf\n"
                    "liaise set agreement 'CAMA affiliation' document=~/accord.pdf >/dev/null\n"
                    "ln -sf ~/.local/share/liaise/liaise.db ~/accord.pdf");
    desk_start(&desk, 24, 80);
    terminal_type(desk.terminal, "4/cama\r\r");
    terminal_shows(desk.terminal, "this is the open database");
    terminal_type(desk.terminal, "o");
    terminal_shows(desk.terminal, "is part of the open database");
    desk_run(&desk, "liaise set affiliate CAMA city=Winnipeg >/dev/null");
    terminal_type(desk.terminal, "2");
    terminal_shows(desk.terminal, "CAMA");
    terminal_type(desk.terminal, "x");
    terminal_shows(desk.terminal, "Archived");
    desk_run(&desk, "liaise set affiliate TAITUARA city=Auckland >/dev/null");
    desk_expect(&desk, "liaise list affiliate is:archived --format csv | wc -l", "2\n");
    terminal_type(desk.terminal, "q");
    assert_int_equal(terminal_end(desk.terminal), 0);
    desk_expect(&desk, "liaise list affiliate is:archived --format csv | wc -l", "2\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_the_database_as_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
