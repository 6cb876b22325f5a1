/*
 * list_state.c: what a list shows, and the columns chosen for each kind.
 */
#include "tui/app/list_state.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

void list_state_free(struct list_state *state)
{
    free(state->name);
    free(state->filter);
    free(state->columns);
    free(state->sort);
    free(state->order);
    *state = (struct list_state){0};
}

static size_t list_place_of(const struct kind *kind)
{
    size_t at = 0;
    while (kinds[at] != kind)
        at++;
    return at;
}

void list_states_choose(struct list_states *states, const struct kind *kind, const char *columns)
{
    assert(kind);
    if (!states->columns)
        states->columns = li_calloc(kind_count, sizeof *states->columns);
    char **chosen = &states->columns[list_place_of(kind)];
    free(*chosen);
    *chosen = li_strdup(columns);
}

const char *list_states_columns(const struct list_states *states, const struct kind *kind)
{
    return states->columns ? states->columns[list_place_of(kind)] : NULL;
}

void list_states_free(struct list_states *states)
{
    for (size_t i = 0; states->columns && i < kind_count; i++)
        free(states->columns[i]);
    free(states->columns);
    states->columns = NULL;
}
