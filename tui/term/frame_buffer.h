/*
 * frame_buffer.h: between curses and the terminal, so that a frame arrives whole.
 *
 * curses writes at every movement and every change of color. A terminal would show a frame in as
 * many pieces, and be woken for each.
 */
#ifndef LI_TUI_TERM_FRAME_BUFFER_H
#define LI_TUI_TERM_FRAME_BUFFER_H

#include <stdio.h>

/* What curses is to write to, at first the terminal. NULL: there is none. */
FILE *frame_buffer_open(void);
void frame_buffer_close(void);

void frame_buffer_gather(void); /* what is written from now on waits */
/* What is gathered is given up: curses writes straight to the terminal from now on. */
void frame_buffer_straight(void);
void frame_buffer_send(
    void); /* goes to the terminal at once, as does what is written from now on */

#endif
