/*
 * column_header.h: the line of labels above a list, with an arrow at the column it is sorted by.
 */
#ifndef LI_TUI_LIST_COLUMN_HEADER_H
#define LI_TUI_LIST_COLUMN_HEADER_H

#include "tui/list/column_layout.h"
#include "tui/term/screen.h"

/* widths as filled by column_layout_columns; sort as in sort_order.h. */
void column_header_draw(
    const struct columns *columns, const int *widths, const char *sort, struct area area);

/* The column whose label is at column x of the screen; -1: none. */
int column_header_at(const struct columns *columns, const int *widths, struct area area, int x);

#endif
