/*
 * list_state.h: how a list looks: which records, which columns, in what order; as a view keeps it.
 */
#ifndef LI_TUI_APP_LIST_STATE_H
#define LI_TUI_APP_LIST_STATE_H

#include "core/schema/kind.h"

struct list_state {
    const struct kind *kind;
    char *name;    /* of the view it was taken from; NULL: none */
    char *filter;  /* NULL: all */
    char *columns; /* names with commas between; NULL: the kind's own */
    char *sort;    /* NULL: the kind's own */
    char *order;   /* only told: all its columns, those first that find room ... */
    size_t shown;  /* ... which so many do */
};

void list_state_free(struct list_state *look);

/* The columns chosen for the lists of each kind since the program started; all zero: none. */
struct list_states {
    char **columns;
};

void list_states_choose(struct list_states *looks, const struct kind *kind, const char *columns);
const char *list_states_columns(
    const struct list_states *looks, const struct kind *kind); /* NULL: its own */
void list_states_free(struct list_states *looks);

#endif
