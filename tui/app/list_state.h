/*
 * list_state.h: what a list shows: its filter, columns and order, as a view has them.
 */
#ifndef LI_TUI_APP_LIST_STATE_H
#define LI_TUI_APP_LIST_STATE_H

#include "core/schema/kind.h"

struct list_state {
    const struct kind *kind;
    char *name;    /* of the view; NULL: none */
    char *filter;  /* NULL: all */
    char *columns; /* names with commas between; NULL: the kind's own */
    char *sort;    /* NULL: the kind's own */
    char *order;   /* not set by a view: all its columns, those that find room first ... */
    size_t shown;  /* ... and how many these are */
};

void list_state_free(struct list_state *state);

/* The columns chosen for the lists of each kind since the program started. All zero: none are. */
struct list_states {
    char **columns;
};

void list_states_choose(struct list_states *states, const struct kind *kind, const char *columns);
const char *list_states_columns(
    const struct list_states *states, const struct kind *kind); /* NULL: its own */
void list_states_free(struct list_states *states);

#endif
