/*
 * list_selection.c: marks beside the rows of a list.
 */
#include "tui/rows/list_selection.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include <stdlib.h>

static size_t count_shown(const struct marking *marking, const struct rows *rows)
{
    size_t shown = 0;
    for (size_t i = 0; marking->marks.count > 0 && i < rows_count(rows); i++)
        shown += marks_has(&marking->marks, rows_rowid(rows, i));
    return shown;
}

void marking_all(struct marking *marking, const struct rows *rows)
{
    if (!rows_complete(rows)) {
        marking->pending = !marking->pending;
        return;
    }
    bool mark = count_shown(marking, rows) < rows_count(rows);
    for (size_t i = 0; i < rows_count(rows); i++)
        marks_put(&marking->marks, rows_rowid(rows, i), mark);
}

void marking_found(struct marking *marking, const struct rows *rows)
{
    for (size_t i = 0; marking->pending && i < rows_count(rows); i++)
        marks_put(&marking->marks, rows_rowid(rows, i), true);
    marking->pending = false;
    marking->hidden = marking->marks.count - count_shown(marking, rows);
}

void marking_trim(struct marking *marking, int64_t highest)
{
    marks_trim(&marking->marks, highest);
}

bool marking_drop(struct marking *marking)
{
    bool any = marking->pending || marking->marks.count > 0;
    marks_clear(&marking->marks);
    marking->hidden = 0;
    marking->pending = false;
    return any;
}

void marking_title(const struct marking *marking, FILE *out)
{
    char text[NUMBER_SIZE];
    if (marking->marks.count > 0)
        fprintf(out, "  %s marked", number_grouped((int64_t)marking->marks.count, text));
    if (marking->pending)
        fputs(marking->marks.count > 0 ? ", marking all" : "  marking all", out);
    else if (marking->hidden > 0)
        fprintf(out, ", %s not shown", number_grouped((int64_t)marking->hidden, text));
}

int64_t *marking_take(const struct marking *marking, const struct rows *rows, size_t *count)
{
    size_t shown = rows_count(rows), found = 0;
    bool all = marking->marks.count == 0;
    int64_t *list = li_calloc((all ? shown : marking->marks.count) + 1, sizeof *list);
    struct marks rest = {0};
    int64_t *marked = marks_rows(&marking->marks);
    for (size_t i = 0; i < marking->marks.count; i++)
        marks_put(&rest, marked[i], true);
    free(marked);
    for (size_t i = 0; i < shown; i++) {
        int64_t row = rows_rowid(rows, i);
        if (!all && !marks_has(&rest, row))
            continue;
        list[found++] = row;
        marks_put(&rest, row, false);
    }
    int64_t *unseen = marks_rows(&rest);
    for (size_t i = 0; i < rest.count; i++)
        list[found++] = unseen[i];
    free(unseen);
    marks_clear(&rest);
    *count = found;
    return list;
}
