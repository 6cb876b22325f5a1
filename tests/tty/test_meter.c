/*
 * test_meter.c: what a command that takes its time says on the terminal meanwhile.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <sqlite3.h>
#include <string.h>

static void assert_wrote(struct terminal *terminal, const char *text)
{
    size_t size;
    const char *bytes = terminal_bytes(terminal, &size);
    if (!memmem(bytes, size, text, strlen(text)))
        fail_msg("Never written: %s", text);
}

/* It waits for the other, says so once, and by then has taken so long that it shows how far it is.
 */
static void test_import_waits_and_shows_how_far_it_is(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk,
        "(echo name,email; for i in 1 2 3 4 5 6 7 8 9; do echo \"Ann $i,$i@example.org\"; done)"
        " >\"$HOME/people.csv\"");
    sqlite3 *other = desk_run_elsewhere(&desk, "BEGIN IMMEDIATE");
    struct terminal *terminal = desk_start_with(&desk, 24, 80,
        (const char *const[]){
            "sh", "-c", "exec \"$LIAISE\" import person \"$HOME/people.csv\"", NULL});
    terminal_shows(terminal, "Waiting for another program to finish writing...");
    assert_int_equal(sqlite3_close(other), SQLITE_OK); /* which rolls back */
    assert_int_equal(terminal_end(terminal), 0);
    assert_wrote(terminal, "[####################] 100%  9 rows, ");
    assert_wrote(terminal, " per second, 0 s left\r\033[K9 rows: 9 added.");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_import_waits_and_shows_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
