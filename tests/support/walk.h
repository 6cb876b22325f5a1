/*
 * walk.h: a way through the program, key by key, with what shows after each, and how many keys it
 * takes.
 */
#ifndef LI_TESTS_SUPPORT_WALK_H
#define LI_TESTS_SUPPORT_WALK_H

#include "tests/support/screen_test.h"

struct walk_step {
    const char *keys;   /* pressed first; each counts */
    const char *words;  /* typed then, which don't count; NULL: nothing */
    const char *shows;  /* what comes to be on the screen */
    const char *screen; /* the whole screen (terminal_expect); NULL: not expected whole */
};

/* Each step begins where the one before it ended. Returns the keys that were pressed. */
size_t walk_steps(struct desk *desk, const struct walk_step *steps, size_t count);
#define WALK(desk, steps) walk_steps(desk, steps, sizeof(steps) / sizeof *(steps))

/* Holds the count against doc/keys.md: its row "| what | keys | at most |" has it, and keeps its
   limit. */
void walk_is_listed(const char *what, size_t keys);

#endif
