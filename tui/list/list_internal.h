/*
 * list_internal.h: what the parts of a list know of each other.
 */
#ifndef LI_TUI_LIST_LIST_INTERNAL_H
#define LI_TUI_LIST_LIST_INTERNAL_H

#include "tui/app/app.h"
#include "tui/app/list_state.h"
#include "tui/rows/cursor_anchor.h"
#include "tui/rows/list_selection.h"
#include "tui/rows/search_matches.h"

struct list {
    struct panel panel;
    const struct kind *kind;
    char *chosen; /* columns; NULL: the kind's own */
    struct columns columns;
    int *widths;
    char *view;   /* the name of the one it was opened from; NULL: none */
    char *filter; /* NULL: all */
    char *before; /* the filter when typing began */
    char *sort;
    struct row_finder *rows;
    struct list_selection marking;
    struct search_matches hits;
    struct cursor_anchor anchor;
    size_t counted;    /* rows that were known of when it was painted last */
    unsigned turn;     /* of those on the screen */
    struct panel *ask; /* the line being typed below; NULL: none is */
};

/* Looks for what the filter lets through, and says what is wrong with it. */
void list_find(struct list *list, struct app *app);
/* What is there within a moment is painted with the key that asked for it. */
void list_answer_soon(struct list *list, struct app *app);

/* list_filter.c: the filter as it is typed. */
void list_ask_filter(struct list *list, struct app *app);
void list_set_filter(struct list *list, const char *filter);
/* Takes is:mine into the filter, or out of it. */
void list_toggle_mine(struct list *list, struct app *app);
/* One thing at a time: the marks, then the filter. False: there was none. */
bool list_clear(struct list *list, struct app *app);

/* list_hits.c: n and N. */
void list_to_hit(struct list *list, struct app *app, int toward);
bool list_seek(struct list *list, struct app *app); /* a slice; true: there is more */

/* list_look.c: the columns, and views. columns: NULL for the kind's own; false: they can't be read,
   and nothing changed. */
void list_lay_out(struct list *list);
bool list_choose(struct list *list, struct app *app, const char *columns);
void list_name(struct list *list, const char *view); /* NULL: it is no view's any more */
void list_look(struct panel *panel, struct list_state *out);
void list_put_look(struct panel *panel, struct app *app, const struct list_state *look);

#endif
