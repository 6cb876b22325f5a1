/*
 * directory_internal.h: the directory as its two files share it: what it is made of and what its
 * keys do (directory.c), and how it is painted (directory_draw.c).
 */
#ifndef LI_TUI_PEOPLE_DIRECTORY_INTERNAL_H
#define LI_TUI_PEOPLE_DIRECTORY_INTERNAL_H

#include "core/people/directory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/people/directory_panel.h"
#include "tui/rows/row_finder.h"

enum { DIRECTORY_SEEN = 128 };

/* What was read of an affiliate that is, or was just now, on the screen. */
struct seen {
    struct id id;
    struct directory_cell *cells; /* NULL: nothing is kept here */
};

struct directory_panel {
    struct panel panel;
    day_t day;
    struct directory *directory; /* NULL: it could not be read */
    struct columns columns;      /* code and name of the affiliates */
    struct row_finder *rows;
    char *filter;
    struct panel *ask; /* while something is being typed */
    size_t column;     /* under the cursor: 0 the affiliate, then the roles */
    size_t first;      /* the first role in sight */
    struct seen seen[DIRECTORY_SEEN];
    size_t next; /* the place to be used again */
};

/* directory.c */
/* Who holds what for the affiliate; NULL when it cannot be read. */
const struct directory_cell *directory_cells(
    struct directory_panel *panel, const struct id *affiliate);
size_t directory_roles(const struct directory_panel *panel);

/* directory_draw.c */
void directory_draw(struct panel *base, struct app *app, struct area area, bool focused);
/* Where the lines of affiliates stand in the area of the panel. */
struct area directory_body(struct area area);
/* The column at that x of the screen: 0 the affiliate, then the roles. */
size_t directory_column(struct directory_panel *panel, struct area area, int x);

#endif
