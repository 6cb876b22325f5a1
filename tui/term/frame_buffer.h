/*
 * frame_buffer.h: between curses and the terminal, so that a frame arrives whole.
 *
 * curses writes at every movement and every change of colour. A terminal would show a frame in as
 * many pieces, and be woken for each.
 */
#ifndef LI_TUI_TERM_FRAME_BUFFER_H
#define LI_TUI_TERM_FRAME_BUFFER_H

#include <stdio.h>

/* What curses is to write to, at first the terminal. NULL: there is none. */
FILE *outlet_open(void);
void outlet_close(void);

void outlet_gather(void); /* what is written from now on waits */
/* What is gathered is given up: curses writes straight to the terminal from now on. */
void outlet_straight(void);
void outlet_send(void); /* goes to the terminal at once, as does what is written from now on */

#endif
