/*
 * tie_walk.c: equal rows are a run of places, which the walk fills in its order.
 */
#include "core/query/tie_walk.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/param.h>

/* Invariants: one query is read after the other, and is NULL once it was. places are there when
   the first was read. Row ids begin at 1 and leave few gaps. */
struct tie_walk {
    struct query *sorted, *walk;
    struct bytes key, last; /* what a row is sorted by, and the one before it */
    uint32_t *runs;         /* by row id: the number of its run, from 1 on; 0: it has no place */
    size_t room;
    struct vector next; /* by run: its next place */
    size_t count, given;
    int64_t *places; /* the rows in order; 0: none came */
};

struct tie_walk *tie_walk_new(struct query *sorted, struct query *walk)
{
    if (!sorted || !walk) {
        query_free(sorted);
        query_free(walk);
        return NULL;
    }
    assert(query_columns(sorted) > 1);
    struct tie_walk *ties = li_calloc(1, sizeof *ties);
    *ties = (struct tie_walk){.sorted = sorted, .walk = walk};
    return ties;
}

void tie_walk_free(struct tie_walk *ties)
{
    if (!ties)
        return;
    query_free(ties->sorted);
    query_free(ties->walk);
    free(ties->key.at);
    free(ties->last.at);
    vector_clear(&ties->next);
    free(ties->runs);
    free(ties->places);
    free(ties);
}

/* --- runs ------------------------------------------------------------------------------------- */

/* As SQLite compares it: 1 is 1.0, and -0.0 is 0.0. */
static void tie_add_value(struct bytes *key, struct query *query, int column)
{
    int type = sqlite3_value_type(query_value(query, column));
    bool is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    double number = is_number ? query_real(query, column) + 0.0 : 0;
    size_t size = sizeof number;
    const void *value = is_number ? &number : query_blob(query, column, &size);
    type = is_number ? SQLITE_FLOAT : type;
    bytes_add(key, &type, sizeof type);
    bytes_add(key, &size, sizeof size);
    bytes_add(key, value, size);
}

/* Whether the row is equal to the one before. */
static bool tie_goes_on(struct tie_walk *ties)
{
    struct bytes last = ties->key, *key = &ties->last;
    key->size = 0;
    for (int i = 1; i < query_columns(ties->sorted); i++)
        tie_add_value(key, ties->sorted, i);
    ties->key = *key;
    ties->last = last;
    return last.size == ties->key.size && memcmp(last.at, ties->key.at, last.size) == 0;
}

static void tie_grow(struct tie_walk *ties, size_t most)
{
    size_t room = ties->room ? ties->room : 1024;
    while (room <= most)
        room *= 2;
    if (room == ties->room)
        return;
    ties->runs = li_realloc(ties->runs, room, sizeof *ties->runs);
    memset(ties->runs + ties->room, 0, (room - ties->room) * sizeof *ties->runs);
    ties->room = room;
}

static void tie_take_sorted(void *arg, struct query *query)
{
    struct tie_walk *ties = arg;
    size_t row = (size_t)query_int(query, 0);
    if (!tie_goes_on(ties))
        vector_add(&ties->next, (int64_t)ties->count);
    tie_grow(ties, row);
    ties->runs[row] = (uint32_t)ties->next.count;
    ties->count++;
}

static void tie_take_walked(void *arg, struct query *query)
{
    struct tie_walk *ties = arg;
    size_t row = (size_t)query_int(query, 0);
    uint32_t run = row < ties->room ? ties->runs[row] : 0;
    if (run == 0)
        return;
    ties->places[ties->next.rows[run - 1]++] = (int64_t)row;
    ties->runs[row] = 0;
}

/* ---------------------------------------------------------------------------------------------- */

/* Reads on in the query, which is freed at its end. */
static int tie_read(struct tie_walk *ties, struct query **query, size_t most,
    void (*take)(void *arg, struct query *query), struct li_error *err)
{
    int more = query_slice(*query, most, take, ties, err);
    if (more != 0)
        return more;
    query_free(*query);
    *query = NULL;
    return 1;
}

int tie_walk_fill(struct tie_walk *ties, struct vector *vector, size_t most, struct li_error *err)
{
    assert(ties && vector);
    if (ties->sorted)
        return tie_read(ties, &ties->sorted, most, tie_take_sorted, err);
    if (!ties->places)
        ties->places = li_calloc(ties->count + 1, sizeof *ties->places);
    if (ties->walk)
        return tie_read(ties, &ties->walk, most, tie_take_walked, err);
    for (size_t end = ties->given + MIN(most, ties->count - ties->given); ties->given < end;
         ties->given++)
        if (ties->places[ties->given] > 0)
            vector_add(vector, ties->places[ties->given]);
    return ties->given < ties->count;
}
