/*
 * cursor_anchor.h: the record on which the cursor of a list stays while other rows come to stand
 * there.
 */
#ifndef LI_TUI_ROWS_CURSOR_ANCHOR_H
#define LI_TUI_ROWS_CURSOR_ANCHOR_H

#include "tui/app/scroll.h"
#include "tui/rows/row_finder.h"

/* All zero: the cursor is on no record. */
struct cursor_anchor {
    int64_t row;   /* 0: none */
    bool there;    /* the cursor is on it */
    size_t sought; /* rows among which it isn't */
    size_t line;   /* of the screen it stood on */
    unsigned turn; /* of the rows, when it was looked for last */
    bool afresh;   /* other records come: the first of them until it is found */
    bool pinned;   /* instead: to a part of the way, while more are found */
    int percent;
};

/* The person moved the cursor: it stays on what is there. */
void cursor_anchor_drop(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);

/* The person went that part of the way, of as many rows as there will be. */
void cursor_anchor_pin(struct cursor_anchor *anchor, const struct row_finder *rows,
    struct scroll *scroll, int percent);

/* The same records will be looked for again, in that or another order; or others. */
void cursor_anchor_hold(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);
void cursor_anchor_afresh(struct cursor_anchor *anchor);

/* After a slice: the cursor to its record, if that is found, and that to its line of the screen. */
void cursor_anchor_follow(
    struct cursor_anchor *anchor, const struct row_finder *rows, struct scroll *scroll);

#endif
