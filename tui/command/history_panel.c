/*
 * history_panel.c: entries and their changes; more are loaded as the cursor comes near the end.
 */
#include "tui/command/history_panel.h"
#include "data/base/memory.h"
#include "tui/command/history_model.h"
#include "tui/command/history_view.h"
#include <assert.h>
#include <stdlib.h>

enum { HISTORY_FIRST = 100 /* entries loaded at first */ };

struct history_panel {
    struct panel panel;
    struct history_model model;
    bool stale; /* records have changed since it was loaded */
};

static void history_load(struct history_panel *history, struct app *app)
{
    struct li_error err;
    history->stale = false;
    if (history_model_load(&history->model, app->context, &err))
        app_fail(app, &err);
    app->dirty = true;
}

/* Near the end, loads twice as many. */
static bool history_work(struct panel *panel, struct app *app)
{
    struct history_panel *history = (struct history_panel *)panel;
    struct history_model *model = &history->model;
    bool near = panel->scroll.at + HISTORY_FIRST / 2 > model->count;
    if (!history->stale && !(near && history_model_has_more(model)))
        return false;
    if (!history->stale)
        model->limit *= 2;
    history_load(history, app);
    return false;
}

static void history_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    (void)app;
    history_view_draw(&((struct history_panel *)panel)->model, &panel->scroll, area, focused);
}

static bool history_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct history_line *line =
        history_model_line(&((struct history_panel *)panel)->model, panel->scroll.at);
    if (!line || !line->kind)
        return false;
    *kind = line->kind;
    *id = line->id;
    return true;
}

static bool history_act(struct panel *panel, struct app *app, enum action action)
{
    const struct kind *kind;
    struct id id;
    if (action == ACTION_OPEN && history_record(panel, &kind, &id))
        app_open(app, kind, &id);
    return action == ACTION_OPEN;
}

static size_t history_count(struct panel *panel)
{
    return ((struct history_panel *)panel)->model.count;
}

static void history_refresh(struct panel *panel, struct app *app)
{
    (void)app;
    ((struct history_panel *)panel)->stale = true;
}

static void history_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct history_model *model = &((struct history_panel *)panel)->model;
    fputs("History", left);
    fprintf(right, "%lld%s change%s", (long long)model->entries,
        history_model_has_more(model) ? "+" : "", model->entries == 1 ? "" : "s");
}

static void history_panel_free(struct panel *panel)
{
    struct history_panel *history = (struct history_panel *)panel;
    history_model_clear(&history->model);
    free(history);
}

const struct panel_ops history_panel_ops = {
    .place = PLACE_TEXT,
    .draw = history_draw,
    .act = history_act,
    .count = history_count,
    .work = history_work,
    .refresh = history_refresh,
    .title = history_title,
    .record = history_record,
    .free = history_panel_free,
};

struct panel *history_panel_new(struct app *app)
{
    assert(app);
    struct history_panel *history = li_calloc(1, sizeof *history);
    history->panel.ops = &history_panel_ops;
    history->panel.root = &history_panel_ops;
    history->model.limit = HISTORY_FIRST;
    history_load(history, app);
    return &history->panel;
}
