/*
 * search_matches.h: the matches of some words in a list that shows other records as well: found
 * between keys, then gone through forward and back.
 */
#ifndef LI_TUI_ROWS_SEARCH_MATCHES_H
#define LI_TUI_ROWS_SEARCH_MATCHES_H

#include "core/query/row_scan.h"
#include "core/query/row_set.h"
#include "tui/rows/row_finder.h"

/* All zero: nothing is searched for. */
struct search_matches {
    char *words; /* a filter; NULL: none yet */
    struct row_set found;
    struct row_scan *scan; /* that finds them; NULL: not begun, or finished */
    bool whole;            /* all are found */
    int toward;            /* where to go once they are: 1 next, -1 previous, 0 nowhere */
};

/* Searches for these words from now on; blank words change nothing. */
void search_matches_seek(struct search_matches *matches, const char *words);
/* Records may have changed: the matches are found again when they are asked for. */
void search_matches_forget(struct search_matches *matches);
void search_matches_free(struct search_matches *matches); /* all zero again */

/* A slice of finding, of a few milliseconds; true: there is more to do. Does nothing unless toward
   is set. On failure *err says why; else its code is left alone. */
bool search_matches_work(struct search_matches *matches, struct context *context,
    const struct kind *kind, struct li_error *err);

/* The place of the next match after that row (toward 1) or before it (-1), wrapping around;
   SIZE_MAX: there is none. It is match *nth, from 1, of *all. All must be found (whole). */
size_t search_matches_next(const struct search_matches *matches, const struct row_finder *rows,
    size_t from, int toward, size_t *nth, size_t *all);

#endif
