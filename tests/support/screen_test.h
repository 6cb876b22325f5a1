/*
 * screen_test.h: a place of its own for a test: a home folder, a clock that stands at 2026-06-30,
 * and a small database made through the program's own command line.
 */
#ifndef LI_TESTS_SUPPORT_SCREEN_TEST_H
#define LI_TESTS_SUPPORT_SCREEN_TEST_H

#include "tests/support/terminal.h"
#include <stddef.h>

struct desk {
    char home[64];
    struct terminal *terminal; /* the one desk_start began last */
};

/* Makes the folder and points the environment at it. desk_open_sample runs tests/tty/NAME.sh there,
   or takes what it made for a test before; desk_open does so with the office. */
void desk_open_empty(struct desk *desk);
void desk_open_sample(struct desk *desk, const char *name);
void desk_open(struct desk *desk);
void desk_close(struct desk *desk); /* ends the program and removes the folder */

/* Runs a line of sh with `liaise` being the program; fails the test unless it succeeds. */
void desk_run(struct desk *desk, const char *line);
/* The same, giving what it printed. The caller frees it. */
char *desk_ask(struct desk *desk, const char *line);

/* Another program's connection to a database, or the desk's, on which the SQL was run. The caller
   closes it, which rolls back a transaction that was left open. */
struct sqlite3 *run_elsewhere(const char *path, const char *sql);
struct sqlite3 *desk_run_elsewhere(const struct desk *desk, const char *sql);

/* Opens the screen on the database, which shows what needs attention; goes on to the affiliates, by
   `2`; or opens it on whatever else the NULL-terminated arguments say. */
struct terminal *desk_start_today(struct desk *desk, int rows, int columns);
struct terminal *desk_start(struct desk *desk, int rows, int columns);
struct terminal *desk_start_with(struct desk *desk, int rows, int columns, const char *const *argv);

/* Keys typed, and what they bring to the screen. */
struct step {
    const char *keys, *shows, *screen; /* screen: the whole one then; NULL: that it shows is all */
};

/* One step after the other, each beginning where the one before it ended. */
void desk_walk(struct desk *desk, const struct step *steps, size_t count);
#define DESK_WALK(desk, steps) desk_walk(desk, steps, sizeof(steps) / sizeof *(steps))

/* Makes the window of 24 by 80 smaller and smaller, then as large as it was: the screen is then
   what it was before. */
void desk_squeeze(struct desk *desk);

/* Quits with q from where that can be typed, and closes. */
void desk_leave(struct desk *desk);

/* The line of sh prints that. */
void desk_expect(struct desk *desk, const char *line, const char *answer);

#endif
