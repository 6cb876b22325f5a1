/*
 * list_selection.c: a bitmap over row ids, so that the selection outlives the filter and the order.
 */
#include "tui/rows/list_selection.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

static size_t list_selection_shown(
    const struct list_selection *selection, const struct row_finder *rows)
{
    size_t shown = 0;
    for (size_t i = 0; selection->rows.count > 0 && i < row_finder_count(rows); i++)
        shown += row_set_has(&selection->rows, row_finder_rowid(rows, i));
    return shown;
}

void list_selection_all(struct list_selection *selection, const struct row_finder *rows)
{
    if (!row_finder_complete(rows)) {
        selection->pending = !selection->pending;
        return;
    }
    bool select = list_selection_shown(selection, rows) < row_finder_count(rows);
    for (size_t i = 0; i < row_finder_count(rows); i++)
        row_set_put(&selection->rows, row_finder_rowid(rows, i), select);
}

void list_selection_found(struct list_selection *selection, const struct row_finder *rows)
{
    for (size_t i = 0; selection->pending && i < row_finder_count(rows); i++)
        row_set_put(&selection->rows, row_finder_rowid(rows, i), true);
    selection->pending = false;
    size_t shown = list_selection_shown(selection, rows);
    assert(shown <= selection->rows.count);
    selection->hidden = selection->rows.count - shown;
}

void list_selection_trim(struct list_selection *selection, int64_t highest)
{
    row_set_trim(&selection->rows, highest);
}

bool list_selection_drop(struct list_selection *selection)
{
    bool any = selection->pending || selection->rows.count > 0;
    row_set_clear(&selection->rows);
    selection->hidden = 0;
    selection->pending = false;
    return any;
}

void list_selection_title(const struct list_selection *selection, FILE *out)
{
    assert(selection && out);
    char text[NUMBER_SIZE];
    if (selection->rows.count > 0)
        fprintf(out, "  %s selected", number_grouped((int64_t)selection->rows.count, text));
    if (selection->pending)
        fputs(selection->rows.count > 0 ? ", selecting all" : "  selecting all", out);
    else if (selection->hidden > 0)
        fprintf(out, ", %s not shown", number_grouped((int64_t)selection->hidden, text));
}

int64_t *list_selection_take(
    const struct list_selection *selection, const struct row_finder *rows, size_t *count)
{
    assert(count);
    size_t shown = row_finder_count(rows), found = 0;
    bool all = selection->rows.count == 0;
    int64_t *list = li_calloc((all ? shown : selection->rows.count) + 1, sizeof *list);
    struct row_set rest = {0};
    row_set_copy(&selection->rows, &rest);
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
