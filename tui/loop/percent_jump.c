/*
 * percent_jump.c: numbers typed with keys that also have actions.
 *
 * What holds between calls:
 *
 * 1. app->percent is -1, but from the `%` after a number until the next key.
 * 2. The digits held are the last of digits.before; their actions have not been done.
 */
#include "tui/loop/percent_jump.h"
#include "tui/loop/key_router.h"
#include <assert.h>

static bool percent_has(const struct digit_stack *stack, const struct panel *panel)
{
    for (size_t i = 0; i < stack->depth; i++)
        if (stack->panels[i] == panel)
            return true;
    return false;
}

static void percent_take_back(const struct digit_stack *stack, struct app *app)
{
    for (size_t i = app->depth; i > 0; i--)
        if (!percent_has(stack, app->stack[i - 1]))
            app_remove(app, app->stack[i - 1]);
    for (size_t i = 0, to = 0; i < stack->depth && to < app->depth; i++)
        if (stack->panels[i])
            app->stack[to++] = stack->panels[i];
    app->dirty = true;
}

static void percent_parse(struct app *app)
{
    const struct digit_stack *before = app->digits.before;
    size_t first = app->digits.count;
    int number = 0;
    for (int unit = 1; first > 0 && number + before[first - 1].digit * unit <= 100; unit *= 10)
        number += before[--first].digit * unit;
    percent_take_back(&before[first], app);
    app->percent = number;
}

static bool percent_is_digit(const struct key *key)
{
    return key->code >= '0' && key->code <= '9';
}

static bool percent_is_percent(const struct app *app, const struct key *key)
{
    return keymap_find(&app->keys, key->code, PLACE_LIST) == ACTION_PERCENT;
}

/* Whether the next key is already waiting, and may make the digit part of a number. */
static bool percent_goes_on(const struct app *app)
{
    const struct key *next = input_next();
    return next && (percent_is_digit(next) || percent_is_percent(app, next));
}

/* The digits held were not a percentage after all: does their actions now. */
static void percent_release(struct app *app)
{
    struct digit_history *history = &app->digits;
    int digits[DIGIT_HISTORY_MOST];
    size_t count = history->held;
    history->count -= count;
    history->held = 0;
    for (size_t i = 0; i < count; i++)
        digits[i] = history->before[history->count + i].digit;
    for (size_t i = 0; i < count; i++) {
        struct key key = {.code = (uint32_t)('0' + digits[i])};
        digit_history_add(history, app->stack, app->depth, digits[i]);
        key_router_press(app, &key);
    }
}

bool percent_jump_holds(struct app *app, const struct key *key)
{
    assert(app && app->depth > 0 && key);
    struct digit_history *history = &app->digits;
    assert(history->held <= history->count);
    bool digit = percent_is_digit(key), percent = percent_is_percent(app, key);
    app->percent = -1;
    if (digit && history->held < DIGIT_HISTORY_MOST && percent_goes_on(app)) {
        digit_history_add(history, app->stack, app->depth, (int)(key->code - '0'));
        history->held++;
        return true;
    }
    if (percent && history->count > 0)
        percent_parse(app);
    else
        percent_release(app);
    if (digit)
        digit_history_add(history, app->stack, app->depth, (int)(key->code - '0'));
    else
        history->count = history->held = 0;
    return false;
}
