/*
 * test_start.c: the first start, where there is no database yet: what is asked, what is refused and
 * asked again, and what leaves nothing behind.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdlib.h>

#define END "\004" /* C-d: the end of what is typed */

static void begin(struct desk *desk)
{
    desk_open_empty(desk);
    terminal_shows(desk_start_today(desk, 24, 80), "Choose 1, 2, 3, 4 or q, then Enter:");
}

static void quit(struct desk *desk)
{
    terminal_type(desk->terminal, "q");
    assert_int_equal(terminal_end(desk->terminal), 0);
}

static void test_a_new_database(void **state)
{
    static const struct step steps[] = {
        {"", "Welcome to liaise. There is no database yet at", NULL},
        {"5\r", "5", NULL},
        {"\377\r", "That is not UTF-8 text.", NULL},
        {"1\r", "Your organization's name:", NULL},
        {"Home\r", "Your name, as shown in the history [", NULL},
        {"Ada Lund\r", "Nothing needs attention today.", NULL},
        {"2a", "New affiliate", NULL},
        {"\tClub\ts\023", "Saved: Affiliate", NULL},
    };
    struct desk desk;
    (void)state;
    begin(&desk);
    DESK_WALK(&desk, steps);
    quit(&desk);
    desk_expect(
        &desk, "liaise history --limit 1 --format csv | tail -1 | cut -d, -f3", "Ada Lund\n");
    terminal_shows(desk_start_today(&desk, 24, 80), "Vacant roles"); /* nothing is asked again */
    desk_leave(&desk);
}

/* A file that can't be imported is asked for again; the answers before it stay. */
static void test_a_file_imported(void **state)
{
    static const struct step steps[] = {
        {"3\r", "Your organization's name:", NULL},
        {"\r", "Your name, as shown", NULL},
        {"\r", "File to import, a CSV file or a `liaise export` (blank: none):", NULL},
        {"nowhere.csv\r", "What it contains, such as affiliate or person [affiliate]:", NULL},
        {"\r", "nowhere.csv cannot be read: No such file or directory.\nFile to import", NULL},
        {"nowhere.json\r", "son cannot be read: No such file or directory.\nFile to import", NULL},
    };
    static const struct step imported[] = {
        {"people.csv\r", "What it contains, such", NULL},
        {"clubs\r", "lists them all.", NULL},
        {"people.csv\r", "What it contains, such", NULL},
        {"person\r", "Today", NULL},
        {"5", "Ada Lund", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open_empty(&desk);
    desk_run(&desk, "printf 'name\\nAda Lund\\n' >~/people.csv");
    terminal_shows(desk_start_with(&desk, 24, 80,
                       (const char *const[]){"sh", "-c", "cd; exec \"$LIAISE\"", NULL}),
        "Choose 1, 2, 3, 4 or q, then Enter:");
    DESK_WALK(&desk, steps);
    DESK_WALK(&desk, imported);
    desk_leave(&desk);
}

static void test_without_a_file_after_all(void **state)
{
    static const struct step steps[] = {
        {"3\r", "Your organization's name:", NULL},
        {"Home\r", "Your name, as shown", NULL},
        {"Ada\r", "File to import", NULL},
        {"\r", "Nothing needs attention today.", NULL},
    };
    struct desk desk;
    (void)state;
    begin(&desk);
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

/* Wherever it is left, there is no database, and the next start asks again. */
static void test_nothing_is_left_behind(void **state)
{
    static const struct {
        const char *keys[4], *shows[4];
    } ways[] = {
        {{"q\r"}, {""}},
        {{END}, {""}},
        {{"1\r", END}, {"Your organization's name:", ""}},
        {{"1\r", "Home\r", END}, {"Your organization's name:", "Your name", ""}},
        {{"4\r", "\r"}, {"Invitation", ""}},
        {{"2\r", "q"}, {"fictitious", ""}},
    };
    struct desk desk;
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        begin(&desk);
        for (size_t at = 0; at < 4 && ways[i].keys[at]; at++) {
            terminal_type(desk.terminal, ways[i].keys[at]);
            terminal_shows(desk.terminal, ways[i].shows[at]);
        }
        assert_int_equal(terminal_end(desk.terminal), 0);
        desk_run(&desk, "[ ! -e ~/.local/share/liaise/liaise.db ]");
        desk_close(&desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_database),
        cmocka_unit_test(test_a_file_imported),
        cmocka_unit_test(test_without_a_file_after_all),
        cmocka_unit_test(test_nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
