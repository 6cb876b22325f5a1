/*
 * jump.h: a number, then `%`: to that part of a list.
 *
 * Digits also are the keys that go to the affiliates, the goals and so on, and do that at once. A
 * `%` right after them takes it back: everything stands as it did before the first of them.
 */
#ifndef LI_JUMP_H
#define LI_JUMP_H

#include "input.h"
#include <stddef.h>

struct app;
struct panel;

/* All zero: no number is being typed. */
struct jump {
    struct panel **stack; /* as it stood before the number, NULL for each that has gone since */
    size_t depth;
    bool typing;
    int number; /* 100 at most */
    bool asked; /* the last key was the sign after a number */
};

/* Before a key that is no text is acted on. */
void jump_listen(struct app *app, const struct key *key);

/* How far to go; -1: the sign came without a number. */
int jump_percent(const struct jump *jump);

/* That panel leaves the stack. */
void jump_gone(struct jump *jump, const struct panel *panel);
void jump_free(struct jump *jump);

#endif
