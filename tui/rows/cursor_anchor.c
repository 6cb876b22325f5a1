/*
 * cursor_anchor.c: keeps a cursor on its record.
 */
#include "tui/rows/cursor_anchor.h"

void anchor_drop(struct anchor *anchor, const struct rows *rows, const struct scroll *scroll)
{
    *anchor = (struct anchor){
        .row = rows_rowid(rows, scroll->at), .there = true, .turn = rows_turn(rows)};
}

void anchor_pin(struct anchor *anchor, const struct rows *rows, struct scroll *scroll, int percent)
{
    scroll->at = scroll_part(rows_count(rows), percent);
    anchor_drop(anchor, rows, scroll);
    anchor->pinned = !rows_complete(rows);
    anchor->percent = percent;
}

void anchor_hold(struct anchor *anchor, const struct rows *rows, const struct scroll *scroll)
{
    if (!anchor->there && rows_complete(rows))
        anchor_drop(anchor, rows, scroll);
}

void anchor_afresh(struct anchor *anchor)
{
    anchor->afresh = true;
    anchor->pinned = false;
}

/* Others stand there now. */
static void turn(struct anchor *anchor, const struct rows *rows, struct scroll *scroll)
{
    if (anchor->turn == rows_turn(rows))
        return;
    if (anchor->there)
        anchor->line = scroll->at - scroll->top;
    if (anchor->afresh)
        scroll->at = scroll->top = 0;
    anchor->turn = rows_turn(rows);
    anchor->there = anchor->afresh = false;
    anchor->sought = 0;
}

void anchor_follow(struct anchor *anchor, const struct rows *rows, struct scroll *scroll)
{
    size_t count = rows_count(rows);
    turn(anchor, rows, scroll);
    for (; anchor->row && !anchor->there && anchor->sought < count; anchor->sought++)
        if (rows_rowid(rows, anchor->sought) == anchor->row) {
            anchor->there = true;
            scroll->at = anchor->sought;
            scroll->top = scroll->at > anchor->line ? scroll->at - anchor->line : 0;
        }
    if (anchor->pinned)
        anchor_pin(anchor, rows, scroll, anchor->percent);
}
