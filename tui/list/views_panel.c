/*
 * views_panel.c: views are records like any other: edited, archived and undone as such; here they
 * are opened and made.
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
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 76, NAME_WIDTH = 34, KIND_WIDTH = 14, LEAST_WITH_FILTER = 60 };

struct view {
    struct id id;
    struct list_state look;
};

struct views {
    struct panel panel;
    struct panel *beneath;
    const struct kind *kind; /* what is listed beneath; NULL: no list is */
    struct view *list;
    size_t count;
};

/* --- reading ---------------------------------------------------------------------------------- */

static void views_clear(struct views *views)
{
    for (size_t i = 0; i < views->count; i++)
        list_state_free(&views->list[i].look);
    views->count = 0;
}

/* What the columns of a view are, in the order they are read. */
#define VIEWS_COLUMNS "name,kind,filter,columns,sort"
enum { VIEWS_NAME, VIEWS_KIND, VIEWS_FILTER, VIEWS_COLUMN_NAMES, VIEWS_SORT };

static char *views_text(const struct row_cells *cells, int column)
{
    const char *text = cells->texts[column];
    return *text ? li_strdup(text) : NULL;
}

static void views_add(void *arg, const struct row_cells *cells)
{
    struct views *views = arg;
    const struct kind *kind = kind_find(cells->texts[VIEWS_KIND]);
    if (!kind)
        return;
    views->list = li_realloc(views->list, views->count + 1, sizeof *views->list);
    views->list[views->count++] = (struct view){.id = cells->id,
        .look = {.kind = kind,
            .name = views_text(cells, VIEWS_NAME),
            .filter = views_text(cells, VIEWS_FILTER),
            .columns = views_text(cells, VIEWS_COLUMN_NAMES),
            .sort = views_text(cells, VIEWS_SORT)}};
}

/* Those of the kind beneath come first; either part stays in its order. */
static void views_put_ours_first(struct views *views)
{
    struct view *sorted = li_calloc(views->count + 1, sizeof *sorted);
    size_t count = 0;
    for (int ours = 1; ours >= 0; ours--)
        for (size_t i = 0; i < views->count; i++)
            if ((views->list[i].look.kind == views->kind) == ours)
                sorted[count++] = views->list[i];
    free(views->list);
    views->list = sorted;
}

static void views_load(struct views *views, struct app *app)
{
    struct columns columns;
    struct listing listing = {.kind = &kind_view};
    struct li_error err;
    views_clear(views);
    enum li_err code = columns_parse(&kind_view, VIEWS_COLUMNS, &columns, &err);
    if (!code)
        code = row_reader_each(app->context, &listing, &columns, views_add, views, &err);
    views_put_ours_first(views);
    columns_free(&columns);
    if (code)
        app_fail(app, &err);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* In the list beneath, if it is one of that kind, else in the kind's own. */
static void views_open_view(struct views *views, struct app *app)
{
    if (views->panel.scroll.at >= views->count)
        return;
    const struct list_state *look = &views->list[views->panel.scroll.at].look;
    struct panel *list = views->beneath;
    app_remove(app, &views->panel);
    if (look->kind != views->kind) {
        app_list(app, look->kind, NULL);
        list = app_top(app);
    }
    list->ops->put_look(list, app, look);
}

/* --- keeping ---------------------------------------------------------------------------------- */

static const struct view *views_called(const struct views *views, const char *name)
{
    for (size_t i = 0; i < views->count; i++)
        if (views->list[i].look.kind == views->kind && strcmp(views->list[i].look.name, name) == 0)
            return &views->list[i];
    return NULL;
}

static struct record *views_record_of(
    struct views *views, struct app *app, const struct list_state *look, struct li_error *err)
{
    struct record *record = NULL;
    const struct view *same = views_called(views, look->name);
    if (same && record_load(app->context, &kind_view, &same->id, &record, err))
        return NULL;
    if (!record)
        record = record_new(app->context, &kind_view);
    record_set(record, VIEW_NAME, look->name);
    record_set(record, VIEW_KIND, look->kind->name);
    record_set(record, VIEW_FILTER, look->filter);
    record_set(record, VIEW_COLUMNS, look->columns);
    record_set(record, VIEW_SORT, look->sort);
    return record;
}

/* The name goes to the view and to the list; one that has it is changed. */
static void views_keep_list(struct views *views, struct app *app, const char *name)
{
    struct list_state look;
    struct li_error err;
    views->beneath->ops->look(views->beneath, &look);
    free(look.name);
    look.name = li_strdup(name);
    bool same = views_called(views, name);
    struct record *record = views_record_of(views, app, &look, &err);
    if (!record || record_save(app->context, record, &err)) {
        app_fail(app, &err);
    } else {
        views->beneath->ops->put_look(views->beneath, app, &look);
        app_remove(app, &views->panel);
        app_refresh(app);
        app_say(app, "%s view \"%s\". Press %s to undo.", same ? "Updated" : "Saved", name,
            keymap_text(&app->keys, ACTION_UNDO));
    }
    record_free(record);
    list_state_free(&look);
}

static void views_named(void *arg, struct app *app, const char *text)
{
    char *name = text ? text_normal(text) : NULL;
    if (name && *name)
        views_keep_list(arg, app, name);
    free(name);
}

static void views_ask_name(struct views *views, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " Name ", .help = "name of this view", .done = views_named};
    struct list_state look;
    views->beneath->ops->look(views->beneath, &look);
    app_push(app, prompt_new(&asks, look.name, views));
    list_state_free(&look);
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool views_offers(struct panel *panel, enum action action)
{
    const struct views *views = (const struct views *)panel;
    switch (action) {
    case ACTION_OPEN:
    case ACTION_EDIT:
    case ACTION_ARCHIVE: return views->count > 0;
    case ACTION_ADD: return views->kind != NULL;
    case ACTION_BACK:
    case ACTION_UNDO:
    case ACTION_HELP: return true;
    default: return false;
    }
}

static bool views_act(struct panel *panel, struct app *app, enum action action)
{
    struct views *views = (struct views *)panel;
    switch (action) {
    case ACTION_OPEN: views_open_view(views, app); return true;
    case ACTION_VIEWS: app_remove(app, panel); return true;
    case ACTION_ADD:
        if (views->kind)
            views_ask_name(views, app);
        return true;
    default: return false;
    }
}

static size_t views_count(struct panel *panel)
{
    return ((struct views *)panel)->count;
}

static bool views_view_at(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct views *views = (const struct views *)panel;
    if (views->panel.scroll.at >= views->count)
        return false;
    *kind = &kind_view;
    *id = views->list[views->panel.scroll.at].id;
    return true;
}

static bool views_adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    (void)id;
    *kind = &kind_view;
    *of = NULL;
    return ((const struct views *)panel)->kind != NULL;
}

static void views_refresh(struct panel *panel, struct app *app)
{
    views_load((struct views *)panel, app);
}

/* --- painting --------------------------------------------------------------------------------- */

static void views_draw_view(const struct views *views, size_t at, int y, bool focused)
{
    struct area body = views->panel.lines;
    const struct list_state *look = &views->list[at].look;
    int right = body.x + body.width;
    int x = screen_textf(y, body.x, NAME_WIDTH < body.width ? NAME_WIDTH : body.width,
        look->kind == views->kind ? STYLE_TEXT : STYLE_MUTED, " %s", look->name);
    if (x + KIND_WIDTH <= right)
        x = screen_text(y, x, KIND_WIDTH, STYLE_LABEL, look->kind->labels);
    if (body.width >= LEAST_WITH_FILTER)
        screen_text(y, x, right - x, STYLE_MUTED, look->filter ? look->filter : "all");
    if (at == views->panel.scroll.at)
        screen_restyle(y, body.x, body.width, focused ? STYLE_CURSOR : STYLE_SHADE);
}

static struct area views_place(const struct views *views, struct area area)
{
    int width = area.width < WIDTH ? area.width : WIDTH, height = (int)views->count + 3;
    height = height < area.height ? height : area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

static void views_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct views *views = (struct views *)panel;
    struct area inside = screen_frame(views_place(views, area), "Views"), body = inside;
    body.height--;
    views->panel.lines = body;
    scroll_fit(&views->panel.scroll, views->count, body.height);
    for (int i = 0; i < body.height && views->panel.scroll.top + (size_t)i < views->count; i++)
        views_draw_view(views, views->panel.scroll.top + (size_t)i, body.y + i, focused);
    if (views->kind)
        screen_textf(body.y + body.height, body.x, body.width, STYLE_MUTED,
            " %s saves the current list as a view.", keymap_text(&app->keys, ACTION_ADD));
    scroll_draw_framed(&views->panel.scroll, views->count, body);
}

static void views_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct views *views = (const struct views *)panel;
    fputs("Views", left);
    scroll_title(&views->panel.scroll, views->count, true, right);
}

static void views_free_views(struct panel *panel)
{
    struct views *views = (struct views *)panel;
    views_clear(views);
    free(views->list);
    free(views);
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
    .record = views_view_at,
    .adds = views_adds,
    .free = views_free_views,
};

struct panel *views_panel_new(struct app *app, struct panel *beneath)
{
    struct views *views = li_calloc(1, sizeof *views);
    views->panel.ops = &views_ops;
    views->beneath = beneath;
    if (beneath->ops->look) {
        struct list_state look;
        beneath->ops->look(beneath, &look);
        views->kind = look.kind;
        list_state_free(&look);
    }
    views_load(views, app);
    return &views->panel;
}
