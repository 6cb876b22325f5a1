/*
 * cursor_anchor.c: looks for the record among the rows found so far.
 *
 * What holds between calls:
 *
 * 1. While `there` is set, the cursor is on the row `row` (0: on none) of the rows of `turn`.
 * 2. Else `row` is not among the first `sought` rows of `turn`, and belongs on line `line`.
 * 3. A pinned anchor does not look: the cursor stays at `percent` of the rows found so far.
 */
#include "tui/rows/cursor_anchor.h"
#include <assert.h>

void cursor_anchor_drop(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll)
{
    *anchor = (struct cursor_anchor){
        .row = row_finder_rowid(rows, scroll->at), .there = true, .turn = row_finder_turn(rows)};
}

void cursor_anchor_pin(
    struct cursor_anchor *anchor, const struct row_finder *rows, struct scroll *scroll, int percent)
{
    assert(percent >= 0 && percent <= 100);
    scroll->at = scroll_part(row_finder_count(rows), percent);
    cursor_anchor_drop(anchor, rows, scroll);
    anchor->pinned = !row_finder_complete(rows);
    anchor->percent = percent;
}

void cursor_anchor_hold(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll)
{
    if (!anchor->there && row_finder_complete(rows))
        cursor_anchor_drop(anchor, rows, scroll);
}

void cursor_anchor_reorder(
    struct cursor_anchor *anchor, const struct row_finder *rows, const struct scroll *scroll)
{
    cursor_anchor_hold(anchor, rows, scroll);
    anchor->afresh = true;
}

void cursor_anchor_afresh(struct cursor_anchor *anchor)
{
    anchor->afresh = true;
    anchor->pinned = false;
}

/* If other rows have taken the place of those looked through, looking begins again. */
static void cursor_turn(
    struct cursor_anchor *anchor, const struct row_finder *rows, struct scroll *scroll)
{
    if (anchor->turn == row_finder_turn(rows))
        return;
    if (anchor->there)
        anchor->line = scroll->at - scroll->top;
    if (anchor->afresh)
        scroll->at = scroll->top = 0;
    anchor->turn = row_finder_turn(rows);
    anchor->there = anchor->afresh = false;
    anchor->sought = 0;
}

void cursor_anchor_follow(
    struct cursor_anchor *anchor, const struct row_finder *rows, struct scroll *scroll)
{
    size_t count = row_finder_count(rows);
    cursor_turn(anchor, rows, scroll);
    for (; anchor->row && !anchor->there && anchor->sought < count; anchor->sought++)
        if (row_finder_rowid(rows, anchor->sought) == anchor->row) {
            anchor->there = true;
            scroll->at = anchor->sought;
            scroll->top = scroll->at > anchor->line ? scroll->at - anchor->line : 0;
        }
    if (anchor->pinned)
        cursor_anchor_pin(anchor, rows, scroll, anchor->percent);
}
