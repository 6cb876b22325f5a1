/*
 * screen_test.c: the folder, the environment and the command line of a test.
 */
#include "tests/support/screen_test.h"
#include "tests/support/check.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *program(void)
{
    const char *liaise = getenv("LIAISE");
    return liaise ? liaise : "./liaise";
}

static void set_environment(const struct desk *desk)
{
    static const char *const fixed[][2] = {{"TERM", "xterm-256color"}, {"LANG", "C.UTF-8"},
        {"TZ", "UTC"}, {"LIAISE_TODAY", "2026-06-30"}, {"LOGNAME", "tester"}, {"USER", "tester"},
        {"PS1", "shell> "}};
    static const char *const unset[] = {"LC_ALL", "LC_CTYPE", "NO_COLOR", "COLORTERM", "COLUMNS",
        "LINES", "LIAISE_DB", "LIAISE_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TERMINFO",
        "TERMINFO_DIRS", "ENV", "EDITOR", "VISUAL"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        setenv(fixed[i][0], fixed[i][1], 1);
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
    setenv("HOME", desk->home, 1);
    setenv("LIAISE", program(), 1);
}

/* The terminal type without REP, which libvterm 0.1 takes one column too far at a line's end. */
static void make_terminal_type(struct desk *desk)
{
    desk_run(desk, "infocmp -1x xterm-256color | grep -v rep= | tic -x -o \"$HOME/.terminfo\" -");
}

void desk_open_empty(struct desk *desk)
{
    *desk = (struct desk){.home = "/tmp/liaise-tty.XXXXXX"};
    assert_non_null(mkdtemp(desk->home));
    set_environment(desk);
    make_terminal_type(desk);
}

/* A sample takes twenty to forty runs of the program to make: it is made once for all tests of this
   program, unless it is an hour old, so that what it dates by the clock is of today. */
static const char desk_sample[] =
    "set -e; script=${SOURCE:-.}/tests/tty/$name.sh made=${LIAISE%/*}/tests/tty/$name.db\n"
    "place=$HOME/.local/share/liaise\n"
    "if [ \"$made\" -nt \"$LIAISE\" ] && [ \"$made\" -nt \"$script\" ] &&\n"
    "    [ -n \"$(find \"$made\" -mmin -60)\" ]; then\n"
    "    mkdir -p -m 700 \"$place\" && cp \"$made\" \"$place/liaise.db\"\n"
    "else\n"
    "    . \"$script\"\n"
    "    [ ! -d \"${made%/*}\" ] || { cp \"$place/liaise.db\" \"$made.$$\" &&\n"
    "        mv \"$made.$$\" \"$made\"; }\n"
    "fi";

void desk_open_sample(struct desk *desk, const char *name)
{
    char *line = NULL;
    desk_open_empty(desk);
    assert_true(asprintf(&line, "name=%s; %s", name, desk_sample) > 0);
    desk_run(desk, line);
    free(line);
}

void desk_open(struct desk *desk)
{
    desk_open_sample(desk, "office");
}

/* A sync that the screen began goes on by itself for a moment, and may still write there. */
void desk_close(struct desk *desk)
{
    char line[192];
    terminal_free(desk->terminal);
    snprintf(line, sizeof line,
        "for try in $(seq 100); do rm -rf '%s' 2>/dev/null && exit 0; sleep 0.1; done; exit 1",
        desk->home);
    assert_int_equal(system(line), 0);
}

/* The line with a function `liaise` before it. The caller frees it. */
static char *whole_line(const char *line)
{
    char *whole = NULL;
    assert_true(asprintf(&whole, "liaise() { \"$LIAISE\" \"$@\"; }\n%s", line) > 0);
    return whole;
}

void desk_run(struct desk *desk, const char *line)
{
    free(desk_ask(desk, line));
}

char *desk_ask(struct desk *desk, const char *line)
{
    char *whole = whole_line(line), *answer = NULL;
    size_t room = 0;
    (void)desk;
    FILE *pipe = popen(whole, "r");
    assert_non_null(pipe);
    if (getdelim(&answer, &room, '\0', pipe) < 0) {
        free(answer);
        answer = strdup("");
    }
    int status = pclose(pipe);
    if (status != 0) {
        fprintf(stderr, "Status %d from:\n%s\n%s", WEXITSTATUS(status), line, answer);
        fail();
    }
    free(whole);
    return answer;
}

struct terminal *desk_start_today(struct desk *desk, int rows, int columns)
{
    return desk_start_with(desk, rows, columns, (const char *const[]){program(), NULL});
}

struct sqlite3 *run_elsewhere(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 60000); /* the screen may be writing what it refreshed */
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    return db;
}

struct sqlite3 *desk_run_elsewhere(const struct desk *desk, const char *sql)
{
    char path[128];
    snprintf(path, sizeof path, "%s/.local/share/liaise/liaise.db", desk->home);
    return run_elsewhere(path, sql);
}

struct terminal *desk_start(struct desk *desk, int rows, int columns)
{
    struct terminal *terminal = desk_start_today(desk, rows, columns);
    terminal_shows(terminal, " Today ");
    terminal_type(terminal, "2");
    terminal_shows(terminal, " Affiliates");
    return terminal;
}

struct terminal *desk_start_with(struct desk *desk, int rows, int columns, const char *const *argv)
{
    terminal_free(desk->terminal);
    return desk->terminal = terminal_start(rows, columns, argv);
}

void desk_walk(struct desk *desk, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        terminal_type(desk->terminal, steps[i].keys);
        terminal_shows(desk->terminal, steps[i].shows);
        if (steps[i].screen)
            terminal_expect(desk->terminal, steps[i].screen);
    }
}

static bool desk_is_as_before(struct terminal *terminal, void *before)
{
    char *screen = terminal_screen(terminal);
    bool same = strcmp(screen, before) == 0;
    free(screen);
    return same;
}

void desk_squeeze(struct desk *desk)
{
    static const int sizes[][2] = {{11, 40}, {6, 20}};
    terminal_settle(desk->terminal);
    char *before = terminal_screen(desk->terminal);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        terminal_resize(desk->terminal, sizes[i][0], sizes[i][1]);
        terminal_settle(desk->terminal);
    }
    terminal_resize(desk->terminal, 5, 19);
    terminal_shows(desk->terminal, "Screen too small.");
    terminal_resize(desk->terminal, 24, 80);
    terminal_until(desk->terminal, desk_is_as_before, before, "the screen as it was");
    free(before);
}

void desk_leave(struct desk *desk)
{
    terminal_type(desk->terminal, "q");
    assert_int_equal(terminal_end(desk->terminal), 0);
    desk_close(desk);
}

void desk_expect(struct desk *desk, const char *line, const char *answer)
{
    char *said = desk_ask(desk, line);
    assert_string_equal(said, answer);
    free(said);
}
