/*
 * percent_jump.c: numbers that are typed with keys that mean something else.
 */
#include "tui/app/percent_jump.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include <stdlib.h>
#include <string.h>

/* The first makes room: its memory serves the new one. */
static struct stood *percent_next_digit(struct percent_jump *jump)
{
    struct stood first = jump->before[0];
    if (jump->digits < JUMP_DIGITS)
        return &jump->before[jump->digits++];
    memmove(&jump->before[0], &jump->before[1], (JUMP_DIGITS - 1) * sizeof first);
    jump->before[JUMP_DIGITS - 1] = first;
    return &jump->before[JUMP_DIGITS - 1];
}

static void percent_take_digit(struct percent_jump *jump, const struct app *app, int digit)
{
    struct stood *stood = percent_next_digit(jump);
    stood->digit = digit;
    stood->depth = app->depth;
    stood->panels = li_realloc(stood->panels, app->depth, sizeof(struct panel *));
    memcpy(stood->panels, app->stack, app->depth * sizeof(struct panel *));
}

static bool percent_has(const struct stood *stood, const struct panel *panel)
{
    for (size_t i = 0; i < stood->depth; i++)
        if (stood->panels[i] == panel)
            return true;
    return false;
}

static void percent_take_back(const struct stood *stood, struct app *app)
{
    for (size_t i = app->depth; i > 0; i--)
        if (!percent_has(stood, app->stack[i - 1]))
            app_remove(app, app->stack[i - 1]);
    for (size_t i = 0, to = 0; i < stood->depth && to < app->depth; i++)
        if (stood->panels[i])
            app->stack[to++] = stood->panels[i];
    app->dirty = true;
}

static void percent_read_number(struct percent_jump *jump, struct app *app)
{
    size_t first = jump->digits;
    int number = 0;
    for (int unit = 1; first > 0 && number + jump->before[first - 1].digit * unit <= 100;
         unit *= 10)
        number += jump->before[--first].digit * unit;
    percent_take_back(&jump->before[first], app);
    jump->number = number;
    jump->asked = true;
}

static bool percent_is_digit(const struct key *key)
{
    return key->code >= '0' && key->code <= '9';
}

static bool percent_is_percent(const struct app *app, const struct key *key)
{
    return keymap_find(&app->keys, key->code, PLACE_LIST) == ACTION_PERCENT;
}

/* A key waits that may make a number of the digit before it. */
static bool percent_goes_on(const struct app *app)
{
    const struct key *next = input_next();
    return next && (percent_is_digit(next) || percent_is_percent(app, next));
}

/* What was held was no number after all: it is done as if it had been at once. */
static void percent_release(struct percent_jump *jump, struct app *app)
{
    int digits[JUMP_DIGITS];
    size_t count = jump->held;
    jump->digits -= count;
    jump->held = 0;
    for (size_t i = 0; i < count; i++)
        digits[i] = jump->before[jump->digits + i].digit;
    for (size_t i = 0; i < count; i++) {
        struct key key = {.code = (uint32_t)('0' + digits[i])};
        percent_take_digit(jump, app, digits[i]);
        app_press(app, &key);
    }
}

bool percent_jump_holds(struct app *app, const struct key *key)
{
    struct percent_jump *jump = &app->jump;
    bool digit = percent_is_digit(key), percent = percent_is_percent(app, key);
    jump->asked = false;
    if (digit && jump->held < JUMP_DIGITS && percent_goes_on(app)) {
        percent_take_digit(jump, app, (int)(key->code - '0'));
        jump->held++;
        return true;
    }
    if (percent && jump->digits > 0)
        percent_read_number(jump, app);
    else
        percent_release(jump, app);
    if (digit)
        percent_take_digit(jump, app, (int)(key->code - '0'));
    else
        jump->digits = jump->held = 0;
    return false;
}

int percent_jump_percent(const struct percent_jump *jump)
{
    return jump->asked ? jump->number : -1;
}

void percent_jump_gone(struct percent_jump *jump, const struct panel *panel)
{
    for (size_t i = 0; i < jump->digits; i++)
        for (size_t j = 0; j < jump->before[i].depth; j++)
            if (jump->before[i].panels[j] == panel)
                jump->before[i].panels[j] = NULL;
}

void percent_jump_free(struct percent_jump *jump)
{
    for (size_t i = 0; i < JUMP_DIGITS; i++)
        free(jump->before[i].panels);
    *jump = (struct percent_jump){0};
}
