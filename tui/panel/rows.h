/*
 * rows.h: the rows of a list: found in slices between keys, fetched when they are on the screen.
 */
#ifndef LI_PANEL_ROWS_H
#define LI_PANEL_ROWS_H

#include "../../core/listing.h"
#include "../app.h"

struct rows;

struct row {
    int64_t rowid; /* 0: nothing kept here */
    struct id id;
    bool archived;
    char **cells; /* one a column, as people read them; never NULL */
};

/* app and columns must outlive it. */
struct rows *rows_new(struct app *app, const struct kind *kind, const struct columns *columns);
void rows_free(struct rows *rows);

/* Begins to look for what the filter lets through, in that order. What stood before stays until
   there is something to put in its place. On failure nothing changes. */
enum li_err rows_find(
    struct rows *rows, const char *filter, const char *sort, struct li_error *err);

/* One slice of looking. true: there is more to find. enough: how many rows fill the screen as it
   stands. What goes wrong is in *err, whose code is left alone otherwise. */
bool rows_work(struct rows *rows, size_t enough, struct li_error *err);

size_t rows_count(const struct rows *rows);
bool rows_complete(const struct rows *rows);
int64_t rows_rowid(const struct rows *rows, size_t at); /* 0: there is no such row */

/* What stands in that row; NULL when it can't be read, or is gone. Valid until the next. */
const struct row *rows_get(struct rows *rows, size_t at);

/* Records may have changed: what was fetched is fetched again. */
void rows_forget(struct rows *rows);

#endif
