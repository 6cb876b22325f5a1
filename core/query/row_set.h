/*
 * row_set.h: a set of records of one kind: those a person selected, or those a search found. It is
 * of records, not of places in a list, so it outlives filtering, sorting and reading again.
 */
#ifndef LI_CORE_QUERY_ROW_SET_H
#define LI_CORE_QUERY_ROW_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One bit a row id: a million rows take 128 KiB. All zero is none. */
struct row_set {
    uint64_t *words;
    size_t room; /* words */
    size_t count;
};

bool row_set_has(const struct row_set *set, int64_t row);
void row_set_put(struct row_set *set, int64_t row, bool member);
void row_set_copy(const struct row_set *from, struct row_set *to); /* replacing what to held */
void row_set_clear(struct row_set *set);                           /* none, memory released */

/* Drops those above the highest row id there is: a new record may get the row id of one that is
   gone. */
void row_set_trim(struct row_set *set, int64_t highest);

/* Its row ids, ascending. The caller frees them. */
int64_t *row_set_rows(const struct row_set *set);

#endif
