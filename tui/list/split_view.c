/*
 * split_view.c: two panels drawn side by side; the one with the focus gets the keys.
 */
#include "tui/list/split_view.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/list/list_panel.h"
#include "tui/page/page_panel.h"
#include <assert.h>
#include <stdlib.h>

enum { WIDE = 120, LIST_SHARE = 45 /* of a hundred columns */ };

struct split_view {
    struct panel panel;
    const struct kind *kind;
    struct panel *list, *page; /* page NULL: not needed yet */
    struct id shown;           /* the record on the page; nil: none */
    bool wide;                 /* the last drawing had room for both */
    bool on_page;              /* the keys go to the page, where both are shown */
};

static struct panel *split_focus(const struct split_view *split)
{
    return split->on_page && split->wide && split->page ? split->page : split->list;
}

static void split_draw_pane(struct panel *pane, struct app *app, struct area area, bool focused)
{
    screen_clip(area);
    panel_draw(pane, app, area, focused);
}

static void split_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct split_view *split = (struct split_view *)panel;
    bool on_page = split_focus(split) == split->page;
    split->wide = area.width >= WIDE;
    if (!split->wide || !split->page) {
        split_draw_pane(split->list, app, area, focused && !on_page);
        return;
    }
    struct area left = area, right = area;
    left.width = area.width * LIST_SHARE / 100;
    right.x = left.x + left.width + 1;
    right.width = area.width - left.width - 1;
    for (int y = area.y; y < area.y + area.height; y++)
        screen_text(y, left.x + left.width, 1, STYLE_FRAME, screen_glyph(GLYPH_VERTICAL));
    split_draw_pane(split->list, app, left, focused && !on_page);
    split_draw_pane(split->page, app, right, focused && on_page);
}

static bool split_offers(struct panel *panel, enum action action)
{
    return panel_offers(split_focus((struct split_view *)panel), action);
}

static void split_other_pane(struct split_view *split, struct app *app)
{
    split->on_page = split->wide && !split->on_page;
    app->dirty = true;
}

static bool split_act(struct panel *panel, struct app *app, enum action action)
{
    struct split_view *split = (struct split_view *)panel;
    bool on_page = split_focus(split) == split->page;
    bool panes = action == ACTION_NEXT_PANE || action == ACTION_PREV_PANE;
    if (panel_act(split_focus(split), app, action))
        return true;
    if ((panes && split->wide) || (on_page && action == ACTION_BACK)) {
        split_other_pane(split, app);
        return true;
    }
    /* Keys of a list, such as filter and sort, work from the page as well. */
    return on_page && (action_specs[action].places & PLACE_BROWSE) == PLACE_LIST &&
           panel_act(split->list, app, action);
}

static bool split_inside(struct area area, const struct key *key)
{
    return key->y >= area.y && key->y < area.y + area.height && key->x >= area.x &&
           key->x < area.x + area.width;
}

static bool split_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct split_view *split = (struct split_view *)panel;
    if (key->code == K_MOUSE && split->wide && split->page) {
        bool on_page = split_inside(split->page->area, key);
        if (on_page || split_inside(split->list->area, key))
            split->on_page = on_page;
    }
    return panel_type(split_focus(split), app, key);
}

/* The page follows the cursor only when no key waits, so that it does not slow down a held key. */
static void split_follow(struct split_view *split, struct app *app)
{
    struct id id = {{0}}; /* nil: no record */
    bool any = list_panel_at(split->list, &id);
    if (id_equal(&id, &split->shown))
        return;
    if (split->page)
        page_panel_show(split->page, app, split->kind, any ? &id : NULL);
    else
        split->page = page_panel_new(app, split->kind, &id);
    split->shown = id;
    app->dirty = true;
}

static bool split_work(struct panel *panel, struct app *app)
{
    struct split_view *split = (struct split_view *)panel;
    bool more = panel_work(split->list, app);
    if (screen_area().width >= WIDE && !input_waiting())
        split_follow(split, app);
    if (split->page)
        more |= panel_work(split->page, app);
    return more;
}

static void split_refresh(struct panel *panel, struct app *app)
{
    struct split_view *split = (struct split_view *)panel;
    panel_refresh(split->list, app);
    if (split->page)
        panel_refresh(split->page, app);
}

static void split_title(struct panel *panel, FILE *left, FILE *right)
{
    struct split_view *split = (struct split_view *)panel;
    split->list->ops->title(split->list, left, right);
}

static bool split_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    return panel_record(split_focus((struct split_view *)panel), kind, id);
}

static bool split_pointed(struct panel *panel, const struct kind **kind, struct id *id)
{
    struct panel *pane = split_focus((struct split_view *)panel);
    return pane->ops->pointed && pane->ops->pointed(pane, kind, id);
}

static bool split_adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    struct panel *pane = split_focus((struct split_view *)panel);
    return pane->ops->adds && pane->ops->adds(pane, kind, of, id);
}

/* While the keys go to the page, actions are done to its record, not to the selection. */
static size_t split_selected(struct panel *panel, const struct kind **kind)
{
    struct split_view *split = (struct split_view *)panel;
    return split_focus(split) == split->list ? split->list->ops->selected(split->list, kind) : 0;
}

static bool split_take(struct panel *panel, struct panel_selection *out)
{
    struct split_view *split = (struct split_view *)panel;
    return split->list->ops->take(split->list, out);
}

static void split_unselect(struct panel *panel, struct app *app)
{
    struct split_view *split = (struct split_view *)panel;
    split->list->ops->unselect(split->list, app);
}

static void split_state(struct panel *panel, struct list_state *out)
{
    struct split_view *split = (struct split_view *)panel;
    split->list->ops->state(split->list, out);
}

static void split_set_state(struct panel *panel, struct app *app, const struct list_state *state)
{
    struct split_view *split = (struct split_view *)panel;
    split->list->ops->set_state(split->list, app, state);
}

static void split_view_free(struct panel *panel)
{
    struct split_view *split = (struct split_view *)panel;
    split->list->ops->free(split->list);
    if (split->page)
        split->page->ops->free(split->page);
    free(split);
}

static const struct panel_ops split_ops = {
    .place = PLACE_LIST,
    .draw = split_draw,
    .offers = split_offers,
    .act = split_act,
    .type = split_type,
    .work = split_work,
    .refresh = split_refresh,
    .title = split_title,
    .record = split_record,
    .pointed = split_pointed,
    .adds = split_adds,
    .selected = split_selected,
    .take = split_take,
    .unselect = split_unselect,
    .state = split_state,
    .set_state = split_set_state,
    .free = split_view_free,
};

struct panel *split_view_new(struct app *app, const struct kind *kind, const char *filter)
{
    assert(kind);
    struct split_view *split = li_calloc(1, sizeof *split);
    split->panel.ops = &split_ops;
    split->panel.root = filter ? NULL : kind;
    split->kind = kind;
    split->list = list_panel_new(app, kind, filter);
    return &split->panel;
}
