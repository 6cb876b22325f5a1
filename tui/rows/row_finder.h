/*
 * row_finder.h: the rows of a list: found in slices between keys, read when they are on the screen.
 */
#ifndef LI_TUI_ROWS_ROW_FINDER_H
#define LI_TUI_ROWS_ROW_FINDER_H

#include "tui/rows/row_cache.h"
#include "tui/term/key_clock.h"

struct rows;

/* li, pace and columns must outlive it. */
struct rows *rows_new(
    struct li *li, const struct pace *pace, const struct kind *kind, const struct columns *columns);
void rows_free(struct rows *rows);

/* Other columns are read from now on. */
void rows_show(struct rows *rows, const struct columns *columns);

/* Begins to look for what the filter lets through, in that order. What stood before stays until
   there is something to put in its place: with another filter the first rows, in the same filter's
   new order all of them. On failure nothing changes. */
enum li_err rows_find(
    struct rows *rows, const char *filter, const char *sort, struct li_error *err);

/* Records may have changed: looks for the same again, and what was read is read again. What is
   being looked for is found first, so that frequent changes don't keep the list from being whole.
 */
enum li_err rows_refresh(struct rows *rows, struct li_error *err);

/* One slice of looking, of a few milliseconds; a key cuts it short. true: there is more to find.
   enough: how many rows fill the screen as it stands. What goes wrong is in *err, whose code is
   left alone otherwise. */
bool rows_work(struct rows *rows, size_t enough, struct li_error *err);

/* Looks on, whatever keys wait, until what is shown is of the filter asked for: for what is to be
   done to a row of it. */
void rows_catch_up(struct rows *rows, size_t enough, struct li_error *err);

size_t rows_count(const struct rows *rows); /* to be shown now */
size_t rows_total(const struct rows *rows); /* known of so far; when complete, the same */
bool rows_counted(const struct rows *rows); /* that is all, if not yet in order */
bool rows_complete(const struct rows *rows);
bool rows_sort_long(const struct rows *rows); /* the first row comes once so many are sorted */
unsigned rows_turn(const struct rows *rows);  /* another number when other rows took their place */
int64_t rows_rowid(const struct rows *rows, size_t at); /* 0: there is no such row */

/* What stands in that row; NULL when it can't be read, or is gone. Valid until the next. */
const struct row *rows_get(struct rows *rows, size_t at);

/* Reads one of the rows from there up to there that was not read yet; false: all were. They are no
   more than FETCHED_MOST. */
bool rows_read_ahead(struct rows *rows, size_t from, size_t to);

#endif
