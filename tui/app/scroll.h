/*
 * scroll.h: where the cursor is in many lines of which a few are on the screen.
 */
#ifndef LI_TUI_APP_SCROLL_H
#define LI_TUI_APP_SCROLL_H

#include "tui/app/action.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"
#include <stddef.h>
#include <stdio.h>

struct scroll {
    size_t at, top; /* the cursor's line; the first line on screen */
    bool text;      /* no cursor: moving moves the text */
};

/* Moves by an action of movement, or the mouse wheel; false: it is none. */
bool scroll_act(struct scroll *scroll, enum action action, size_t count, int height);
bool scroll_wheel(struct scroll *scroll, const struct key *key, size_t count, int height);

/* What the mouse does to lines in that area: its wheel moves, a press takes the cursor to its line.
   True: a line was pressed, and the cursor is on it. */
bool scroll_press(struct scroll *scroll, const struct key *key, size_t count, struct area area);

/* Brings the cursor into the lines and onto the screen: before drawing. */
void scroll_fit(struct scroll *scroll, size_t count, int height);

/* The line that is so many percent of the way: 0 the first, 100 the last. */
size_t scroll_part(size_t count, int percent);

/* The line at that row of the screen, count when there is none. */
size_t scroll_line(const struct scroll *scroll, struct area area, int y, size_t count);

/* Makes the cursor's line, painted already, stand out. */
void scroll_draw_cursor(const struct scroll *scroll, size_t count, struct area area, bool focused);

/* "5 of 1 204"; counted: there are no more than those. */
void scroll_title(const struct scroll *scroll, size_t count, bool counted, FILE *out);

/* Draws a bar into the right column of the area when not all lines fit. */
void scroll_draw(const struct scroll *scroll, size_t count, struct area area);
/* The same for lines inside a frame: its right side is where the bar goes. */
void scroll_draw_framed(const struct scroll *scroll, size_t count, struct area inside);

#endif
