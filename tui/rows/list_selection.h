/*
 * list_selection.h: the marks of one list: put by key, all at once even while rows are still being
 * found, counted, and taken for an action.
 */
#ifndef LI_TUI_ROWS_LIST_SELECTION_H
#define LI_TUI_ROWS_LIST_SELECTION_H

#include "core/query/row_set.h"
#include "tui/rows/row_finder.h"
#include <stdio.h>

struct list_selection {
    struct row_set marks;
    size_t hidden; /* marked, but not among the rows shown */
    bool pending;  /* all rows are to be marked once they are found */
};

/* All of rows; when all are marked, none of them. */
void list_selection_all(struct list_selection *marking, const struct row_finder *rows);

/* All rows are found, or their records may have changed: highest is the highest row id there is. */
void list_selection_found(struct list_selection *marking, const struct row_finder *rows);
void list_selection_trim(struct list_selection *marking, int64_t highest);

/* False: nothing was marked. */
bool list_selection_drop(struct list_selection *marking);

/* "  12 marked, 3 not shown"; nothing when none is. */
void list_selection_title(const struct list_selection *marking, FILE *out);

/* The marked rows as rows orders them, those not shown last; with none marked, all of rows. The
   caller frees them. */
int64_t *list_selection_take(
    const struct list_selection *marking, const struct row_finder *rows, size_t *count);

#endif
