/*
 * cursor_anchor.h: keeps the cursor of a list on its record while rows are found and reordered.
 */
#ifndef LI_TUI_ROWS_CURSOR_ANCHOR_H
#define LI_TUI_ROWS_CURSOR_ANCHOR_H

#include "tui/app/scroll.h"
#include "tui/rows/row_finder.h"

/* All zero: the cursor is on no record. */
struct cursor_anchor {
    int64_t row;   /* its row id; 0: none */
    bool there;    /* the cursor is on it */
    size_t sought; /* it is not among this many rows from the first */
    size_t line;   /* of the screen on which it was */
    unsigned turn; /* row_finder_turn when it was sought last */
    bool afresh;   /* other rows come: the cursor is on the first until this one is found */
    bool pinned;   /* the cursor stays at a percentage instead, while more rows are found */
    int percent;   /* 0 to 100 */
};

/* The person moved the cursor: it stays on the record that is there. */
void cursor_anchor_drop(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);

/* The person jumped to a percentage of all rows, found or yet to be found. */
void cursor_anchor_pin(struct cursor_anchor *anchor, const struct row_finder *rows,
    struct scroll *scroll, int percent);

/* Before rows are found again: the same records in the same order (hold), in another order, where
   the cursor is on the first shown until its record is found (reorder), or other records (afresh).
 */
void cursor_anchor_hold(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);
void cursor_anchor_reorder(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);
void cursor_anchor_afresh(struct cursor_anchor *anchor);

/* After a slice of finding: if the record is found, moves the cursor to it, and scrolls so that it
   stays on its line of the screen. */
void cursor_anchor_follow(
    struct cursor_anchor *anchor, const struct row_finder *rows, struct scroll *scroll);

#endif
