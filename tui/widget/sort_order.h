/*
 * sort_order.h: what a list is sorted by, as the text listing.h takes: "-due,title". Pure.
 */
#ifndef LI_TUI_WIDGET_SORT_ORDER_H
#define LI_TUI_WIDGET_SORT_ORDER_H

#include "core/query/listing.h"

/* The column that the text begins with, -1 when it is none of them; *down: it falls. */
int sort_order_column(const char *sort, const struct columns *columns, bool *down);

/* The caller frees what these return. By one column, and what is alike in it in the kind's own
   order; by the next column that is on the screen (widths: 0 for one that isn't); the other way
   round. */
char *sort_order_by(const struct column *column, bool down, const struct kind *kind);
char *sort_order_next(
    const char *sort, const struct columns *columns, const int *widths, const struct kind *kind);
char *sort_order_reversed(const char *sort, const struct kind *kind);

#endif
