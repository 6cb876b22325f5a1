/*
 * key_clock.c: the monotonic clock and the keys of the terminal.
 */
#include "tui/term/key_clock.h"
#include "tui/term/input.h"
#include <time.h>

static int64_t key_now(void *arg)
{
    struct timespec time;
    (void)arg;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static bool key_pressed(void *arg, int within)
{
    (void)arg;
    return input_pressed(within);
}

const struct key_clock key_clock = {.now = key_now, .pressed = key_pressed};
