/*
 * columns_panel.c: words narrow what is offered, Space shows or hides a column, Left and Right move
 * it.
 *
 * What holds between calls:
 *
 * 1. fits[0..count) are the places in the model of the columns that the words fit, in order.
 * 2. list shows the columns that are chosen in the model; shown of them find room.
 */
#include "tui/list/columns_panel.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/list/columns_view.h"
#include <assert.h>
#include <stdlib.h>

struct columns_panel {
    struct panel panel;
    struct panel *list;
    struct list_state before; /* of the list, when the panel opened */
    struct columns_model model;
    struct edit words;
    size_t *fits; /* places in the model */
    size_t count;
    size_t shown; /* how many of the chosen columns find room */
};

/* Finds the columns that fit the words; the cursor goes to the wanted place if it is among them. */
static void columns_narrow(struct columns_panel *panel, size_t wanted)
{
    char *words = text_fold(panel->words.text);
    panel->count = 0;
    panel->panel.scroll.at = 0;
    for (size_t i = 0; i < panel->model.count; i++) {
        if (!columns_model_fits(&panel->model, i, words))
            continue;
        if (i == wanted)
            panel->panel.scroll.at = panel->count;
        panel->fits[panel->count++] = i;
    }
    free(words);
}

static void columns_show(struct columns_panel *panel, struct app *app)
{
    char *names = columns_model_names(&panel->model);
    struct list_state state = panel->before, now;
    state.columns = names;
    panel->list->ops->set_state(panel->list, app, &state);
    panel->list->ops->state(panel->list, &now);
    panel->shown = now.shown;
    list_state_free(&now);
    free(names);
}

/* Moves a column that was just chosen forward until it finds room, behind the first. */
static size_t columns_bring_forward(struct columns_panel *panel, struct app *app, size_t at)
{
    while (at >= panel->shown && at > 1) {
        at = columns_model_shift(&panel->model, at, -1);
        columns_show(panel, app);
    }
    return at;
}

static void columns_toggle(struct columns_panel *panel, struct app *app, size_t at)
{
    bool chosen = at >= panel->model.chosen_count;
    at = columns_model_toggle(&panel->model, at);
    columns_show(panel, app);
    columns_narrow(panel, chosen ? columns_bring_forward(panel, app, at) : at);
}

static void columns_shift(struct columns_panel *panel, struct app *app, size_t at, int by)
{
    at = columns_model_shift(&panel->model, at, by);
    columns_show(panel, app);
    columns_narrow(panel, at);
}

static void columns_leave(struct columns_panel *panel, struct app *app, bool restore)
{
    if (restore)
        panel->list->ops->set_state(panel->list, app, &panel->before);
    app_remove(app, &panel->panel);
}

static void columns_accept(struct columns_panel *panel, struct app *app)
{
    struct list_state now;
    panel->list->ops->state(panel->list, &now);
    list_states_choose(&app->list_states, now.kind, now.columns);
    list_state_free(&now);
    columns_leave(panel, app, false);
}

/* Back to the kind's own columns. */
static void columns_discard(struct columns_panel *panel, struct app *app)
{
    free(panel->before.columns);
    panel->before.columns = NULL;
    list_states_choose(&app->list_states, panel->before.kind, NULL);
    columns_leave(panel, app, true);
}

static bool columns_act(struct panel *base, struct app *app, enum action action)
{
    struct columns_panel *panel = (struct columns_panel *)base;
    switch (action) {
    case ACTION_ACCEPT: columns_accept(panel, app); return true;
    case ACTION_CANCEL: columns_leave(panel, app, true); return true;
    case ACTION_DISCARD: columns_discard(panel, app); return true;
    default: return false;
    }
}

static void columns_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct columns_panel *panel = (struct columns_panel *)base;
    (void)key;
    columns_toggle(panel, app, panel->fits[base->scroll.at]);
}

static size_t columns_count(struct panel *base)
{
    return ((struct columns_panel *)base)->count;
}

static bool columns_type_words(struct columns_panel *panel, const struct key *key)
{
    bool changed = false;
    if (!edit_key(&panel->words, key, &changed))
        return false;
    if (changed)
        columns_narrow(panel, 0);
    return true;
}

static bool columns_type(struct panel *base, struct app *app, const struct key *key)
{
    struct columns_panel *panel = (struct columns_panel *)base;
    bool any = panel->panel.scroll.at < panel->count;
    size_t at = any ? panel->fits[panel->panel.scroll.at] : 0;
    app->dirty = true;
    if (keymap_find(&app->keys, key->code, PLACE_FORM) == ACTION_DISCARD)
        return columns_act(base, app, ACTION_DISCARD);
    switch (key->code) {
    case K_MOUSE: return false;
    case ' ':
        if (any)
            columns_toggle(panel, app, at);
        return true;
    case K_LEFT:
    case K_RIGHT:
        if (any)
            columns_shift(panel, app, at, key->code == K_LEFT ? -1 : 1);
        return true;
    default: return columns_type_words(panel, key);
    }
}

static void columns_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct columns_panel *panel = (struct columns_panel *)base;
    const struct columns_view view = {
        &panel->model, panel->fits, panel->count, panel->shown, &panel->words};
    columns_view_draw(&view, base, &app->keys, area, focused);
}

static void columns_panel_free(struct panel *base)
{
    struct columns_panel *panel = (struct columns_panel *)base;
    list_state_free(&panel->before);
    columns_model_end(&panel->model);
    edit_end(&panel->words);
    free(panel->fits);
    free(panel);
}

static const struct panel_ops columns_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = columns_draw,
    .act = columns_act,
    .type = columns_type,
    .count = columns_count,
    .pressed = columns_pressed,
    .free = columns_panel_free,
};

struct panel *columns_panel_new(struct app *app, struct panel *list)
{
    struct columns_panel *panel = li_calloc(1, sizeof *panel);
    (void)app;
    assert(list && list->ops->state && list->ops->set_state);
    panel->panel.ops = &columns_ops;
    panel->list = list;
    list->ops->state(list, &panel->before);
    panel->shown = panel->before.shown;
    columns_model_begin(&panel->model, panel->before.kind, panel->before.order);
    panel->fits = li_calloc(panel->model.count, sizeof *panel->fits);
    edit_begin(&panel->words, NULL, false);
    columns_narrow(panel, 0);
    return &panel->panel;
}
