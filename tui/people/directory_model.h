/*
 * directory_model.h: who holds which role for each affiliate, as of a date: the lines found in
 * slices, the cells loaded when they are shown.
 */
#ifndef LI_TUI_PEOPLE_DIRECTORY_MODEL_H
#define LI_TUI_PEOPLE_DIRECTORY_MODEL_H

#include "core/people/directory.h"
#include "tui/rows/row_finder.h"

enum { DIRECTORY_LOADED = 128 };

/* The cells of an affiliate that is or was on the screen. */
struct directory_loaded {
    struct id id;
    struct directory_cell *cells; /* NULL: this place is empty */
};

struct directory_model {
    struct context *context;
    day_t day;
    struct directory *directory; /* NULL: it could not be loaded */
    struct columns columns;      /* code and name of the affiliates */
    struct row_finder *rows;
    char *filter;  /* NULL: all affiliates */
    size_t column; /* under the cursor: 0 the affiliate, then the roles */
    size_t first;  /* the first role in sight */
    struct directory_loaded loaded[DIRECTORY_LOADED];
    size_t next; /* the place in loaded to use next, modulo its size */
};

/* As of today, all affiliates; nothing is loaded or found yet. context must outlive it. */
void directory_model_begin(struct directory_model *model, struct context *context);
void directory_model_end(struct directory_model *model);

/* Loads the roles as of model->day; on failure there are none. */
enum li_err directory_model_load(struct directory_model *model, struct li_error *err);

/* Finds the affiliates that match the filter (NULL or "": all). On failure nothing changes. */
enum li_err directory_model_filter(
    struct directory_model *model, const char *filter, struct li_error *err);

size_t directory_model_roles(const struct directory_model *model);

/* The cells of an affiliate, one for each role; NULL: they can't be loaded. Valid until
   DIRECTORY_LOADED others are asked for, or directory_model_load. */
const struct directory_cell *directory_model_cells(
    struct directory_model *model, const struct id *affiliate);

/* The record in the column under the cursor, in that line: the affiliate, or the person who holds
   the role; false: there is none. */
bool directory_model_record(
    struct directory_model *model, size_t line, const struct kind **kind, struct id *id);

#endif
