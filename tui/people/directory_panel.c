/*
 * directory_panel.c: a line an affiliate, a column a role; the cursor goes from cell to cell, and
 * Enter follows what stands there. Lines are found in slices, and read when they are seen.
 */
#include "core/base/date_typed.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/people/directory_internal.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

static struct directory_panel *directory_self(struct panel *panel)
{
    return (struct directory_panel *)panel;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void directory_forget(struct directory_panel *panel)
{
    for (size_t i = 0; i < DIRECTORY_SEEN; i++) {
        if (panel->seen[i].cells)
            directory_cells_free(panel->directory, panel->seen[i].cells);
        panel->seen[i].cells = NULL;
    }
    directory_free(panel->directory);
    panel->directory = NULL;
}

size_t directory_roles(const struct directory_panel *panel)
{
    return panel->directory ? panel->directory->role_count : 0;
}

static void directory_read_directory(struct directory_panel *panel, struct app *app)
{
    struct li_error err;
    directory_forget(panel);
    panel->directory = directory_new(app->context, panel->day, &err);
    if (!panel->directory)
        app_fail(app, &err);
    if (panel->column > directory_roles(panel))
        panel->column = directory_roles(panel);
    app->dirty = true;
}

const struct directory_cell *directory_cells(struct directory_panel *panel, const struct id *id)
{
    struct li_error err;
    for (size_t i = 0; i < DIRECTORY_SEEN; i++)
        if (panel->seen[i].cells && id_equal(&panel->seen[i].id, id))
            return panel->seen[i].cells;
    if (!panel->directory)
        return NULL;
    struct seen *seen = &panel->seen[panel->next++ % DIRECTORY_SEEN];
    directory_cells_free(panel->directory, seen->cells);
    *seen = (struct seen){*id, directory_load(panel->directory, id, &err)};
    return seen->cells;
}

static int directory_height(const struct directory_panel *panel)
{
    return directory_body(panel->panel.area).height;
}

static bool directory_find(struct directory_panel *panel, struct li_error *err)
{
    const char *filter = panel->filter && *panel->filter ? panel->filter : NULL;
    return row_finder_find(panel->rows, filter, NULL, err) == LI_OK;
}

static bool directory_work(struct panel *base, struct app *app)
{
    struct directory_panel *panel = directory_self(base);
    struct li_error err = {.code = LI_OK};
    if (row_finder_complete(panel->rows))
        return false;
    bool more = row_finder_work(
        panel->rows, panel->panel.scroll.top + (size_t)directory_height(panel), &err);
    if (err.code)
        app_fail(app, &err);
    app->dirty = true;
    return more;
}

static void directory_refresh(struct panel *base, struct app *app)
{
    struct directory_panel *panel = directory_self(base);
    struct li_error err;
    directory_read_directory(panel, app);
    if (row_finder_refresh(panel->rows, &err))
        app_fail(app, &err);
}

/* --- what is at hand -------------------------------------------------------------------------- */

/* The person in the cell under the cursor, or the affiliate of its line; false: nobody is there. */
static bool directory_record(struct panel *base, const struct kind **kind, struct id *id)
{
    struct directory_panel *panel = directory_self(base);
    const struct row_cells *row = row_finder_get(panel->rows, panel->panel.scroll.at);
    *kind = panel->column ? &kind_person : &kind_affiliate;
    if (!row)
        return false;
    *id = row->id;
    if (panel->column == 0)
        return true;
    const struct directory_cell *cells = directory_cells(panel, id);
    if (!cells || !cells[panel->column - 1].names)
        return false;
    *id = cells[panel->column - 1].person;
    return true;
}

/* An affiliate or, in the column of a role, who holds it for the affiliate of the line. */
static bool directory_adds(
    struct panel *base, const struct kind **kind, const struct kind **of, struct id *id)
{
    struct directory_panel *panel = directory_self(base);
    const struct row_cells *row =
        panel->column ? row_finder_get(panel->rows, panel->panel.scroll.at) : NULL;
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
    else if (panel->column > 0 && panel->directory)
        app_say(app, "No %s listed.", panel->directory->roles[panel->column - 1].name);
}

/* --- typing a filter or a day ----------------------------------------------------------------- */

static void directory_filter_changed(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    char *before = panel->filter;
    panel->filter = li_strdup(text);
    panel->panel.scroll = (struct scroll){0};
    prompt_remark(panel->ask, NULL);
    if (!directory_find(panel, &err)) {
        prompt_remark(panel->ask, err.message);
        free(panel->filter);
        panel->filter = before;
    } else {
        free(before);
    }
    app->dirty = true;
}

static void directory_filter_done(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    panel->ask = NULL;
    if (text)
        return;
    free(panel->filter);
    panel->filter = NULL;
    if (!directory_find(panel, &err))
        app_fail(app, &err);
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
    bool wrong = *text && date_typed_parse(text, app->context->today, &day, &err) != LI_OK;
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
    if (*text && date_typed_parse(text, app->context->today, &day, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    panel->day = day;
    directory_read_directory(panel, app);
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
    panel->ask = prompt_new(asks, asks == &directory_filter_asks ? panel->filter : NULL, panel);
    app_push(app, panel->ask);
}

/* Esc takes the filter away before it leaves. */
static bool directory_clear(struct directory_panel *panel, struct app *app)
{
    bool filtered = panel->filter && *panel->filter;
    if (filtered)
        directory_filter_done(panel, app, NULL);
    return filtered;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void directory_step(struct directory_panel *panel, int by)
{
    size_t columns = 1 + directory_roles(panel);
    panel->column = (panel->column + columns + (size_t)(by > 0 ? 1 : columns - 1)) % columns;
}

static bool directory_offers(struct panel *base, enum action action)
{
    const struct kind *kind;
    struct id id;
    return action == ACTION_OPEN
               ? directory_record(base, &kind, &id)
               : action_specs[action].group != GROUP_LIST || action == ACTION_FILTER;
}

/* What is done next is done to a line that is there, however soon the key came. */
static void directory_catch_up(struct directory_panel *panel, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    row_finder_catch_up(
        panel->rows, panel->panel.scroll.top + (size_t)directory_height(panel), &err);
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
    return row_finder_count(directory_self(base)->rows);
}

static void directory_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct directory_panel *panel = directory_self(base);
    panel->column = directory_column(panel, base->area, key->x);
    if (key->button == 2)
        directory_follow(panel, app);
}

static void directory_title(struct panel *base, FILE *left, FILE *right)
{
    const struct directory_panel *panel = directory_self(base);
    char day[DAY_TEXT_SIZE];
    fprintf(left, "Directory as of %s", date_text(panel->day, day));
    if (panel->filter && *panel->filter)
        fprintf(left, "  /%s", panel->filter);
    scroll_title(&panel->panel.scroll, row_finder_total(panel->rows),
        row_finder_counted(panel->rows), right);
}

static void directory_free_directory(struct panel *base)
{
    struct directory_panel *panel = directory_self(base);
    directory_forget(panel);
    row_finder_free(panel->rows);
    columns_free(&panel->columns);
    free(panel->filter);
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
    .free = directory_free_directory,
};

struct panel *directory_panel_new(struct app *app)
{
    struct directory_panel *panel = li_calloc(1, sizeof *panel);
    struct li_error err;
    panel->panel.ops = &directory_panel_ops;
    panel->panel.root = &directory_panel_ops;
    panel->day = app->context->today;
    columns_parse(&kind_affiliate, "code,name", &panel->columns, &err);
    panel->rows = row_finder_new(app->context, &key_clock, &kind_affiliate, &panel->columns);
    directory_read_directory(panel, app);
    if (!directory_find(panel, &err))
        app_fail(app, &err);
    return &panel->panel;
}
