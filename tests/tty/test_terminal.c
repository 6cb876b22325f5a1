/*
 * test_terminal.c: what the terminal is sent: nothing raw from data, no colour or Unicode where
 * none is wanted, and a screen that is whole after a resize, Ctrl-Z and a mistake in the settings.
 */
#include "core/context/context.h"
#include "core/open.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_resize_down_and_back(void **state)
{
    static const int sizes[][2] = {{6, 20}, {1, 1}, {3, 200}, {50, 160}, {24, 80}};
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_expect(terminal, "affiliates");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        terminal_resize(terminal, sizes[i][0], sizes[i][1]);
        terminal_type(terminal, CTRL('l'));
        terminal_settle(terminal);
    }
    terminal_expect(terminal, "affiliates");
    terminal_resize(terminal, 6, 20);
    terminal_expect(terminal, "affiliates");
    terminal_resize(terminal, 24, 80);
    terminal_expect(terminal, "affiliates");
    desk_close(&desk);
}

/* By the time that the program looks, the size is what it was; what was cut off comes back. */
static void test_resize_down_and_back_at_once(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_expect(terminal, "affiliates");
    terminal_settle(terminal);
    kill(terminal_pid(terminal), SIGSTOP);
    terminal_resize(terminal, 24, 20);
    terminal_resize(terminal, 24, 80);
    terminal_hides(terminal, "Association of City Managers");
    kill(terminal_pid(terminal), SIGCONT);
    terminal_expect(terminal, "affiliates");
    desk_close(&desk);
}

static void test_a_closed_window_ends_it_in_order(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    int status = terminal_hang_up(desk_start(&desk, 24, 80));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    desk_expect(&desk, "ls ~/.local/share/liaise", "liaise.db\n");
    desk_close(&desk);
}

static void test_suspend_and_foreground(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal =
        desk_start_with(&desk, 24, 80, (const char *const[]){"sh", "-i", NULL});
    terminal_shows(terminal, "shell>");
    terminal_type(terminal, "\"$LIAISE\"\r");
    terminal_shows(terminal, "Today — ");
    terminal_type(terminal, "2");
    terminal_expect(terminal, "affiliates");
    for (int i = 0; i < 2; i++) {
        terminal_type(terminal, CTRL('z'));
        /* Not the prompt: an old one is on the screen before the shell has its terminal back. */
        terminal_shows(terminal, "Stopped");
        assert_false(terminal_alternate(terminal));
        terminal_type(terminal, "clear; fg\r");
        terminal_expect(terminal, "affiliates");
    }
    terminal_type(terminal, "q");
    terminal_shows(terminal, "shell>");
    desk_close(&desk);
}

static bool wrote(const struct terminal *terminal, const char *bytes)
{
    size_t size;
    const char *all = terminal_bytes(terminal, &size);
    return memmem(all, size, bytes, strlen(bytes)) != NULL;
}

static const char hostile[] = "Aaa\033]0;owned\007\033[2J\302\2332J\342\200\256\nevil\342\200\250";

static enum li_err write_hostile(struct store *store, void *arg, struct li_error *err)
{
    struct id id = id_new();
    struct query *insert = query_new(store,
        "INSERT INTO affiliate (id, name, kind, city, status) "
        "VALUES (?1, ?2, ?2, ?2, 'active')",
        err);
    if (!insert)
        return err->code;
    query_bind_id(insert, 1, &id);
    query_bind_text(insert, 2, arg);
    int step = query_step(insert, err);
    query_free(insert);
    return step < 0 ? err->code : LI_OK;
}

/* Adds a record no entry of a person could make, as another's bundle might hold it. */
static void add_hostile(const struct desk *desk)
{
    char path[128];
    struct context *context = NULL;
    struct li_error err;
    snprintf(path, sizeof path, "%s/.local/share/liaise/liaise.db", desk->home);
    struct context_options options = {.path = path, .mode = STORE_WRITE, .today = DAY_NONE};
    assert_int_equal(context_open(&context, &options, &err), LI_OK);
    assert_int_equal(
        journal_write(context->store, hostile, write_hostile, (void *)hostile, NULL, &err), LI_OK);
    context_close(context);
}

/* A name, a choice and a label that hold an escape sequence, a C1 control, a bidi override and line
   breaks are only text wherever they are shown. */
static void test_hostile_names_are_harmless(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    add_hostile(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    static const char *const keys[] = {"", "\r", "0", "2", "e", KEYS_ESCAPE, "x", ":"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        terminal_type(terminal, keys[i]);
        terminal_shows(terminal, "evil");
    }
    assert_string_equal(terminal_title(terminal), "");
    assert_false(wrote(terminal, "\033]0;owned"));
    assert_false(wrote(terminal, "\007"));
    assert_false(wrote(terminal, "\302\233"));
    assert_false(wrote(terminal, "\342\200\256"));
    desk_close(&desk);
}

/* Whether the bytes set a colour: 30 to 37, 38, 40 to 47, 48, 90 and more, in any SGR. */
static bool colours(const struct terminal *terminal)
{
    size_t size;
    for (const char *at = terminal_bytes(terminal, &size); (at = strstr(at, "\033[")) != NULL;) {
        bool found = false;
        const char *number = at += 2;
        for (; isdigit((unsigned char)*at) || *at == ';'; at++)
            if (*at == ';')
                number = at + 1;
            else if (number == at) {
                long value = strtol(at, NULL, 10);
                found |= (value >= 30 && value != 39 && value != 49);
            }
        if (found && *at == 'm')
            return true;
    }
    return false;
}

/* Through a page, a list, the log panel, help and the history, and back. */
static void walk(struct terminal *terminal)
{
    static const struct {
        const char *keys, *shows, *hides;
    } steps[] = {
        {"\r", "Not enough data yet", NULL},
        {"3", "Joint members", NULL},
        {"+", "Confidence", NULL},
        {KEYS_ESCAPE, "Three placements", "Confidence"},
        {"?", "Navigation", NULL},
        {KEYS_ESCAPE, "Three placements", "Navigation"},
        {"0", "Add goal", NULL},
        {"2", "STMO", NULL},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        terminal_type(terminal, steps[i].keys);
        terminal_shows(terminal, steps[i].shows);
        if (steps[i].hides)
            terminal_hides(terminal, steps[i].hides);
    }
}

static void test_no_color(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "Taituarā");
    assert_true(colours(terminal));
    setenv("NO_COLOR", "1", 1);
    terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "Taituarā");
    walk(terminal);
    assert_false(colours(terminal));
    desk_close(&desk);
}

static void test_plain_locale_is_ascii(void **state)
{
    struct desk desk;
    size_t size;
    (void)state;
    desk_open(&desk);
    setenv("LANG", "C", 1);
    struct terminal *terminal = desk_start(&desk, 24, 80);
    terminal_shows(terminal, "STMO");
    walk(terminal);
    const char *bytes = terminal_bytes(terminal, &size);
    for (size_t i = 0; i < size; i++)
        assert_true((unsigned char)bytes[i] < 0x80);
    terminal_expect(terminal, "affiliates-ascii");
    terminal_type(terminal, "/cama\r\r");
    terminal_shows(terminal, "weight 3 ");
    desk_close(&desk);
}

static void test_answer_comes_whole_beside_the_meter(void **state)
{
    static const char *const commands[][5] = {
        {"list", "affiliate", "--format", "csv", NULL},
        {"agenda", "--format", "csv", NULL},
        {"report", "directory", NULL},
    };
    static const char *const shows[] = {
        "TAITUARA,Taituar\u0101,", "role,FCCMA,", "Directory, 2026-06-30"};
    struct desk desk;
    (void)state;
    desk_open(&desk);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const char *argv[6] = {getenv("LIAISE")};
        memcpy(argv + 1, commands[i], sizeof commands[i]);
        struct terminal *terminal = desk_start_with(&desk, 24, 200, argv);
        terminal_shows(terminal, shows[i]);
        assert_int_equal(terminal_end(terminal), 0);
    }
    desk_close(&desk);
}

static void test_settings_mistake_is_shown(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "mkdir -p \"$HOME/.config/liaise\";"
                    "printf '# mine\\ntheme = \"purple\";\\nkeys: { quit = \"Q\"; };\\n'"
                    "> \"$HOME/.config/liaise/liaise.conf\"");
    struct terminal *terminal = desk_start_today(&desk, 24, 80);
    terminal_shows(terminal, "liaise.conf:2");
    terminal_shows(terminal, "Today — ");
    terminal_type(terminal, "Q");
    assert_int_equal(terminal_end(terminal), 0);
    desk_close(&desk);
}

static void test_every_sort_of_terminal(void **state)
{
    static const char *const terms[] = {"xterm", "screen", "linux", "vt100"};
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct desk desk;
        desk_open(&desk);
        setenv("TERM", terms[i], 1);
        struct terminal *terminal = desk_start(&desk, 24, 80);
        terminal_shows(terminal, "CAMA");
        terminal_type(terminal, "q");
        assert_int_equal(terminal_end(terminal), 0);
        desk_close(&desk);
    }
}

static void test_no_such_terminal(void **state)
{
    struct desk desk;
    (void)state;
    desk_open(&desk);
    setenv("TERM", "no-such-terminal", 1);
    struct terminal *terminal = desk_start_today(&desk, 24, 80);
    terminal_shows(
        terminal, "liaise: Unknown terminal type \"no-such-terminal\"; set TERM to match");
    int status = terminal_end(terminal);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resize_down_and_back),
        cmocka_unit_test(test_resize_down_and_back_at_once),
        cmocka_unit_test(test_a_closed_window_ends_it_in_order),
        cmocka_unit_test(test_suspend_and_foreground),
        cmocka_unit_test(test_hostile_names_are_harmless),
        cmocka_unit_test(test_no_color),
        cmocka_unit_test(test_plain_locale_is_ascii),
        cmocka_unit_test(test_answer_comes_whole_beside_the_meter),
        cmocka_unit_test(test_settings_mistake_is_shown),
        cmocka_unit_test(test_every_sort_of_terminal),
        cmocka_unit_test(test_no_such_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
