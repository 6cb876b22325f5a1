/*
 * row_set.c: a bitmap over row ids, which begin at 1 and leave few gaps.
 */
#include "core/query/row_set.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

static size_t word_of(int64_t row)
{
    return (size_t)row / BITS;
}

static uint64_t bit_of(int64_t row)
{
    return UINT64_C(1) << (size_t)row % BITS;
}

bool marks_has(const struct marks *marks, int64_t row)
{
    return row > 0 && word_of(row) < marks->room && (marks->words[word_of(row)] & bit_of(row));
}

static void make_room(struct marks *marks, size_t words)
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

void marks_put(struct marks *marks, int64_t row, bool marked)
{
    if (row <= 0 || marks_has(marks, row) == marked)
        return;
    make_room(marks, word_of(row) + 1);
    marks->words[word_of(row)] ^= bit_of(row);
    marks->count += marked ? 1 : (size_t)-1;
}

void marks_clear(struct marks *marks)
{
    free(marks->words);
    *marks = (struct marks){0};
}

void marks_copy(const struct marks *from, struct marks *to)
{
    marks_clear(to);
    if (from->room == 0)
        return;
    *to = *from;
    to->words = li_calloc(from->room, sizeof *to->words);
    memcpy(to->words, from->words, from->room * sizeof *to->words);
}

int64_t *marks_rows(const struct marks *marks)
{
    int64_t *rows = li_calloc(marks->count + 1, sizeof *rows);
    size_t found = 0;
    for (size_t word = 0; word < marks->room; word++)
        for (uint64_t bits = marks->words[word]; bits; bits &= bits - 1)
            rows[found++] = (int64_t)(word * BITS) + __builtin_ctzll(bits);
    return rows;
}

void marks_trim(struct marks *marks, int64_t highest)
{
    int64_t *rows = marks->count ? marks_rows(marks) : NULL;
    for (size_t i = marks->count; rows && i > 0 && rows[i - 1] > highest; i--)
        marks_put(marks, rows[i - 1], false);
    free(rows);
}
