/*
 * percent_jump.h: a number, then `%`: to that part of a list.
 *
 * Digits also are the keys that go to the affiliates, the goals and so on, and do that at once. A
 * `%` right after them takes it back: everything stands as it did before the first digit of the
 * number, which is of as many of the last as make no more than 100. So `2 5 0 %` goes to the
 * affiliates, and to the middle of them. A digit behind which the next key waits already is held
 * until it is known what that makes of it: nothing is opened to be left at once.
 */
#ifndef LI_TUI_APP_PERCENT_JUMP_H
#define LI_TUI_APP_PERCENT_JUMP_H

#include "tui/term/input.h"
#include <stddef.h>

struct app;
struct panel;

/* The stack as it stood before a digit. */
struct stood {
    struct panel **panels; /* NULL for each that has gone since */
    size_t depth;
    int digit;
};

enum { JUMP_DIGITS = 3 };

/* All zero: no number is being typed. */
struct percent_jump {
    struct stood before[JUMP_DIGITS]; /* the last of them */
    size_t digits;
    size_t held; /* of those, the last so many have not been acted on */
    bool asked;  /* the last key was the sign after a number ... */
    int number;  /* ... which was this */
};

/* Before a key that is no text is acted on. true: it is held, and not to be acted on now. */
bool percent_jump_holds(struct app *app, const struct key *key);

/* How far to go; -1: the sign came without a number. */
int percent_jump_percent(const struct percent_jump *jump);

/* That panel leaves the stack. */
void percent_jump_gone(struct percent_jump *jump, const struct panel *panel);
void percent_jump_free(struct percent_jump *jump);

#endif
