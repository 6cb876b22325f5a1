/*
 * help_panel.c: something to read, closed by most keys that would leave it.
 */
#include "tui/command/help_panel.h"
#include "data/base/memory.h"
#include "tui/command/help_model.h"
#include "tui/command/help_view.h"
#include <assert.h>
#include <stdlib.h>

struct help_panel {
    struct panel panel;
    struct help_model model;
};

static void help_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    (void)app;
    (void)focused;
    help_view_draw(&((struct help_panel *)panel)->model, panel, area);
}

static bool help_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action == ACTION_BACK;
}

static bool help_act(struct panel *panel, struct app *app, enum action action)
{
    bool leaves = action == ACTION_OPEN || action == ACTION_HELP || action == ACTION_QUIT;
    if (leaves)
        app_remove(app, panel);
    return leaves;
}

static size_t help_count(struct panel *panel)
{
    return ((struct help_panel *)panel)->model.count;
}

static void help_panel_free(struct panel *panel)
{
    help_model_end(&((struct help_panel *)panel)->model);
    free(panel);
}

static const struct panel_ops help_ops = {
    .place = PLACE_TEXT,
    .overlay = true,
    .offers = help_offers,
    .draw = help_draw,
    .act = help_act,
    .count = help_count,
    .free = help_panel_free,
};

struct panel *help_panel_new(struct app *app)
{
    assert(app && app->depth > 0);
    struct help_panel *help = li_calloc(1, sizeof *help);
    help->panel.ops = &help_ops;
    help->panel.scroll.text = true;
    help_model_begin(&help->model, app, app_top(app));
    return &help->panel;
}
