/*
 * vector.h: the row ids of a list, filled in slices so that a key never waits.
 */
#ifndef LI_DATA_STORE_VECTOR_H
#define LI_DATA_STORE_VECTOR_H

#include "data/base/error.h"
#include <stddef.h>
#include <stdint.h>

struct query;

/* {0} is empty; rows[0..count) are set. */
struct vector {
    int64_t *rows;
    size_t count, room;
};

/* Adds up to most more row ids, from the query's column 0. Answers as query_slice does. */
int vector_fill(struct vector *vector, struct query *query, size_t most, struct li_error *err);
void vector_add(struct vector *vector, int64_t row);
void vector_sort(struct vector *vector);  /* ascending, each row id once */
void vector_clear(struct vector *vector); /* empties it, and frees its memory */

#endif
