/*
 * subject.c: keys typed and answers waited for.
 */
#include "tests/bench/subject.h"
#include "tests/bench/measure.h"
#include "tests/support/terminal.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 24, COLUMNS = 80, SILENCE = 8 /* ms after which a key is answered */ };
enum { SETTLED = 30 /* ms after which nothing more is to come */ };

/* All lines but the frame's hold something. */
static bool is_full(const char *screen, const void *arg)
{
    int filled = 0;
    (void)arg;
    for (int y = 0; y < ROWS; y++) {
        size_t length = strcspn(screen, "\n");
        filled += length > 0;
        screen += length + (screen[length] == '\n');
    }
    return filled >= ROWS - 1;
}

static void wait_until(struct subject *subject, double began,
    bool (*holds)(const char *screen, const void *arg), const void *arg)
{
    for (bool done = false; !done;) {
        char *screen = terminal_screen(subject->terminal);
        done = holds(screen, arg);
        free(screen);
        if (!done && (!terminal_look(subject->terminal, 1000) || clock_ms() - began > 60000))
            terminal_shows(subject->terminal, "what was waited for");
    }
}

double subject_start(struct subject *subject)
{
    double began = clock_ms();
    subject->terminal = terminal_start(ROWS, COLUMNS, subject->argv);
    wait_until(subject, began, is_full, NULL);
    return clock_ms() - began;
}

double subject_until(struct subject *subject, const char *keys,
    bool (*holds)(const char *screen, const void *arg), const void *arg)
{
    double began = clock_ms();
    terminal_type(subject->terminal, keys);
    wait_until(subject, began, holds, arg);
    return clock_ms() - began;
}

static size_t written(struct subject *subject)
{
    size_t size;
    terminal_bytes(subject->terminal, &size);
    return size;
}

void subject_settle(struct subject *subject)
{
    size_t before;
    do {
        before = written(subject);
        terminal_look(subject->terminal, SETTLED);
    } while (written(subject) > before);
}

struct answer_output subject_key(struct subject *subject, const char *keys)
{
    size_t first = written(subject), before = first;
    double began = clock_ms(), last = began;
    terminal_type(subject->terminal, keys);
    for (int patience = 1000; terminal_look(subject->terminal, patience); patience = SILENCE) {
        if (written(subject) == before)
            break;
        before = written(subject);
        last = clock_ms();
    }
    return (struct answer_output){last - began, before - first};
}

void subject_leave(struct subject *subject)
{
    subject_settle(subject);
    terminal_type(subject->terminal, "q");
    terminal_end(subject->terminal);
    terminal_free(subject->terminal);
}

double subject_status(const struct subject *subject, const char *name)
{
    char path[64], line[256];
    double value = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)terminal_pid(subject->terminal));
    FILE *in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in))
        if (strncmp(line, name, strlen(name)) == 0)
            value = strtod(line + strlen(name), NULL);
    if (in)
        fclose(in);
    return value;
}

void subject_rest(struct subject *subject)
{
    enum { PATIENCE = 120 /* seconds */ };
    double before, now = subject_status(subject, "voluntary_ctxt_switches:");
    for (int i = 0; i < PATIENCE; i++) {
        before = now;
        sleep(1);
        now = subject_status(subject, "voluntary_ctxt_switches:");
        if (now == before)
            return;
    }
}
