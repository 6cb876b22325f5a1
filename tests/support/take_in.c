/*
 * take_in.c: sorted, and added one after another.
 */
#include "tests/support/take_in.h"
#include "data/base/memory.h"
#include <stdlib.h>

static int take_in_compare(const void *a, const void *b)
{
    return entry_compare(*(const struct entry *const *)a, *(const struct entry *const *)b);
}

enum li_err take_in(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err)
{
    struct li_error first = {0}, unused = {0};
    *out = (struct journal_merged){0};
    struct journal_merge *merge = journal_merge_new(store, err);
    if (!merge)
        return err->code;
    const struct entry **sorted = li_calloc(count, sizeof(const struct entry *));
    for (size_t i = 0; i < count; i++)
        sorted[i] = &entries[i];
    if (count)
        qsort(sorted, count, sizeof(const struct entry *), take_in_compare);
    for (size_t i = 0; i < count; i++)
        if (journal_merge_add(merge, sorted[i], &unused) && !first.code)
            first = unused;
    free(sorted);
    if (journal_merge_end(merge, out, &unused) && !first.code)
        first = unused;
    journal_merge_free(merge);
    *err = first;
    return first.code;
}
