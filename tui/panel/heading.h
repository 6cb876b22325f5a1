/*
 * heading.h: the line of labels above a list, with an arrow at the column it is sorted by.
 */
#ifndef LI_PANEL_HEADING_H
#define LI_PANEL_HEADING_H

#include "../screen.h"
#include "layout.h"

/* widths as layout_columns filled them; sort as order.h has it. */
void heading_draw(
    const struct columns *columns, const int *widths, const char *sort, struct area area);

/* The column whose heading is at that column x of the screen; -1: none. */
int heading_at(const struct columns *columns, const int *widths, struct area area, int x);

#endif
