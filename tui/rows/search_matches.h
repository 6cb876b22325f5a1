/*
 * search_matches.h: what fits some words, in a list that shows the others too: found between keys,
 * gone through forward and back.
 */
#ifndef LI_TUI_ROWS_SEARCH_MATCHES_H
#define LI_TUI_ROWS_SEARCH_MATCHES_H

#include "core/query/row_set.h"
#include "tui/rows/row_finder.h"

/* All zero: nothing is looked for. */
struct search_matches {
    char *words; /* a filter; NULL: none yet */
    struct row_set marks;
    struct query *query; /* that finds them; NULL: not begun, or whole */
    bool whole;          /* all are found */
    int toward;          /* which way to go once they are: 1 on, -1 back, 0 nowhere */
};

/* These words from now on; blank changes nothing. */
void search_matches_seek(struct search_matches *hits, const char *words);
/* Records may have changed: they are looked for again when they are asked for. */
void search_matches_forget(struct search_matches *hits);
void search_matches_free(struct search_matches *hits);

/* A slice of looking, of a few milliseconds; true: there is more to do. Nothing to do unless they
   are to be gone to. *err: why it failed, its code left alone otherwise. */
bool search_matches_work(struct search_matches *hits, struct context *context,
    const struct kind *kind, struct li_error *err);

/* Where the next hit from that row stands, round the end if need be; SIZE_MAX when there is none.
 *nth of *all: which it is, from 1. */
size_t search_matches_next(const struct search_matches *hits, const struct row_finder *rows,
    size_t from, int toward, size_t *nth, size_t *all);

#endif
