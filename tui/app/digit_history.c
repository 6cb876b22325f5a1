/*
 * digit_history.c: copies of the stack of panels.
 *
 * What holds between calls:
 *
 * 1. held <= count <= DIGIT_HISTORY_MOST.
 * 2. No copy names a panel that has been freed.
 */
#include "tui/app/digit_history.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The place of the next copy; when all are used, the oldest one, whose memory is used again. */
static struct digit_stack *digit_history_next(struct digit_history *history)
{
    struct digit_stack *before = history->before, first = before[0];
    if (history->count < DIGIT_HISTORY_MOST)
        return &before[history->count++];
    memmove(&before[0], &before[1], (DIGIT_HISTORY_MOST - 1) * sizeof first);
    before[DIGIT_HISTORY_MOST - 1] = first;
    return &before[DIGIT_HISTORY_MOST - 1];
}

void digit_history_add(
    struct digit_history *history, struct panel *const *panels, size_t depth, int digit)
{
    assert(depth > 0 && digit >= 0 && digit <= 9 && history->held <= history->count);
    struct digit_stack *stack = digit_history_next(history);
    stack->digit = digit;
    stack->depth = depth;
    stack->panels = li_realloc(stack->panels, depth, sizeof *stack->panels);
    memcpy(stack->panels, panels, depth * sizeof *panels);
}

void digit_history_forget(struct digit_history *history, const struct panel *panel)
{
    for (size_t i = 0; i < history->count; i++)
        for (size_t j = 0; j < history->before[i].depth; j++)
            if (history->before[i].panels[j] == panel)
                history->before[i].panels[j] = NULL;
}

void digit_history_free(struct digit_history *history)
{
    for (size_t i = 0; i < DIGIT_HISTORY_MOST; i++)
        free(history->before[i].panels);
    *history = (struct digit_history){.count = 0};
}
