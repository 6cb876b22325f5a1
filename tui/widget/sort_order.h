/*
 * sort_order.h: the order of a list, in the text form of listing.h: "-due,title". Pure.
 */
#ifndef LI_TUI_WIDGET_SORT_ORDER_H
#define LI_TUI_WIDGET_SORT_ORDER_H

#include "core/query/listing.h"

/* The first column of the order; -1: it is not among the columns. *down: it is descending. */
int sort_order_column(const char *sort, const struct columns *columns, bool *down);

/* The caller frees what these return. By one column, then in the kind's own order; by the next
   column on the screen (widths: 0 for one that is not); reversed. */
char *sort_order_by(const struct column *column, bool down, const struct kind *kind);
char *sort_order_next(
    const char *sort, const struct columns *columns, const int *widths, const struct kind *kind);
char *sort_order_reversed(const char *sort, const struct kind *kind);

#endif
