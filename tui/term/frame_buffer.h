/*
 * frame_buffer.h: collects what curses writes for a frame, so that the terminal receives it whole.
 *
 * curses writes at every cursor movement and every change of color. The terminal would draw a frame
 * piece by piece.
 */
#ifndef LI_TUI_TERM_FRAME_BUFFER_H
#define LI_TUI_TERM_FRAME_BUFFER_H

#include <stdio.h>

/* The file that curses writes to; at first it leads to the terminal. NULL: it can't be opened. */
FILE *frame_buffer_open(void);
void frame_buffer_close(void);

/* Holds back what is written from now on. */
void frame_buffer_gather(void);
/* Sends what was held back; what is written from now on goes straight to the terminal. */
void frame_buffer_send(void);
/* Drops what was held back; what is written from now on goes straight to the terminal. */
void frame_buffer_straight(void);

#endif
