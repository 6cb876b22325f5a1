/*
 * list_state.c: looks of lists, and the columns chosen by kind.
 */
#include "tui/app/list_state.h"
#include "data/base/memory.h"
#include <stdlib.h>

void look_free(struct look *look)
{
    free(look->name);
    free(look->filter);
    free(look->columns);
    free(look->sort);
    free(look->order);
    *look = (struct look){0};
}

static size_t place_of(const struct kind *kind)
{
    size_t at = 0;
    while (kinds[at] != kind)
        at++;
    return at;
}

void looks_choose(struct looks *looks, const struct kind *kind, const char *columns)
{
    if (!looks->columns)
        looks->columns = li_calloc(kind_count, sizeof *looks->columns);
    char **chosen = &looks->columns[place_of(kind)];
    free(*chosen);
    *chosen = li_strdup(columns);
}

const char *looks_columns(const struct looks *looks, const struct kind *kind)
{
    return looks->columns ? looks->columns[place_of(kind)] : NULL;
}

void looks_free(struct looks *looks)
{
    for (size_t i = 0; looks->columns && i < kind_count; i++)
        free(looks->columns[i]);
    free(looks->columns);
    looks->columns = NULL;
}
