/*
 * conflicts_panel.c: the keys of conflicting edits: keep, take the other, combine.
 */
#include "tui/sync/conflicts_panel.h"
#include "core/base/number.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/progress_dialog.h"
#include "tui/sync/combine_panel.h"
#include "tui/sync/conflicts_view.h"
#include <stdlib.h>

struct conflicts_panel {
    struct panel panel;
    struct conflicts_model model;
    bool stale; /* records may have changed since the list was loaded */
};

static struct conflicts_panel *conflicts_panel_self(struct panel *panel)
{
    return (struct conflicts_panel *)panel;
}

/* NULL: there is none. */
static struct conflicts_item *conflicts_panel_item(struct panel *panel)
{
    return conflicts_model_item(&conflicts_panel_self(panel)->model, panel->scroll.at);
}

static void conflicts_panel_load(struct panel *panel, struct app *app)
{
    struct li_error err;
    struct conflicts_panel *self = conflicts_panel_self(panel);
    self->stale = false;
    if (conflicts_model_load(&self->model, app->context, &panel->scroll.at, &err))
        app_fail(app, &err);
    app->dirty = true;
}

/* Beneath others it is loaded once it is in sight, so that no write there waits for it. */
static void conflicts_panel_refresh(struct panel *panel, struct app *app)
{
    conflicts_panel_self(panel)->stale = true;
    if (app_top(app) == panel)
        conflicts_panel_load(panel, app);
}

static bool conflicts_panel_work(struct panel *panel, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    if (conflicts_panel_self(panel)->stale)
        conflicts_panel_load(panel, app);
    app_yield_to_keys(app, true);
    int more = conflicts_model_work(&conflicts_panel_self(panel)->model, app->context,
        panel->scroll.top, (size_t)panel_height(panel), &err);
    app_yield_to_keys(app, false);
    app->dirty |= more > 0;
    if (more < 0 && err.code != LI_INTERRUPTED)
        app_fail(app, &err);
    return more > 0 || err.code == LI_INTERRUPTED;
}

/* --- deciding --------------------------------------------------------------------------------- */

/* Short, because the list names the record. The caller frees it. */
static char *conflicts_panel_done(const struct conflicts_item *item, enum decision decision)
{
    bool takes = decision == DECISION_TAKE;
    if (item->gone)
        return li_format("%s the %s.", takes ? "Brought back" : "Left out", item->kind->name);
    return li_format("%s %s.", takes ? "Took the other" : "Kept", conflicts_text_field(item));
}

static void conflicts_panel_decide(struct panel *panel, struct app *app, enum decision decision)
{
    struct li_error err;
    struct conflicts_model *model = &conflicts_panel_self(panel)->model;
    struct conflicts_item *item = conflicts_panel_item(panel);
    if (!item)
        return;
    enum li_err code =
        conflicts_model_decide(model, app->context, panel->scroll.at, decision, &err);
    char *done = conflicts_panel_done(item, decision);
    app_refresh(app);
    if (code)
        app_fail(app, &err);
    else
        app_say(app, "%s Press %s to undo.", done, keymap_text(&app->keys, ACTION_UNDO));
    free(done);
}

static void conflicts_panel_decide_device(
    struct panel *panel, struct app *app, enum decision decision)
{
    struct li_error err;
    struct progress_dialog dialog;
    size_t count = 0;
    char digits[NUMBER_SIZE];
    if (!conflicts_panel_item(panel))
        return;
    progress_dialog_begin(&dialog, app, "Deciding on conflicting edits");
    enum li_err code = conflicts_model_decide_device(&conflicts_panel_self(panel)->model,
        app->context, panel->scroll.at, decision, progress_dialog_tell, &dialog, &count, &err);
    progress_dialog_end(&dialog);
    app_refresh(app);
    if (code)
        app_fail(app, &err);
    else
        app_say(app, "%s %s value%s. Press %s to undo.",
            decision == DECISION_TAKE ? "Took the other" : "Kept the current",
            number_grouped((int64_t)count, digits), count == 1 ? "" : "s",
            keymap_text(&app->keys, ACTION_UNDO));
}

static void conflicts_panel_combine(struct panel *panel, struct app *app)
{
    struct li_error err;
    struct conflicts_item *item = conflicts_panel_item(panel);
    if (!item)
        return;
    if (!conflicts_decide_combines(item))
        app_say(app, "%s can't be combined: keep the current value or take the other.",
            conflicts_text_field(item));
    else if (conflicts_describe(app->context, item, &err))
        app_fail(app, &err);
    else
        app_push(app, combine_panel_new(app, item));
}

static void conflicts_panel_open(struct panel *panel, struct app *app)
{
    const struct conflicts_item *item = conflicts_panel_item(panel);
    if (item && item->gone)
        app_say(app, "That %s isn't here; take the other to bring it back.", item->kind->name);
    else if (item)
        app_open(app, item->kind, &item->id);
}

/* --- the panel -------------------------------------------------------------------------------- */

static bool conflicts_panel_offers(struct panel *panel, enum action action)
{
    const struct conflicts_item *item = conflicts_panel_item(panel);
    switch (action) {
    case ACTION_COMBINE: return item && conflicts_decide_combines(item);
    case ACTION_OPEN:
    case ACTION_KEEP_CURRENT:
    case ACTION_TAKE_OTHER:
    case ACTION_KEEP_ALL:
    case ACTION_TAKE_ALL: return item != NULL;
    default: return true;
    }
}

static bool conflicts_panel_act(struct panel *panel, struct app *app, enum action action)
{
    switch (action) {
    case ACTION_OPEN: conflicts_panel_open(panel, app); return true;
    case ACTION_KEEP_CURRENT: conflicts_panel_decide(panel, app, DECISION_KEEP); return true;
    case ACTION_TAKE_OTHER: conflicts_panel_decide(panel, app, DECISION_TAKE); return true;
    case ACTION_COMBINE: conflicts_panel_combine(panel, app); return true;
    case ACTION_KEEP_ALL: conflicts_panel_decide_device(panel, app, DECISION_KEEP); return true;
    case ACTION_TAKE_ALL: conflicts_panel_decide_device(panel, app, DECISION_TAKE); return true;
    default: return false;
    }
}

static size_t conflicts_panel_count(struct panel *panel)
{
    return conflicts_panel_self(panel)->model.list.count;
}

static void conflicts_panel_draw(
    struct panel *panel, struct app *app, struct area area, bool focused)
{
    panel->lines = conflicts_view_lines(area);
    conflicts_view_draw(panel, &conflicts_panel_self(panel)->model, app->context, area, focused);
}

static void conflicts_panel_title(struct panel *panel, FILE *left, FILE *right)
{
    fputs("Conflicting edits", left);
    scroll_title(&panel->scroll, conflicts_panel_count(panel), true, right);
}

static bool conflicts_panel_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct conflicts_item *item = conflicts_panel_item(panel);
    if (!item || item->gone)
        return false;
    *kind = item->kind;
    *id = item->id;
    return true;
}

static void conflicts_panel_free(struct panel *panel)
{
    conflicts_model_clear(&conflicts_panel_self(panel)->model);
    free(panel);
}

static const struct panel_ops conflicts_panel_ops = {
    .place = PLACE_TEXT | PLACE_CONFLICTS,
    .draw = conflicts_panel_draw,
    .offers = conflicts_panel_offers,
    .act = conflicts_panel_act,
    .count = conflicts_panel_count,
    .work = conflicts_panel_work,
    .refresh = conflicts_panel_refresh,
    .title = conflicts_panel_title,
    .record = conflicts_panel_record,
    .free = conflicts_panel_free,
};

static struct panel *conflicts_panel_new(struct app *app)
{
    struct conflicts_panel *panel = li_calloc(1, sizeof *panel);
    panel->panel.ops = &conflicts_panel_ops;
    panel->panel.root = &conflicts_panel_ops;
    conflicts_panel_load(&panel->panel, app);
    return &panel->panel;
}

void conflicts_panel_go(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    bool known = panel_record(panel, &kind, &id);
    if (!app_raise(app, &conflicts_panel_ops))
        app_push(app, conflicts_panel_new(app));
    struct panel *top = app_top(app);
    if (conflicts_panel_self(top)->stale)
        conflicts_panel_load(top, app);
    const struct conflicts_model *model = &conflicts_panel_self(top)->model;
    size_t at = known ? conflicts_model_find(model, kind, &id) : model->list.count;
    if (at < model->list.count)
        top->scroll.at = at;
}
