/*
 * directory_panel.c: a line an affiliate, a column a role; the cursor goes from cell to cell, and
 * Enter opens the record there.
 */
#include "tui/people/directory_panel.h"
#include "core/base/date_typed.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/people/directory_view.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

struct directory_panel {
    struct panel panel;
    struct directory_model model;
    struct panel *ask; /* the prompt that is open; NULL: none */
};

static struct directory_panel *directory_self(struct panel *panel)
{
    return (struct directory_panel *)panel;
}

/* Rows that fill the screen as it is scrolled. */
static size_t directory_enough(const struct directory_panel *panel)
{
    return panel->panel.scroll.top + (size_t)directory_view_body(panel->panel.area).height;
}

static bool directory_work(struct panel *base, struct app *app)
{
    struct directory_panel *panel = directory_self(base);
    struct li_error err = {.code = LI_OK};
    if (row_finder_complete(panel->model.rows))
        return false;
    bool more = row_finder_work(panel->model.rows, directory_enough(panel), &err);
    if (err.code)
        app_fail(app, &err);
    app->dirty = true;
    return more;
}

static void directory_refresh(struct panel *base, struct app *app)
{
    struct directory_panel *panel = directory_self(base);
    struct li_error err;
    app_check(app, directory_model_load(&panel->model, &err), &err);
    app_check(app, row_finder_refresh(panel->model.rows, &err), &err);
}

/* --- what is under the cursor ----------------------------------------------------------------- */

static bool directory_record(struct panel *base, const struct kind **kind, struct id *id)
{
    return directory_model_record(&directory_self(base)->model, base->scroll.at, kind, id);
}

/* Adds an affiliate or, in the column of a role, an assignment for the affiliate of the line. */
static bool directory_adds(
    struct panel *base, const struct kind **kind, const struct kind **of, struct id *id)
{
    struct directory_panel *panel = directory_self(base);
    const struct row_cells *row =
        panel->model.column ? row_finder_get(panel->model.rows, panel->panel.scroll.at) : NULL;
    *kind = row ? &kind_assignment : &kind_affiliate;
    *of = row ? &kind_affiliate : NULL;
    if (row)
        *id = row->id;
    return true;
}

static void directory_follow(struct directory_panel *panel, struct app *app)
{
    const struct kind *kind;
    struct id id;
    if (directory_record(&panel->panel, &kind, &id))
        app_open(app, kind, &id);
    else if (panel->model.column > 0 && panel->model.directory)
        app_say(app, "No %s listed.", panel->model.directory->roles[panel->model.column - 1].name);
}

/* --- typing a filter or a date ---------------------------------------------------------------- */

static void directory_filter_changed(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    enum li_err code = directory_model_filter(&panel->model, text, &err);
    panel->panel.scroll = (struct scroll){0};
    prompt_remark(panel->ask, code ? err.message : NULL);
    app->dirty = true;
}

/* text NULL: no filter. */
static void directory_filter_done(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    panel->ask = NULL;
    if (!text)
        app_check(app, directory_model_filter(&panel->model, NULL, &err), &err);
}

static void directory_ask_moved(void *arg, struct app *app, enum action action)
{
    panel_move(&((struct directory_panel *)arg)->panel, app, action);
}

static void directory_day_changed(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    day_t day;
    bool wrong = *text && date_typed_parse(
                              text, app->context->today, context_dates(app->context), &day, &err);
    prompt_remark(panel->ask, wrong ? err.message : NULL);
}

static void directory_day_done(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    day_t day = app->context->today;
    panel->ask = NULL;
    if (!text)
        return;
    if (*text &&
        date_typed_parse(text, app->context->today, context_dates(app->context), &day, &err)) {
        app_fail(app, &err);
        return;
    }
    panel->model.day = day;
    app_check(app, directory_model_load(&panel->model, &err), &err);
}

static const struct prompt_ops directory_filter_asks = {
    .label = " / ",
    .help = "words, or kind:state  region:southeast",
    .changed = directory_filter_changed,
    .done = directory_filter_done,
    .moved = directory_ask_moved,
};

static const struct prompt_ops directory_day_asks = {
    .label = " Date: ",
    .help = "30 jun, 2025-12-31, -1y; leave blank for today",
    .changed = directory_day_changed,
    .done = directory_day_done,
    .moved = directory_ask_moved,
};

static void directory_ask(
    struct directory_panel *panel, struct app *app, const struct prompt_ops *asks)
{
    panel->ask =
        prompt_new(asks, asks == &directory_filter_asks ? panel->model.filter : NULL, panel);
    app_push(app, panel->ask);
}

/* Esc clears the filter before it leaves. False: there was none. */
static bool directory_clear(struct directory_panel *panel, struct app *app)
{
    bool filtered = panel->model.filter;
    if (filtered)
        directory_filter_done(panel, app, NULL);
    return filtered;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void directory_step(struct directory_panel *panel, int by)
{
    size_t columns = 1 + directory_model_roles(&panel->model);
    panel->model.column =
        (panel->model.column + columns + (size_t)(by > 0 ? 1 : columns - 1)) % columns;
}

static bool directory_offers(struct panel *base, enum action action)
{
    const struct kind *kind;
    struct id id;
    return action == ACTION_OPEN
               ? directory_record(base, &kind, &id)
               : action_specs[action].group != GROUP_LIST || action == ACTION_FILTER;
}

/* The next action is done to a line of the current filter, however soon the key came. */
static void directory_catch_up(struct directory_panel *panel, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    row_finder_catch_up(panel->model.rows, directory_enough(panel), &err);
    if (err.code)
        app_fail(app, &err);
}

static bool directory_act(struct panel *base, struct app *app, enum action action)
{
    struct directory_panel *panel = directory_self(base);
    if (action_specs[action].group <= GROUP_RECORD)
        directory_catch_up(panel, app);
    switch (action) {
    case ACTION_OPEN: directory_follow(panel, app); return true;
    case ACTION_NEXT_PANE: directory_step(panel, 1); return true;
    case ACTION_PREV_PANE: directory_step(panel, -1); return true;
    case ACTION_FILTER: directory_ask(panel, app, &directory_filter_asks); return true;
    case ACTION_DIRECTORY: directory_ask(panel, app, &directory_day_asks); return true;
    case ACTION_BACK: return directory_clear(panel, app);
    default: return false;
    }
}

/* --- the panel ------------------------------------------------------------------------------- */

static size_t directory_count(struct panel *base)
{
    return row_finder_count(directory_self(base)->model.rows);
}

static void directory_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct directory_panel *panel = directory_self(base);
    panel->model.column = directory_view_column(&panel->model, base->area, key->x);
    if (key->button == 2)
        directory_follow(panel, app);
}

static void directory_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    base->lines = directory_view_body(area);
    directory_view_draw(&directory_self(base)->model, &base->scroll, app, area, focused);
}

static void directory_title(struct panel *base, FILE *left, FILE *right)
{
    const struct directory_panel *panel = directory_self(base);
    char day[DATE_SHOWN_SIZE];
    fprintf(left, "Directory as of %s",
        date_show(panel->model.day, context_dates(panel->model.context), day));
    if (panel->model.filter)
        fprintf(left, "  /%s", panel->model.filter);
    scroll_title(&panel->panel.scroll, row_finder_total(panel->model.rows),
        row_finder_counted(panel->model.rows), right);
}

static void directory_panel_free(struct panel *base)
{
    struct directory_panel *panel = directory_self(base);
    directory_model_end(&panel->model);
    free(panel);
}

const struct panel_ops directory_panel_ops = {
    .place = PLACE_LIST,
    .draw = directory_draw,
    .offers = directory_offers,
    .act = directory_act,
    .count = directory_count,
    .pressed = directory_pressed,
    .work = directory_work,
    .refresh = directory_refresh,
    .title = directory_title,
    .record = directory_record,
    .adds = directory_adds,
    .free = directory_panel_free,
};

struct panel *directory_panel_new(struct app *app)
{
    struct directory_panel *panel = li_calloc(1, sizeof *panel);
    struct li_error err;
    panel->panel.ops = &directory_panel_ops;
    panel->panel.root = &directory_panel_ops;
    directory_model_begin(&panel->model, app->context);
    app_check(app, directory_model_load(&panel->model, &err), &err);
    app_check(app, directory_model_filter(&panel->model, NULL, &err), &err);
    return &panel->panel;
}
