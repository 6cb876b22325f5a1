/*
 * row_set.c: a bitmap over row ids, which begin at 1 and leave few gaps.
 */
#include "core/query/row_set.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

static size_t row_word_of(int64_t row)
{
    return (size_t)row / BITS;
}

static uint64_t row_bit_of(int64_t row)
{
    return UINT64_C(1) << (size_t)row % BITS;
}

bool row_set_has(const struct row_set *marks, int64_t row)
{
    return row > 0 && row_word_of(row) < marks->room &&
           (marks->words[row_word_of(row)] & row_bit_of(row));
}

static void row_make_room(struct row_set *marks, size_t words)
{
    size_t room = marks->room ? marks->room : 16;
    while (room < words)
        room *= 2;
    if (room == marks->room)
        return;
    marks->words = li_realloc(marks->words, room, sizeof *marks->words);
    memset(marks->words + marks->room, 0, (room - marks->room) * sizeof *marks->words);
    marks->room = room;
}

void row_set_put(struct row_set *marks, int64_t row, bool marked)
{
    if (row <= 0 || row_set_has(marks, row) == marked)
        return;
    row_make_room(marks, row_word_of(row) + 1);
    marks->words[row_word_of(row)] ^= row_bit_of(row);
    marks->count += marked ? 1 : (size_t)-1;
}

void row_set_clear(struct row_set *marks)
{
    free(marks->words);
    *marks = (struct row_set){0};
}

void row_set_copy(const struct row_set *from, struct row_set *to)
{
    row_set_clear(to);
    if (from->room == 0)
        return;
    *to = *from;
    to->words = li_calloc(from->room, sizeof *to->words);
    memcpy(to->words, from->words, from->room * sizeof *to->words);
}

int64_t *row_set_rows(const struct row_set *marks)
{
    int64_t *rows = li_calloc(marks->count + 1, sizeof *rows);
    size_t found = 0;
    for (size_t word = 0; word < marks->room; word++)
        for (uint64_t bits = marks->words[word]; bits; bits &= bits - 1)
            rows[found++] = (int64_t)(word * BITS) + __builtin_ctzll(bits);
    return rows;
}

void row_set_trim(struct row_set *marks, int64_t highest)
{
    int64_t *rows = marks->count ? row_set_rows(marks) : NULL;
    for (size_t i = marks->count; rows && i > 0 && rows[i - 1] > highest; i--)
        row_set_put(marks, rows[i - 1], false);
    free(rows);
}
