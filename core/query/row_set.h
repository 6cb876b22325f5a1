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
struct marks {
    uint64_t *words;
    size_t room; /* words */
    size_t count;
};

bool marks_has(const struct marks *marks, int64_t row);
void marks_put(struct marks *marks, int64_t row, bool marked);
void marks_copy(const struct marks *from, struct marks *to); /* in place of what to had */
void marks_clear(struct marks *marks);                       /* none, memory released */

/* Drops those above the highest row id there is: a new record may get the row id of one that is
   gone. */
void marks_trim(struct marks *marks, int64_t highest);

/* The marked row ids, in their order. The caller frees them. */
int64_t *marks_rows(const struct marks *marks);

#endif
