/*
 * list_selection.h: the marks of one list: put by key, all at once even while rows are still being
 * found, counted, and taken for an action.
 */
#ifndef LI_TUI_ROWS_LIST_SELECTION_H
#define LI_TUI_ROWS_LIST_SELECTION_H

#include "core/query/row_set.h"
#include "tui/rows/row_finder.h"
#include <stdio.h>

struct marking {
    struct marks marks;
    size_t hidden; /* marked, but not among the rows shown */
    bool pending;  /* all rows are to be marked once they are found */
};

/* All of rows; when all are marked, none of them. */
void marking_all(struct marking *marking, const struct rows *rows);

/* All rows are found, or their records may have changed: highest is the highest row id there is. */
void marking_found(struct marking *marking, const struct rows *rows);
void marking_trim(struct marking *marking, int64_t highest);

/* False: nothing was marked. */
bool marking_drop(struct marking *marking);

/* "  12 marked, 3 not shown"; nothing when none is. */
void marking_title(const struct marking *marking, FILE *out);

/* The marked rows as rows orders them, those not shown last; with none marked, all of rows. The
   caller frees them. */
int64_t *marking_take(const struct marking *marking, const struct rows *rows, size_t *count);

#endif
