/*
 * list_selection.c: marks beside the rows of a list.
 */
#include "tui/rows/list_selection.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include <stdlib.h>

static size_t list_count_shown(const struct list_selection *marking, const struct row_finder *rows)
{
    size_t shown = 0;
    for (size_t i = 0; marking->marks.count > 0 && i < row_finder_count(rows); i++)
        shown += row_set_has(&marking->marks, row_finder_rowid(rows, i));
    return shown;
}

void list_selection_all(struct list_selection *marking, const struct row_finder *rows)
{
    if (!row_finder_complete(rows)) {
        marking->pending = !marking->pending;
        return;
    }
    bool mark = list_count_shown(marking, rows) < row_finder_count(rows);
    for (size_t i = 0; i < row_finder_count(rows); i++)
        row_set_put(&marking->marks, row_finder_rowid(rows, i), mark);
}

void list_selection_found(struct list_selection *marking, const struct row_finder *rows)
{
    for (size_t i = 0; marking->pending && i < row_finder_count(rows); i++)
        row_set_put(&marking->marks, row_finder_rowid(rows, i), true);
    marking->pending = false;
    marking->hidden = marking->marks.count - list_count_shown(marking, rows);
}

void list_selection_trim(struct list_selection *marking, int64_t highest)
{
    row_set_trim(&marking->marks, highest);
}

bool list_selection_drop(struct list_selection *marking)
{
    bool any = marking->pending || marking->marks.count > 0;
    row_set_clear(&marking->marks);
    marking->hidden = 0;
    marking->pending = false;
    return any;
}

void list_selection_title(const struct list_selection *marking, FILE *out)
{
    char text[NUMBER_SIZE];
    if (marking->marks.count > 0)
        fprintf(out, "  %s selected", number_grouped((int64_t)marking->marks.count, text));
    if (marking->pending)
        fputs(marking->marks.count > 0 ? ", selecting all" : "  selecting all", out);
    else if (marking->hidden > 0)
        fprintf(out, ", %s not shown", number_grouped((int64_t)marking->hidden, text));
}

int64_t *list_selection_take(
    const struct list_selection *marking, const struct row_finder *rows, size_t *count)
{
    size_t shown = row_finder_count(rows), found = 0;
    bool all = marking->marks.count == 0;
    int64_t *list = li_calloc((all ? shown : marking->marks.count) + 1, sizeof *list);
    struct row_set rest = {0};
    int64_t *marked = row_set_rows(&marking->marks);
    for (size_t i = 0; i < marking->marks.count; i++)
        row_set_put(&rest, marked[i], true);
    free(marked);
    for (size_t i = 0; i < shown; i++) {
        int64_t row = row_finder_rowid(rows, i);
        if (!all && !row_set_has(&rest, row))
            continue;
        list[found++] = row;
        row_set_put(&rest, row, false);
    }
    int64_t *unseen = row_set_rows(&rest);
    for (size_t i = 0; i < rest.count; i++)
        list[found++] = unseen[i];
    free(unseen);
    row_set_clear(&rest);
    *count = found;
    return list;
}
