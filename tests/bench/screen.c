/*
 * screen.c: from the start to a full screen, and from a key to what it shows, through a
 * pseudo-terminal; the bare list in the same way.
 */
#include "../tty/terminal.h"
#include "measure.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS = 24, COLUMNS = 80, SILENCE = 8 /* ms after which a key is answered */ };

struct subject {
    const char *const *argv;
    struct terminal *terminal;
};

/* All lines but the frame's (two above, two below) hold something. */
static bool is_full(struct terminal *terminal)
{
    char *screen = terminal_screen(terminal), *line = screen;
    int filled = 0;
    for (int y = 0; y < ROWS; y++) {
        size_t length = strcspn(line, "\n");
        filled += length > 0;
        line += length + 1;
    }
    free(screen);
    return filled >= ROWS - 3;
}

static double start(struct subject *subject)
{
    double began = clock_ms();
    subject->terminal = terminal_start(ROWS, COLUMNS, subject->argv);
    while (!is_full(subject->terminal))
        if (!terminal_look(subject->terminal, 1000) || clock_ms() - began > 60000)
            terminal_shows(subject->terminal, "a full screen");
    return clock_ms() - began;
}

static size_t written(struct subject *subject)
{
    size_t size;
    terminal_bytes(subject->terminal, &size);
    return size;
}

/* Waits until nothing is written any more. */
static void settle(struct subject *subject)
{
    size_t before;
    do {
        before = written(subject);
        terminal_look(subject->terminal, 60);
    } while (written(subject) > before);
}

/* From the key to the last byte of the answer to it. */
static double key(struct subject *subject, const char *bytes)
{
    double began = clock_ms(), last = began;
    size_t before = written(subject);
    terminal_type(subject->terminal, bytes);
    for (int patience = 1000; terminal_look(subject->terminal, patience); patience = SILENCE) {
        if (written(subject) == before)
            break;
        before = written(subject);
        last = clock_ms();
    }
    return last - began;
}

static void leave(struct subject *subject)
{
    terminal_type(subject->terminal, "q");
    terminal_end(subject->terminal);
    terminal_free(subject->terminal);
}

static void measure_start(struct bench *bench, struct subject *ours, struct subject *bare)
{
    struct compared *compared = bench_measure(bench, "start to a full screen");
    for (int i = 0; i < 100; i++) {
        samples_add(&compared->ours, start(ours));
        settle(ours);
        leave(ours);
        samples_add(&compared->bare, start(bare));
        settle(bare);
        leave(bare);
    }
}

/* One key again and again, each followed by the key back when there is one. */
static void measure_key(struct bench *bench, struct subject *ours, struct subject *bare,
    const char *name, const char *bytes, const char *back)
{
    struct compared *compared = bench_measure(bench, name);
    for (int i = 0; i < 100; i++) {
        samples_add(&compared->ours, key(ours, bytes));
        samples_add(&compared->bare, key(bare, bytes));
        if (back) {
            key(ours, back);
            key(bare, back);
        }
    }
}

void bench_screen(struct bench *bench, const char *self)
{
    char rows[24], database[128];
    const char *liaise = getenv("LIAISE");
    snprintf(rows, sizeof rows, "%ld", bench->rows);
    snprintf(database, sizeof database, "%s/screen.db", bench->folder);
    struct subject ours = {
        .argv = (const char *const[]){liaise ? liaise : "./liaise", "--db", database, NULL}};
    struct subject bare = {.argv = (const char *const[]){self, "list", rows, NULL}};
    measure_start(bench, &ours, &bare);
    start(&ours);
    start(&bare);
    settle(&ours);
    settle(&bare);
    measure_key(bench, &ours, &bare, "key: down", KEYS_DOWN, NULL);
    measure_key(bench, &ours, &bare, "key: page down", KEYS_PAGE_DOWN, NULL);
    measure_key(bench, &ours, &bare, "key: end", KEYS_END, KEYS_HOME);
    leave(&ours);
    leave(&bare);
}
