/*
 * directory.h: who holds which role for an affiliate on a day, in the order of the roles.
 */
#ifndef LI_CORE_PEOPLE_DIRECTORY_H
#define LI_CORE_PEOPLE_DIRECTORY_H

#include "core/people/people.h"

struct directory_role {
    char *name;
    struct id id;
};

/* Reads one affiliate after another. */
struct directory {
    struct directory_role *roles; /* required ones, and others that anyone holds */
    size_t role_count;
    struct query *query;
};

/* Who holds one role for one affiliate. */
struct directory_cell {
    char *names;      /* "Ada Byron, Mary Jackson"; NULL: no one */
    struct id person; /* the first of them */
    bool regional;    /* for its region, not for itself */
};

/* NULL on failure. The caller frees it. */
struct directory *directory_new(struct context *context, day_t day, struct li_error *err);
void directory_free(struct directory *directory); /* NULL is allowed */

/* role_count cells, in the order of roles; free them with directory_cells_free. NULL on failure. */
struct directory_cell *directory_load(
    struct directory *directory, const struct id *affiliate, struct li_error *err);
void directory_cells_free(const struct directory *directory, struct directory_cell *cells);

#endif
