/*
 * views_panel.c: views are records: they are edited, archived and undone as such. Here they are
 * opened, and the list below is saved as one.
 */
#include "tui/list/views_panel.h"
#include "core/kind/view.h"
#include "core/query/row_reader.h"
#include "core/record/record.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/widget/prompt.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 110, NAME_WIDTH = 34, KIND_WIDTH = 14, LEAST_WITH_FILTER = 60 };

struct views_item {
    struct id id;
    struct list_state state;
};

struct views_panel {
    struct panel panel;
    struct panel *beneath;
    const struct kind *kind; /* of the list beneath; NULL: there is none */
    struct views_item *list;
    size_t count;
};

/* --- reading ---------------------------------------------------------------------------------- */

static void views_clear(struct views_panel *panel)
{
    for (size_t i = 0; i < panel->count; i++)
        list_state_free(&panel->list[i].state);
    panel->count = 0;
}

/* The columns of a view that are read, in that order. */
#define VIEWS_COLUMNS "name,kind,filter,columns,sort"
enum { VIEWS_NAME, VIEWS_KIND, VIEWS_FILTER, VIEWS_COLUMN_NAMES, VIEWS_SORT };

static char *views_text(const struct row_cells *cells, int column)
{
    const char *text = cells->texts[column];
    return *text ? li_strdup(text) : NULL;
}

static void views_add(void *arg, const struct row_cells *cells)
{
    struct views_panel *panel = arg;
    const struct kind *kind = kind_find(cells->texts[VIEWS_KIND]);
    if (!kind)
        return;
    panel->list = li_realloc(panel->list, panel->count + 1, sizeof *panel->list);
    panel->list[panel->count++] = (struct views_item){.id = cells->id,
        .state = {.kind = kind,
            .name = views_text(cells, VIEWS_NAME),
            .filter = views_text(cells, VIEWS_FILTER),
            .columns = views_text(cells, VIEWS_COLUMN_NAMES),
            .sort = views_text(cells, VIEWS_SORT)}};
}

/* Views of the kind beneath come first; both parts stay in their order. */
static void views_sort(struct views_panel *panel)
{
    struct views_item *sorted = li_calloc(panel->count + 1, sizeof *sorted);
    size_t count = 0;
    for (int own_kind = 1; own_kind >= 0; own_kind--)
        for (size_t i = 0; i < panel->count; i++)
            if ((panel->list[i].state.kind == panel->kind) == own_kind)
                sorted[count++] = panel->list[i];
    free(panel->list);
    panel->list = sorted;
}

static void views_load(struct views_panel *panel, struct app *app)
{
    struct columns columns;
    struct listing listing = {.kind = &kind_view};
    struct li_error err;
    views_clear(panel);
    enum li_err code = columns_parse(&kind_view, VIEWS_COLUMNS, &columns, &err);
    if (!code)
        code = row_reader_each(app->context, &listing, &columns, views_add, panel, &err);
    views_sort(panel);
    columns_free(&columns);
    if (code)
        app_fail(app, &err);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* Shows the view under the cursor in the list beneath, if that is of its kind, else in its kind's
   list. */
static void views_open(struct views_panel *panel, struct app *app)
{
    if (panel->panel.scroll.at >= panel->count)
        return;
    const struct list_state *state = &panel->list[panel->panel.scroll.at].state;
    struct panel *list = panel->beneath;
    app_remove(app, &panel->panel);
    if (state->kind != panel->kind) {
        app_list(app, state->kind, NULL);
        list = app_top(app);
    }
    list->ops->set_state(list, app, state);
}

/* --- saving ----------------------------------------------------------------------------------- */

static const struct views_item *views_find(const struct views_panel *panel, const char *name)
{
    for (size_t i = 0; i < panel->count; i++)
        if (panel->list[i].state.kind == panel->kind &&
            strcmp(panel->list[i].state.name, name) == 0)
            return &panel->list[i];
    return NULL;
}

static struct record *views_record_to_save(struct views_panel *panel, struct app *app,
    const struct list_state *state, struct li_error *err)
{
    struct record *record = NULL;
    const struct views_item *same = views_find(panel, state->name);
    if (same && record_load(app->context, &kind_view, &same->id, &record, err))
        return NULL;
    if (!record)
        record = record_new(app->context, &kind_view);
    record_set(record, VIEW_NAME, state->name);
    record_set(record, VIEW_KIND, state->kind->name);
    record_set(record, VIEW_FILTER, state->filter);
    record_set(record, VIEW_COLUMNS, state->columns);
    record_set(record, VIEW_SORT, state->sort);
    return record;
}

/* Saves the list beneath as a view of that name; updates the view where there is one. */
static void views_save_list(struct views_panel *panel, struct app *app, const char *name)
{
    struct list_state state;
    struct li_error err;
    panel->beneath->ops->state(panel->beneath, &state);
    free(state.name);
    state.name = li_strdup(name);
    bool same = views_find(panel, name);
    struct record *record = views_record_to_save(panel, app, &state, &err);
    if (!record || record_save(app->context, record, &err)) {
        app_fail(app, &err);
    } else {
        panel->beneath->ops->set_state(panel->beneath, app, &state);
        app_remove(app, &panel->panel);
        app_refresh(app);
        app_say(app, "View \"%s\" %s. Press %s to undo.", name, same ? "updated" : "saved",
            keymap_text(&app->keys, ACTION_UNDO));
    }
    record_free(record);
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
    case ACTION_ARCHIVE: return panel->count > 0;
    case ACTION_ADD: return panel->kind != NULL;
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
        if (panel->kind)
            views_ask_name(panel, app);
        return true;
    default: return false;
    }
}

static size_t views_count(struct panel *base)
{
    return ((struct views_panel *)base)->count;
}

static bool views_record(struct panel *base, const struct kind **kind, struct id *id)
{
    const struct views_panel *panel = (const struct views_panel *)base;
    if (panel->panel.scroll.at >= panel->count)
        return false;
    *kind = &kind_view;
    *id = panel->list[panel->panel.scroll.at].id;
    return true;
}

static bool views_adds(
    struct panel *base, const struct kind **kind, const struct kind **of, struct id *id)
{
    (void)id;
    *kind = &kind_view;
    *of = NULL;
    return ((const struct views_panel *)base)->kind != NULL;
}

static void views_refresh(struct panel *base, struct app *app)
{
    views_load((struct views_panel *)base, app);
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void views_draw_item(const struct views_panel *panel, size_t at, int y, bool focused)
{
    struct area body = panel->panel.lines;
    const struct list_state *state = &panel->list[at].state;
    int right = body.x + body.width;
    int x = screen_textf(y, body.x, NAME_WIDTH < body.width ? NAME_WIDTH : body.width,
        state->kind == panel->kind ? STYLE_TEXT : STYLE_MUTED, " %s", state->name);
    if (x + KIND_WIDTH <= right)
        x = screen_text(y, x, KIND_WIDTH, STYLE_LABEL, state->kind->labels);
    if (body.width >= LEAST_WITH_FILTER)
        screen_text(y, x, right - x, STYLE_MUTED, state->filter ? state->filter : "all");
    if (at == panel->panel.scroll.at)
        screen_restyle(y, body.x, body.width, focused ? STYLE_CURSOR : STYLE_SHADE);
}

static struct area views_place(const struct views_panel *panel, struct area area)
{
    int width = area.width < WIDTH ? area.width : WIDTH, height = (int)panel->count + 3;
    height = height < area.height ? height : area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

static void views_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct views_panel *panel = (struct views_panel *)base;
    struct area inside = screen_frame(views_place(panel, area), "Views"), body = inside;
    body.height--;
    panel->panel.lines = body;
    scroll_fit(&panel->panel.scroll, panel->count, body.height);
    for (int i = 0; i < body.height && panel->panel.scroll.top + (size_t)i < panel->count; i++)
        views_draw_item(panel, panel->panel.scroll.top + (size_t)i, body.y + i, focused);
    if (panel->kind)
        screen_textf(body.y + body.height, body.x, body.width, STYLE_MUTED,
            " %s saves the current list as a view.", keymap_text(&app->keys, ACTION_ADD));
    scroll_draw_framed(&panel->panel.scroll, panel->count, body);
}

static void views_title(struct panel *base, FILE *left, FILE *right)
{
    const struct views_panel *panel = (const struct views_panel *)base;
    fputs("Views", left);
    scroll_title(&panel->panel.scroll, panel->count, true, right);
}

static void views_panel_free(struct panel *base)
{
    struct views_panel *panel = (struct views_panel *)base;
    views_clear(panel);
    free(panel->list);
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
    .title = views_title,
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
        panel->kind = state.kind;
        list_state_free(&state);
    }
    views_load(panel, app);
    return &panel->panel;
}
