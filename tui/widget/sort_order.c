/*
 * sort_order.c: orders as text.
 */
#include "tui/widget/sort_order.h"
#include "data/base/memory.h"
#include <assert.h>
#include <string.h>

int sort_order_column(const char *sort, const struct columns *columns, bool *down)
{
    assert(sort && columns && down);
    *down = *sort == '-';
    const char *name = sort + *down;
    size_t length = strcspn(name, ",");
    for (size_t i = 0; i < columns->count; i++)
        if (strlen(columns->list[i].name) == length &&
            strncmp(columns->list[i].name, name, length) == 0)
            return (int)i;
    return -1;
}

char *sort_order_by(const struct column *column, bool down, const struct kind *kind)
{
    assert(column && kind);
    return li_format("%s%s,%s", down ? "-" : "", column->name, kind->sort);
}

char *sort_order_next(
    const char *sort, const struct columns *columns, const int *widths, const struct kind *kind)
{
    assert(columns->count > 0 && widths);
    bool down;
    size_t next = (size_t)(sort_order_column(sort, columns, &down) + 1);
    for (size_t i = 0; i < columns->count; i++, next++)
        if (widths[next % columns->count])
            break;
    return sort_order_by(&columns->list[next % columns->count], false, kind);
}

char *sort_order_reversed(const char *sort, const struct kind *kind)
{
    assert(sort);
    bool own = strcmp(sort, kind->sort) == 0 && strchr(sort, ',');
    size_t first = own ? strcspn(sort, ",") : strlen(sort);
    return li_format("%s%.*s%s%s", *sort == '-' ? "" : "-", (int)(first - (*sort == '-')),
        sort + (*sort == '-'), own ? "," : "", own ? kind->sort : "");
}
