/*
 * list_selection.h: the selected rows of a list: one by one or all at once, even while rows are
 * still being found; their count; and the rows for an action.
 */
#ifndef LI_TUI_ROWS_LIST_SELECTION_H
#define LI_TUI_ROWS_LIST_SELECTION_H

#include "core/query/row_set.h"
#include "tui/rows/row_finder.h"
#include <stdio.h>

/* All zero: nothing is selected. */
struct list_selection {
    struct row_set rows;
    size_t hidden; /* selected, but not among the rows shown */
    bool pending;  /* all rows will be selected once they are found */
};

/* Selects all rows or, where all are selected, none. While rows are still being found, sets or
   clears pending instead. */
void list_selection_all(struct list_selection *selection, const struct row_finder *rows);

/* All rows are found, or their records may have changed. */
void list_selection_found(struct list_selection *selection, const struct row_finder *rows);
/* Drops those above the highest row id in use: a new record may get the row id of one that is gone.
 */
void list_selection_trim(struct list_selection *selection, int64_t highest);

/* Selects nothing. False: nothing was selected. */
bool list_selection_drop(struct list_selection *selection);

/* Writes "  12 selected, 3 not shown"; nothing when nothing is selected. */
void list_selection_title(const struct list_selection *selection, FILE *out);

/* The row ids selected, in the order of rows, those not shown last; with nothing selected, all of
   rows. The caller frees them. */
int64_t *list_selection_take(
    const struct list_selection *selection, const struct row_finder *rows, size_t *count);

#endif
