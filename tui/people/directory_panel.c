/*
 * directory_panel.c: a line an affiliate, a column a role; the cursor goes from cell to cell, and
 * Enter follows what stands there. Lines are found in slices, and read when they are seen.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/people/directory_internal.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

static struct directory_panel *self(struct panel *panel)
{
    return (struct directory_panel *)panel;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void forget(struct directory_panel *panel)
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

static void read_directory(struct directory_panel *panel, struct app *app)
{
    struct li_error err;
    forget(panel);
    panel->directory = directory_new(app->li, panel->day, &err);
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
    *seen = (struct seen){*id, directory_read(panel->directory, id, &err)};
    return seen->cells;
}

static int height(const struct directory_panel *panel)
{
    return directory_body(panel->panel.area).height;
}

static bool find(struct directory_panel *panel, struct li_error *err)
{
    const char *filter = panel->filter && *panel->filter ? panel->filter : NULL;
    return rows_find(panel->rows, filter, NULL, err) == LI_OK;
}

static bool work(struct panel *base, struct app *app)
{
    struct directory_panel *panel = self(base);
    struct li_error err = {.code = LI_OK};
    if (rows_complete(panel->rows))
        return false;
    bool more = rows_work(panel->rows, panel->scroll.top + (size_t)height(panel), &err);
    if (err.code)
        app_fail(app, &err);
    app->dirty = true;
    return more;
}

static void refresh(struct panel *base, struct app *app)
{
    struct directory_panel *panel = self(base);
    struct li_error err;
    read_directory(panel, app);
    if (rows_refresh(panel->rows, &err))
        app_fail(app, &err);
}

/* --- what is at hand -------------------------------------------------------------------------- */

/* The person in the cell under the cursor, or the affiliate of its line; false: nobody is there. */
static bool record(struct panel *base, const struct kind **kind, struct id *id)
{
    struct directory_panel *panel = self(base);
    const struct row *row = rows_get(panel->rows, panel->scroll.at);
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
static bool adds(
    struct panel *base, const struct kind **kind, const struct kind **of, struct id *id)
{
    struct directory_panel *panel = self(base);
    const struct row *row = panel->column ? rows_get(panel->rows, panel->scroll.at) : NULL;
    *kind = row ? &kind_assignment : &kind_affiliate;
    *of = row ? &kind_affiliate : NULL;
    if (row)
        *id = row->id;
    return true;
}

static void follow(struct directory_panel *panel, struct app *app)
{
    const struct kind *kind;
    struct id id;
    if (record(&panel->panel, &kind, &id))
        app_open(app, kind, &id);
    else if (panel->column > 0 && panel->directory)
        app_say(app, "Nobody is %s there.", panel->directory->roles[panel->column - 1].name);
}

/* --- typing a filter or a day ----------------------------------------------------------------- */

static void filter_changed(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    char *before = panel->filter;
    panel->filter = li_strdup(text);
    panel->scroll = (struct scroll){0};
    panel_prompt_remark(panel->ask, NULL);
    if (!find(panel, &err)) {
        panel_prompt_remark(panel->ask, err.message);
        free(panel->filter);
        panel->filter = before;
    } else {
        free(before);
    }
    app->dirty = true;
}

static void filter_done(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    panel->ask = NULL;
    if (text)
        return;
    free(panel->filter);
    panel->filter = NULL;
    if (!find(panel, &err))
        app_fail(app, &err);
}

static void moved(void *arg, struct app *app, enum action action)
{
    struct directory_panel *panel = arg;
    app->dirty = true;
    scroll_act(&panel->scroll, action, rows_count(panel->rows), height(panel));
}

static void day_changed(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    day_t day;
    bool wrong = *text && day_read(text, app->li->today, &day, &err) != LI_OK;
    panel_prompt_remark(panel->ask, wrong ? err.message : NULL);
}

static void day_done(void *arg, struct app *app, const char *text)
{
    struct directory_panel *panel = arg;
    struct li_error err;
    day_t day = app->li->today;
    panel->ask = NULL;
    if (!text)
        return;
    if (*text && day_read(text, app->li->today, &day, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    panel->day = day;
    read_directory(panel, app);
}

static const struct prompt_ops filter_asks = {
    .label = " / ",
    .help = "words, or kind:state  region:southeast",
    .changed = filter_changed,
    .done = filter_done,
    .moved = moved,
};

static const struct prompt_ops day_asks = {
    .label = " Day: ",
    .help = "30 jun, 2025-12-31, -1y; nothing for today",
    .changed = day_changed,
    .done = day_done,
    .moved = moved,
};

static void ask(struct directory_panel *panel, struct app *app, const struct prompt_ops *asks)
{
    panel->ask = panel_prompt_new(asks, asks == &filter_asks ? panel->filter : NULL, panel);
    app_push(app, panel->ask);
}

/* Esc takes the filter away before it leaves. */
static bool clear(struct directory_panel *panel, struct app *app)
{
    bool filtered = panel->filter && *panel->filter;
    if (filtered)
        filter_done(panel, app, NULL);
    return filtered;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void step(struct directory_panel *panel, int by)
{
    size_t columns = 1 + directory_roles(panel);
    panel->column = (panel->column + columns + (size_t)(by > 0 ? 1 : columns - 1)) % columns;
}

static bool offers(struct panel *base, enum action action)
{
    const struct kind *kind;
    struct id id;
    return action == ACTION_OPEN
               ? record(base, &kind, &id)
               : action_specs[action].group != GROUP_LIST || action == ACTION_FILTER;
}

/* What is done next is done to a line that is there, however soon the key came. */
static void catch_up(struct directory_panel *panel, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    rows_catch_up(panel->rows, panel->scroll.top + (size_t)height(panel), &err);
    if (err.code)
        app_fail(app, &err);
}

static bool act(struct panel *base, struct app *app, enum action action)
{
    struct directory_panel *panel = self(base);
    if (action_specs[action].group <= GROUP_RECORD)
        catch_up(panel, app);
    if (scroll_act(&panel->scroll, action, rows_count(panel->rows), height(panel)))
        return true;
    switch (action) {
    case ACTION_OPEN: follow(panel, app); return true;
    case ACTION_NEXT_PANE: step(panel, 1); return true;
    case ACTION_PREV_PANE: step(panel, -1); return true;
    case ACTION_FILTER: ask(panel, app, &filter_asks); return true;
    case ACTION_DIRECTORY: ask(panel, app, &day_asks); return true;
    case ACTION_BACK: return clear(panel, app);
    default: return false;
    }
}

/* --- the panel ------------------------------------------------------------------------------- */

static bool type(struct panel *base, struct app *app, const struct key *key)
{
    struct directory_panel *panel = self(base);
    size_t count = rows_count(panel->rows);
    struct area body = directory_body(base->area);
    if (key->code != K_MOUSE)
        return false;
    app->dirty = true;
    if (!scroll_press(&panel->scroll, key, count, body))
        return true;
    panel->column = directory_column(panel, base->area, key->x);
    if (key->button == 2)
        follow(panel, app);
    return true;
}

static void title(struct panel *base, FILE *left, FILE *right)
{
    const struct directory_panel *panel = self(base);
    char day[DAY_TEXT_SIZE];
    fprintf(left, "Directory, %s", day_text(panel->day, day));
    if (panel->filter && *panel->filter)
        fprintf(left, "  /%s", panel->filter);
    scroll_title(&panel->scroll, rows_total(panel->rows), rows_counted(panel->rows), right);
}

static void free_directory(struct panel *base)
{
    struct directory_panel *panel = self(base);
    forget(panel);
    rows_free(panel->rows);
    columns_free(&panel->columns);
    free(panel->filter);
    free(panel);
}

const struct panel_ops panel_directory_ops = {
    .place = PLACE_LIST,
    .draw = directory_draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .record = record,
    .adds = adds,
    .free = free_directory,
};

struct panel *panel_directory_new(struct app *app)
{
    struct directory_panel *panel = li_calloc(1, sizeof *panel);
    struct li_error err;
    panel->panel.ops = &panel_directory_ops;
    panel->panel.root = &panel_directory_ops;
    panel->day = app->li->today;
    columns_read(&kind_affiliate, "code,name", &panel->columns, &err);
    panel->rows = rows_new(app->li, &pace_of_keys, &kind_affiliate, &panel->columns);
    read_directory(panel, app);
    if (!find(panel, &err))
        app_fail(app, &err);
    return &panel->panel;
}
