/*
 * views_panel.c: views are records: they are edited, archived and undone as such. Here they are
 * opened, and the list below is saved as one.
 */
#include "tui/list/views_panel.h"
#include "core/kind/view.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/list/views_model.h"
#include "tui/list/views_view.h"
#include "tui/widget/prompt.h"
#include <assert.h>
#include <stdlib.h>

struct views_panel {
    struct panel panel;
    struct panel *beneath; /* what a view is shown in, and saved from */
    struct views_model model;
};

static void views_load(struct views_panel *panel, struct app *app)
{
    struct li_error err;
    if (views_model_load(&panel->model, app->context, &err))
        app_fail(app, &err);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* Shows the view under the cursor in the list beneath, if that is of its kind, else in its kind's
   list. */
static void views_open(struct views_panel *panel, struct app *app)
{
    const struct views_item *item = views_model_item(&panel->model, panel->panel.scroll.at);
    if (!item)
        return;
    const struct list_state *state = &item->state;
    struct panel *list = panel->beneath;
    app_remove(app, &panel->panel);
    if (state->kind != panel->model.kind) {
        app_list(app, state->kind, NULL);
        list = app_top(app);
    }
    list->ops->set_state(list, app, state);
}

/* --- saving ----------------------------------------------------------------------------------- */

/* Saves the list beneath as a view of that name; updates the view where there is one. */
static void views_save_list(struct views_panel *panel, struct app *app, const char *name)
{
    struct list_state state;
    struct li_error err;
    panel->beneath->ops->state(panel->beneath, &state);
    free(state.name);
    state.name = li_strdup(name);
    bool updated;
    if (views_model_save(&panel->model, app->context, &state, &updated, &err)) {
        app_fail(app, &err);
    } else {
        panel->beneath->ops->set_state(panel->beneath, app, &state);
        app_remove(app, &panel->panel);
        app_refresh(app);
        app_say(app, "View \"%s\" %s. Press %s to undo.", name, updated ? "updated" : "saved",
            keymap_text(&app->keys, ACTION_UNDO));
    }
    list_state_free(&state);
}

static void views_named(void *arg, struct app *app, const char *text)
{
    char *name = text ? text_normal(text) : NULL;
    if (name && *name)
        views_save_list(arg, app, name);
    free(name);
}

static void views_ask_name(struct views_panel *panel, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " Name ", .help = "name of this view", .done = views_named};
    struct list_state state;
    panel->beneath->ops->state(panel->beneath, &state);
    app_push(app, prompt_new(&asks, state.name, panel));
    list_state_free(&state);
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool views_offers(struct panel *base, enum action action)
{
    const struct views_panel *panel = (const struct views_panel *)base;
    switch (action) {
    case ACTION_OPEN:
    case ACTION_EDIT:
    case ACTION_ARCHIVE: return panel->model.count > 0;
    case ACTION_ADD: return panel->model.kind != NULL;
    case ACTION_BACK:
    case ACTION_UNDO:
    case ACTION_HELP: return true;
    default: return false;
    }
}

static bool views_act(struct panel *base, struct app *app, enum action action)
{
    struct views_panel *panel = (struct views_panel *)base;
    switch (action) {
    case ACTION_OPEN: views_open(panel, app); return true;
    case ACTION_VIEWS: app_remove(app, base); return true;
    case ACTION_ADD:
        if (panel->model.kind)
            views_ask_name(panel, app);
        return true;
    default: return false;
    }
}

static size_t views_count(struct panel *base)
{
    return ((struct views_panel *)base)->model.count;
}

static bool views_record(struct panel *base, const struct kind **kind, struct id *id)
{
    const struct views_item *item =
        views_model_item(&((struct views_panel *)base)->model, base->scroll.at);
    if (!item)
        return false;
    *kind = &kind_view;
    *id = item->id;
    return true;
}

static bool views_adds(
    struct panel *base, const struct kind **kind, const struct kind **of, struct id *id)
{
    (void)id;
    *kind = &kind_view;
    *of = NULL;
    return ((const struct views_panel *)base)->model.kind != NULL;
}

static void views_refresh(struct panel *base, struct app *app)
{
    views_load((struct views_panel *)base, app);
}

static void views_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    views_view_draw(&((struct views_panel *)base)->model, base, &app->keys, area, focused);
}

static void views_panel_free(struct panel *base)
{
    struct views_panel *panel = (struct views_panel *)base;
    views_model_end(&panel->model);
    free(panel);
}

static const struct panel_ops views_ops = {
    .place = PLACE_TEXT,
    .overlay = true,
    .offers = views_offers,
    .draw = views_draw,
    .act = views_act,
    .count = views_count,
    .refresh = views_refresh,
    .record = views_record,
    .adds = views_adds,
    .free = views_panel_free,
};

struct panel *views_panel_new(struct app *app, struct panel *beneath)
{
    assert(beneath);
    struct views_panel *panel = li_calloc(1, sizeof *panel);
    panel->panel.ops = &views_ops;
    panel->beneath = beneath;
    if (beneath->ops->state) {
        struct list_state state;
        beneath->ops->state(beneath, &state);
        panel->model.kind = state.kind;
        list_state_free(&state);
    }
    views_load(panel, app);
    return &panel->panel;
}
