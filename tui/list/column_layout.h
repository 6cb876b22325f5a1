/*
 * column_layout.h: which columns of a list find room, and their widths. Pure: no screen, no data.
 */
#ifndef LI_TUI_LIST_COLUMN_LAYOUT_H
#define LI_TUI_LIST_COLUMN_LAYOUT_H

#include "core/query/listing.h"

enum { LAYOUT_GAP = 2 };

/* Fills widths[0..count), in columns of the screen; 0: left out. Columns that can shrink do; then
   the least important are left out, never the name. What remains goes to the widest. */
void column_layout_columns(const struct columns *columns, int room, int *widths);

/* The same for columns that a person chose: the last ones are left out first, never the name. */
void column_layout_chosen(const struct columns *columns, int room, int *widths);

#endif
