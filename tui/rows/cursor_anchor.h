/*
 * cursor_anchor.h: the record on which the cursor of a list stays while rows are found and moved.
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
    unsigned turn; /* row_finder_turn when the record was sought last */
    bool afresh;   /* other rows come: the cursor is on the first of them until this one is there */
    bool pinned;   /* instead it stays at a part of the way while more are found */
    int percent;   /* which part, 0 to 100 */
};

/* The person moved the cursor: it stays on what is there. */
void cursor_anchor_drop(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);

/* The person went to that part of the way, of as many rows as there will be. */
void cursor_anchor_pin(struct cursor_anchor *anchor, const struct row_finder *rows,
    struct scroll *scroll, int percent);

/* The same records are about to be found again; in another order, so that the cursor is on the
   first that are shown until its record is; or others. */
void cursor_anchor_hold(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);
void cursor_anchor_reorder(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll);
void cursor_anchor_afresh(struct cursor_anchor *anchor);

/* After a slice: puts the cursor on its record, if that is found, and that on its line of the
   screen. */
void cursor_anchor_follow(
    struct cursor_anchor *anchor, const struct row_finder *rows, struct scroll *scroll);

#endif
