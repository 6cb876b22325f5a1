/*
 * palette_panel.c: a line to type in, and what is chosen among what it finds.
 */
#include "tui/palette/palette_panel.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include "tui/palette/palette_model.h"
#include "tui/palette/palette_view.h"
#include <assert.h>
#include <stdlib.h>

struct palette_panel {
    struct panel panel;
    struct edit edit;
    struct palette_model model; /* what edit's text finds */
};

/* The panel that actions are done on: the first beneath that is no overlay. */
static struct panel *palette_beneath(const struct palette_panel *palette, const struct app *app)
{
    size_t at = app->depth - 1;
    while (app->stack[at] == &palette->panel || app->stack[at]->ops->overlay)
        at--;
    return app->stack[at];
}

static void palette_look(struct palette_panel *palette, struct app *app)
{
    palette->panel.scroll = (struct scroll){0};
    palette_model_look(&palette->model, app, palette_beneath(palette, app), palette->edit.text);
    app->dirty = true;
}

static bool palette_work(struct panel *panel, struct app *app)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    int more = palette_model_work(&palette->model, app, &panel->scroll.at);
    app->dirty = app->dirty || more > 0;
    return more != 0;
}

static void palette_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    (void)app;
    palette_view_draw(&palette->model, &palette->edit, panel, area, focused);
}

/* Removes the palette. */
static void palette_choose(struct palette_panel *palette, struct app *app)
{
    const struct palette_choice *at =
        palette_model_choice(&palette->model, palette->panel.scroll.at);
    if (!at)
        return;
    const struct palette_choice choice = *at;
    app_remove(app, &palette->panel); /* its memory goes later: app.h */
    if (choice.command)
        app_say(app, "Run this in a shell: %s", choice.aside);
    else if (choice.words)
        dispatch_tell(app, choice.action, choice.words);
    else if (choice.action)
        dispatch_do(app, choice.action);
    else if (id_is_nil(&choice.id))
        app_list(app, choice.kind, NULL);
    else
        app_open(app, choice.kind, &choice.id);
}

static bool palette_act(struct panel *panel, struct app *app, enum action action)
{
    if (action == ACTION_ACCEPT)
        palette_choose((struct palette_panel *)panel, app);
    return action == ACTION_ACCEPT;
}

static size_t palette_count(struct panel *panel)
{
    return ((struct palette_panel *)panel)->model.count;
}

static bool palette_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    bool changed = false;
    app->dirty = true;
    if (key->code == K_BACKSPACE && palette->edit.length == 0) {
        app_remove(app, panel);
        return true;
    }
    if (!edit_key(&palette->edit, key, &changed))
        return false;
    if (changed)
        palette_look(palette, app);
    return true;
}

static void palette_free(struct panel *panel)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    palette_model_end(&palette->model);
    edit_end(&palette->edit);
    free(palette);
}

static const struct panel_ops palette_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = palette_draw,
    .act = palette_act,
    .type = palette_type,
    .count = palette_count,
    .work = palette_work,
    .free = palette_free,
};

struct panel *palette_panel_new(struct app *app)
{
    assert(app && app->depth > 0);
    struct palette_panel *palette = li_calloc(1, sizeof *palette);
    palette->panel.ops = &palette_ops;
    edit_begin(&palette->edit, NULL, false);
    palette_look(palette, app);
    return &palette->panel;
}
