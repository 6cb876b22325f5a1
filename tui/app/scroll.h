/*
 * scroll.h: a cursor in many lines, of which a few are on the screen.
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
    bool text;      /* there is no cursor: keys of movement scroll the text */
};

/* Moves by an action of movement, or by the mouse wheel; false: it is neither. height: rows shown.
 */
bool scroll_act(struct scroll *scroll, enum action action, size_t count, int height);
bool scroll_wheel(struct scroll *scroll, const struct key *key, size_t count, int height);

/* The mouse on lines in that area: the wheel moves, a click moves the cursor to its line. True: a
   line was clicked. */
bool scroll_press(struct scroll *scroll, const struct key *key, size_t count, struct area area);

/* Before drawing: brings the cursor into the lines, and scrolls so that it shows. */
void scroll_fit(struct scroll *scroll, size_t count, int height);

/* The line at that percentage: 0 is the first, 100 the last. */
size_t scroll_part(size_t count, int percent);

/* The line at row y of the screen; count: there is none. */
size_t scroll_line(const struct scroll *scroll, struct area area, int y, size_t count);

/* Highlights the line of the cursor, which is painted already. */
void scroll_draw_cursor(const struct scroll *scroll, size_t count, struct area area, bool focused);

/* Writes "5 of 1 204"; counted: the count is final. */
void scroll_title(const struct scroll *scroll, size_t count, bool counted, FILE *out);

/* Draws a scroll bar into the right column of the area where not all lines fit. */
void scroll_draw(const struct scroll *scroll, size_t count, struct area area);
/* The same for lines inside a frame, on its right side. */
void scroll_draw_framed(const struct scroll *scroll, size_t count, struct area inside);

#endif
