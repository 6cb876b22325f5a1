/*
 * vector.c: row ids that grow.
 */
#include "data/store/vector.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

void vector_add(struct vector *vector, int64_t row)
{
    assert(vector && vector->count <= vector->room);
    if (vector->count == vector->room) {
        vector->room = vector->room ? vector->room + vector->room / 2 : 1024;
        vector->rows = li_realloc(vector->rows, vector->room, sizeof *vector->rows);
    }
    vector->rows[vector->count++] = row;
}

static void vector_take(void *arg, struct query *query)
{
    vector_add(arg, query_int(query, 0));
}

int vector_fill(struct vector *vector, struct query *query, size_t most, struct li_error *err)
{
    assert(vector);
    return query_slice(query, most, vector_take, vector, err);
}

static int vector_compare(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

void vector_sort(struct vector *vector)
{
    assert(vector);
    size_t left = 0;
    if (vector->count > 1)
        qsort(vector->rows, vector->count, sizeof *vector->rows, vector_compare);
    for (size_t i = 0; i < vector->count; i++)
        if (left == 0 || vector->rows[i] != vector->rows[left - 1])
            vector->rows[left++] = vector->rows[i];
    vector->count = left;
}

void vector_clear(struct vector *vector)
{
    assert(vector);
    free(vector->rows);
    *vector = (struct vector){0};
}
