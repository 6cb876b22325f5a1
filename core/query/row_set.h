/*
 * row_set.h: which records of a kind are marked, for the next action of a person or by what was
 * found of them: by record, not by place, so that marks outlive filtering, sorting and reading
 * again.
 */
#ifndef LI_CORE_QUERY_ROW_SET_H
#define LI_CORE_QUERY_ROW_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One bit a row id: a million marks take 128 KiB. All zero is none. */
struct row_set {
    uint64_t *words;
    size_t room; /* words */
    size_t count;
};

bool row_set_has(const struct row_set *marks, int64_t row);
void row_set_put(struct row_set *marks, int64_t row, bool marked);
void row_set_copy(const struct row_set *from, struct row_set *to); /* in place of what to had */
void row_set_clear(struct row_set *marks);                         /* none, memory released */

/* Drops those above the highest row id there is: a new record may get the row id of one that is
   gone. */
void row_set_trim(struct row_set *marks, int64_t highest);

/* The marked row ids, in their order. The caller frees them. */
int64_t *row_set_rows(const struct row_set *marks);

#endif
