/*
 * list_model.h: a list of one kind's records, apart from the screen: its columns, its filter and
 * order, the rows they find, the selection, and the search among the rows.
 *
 * What holds between calls:
 *
 * 1. filter is NULL (all records) or has words in it; sort is never NULL.
 * 2. rows finds by filter and sort; a call that fails changes neither.
 * 3. widths has a width for each column; 0: it finds no room.
 * 4. columns are the chosen ones or, where chosen is NULL, the kind's own; rows loads these.
 * 5. The cursor (scroll) stays on the record that anchor holds while rows are found.
 */
#ifndef LI_TUI_LIST_LIST_MODEL_H
#define LI_TUI_LIST_LIST_MODEL_H

#include "tui/app/list_state.h"
#include "tui/rows/cursor_anchor.h"
#include "tui/rows/list_selection.h"
#include "tui/rows/search_matches.h"

struct list_model {
    struct context *context;
    const struct kind *kind;
    struct scroll *scroll; /* the cursor, of the panel */
    char *chosen;          /* names of columns; NULL: the kind's own */
    struct columns columns;
    int *widths;
    char *view; /* the name of the view that is shown; NULL: none */
    char *filter, *sort;
    struct row_finder *rows;
    struct list_selection selection;
    struct search_matches matches;
    struct cursor_anchor anchor;
};

/* All records of the kind in its own order and columns; nothing is found yet. context and scroll
   must outlive it. */
void list_model_begin(struct list_model *model, struct context *context, const struct kind *kind,
    struct scroll *scroll);
void list_model_end(struct list_model *model);

/* Shows these columns, names with commas between (NULL: the kind's own), laid out for a width.
   On failure nothing changes. */
enum li_err list_model_choose(
    struct list_model *model, const char *columns, int width, struct li_error *err);
/* Gives each column its width in an area of that many columns. */
void list_model_lay_out(struct list_model *model, int width);

/* Finds the records that match another filter (NULL or blank: all), with the cursor on the first;
   or the same records in another order, with the cursor on its record. On failure nothing changes.
 */
enum li_err list_model_filter(struct list_model *model, const char *filter, struct li_error *err);
enum li_err list_model_sort(struct list_model *model, const char *sort, struct li_error *err);
/* Adds is:mine to the filter, or takes it out. */
enum li_err list_model_toggle_mine(struct list_model *model, struct li_error *err);

/* Sets the name of the view that is shown; NULL: none is. */
void list_model_name(struct list_model *model, const char *view);

/* What the list shows, the caller's to free; and showing that. On failure the filter and the order
   stay. */
void list_model_state(const struct list_model *model, struct list_state *out);
enum li_err list_model_set_state(
    struct list_model *model, const struct list_state *state, int width, struct li_error *err);

/* A slice of finding rows; enough fill the screen. True: there is more to find. *err as
   row_finder_work has it. */
bool list_model_work(struct list_model *model, size_t enough, struct li_error *err);
/* Finds rows until the rows shown match the filter, even while keys wait. */
void list_model_catch_up(struct list_model *model, size_t enough, struct li_error *err);
/* Reads one row of the pages around the one on the screen; false: all are read. */
bool list_model_read_ahead(struct list_model *model, size_t page);

/* Records may have changed: rows are found and loaded again. */
enum li_err list_model_refresh(struct list_model *model, struct li_error *err);

int64_t list_model_rowid(const struct list_model *model); /* under the cursor; 0: none */
bool list_model_id(const struct list_model *model, struct id *id);
/* The column sorted by; -1: it is not among the columns. *down: it is descending. */
int list_model_sorted(const struct list_model *model, bool *down);

#endif
