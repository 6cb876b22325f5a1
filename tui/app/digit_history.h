/*
 * digit_history.h: the stack of panels before each of the last digits, so that what a digit opened
 * can be taken back when the digits turn out to be a percentage.
 */
#ifndef LI_TUI_APP_DIGIT_HISTORY_H
#define LI_TUI_APP_DIGIT_HISTORY_H

#include <stddef.h>

struct panel;

enum { DIGIT_HISTORY_MOST = 3 }; /* digits of a percentage */

struct digit_stack {
    struct panel **panels; /* NULL where one has been removed since */
    size_t depth;
    int digit; /* 0 to 9 */
};

/* All zero: no number is being typed. */
struct digit_history {
    struct digit_stack before[DIGIT_HISTORY_MOST]; /* the oldest first */
    size_t count;
    size_t held; /* the last so many of them have not been acted on */
};

/* Adds the stack on which the digit is about to act. The oldest is dropped when there are too many.
 */
void digit_history_add(
    struct digit_history *history, struct panel *const *panels, size_t depth, int digit);

/* The panel is removed from the stack. */
void digit_history_forget(struct digit_history *history, const struct panel *panel);

void digit_history_free(struct digit_history *history); /* leaves it empty */

#endif
