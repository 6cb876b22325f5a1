/*
 * mouse.h: what the mouse did, one thing after the other.
 */
#ifndef LI_TUI_TERM_MOUSE_H
#define LI_TUI_TERM_MOUSE_H

#include <stdbool.h>
#include <stdint.h>

/* To be called when curses gave KEY_MOUSE. */
void mouse_gather(void);
/* Takes the earliest of what was gathered. False: nothing is left. *button: 1 left, 2 the second
   of two clicks, 4 wheel up, 5 wheel down. now: milliseconds, input_now. */
bool mouse_take(int64_t now, int *y, int *x, int *button);

#endif
