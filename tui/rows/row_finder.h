/*
 * row_finder.h: the rows of a list: found in slices between keys, and loaded when they are on the
 * screen.
 */
#ifndef LI_TUI_ROWS_ROW_FINDER_H
#define LI_TUI_ROWS_ROW_FINDER_H

#include "tui/rows/row_cache.h"
#include "tui/term/key_clock.h"

struct row_finder;

/* context, clock and columns must outlive it. Nothing is looked for yet. */
struct row_finder *row_finder_new(struct context *context, const struct key_clock *clock,
    const struct kind *kind, const struct columns *columns);
void row_finder_free(struct row_finder *rows);

/* Loads rows with these columns from now on. */
void row_finder_show(struct row_finder *rows, const struct columns *columns);

/* Begins to find the rows that match the filter, in that order. The rows before stay until there
   are others to replace them: for another filter the first rows, for a new order of the same filter
   all of them. On failure nothing changes. */
enum li_err row_finder_find(
    struct row_finder *rows, const char *filter, const char *sort, struct li_error *err);

/* Records may have changed: finds the same again, and loads rows again. A search that is going on
   is finished first, so that frequent changes never keep the list from becoming complete. */
enum li_err row_finder_refresh(struct row_finder *rows, struct li_error *err);

/* One slice of finding, of a few milliseconds; a key cuts it short. True: there is more to find.
   enough: how many rows fill the screen as it is scrolled. On failure *err says why; else its code
   is left alone. */
bool row_finder_work(struct row_finder *rows, size_t enough, struct li_error *err);

/* Finds, even while keys wait, until the rows shown match the filter: before an action is done to
   one of them. */
void row_finder_catch_up(struct row_finder *rows, size_t enough, struct li_error *err);

/* How many rows are shown; and how many are known of so far. Once complete, they are the same. */
size_t row_finder_count(const struct row_finder *rows);
size_t row_finder_total(const struct row_finder *rows);
/* The total is final, although the rows may not be in order yet. */
bool row_finder_counted(const struct row_finder *rows);
bool row_finder_complete(const struct row_finder *rows);
/* So many rows must be sorted that a key would have to wait for the first. */
bool row_finder_sort_long(const struct row_finder *rows);
/* A number that changes when other rows replace those shown. */
unsigned row_finder_turn(const struct row_finder *rows);
/* The row id at that place; 0: there is no row. */
int64_t row_finder_rowid(const struct row_finder *rows, size_t at);

/* The row at that place, loaded; NULL: it can't be loaded, or is gone. Valid until the next call.
 */
const struct row_cells *row_finder_get(struct row_finder *rows, size_t at);

/* Loads one of the rows [from, to) that is not loaded yet; false: all are. to - from is at most
   ROW_CACHE_SIZE. */
bool row_finder_read_ahead(struct row_finder *rows, size_t from, size_t to);

#endif
