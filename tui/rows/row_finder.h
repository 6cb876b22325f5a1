/*
 * row_finder.h: the rows of a list, found in slices between keys, and loaded when they are on the
 * screen.
 */
#ifndef LI_TUI_ROWS_ROW_FINDER_H
#define LI_TUI_ROWS_ROW_FINDER_H

#include "tui/rows/row_cache.h"
#include "tui/term/key_clock.h"

struct row_finder;

/* context, clock and columns must outlive it. No rows are asked for yet. */
struct row_finder *row_finder_new(struct context *context, const struct key_clock *clock,
    const struct kind *kind, const struct columns *columns);
void row_finder_free(struct row_finder *rows);

/* Loads these columns from now on. */
void row_finder_show(struct row_finder *rows, const struct columns *columns);

/* Begins to look for what the filter lets through, in that order. What stood before stays until
   there is something to put in its place: with another filter the first rows, in the same filter's
   new order all of them. On failure nothing changes. */
enum li_err row_finder_find(
    struct row_finder *rows, const char *filter, const char *sort, struct li_error *err);

/* Records may have changed: looks for the same again, and what was read is read again. What is
   being looked for is found first, so that frequent changes don't keep the list from being whole.
 */
enum li_err row_finder_refresh(struct row_finder *rows, struct li_error *err);

/* One slice of looking, of a few milliseconds; a key cuts it short. true: there is more to find.
   enough: how many rows fill the screen as it stands. What goes wrong is in *err, whose code is
   left alone otherwise. */
bool row_finder_work(struct row_finder *rows, size_t enough, struct li_error *err);

/* Goes on finding, whatever keys wait, until what is shown is of the filter asked for: before
   something is done to one of its rows. */
void row_finder_catch_up(struct row_finder *rows, size_t enough, struct li_error *err);

size_t row_finder_count(const struct row_finder *rows); /* shown now */
size_t row_finder_total(
    const struct row_finder *rows); /* known of so far; once complete, the same */
bool row_finder_counted(
    const struct row_finder *rows); /* the total is final, if not yet in order */
bool row_finder_complete(const struct row_finder *rows);
bool row_finder_sort_long(const struct row_finder
        *rows); /* so many rows must be sorted that a key would wait for the first */
unsigned row_finder_turn(
    const struct row_finder *rows); /* changes when other rows take their place */
int64_t row_finder_rowid(
    const struct row_finder *rows, size_t at); /* 0: there is no row at that place */

/* The row at that place, loaded; NULL: it can't be, or is gone. Valid until the next call. */
const struct row_cells *row_finder_get(struct row_finder *rows, size_t at);

/* Loads one of the rows [from, to) that is not loaded yet; false: all are. to - from is at most
   ROW_CACHE_SIZE. */
bool row_finder_read_ahead(struct row_finder *rows, size_t from, size_t to);

#endif
