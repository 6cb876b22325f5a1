/*
 * jump.c: numbers that are typed with keys that mean something else.
 */
#include "jump.h"
#include "../data/memory.h"
#include "app.h"
#include <stdlib.h>
#include <string.h>

static void begin(struct jump *jump, const struct app *app)
{
    jump->typing = true;
    jump->number = 0;
    jump->depth = app->depth;
    jump->stack = li_realloc(jump->stack, app->depth, sizeof(struct panel *));
    memcpy(jump->stack, app->stack, app->depth * sizeof(struct panel *));
}

static void take_digit(struct jump *jump, const struct app *app, int digit)
{
    if (!jump->typing)
        begin(jump, app);
    jump->number = jump->number * 10 + digit;
    if (jump->number > 100)
        jump->number = 100;
}

static bool stood(const struct jump *jump, const struct panel *panel)
{
    for (size_t i = 0; i < jump->depth; i++)
        if (jump->stack[i] == panel)
            return true;
    return false;
}

static void take_back(struct jump *jump, struct app *app)
{
    for (size_t i = app->depth; i > 0; i--)
        if (!stood(jump, app->stack[i - 1]))
            app_remove(app, app->stack[i - 1]);
    for (size_t i = 0, to = 0; i < jump->depth && to < app->depth; i++)
        if (jump->stack[i])
            app->stack[to++] = jump->stack[i];
    app->dirty = true;
}

void jump_listen(struct app *app, const struct key *key)
{
    struct jump *jump = &app->jump;
    jump->asked = false;
    if (key->code >= '0' && key->code <= '9') {
        take_digit(jump, app, (int)(key->code - '0'));
        return;
    }
    if (jump->typing && keymap_find(&app->keys, key->code, PLACE_LIST) == ACTION_PERCENT) {
        take_back(jump, app);
        jump->asked = true;
    }
    jump->typing = false;
}

int jump_percent(const struct jump *jump)
{
    return jump->asked ? jump->number : -1;
}

void jump_gone(struct jump *jump, const struct panel *panel)
{
    for (size_t i = 0; i < jump->depth; i++)
        if (jump->stack[i] == panel)
            jump->stack[i] = NULL;
}

void jump_free(struct jump *jump)
{
    free(jump->stack);
    *jump = (struct jump){0};
}
