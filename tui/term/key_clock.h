/*
 * key_clock.h: what work between keys goes by: the clock, and whether a key waits.
 */
#ifndef LI_TUI_TERM_KEY_CLOCK_H
#define LI_TUI_TERM_KEY_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct pace {
    int64_t (*now)(void *arg); /* microseconds since whenever */
    /* Whether a key waits, or comes within that many milliseconds. */
    bool (*pressed)(void *arg, int within);
    void *arg;
};

/* The computer's clock and the terminal's keys. */
extern const struct pace key_clock;

#endif
