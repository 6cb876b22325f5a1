/*
 * list_state.c: looks of lists, and the columns chosen by kind.
 */
#include "tui/app/list_state.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

void list_state_free(struct list_state *look)
{
    free(look->name);
    free(look->filter);
    free(look->columns);
    free(look->sort);
    free(look->order);
    *look = (struct list_state){0};
}

static size_t list_place_of(const struct kind *kind)
{
    size_t at = 0;
    while (kinds[at] != kind)
        at++;
    return at;
}

void list_states_choose(struct list_states *looks, const struct kind *kind, const char *columns)
{
    assert(kind);
    if (!looks->columns)
        looks->columns = li_calloc(kind_count, sizeof *looks->columns);
    char **chosen = &looks->columns[list_place_of(kind)];
    free(*chosen);
    *chosen = li_strdup(columns);
}

const char *list_states_columns(const struct list_states *looks, const struct kind *kind)
{
    return looks->columns ? looks->columns[list_place_of(kind)] : NULL;
}

void list_states_free(struct list_states *looks)
{
    for (size_t i = 0; looks->columns && i < kind_count; i++)
        free(looks->columns[i]);
    free(looks->columns);
    looks->columns = NULL;
}
