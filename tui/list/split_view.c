/*
 * split_view.c: a list, and where there is room the page of the record under its cursor.
 */
#include "tui/list/split_view.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/list/list_panel.h"
#include "tui/page/page_panel.h"
#include <stdlib.h>

enum { WIDE = 120, LIST_SHARE = 45 /* of a hundred columns */ };

struct browse {
    struct panel panel;
    const struct kind *kind;
    struct panel *list, *page; /* page NULL: not made yet */
    struct id shown;           /* on the page; nil: nothing */
    bool wide;                 /* both were drawn */
    bool on_page;              /* which of them has the keys */
};

static struct panel *focus(const struct browse *browse)
{
    return browse->on_page && browse->wide && browse->page ? browse->page : browse->list;
}

static void draw_pane(struct panel *pane, struct app *app, struct area area, bool focused)
{
    screen_clip(area);
    pane->area = area;
    pane->ops->draw(pane, app, area, focused);
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct browse *browse = (struct browse *)panel;
    bool on_page = focus(browse) == browse->page;
    browse->wide = area.width >= WIDE;
    if (!browse->wide || !browse->page) {
        draw_pane(browse->list, app, area, focused && !on_page);
        return;
    }
    struct area left = area, right = area;
    left.width = area.width * LIST_SHARE / 100;
    right.x = left.x + left.width + 1;
    right.width = area.width - left.width - 1;
    for (int y = area.y; y < area.y + area.height; y++)
        screen_text(y, left.x + left.width, 1, STYLE_FRAME, screen_glyph(GLYPH_VERTICAL));
    draw_pane(browse->list, app, left, focused && !on_page);
    draw_pane(browse->page, app, right, focused && on_page);
}

static bool offers(struct panel *panel, enum action action)
{
    struct panel *pane = focus((struct browse *)panel);
    return !pane->ops->offers || pane->ops->offers(pane, action);
}

static void other_pane(struct browse *browse, struct app *app)
{
    browse->on_page = browse->wide && !browse->on_page;
    app->dirty = true;
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct browse *browse = (struct browse *)panel;
    bool on_page = focus(browse) == browse->page;
    bool panes = action == ACTION_NEXT_PANE || action == ACTION_PREV_PANE;
    if (focus(browse)->ops->act(focus(browse), app, action))
        return true;
    if ((panes && browse->wide) || (on_page && action == ACTION_BACK)) {
        other_pane(browse, app);
        return true;
    }
    /* Filtering and sorting mean the list wherever the cursor is. */
    return on_page && (action_specs[action].places & PLACE_BROWSE) == PLACE_LIST &&
           browse->list->ops->act(browse->list, app, action);
}

static bool inside(struct area area, const struct key *key)
{
    return key->y >= area.y && key->y < area.y + area.height && key->x >= area.x &&
           key->x < area.x + area.width;
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct browse *browse = (struct browse *)panel;
    if (key->code == K_MOUSE && browse->wide && browse->page) {
        bool on_page = inside(browse->page->area, key);
        if (on_page || inside(browse->list->area, key))
            browse->on_page = on_page;
    }
    struct panel *pane = focus(browse);
    return pane->ops->type && pane->ops->type(pane, app, key);
}

/* The page follows the cursor once no key waits: a held key is not slowed down by it. */
static void follow(struct browse *browse, struct app *app)
{
    struct id id = {{0}}; /* of nothing */
    bool any = panel_list_at(browse->list, &id);
    if (id_equal(&id, &browse->shown))
        return;
    if (browse->page)
        panel_page_show(browse->page, app, browse->kind, any ? &id : NULL);
    else
        browse->page = panel_page_new(app, browse->kind, &id);
    browse->shown = id;
    app->dirty = true;
}

static bool work(struct panel *panel, struct app *app)
{
    struct browse *browse = (struct browse *)panel;
    bool more = browse->list->ops->work(browse->list, app);
    if (screen_area().width >= WIDE && !input_waiting())
        follow(browse, app);
    if (browse->page && browse->page->ops->work)
        more |= browse->page->ops->work(browse->page, app);
    return more;
}

static void refresh(struct panel *panel, struct app *app)
{
    struct browse *browse = (struct browse *)panel;
    browse->list->ops->refresh(browse->list, app);
    if (browse->page && browse->page->ops->refresh)
        browse->page->ops->refresh(browse->page, app);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    struct browse *browse = (struct browse *)panel;
    browse->list->ops->title(browse->list, left, right);
}

static bool record(struct panel *panel, const struct kind **kind, struct id *id)
{
    struct panel *pane = focus((struct browse *)panel);
    return pane->ops->record && pane->ops->record(pane, kind, id);
}

static bool pointed(struct panel *panel, const struct kind **kind, struct id *id)
{
    struct panel *pane = focus((struct browse *)panel);
    return pane->ops->pointed && pane->ops->pointed(pane, kind, id);
}

static bool adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    struct panel *pane = focus((struct browse *)panel);
    return pane->ops->adds && pane->ops->adds(pane, kind, of, id);
}

/* Where the cursor is on the page, an action means that record. */
static size_t marked(struct panel *panel, const struct kind **kind)
{
    struct browse *browse = (struct browse *)panel;
    return focus(browse) == browse->list ? browse->list->ops->marked(browse->list, kind) : 0;
}

static bool take(struct panel *panel, struct taken *out)
{
    struct browse *browse = (struct browse *)panel;
    return browse->list->ops->take(browse->list, out);
}

static void unmark(struct panel *panel, struct app *app)
{
    struct browse *browse = (struct browse *)panel;
    browse->list->ops->unmark(browse->list, app);
}

static void look(struct panel *panel, struct look *out)
{
    struct browse *browse = (struct browse *)panel;
    browse->list->ops->look(browse->list, out);
}

static void put_look(struct panel *panel, struct app *app, const struct look *look_)
{
    struct browse *browse = (struct browse *)panel;
    browse->list->ops->put_look(browse->list, app, look_);
}

static void free_browse(struct panel *panel)
{
    struct browse *browse = (struct browse *)panel;
    browse->list->ops->free(browse->list);
    if (browse->page)
        browse->page->ops->free(browse->page);
    free(browse);
}

static const struct panel_ops ops = {
    .place = PLACE_LIST,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .record = record,
    .pointed = pointed,
    .adds = adds,
    .marked = marked,
    .take = take,
    .unmark = unmark,
    .look = look,
    .put_look = put_look,
    .free = free_browse,
};

struct panel *panel_browse_new(struct app *app, const struct kind *kind, const char *filter)
{
    struct browse *browse = li_calloc(1, sizeof *browse);
    browse->panel.ops = &ops;
    browse->panel.root = filter ? NULL : kind;
    browse->kind = kind;
    browse->list = panel_list_new(app, kind, filter);
    return &browse->panel;
}
