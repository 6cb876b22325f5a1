/*
 * row_set.c: a bitmap over row ids, which begin at 1 and leave few gaps.
 */
#include "core/query/row_set.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

static size_t row_set_word(int64_t row)
{
    return (size_t)row / BITS;
}

static uint64_t row_set_bit(int64_t row)
{
    return UINT64_C(1) << (size_t)row % BITS;
}

bool row_set_has(const struct row_set *set, int64_t row)
{
    assert(set);
    return row > 0 && row_set_word(row) < set->room &&
           (set->words[row_set_word(row)] & row_set_bit(row));
}

static void row_set_grow(struct row_set *set, size_t words)
{
    size_t room = set->room ? set->room : 16;
    while (room < words)
        room *= 2;
    if (room == set->room)
        return;
    set->words = li_realloc(set->words, room, sizeof *set->words);
    memset(set->words + set->room, 0, (room - set->room) * sizeof *set->words);
    set->room = room;
}

void row_set_put(struct row_set *set, int64_t row, bool member)
{
    assert(set);
    if (row <= 0 || row_set_has(set, row) == member)
        return;
    row_set_grow(set, row_set_word(row) + 1);
    set->words[row_set_word(row)] ^= row_set_bit(row);
    set->count += member ? 1 : (size_t)-1;
}

void row_set_clear(struct row_set *set)
{
    assert(set);
    free(set->words);
    *set = (struct row_set){0};
}

void row_set_copy(const struct row_set *from, struct row_set *to)
{
    assert(from && to && from != to);
    row_set_clear(to);
    if (from->room == 0)
        return;
    *to = *from;
    to->words = li_calloc(from->room, sizeof *to->words);
    memcpy(to->words, from->words, from->room * sizeof *to->words);
}

int64_t *row_set_rows(const struct row_set *set)
{
    assert(set);
    int64_t *rows = li_calloc(set->count + 1, sizeof *rows);
    size_t found = 0;
    for (size_t word = 0; word < set->room; word++)
        for (uint64_t bits = set->words[word]; bits; bits &= bits - 1)
            rows[found++] = (int64_t)(word * BITS) + __builtin_ctzll(bits);
    return rows;
}

void row_set_trim(struct row_set *set, int64_t highest)
{
    assert(set && highest >= 0);
    int64_t *rows = set->count ? row_set_rows(set) : NULL;
    for (size_t i = set->count; rows && i > 0 && rows[i - 1] > highest; i--)
        row_set_put(set, rows[i - 1], false);
    free(rows);
}
