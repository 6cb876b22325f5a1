/*
 * key_clock.h: a clock, and whether a key waits: what work between keys is limited by.
 */
#ifndef LI_TUI_TERM_KEY_CLOCK_H
#define LI_TUI_TERM_KEY_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct key_clock {
    int64_t (*now)(void *arg); /* microseconds, of a monotonic clock */
    /* Whether a key waits, or comes within so many milliseconds. */
    bool (*pressed)(void *arg, int within);
    void *arg;
};

/* The computer's clock and the terminal's keys; tests have their own. */
extern const struct key_clock key_clock;

#endif
