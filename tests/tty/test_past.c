/*
 * test_past.c: the screen as of a day: marked everywhere, read only, and the way back.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* All that was entered so far, as if it had been entered on 2026-05-01. */
static void enter_in_may(const struct desk *desk)
{
    static const char sql[] = "UPDATE journal_entry SET at = '2026-05-01T12:00:00Z', hlc = "
                              "(strftime('%s', '2026-05-01T12:00:00Z') * 1000 << 16) + seq";
    sqlite3_close(desk_run_elsewhere(desk, sql));
}

static struct terminal *start(struct desk *desk)
{
    desk_open(desk);
    enter_in_may(desk);
    desk_run(desk, "liaise set affiliate CAMA city=Winnipeg >/dev/null");
    struct terminal *terminal = desk_start(desk, 24, 80);
    terminal_type(terminal, "2");
    terminal_shows(terminal, "STMO");
    return terminal;
}

static void end(struct desk *desk)
{
    terminal_type(desk->terminal, "q");
    assert_int_equal(terminal_end(desk->terminal), 0);
    desk_close(desk);
}

static bool shows(struct terminal *terminal, const char *text)
{
    char *screen = terminal_screen(terminal);
    bool found = strstr(screen, text) != NULL;
    free(screen);
    return found;
}

static void test_a_page_as_it_stood(void **state)
{
    struct desk desk;
    (void)state;
    struct terminal *terminal = start(&desk);
    terminal_type(terminal, ":as-of 15 jun");
    terminal_shows(terminal, "View records as of a past date: 15 jun");
    terminal_expect(terminal, "past-palette");
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_hides(terminal, "View records as of a past date");
    terminal_type(terminal, "j\r");
    terminal_shows(terminal, "Winnipeg");
    terminal_type(terminal, ":as-of 15 jun\r");
    terminal_shows(terminal, "(read-only)  Affiliate: Canadian");
    terminal_shows(terminal, "Ottawa");
    terminal_type(terminal, "1");
    terminal_shows(terminal, "Enter: open");
    terminal_type(terminal, "3");
    terminal_shows(terminal, "Three placements");
    terminal_expect(terminal, "past-goals");
    terminal_type(terminal, ":as-of today\r");
    terminal_shows(terminal, "Winnipeg");
    terminal_hides(terminal, "as of");
    end(&desk);
}

static void test_nothing_can_be_changed_there(void **state)
{
    static const char *const writes[] = {"e", "x", "a", "u", "\022", "D", " x"};
    struct desk desk;
    (void)state;
    struct terminal *terminal = start(&desk);
    terminal_type(terminal, ":as-of 15 jun\r");
    terminal_shows(terminal, "as of 2026-06-15 (read-only)");
    for (size_t i = 0; i < sizeof writes / sizeof *writes; i++) {
        terminal_type(terminal, "3j");
        terminal_hides(terminal, "Read-only while viewing the past");
        terminal_type(terminal, writes[i]);
        terminal_shows(terminal, "Read-only while viewing the past");
    }
    terminal_type(terminal, "3+");
    terminal_shows(terminal, "Read-only while viewing the past");
    end(&desk);
}

static void test_esc_leads_back(void **state)
{
    struct desk desk;
    (void)state;
    struct terminal *terminal = start(&desk);
    terminal_type(terminal, "j\r");
    terminal_shows(terminal, "Winnipeg");
    terminal_type(terminal, ":as-of\r");
    terminal_shows(terminal, "30 jun");
    terminal_type(terminal, "2026-04-01\r");
    terminal_shows(terminal, "There were no affiliates yet.");
    while (shows(terminal, "as of 2026-04-01")) {
        terminal_type(terminal, KEYS_ESCAPE);
        terminal_settle(terminal);
    }
    terminal_shows(terminal, "Back to the present.");
    terminal_shows(terminal, "Winnipeg");
    end(&desk);
}

static void test_what_is_no_day_of_the_past(void **state)
{
    struct desk desk;
    (void)state;
    struct terminal *terminal = start(&desk);
    terminal_type(terminal, ":as-of someday\r");
    terminal_shows(terminal, "someday");
    terminal_type(terminal, ":as-of tomorrow\r");
    terminal_shows(terminal, "tomorrow is in the future; choose today or an earlier date.");
    terminal_type(terminal, ":as-of today\r");
    terminal_shows(terminal, "That date is today.");
    terminal_type(terminal, ":as-of\r");
    terminal_shows(terminal, "30 jun");
    terminal_type(terminal, KEYS_ESCAPE);
    terminal_shows(terminal, "Enter open");
    terminal_type(terminal, ":as-of 15 jun\r");
    terminal_shows(terminal, "(read-only)");
    terminal_type(terminal, ":present\r");
    terminal_hides(terminal, "(read-only)");
    end(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_as_it_stood),
        cmocka_unit_test(test_nothing_can_be_changed_there),
        cmocka_unit_test(test_esc_leads_back),
        cmocka_unit_test(test_what_is_no_day_of_the_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
