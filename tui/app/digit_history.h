/*
 * digit_history.h: the panels as they stood before each of the last digits, so that a number which
 * turns out to mean something else can be taken back.
 */
#ifndef LI_TUI_APP_DIGIT_HISTORY_H
#define LI_TUI_APP_DIGIT_HISTORY_H

#include <stddef.h>

struct panel;

enum { DIGIT_HISTORY_MOST = 3 }; /* digits of a percentage */

struct digit_stack {
    struct panel **panels; /* NULL for each that has gone since */
    size_t depth;
    int digit; /* 0 to 9 */
};

/* All zero: no number is being typed. */
struct digit_history {
    struct digit_stack before[DIGIT_HISTORY_MOST]; /* the oldest first */
    size_t count;
    size_t held; /* of those, the last so many have not been acted on */
};

/* Remembers the stack of so many panels, on which the digit is about to act. The oldest goes when
   there are too many. */
void digit_history_add(
    struct digit_history *history, struct panel *const *panels, size_t depth, int digit);

/* That panel leaves the stack. */
void digit_history_forget(struct digit_history *history, const struct panel *panel);

void digit_history_free(struct digit_history *history); /* leaves it empty */

#endif
