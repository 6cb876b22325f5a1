/*
 * panel.c: what panels inherit.
 *
 * What holds between calls:
 *
 * 1. The cursor (scroll.at) is on one of the ops->count lines, or 0 when there are none; what
 * changes their number brings it back before it is drawn (scroll_fit).
 * 2. After a move it is on a line on which it may rest, if there is one.
 */
#include "tui/app/panel.h"
#include "tui/app/app.h"
#include <assert.h>

/* Rows that most panels do not have: the header, the footer, their own heading. */
enum { AROUND = 3 };

void panel_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    assert(panel->ops->draw);
    panel->area = panel->lines = area;
    panel->ops->draw(panel, app, area, focused);
}

bool panel_offers(struct panel *panel, enum action action)
{
    assert(panel && action > ACTION_NONE && action < ACTION_COUNT);
    return !panel->ops->offers || panel->ops->offers(panel, action);
}

int panel_height(const struct panel *panel)
{
    int height = panel->lines.height > 0 ? panel->lines.height : screen_area().height - AROUND;
    return height > 1 ? height : 1;
}

static bool panel_rests(struct panel *panel, size_t line)
{
    return !panel->ops->rests || panel->ops->rests(panel, line);
}

/* The first line from there, up or down, on which the cursor may rest; count: none. */
static size_t panel_next(struct panel *panel, size_t line, bool up, size_t count)
{
    while (line < count && !panel_rests(panel, line))
        line = up ? line - 1 : line + 1; /* before the first line, it is beyond count */
    return line < count ? line : count;
}

void panel_land(struct panel *panel, size_t from)
{
    assert(panel->ops->count);
    struct scroll *scroll = &panel->scroll;
    size_t count = panel->ops->count(panel), first = panel_next(panel, 0, false, count);
    if (first == count)
        return;
    bool up = scroll->at < from;
    size_t line = panel_next(panel, scroll->at, up, count);
    if (line == count)
        line = panel_next(panel, scroll->at, !up, count);
    scroll->at = line < count ? line : first;
    if (scroll->at == first)
        scroll->top = 0; /* so that the heading above it shows */
    scroll_fit(scroll, count, panel_height(panel));
}

static void panel_moved(struct panel *panel, struct app *app, enum action action)
{
    app->dirty = true;
    if (panel->ops->moved)
        panel->ops->moved(panel, app, action);
}

bool panel_move(struct panel *panel, struct app *app, enum action action)
{
    assert(panel && app);
    size_t from = panel->scroll.at;
    if (!panel->ops->count ||
        !scroll_act(&panel->scroll, action, panel->ops->count(panel), panel_height(panel)))
        return false;
    if (panel->ops->rests)
        panel_land(panel, from);
    panel_moved(panel, app, action);
    return true;
}

bool panel_act(struct panel *panel, struct app *app, enum action action)
{
    return (panel->ops->act && panel->ops->act(panel, app, action)) ||
           panel_move(panel, app, action);
}

static void panel_press(struct panel *panel, struct app *app, const struct key *key)
{
    const struct panel_ops *ops = panel->ops;
    if (ops->pressed)
        ops->pressed(panel, app, key);
    else if (ops->overlay || key->button == 2)
        panel_act(panel, app, ops->place & PLACE_ENTRY ? ACTION_ACCEPT : ACTION_OPEN);
}

static bool panel_mouse(struct panel *panel, struct app *app, const struct key *key)
{
    struct scroll *scroll = &panel->scroll;
    size_t count = panel->ops->count(panel), from = scroll->at;
    app->dirty = true;
    if (scroll_wheel(scroll, key, count, panel_height(panel))) {
        if (panel->ops->rests)
            panel_land(panel, from);
        panel_moved(panel, app, ACTION_NONE);
        return true;
    }
    size_t line = scroll_line(scroll, panel->lines, key->y, count);
    if (scroll->text || line == count || !panel_rests(panel, line))
        return true;
    scroll->at = line;
    panel_moved(panel, app, ACTION_NONE);
    panel_press(panel, app, key);
    return true;
}

bool panel_type(struct panel *panel, struct app *app, const struct key *key)
{
    if (panel->ops->type && panel->ops->type(panel, app, key))
        return true;
    return key->code == K_MOUSE && panel->ops->count && panel_mouse(panel, app, key);
}

bool panel_work(struct panel *panel, struct app *app)
{
    return panel->ops->work && panel->ops->work(panel, app);
}

void panel_refresh(struct panel *panel, struct app *app)
{
    if (panel->ops->refresh)
        panel->ops->refresh(panel, app);
}

bool panel_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    return panel->ops->record && panel->ops->record(panel, kind, id);
}

bool panel_pointed(struct panel *panel, const struct kind **kind, struct id *id)
{
    return (panel->ops->pointed && panel->ops->pointed(panel, kind, id)) ||
           panel_record(panel, kind, id);
}

size_t panel_selected(struct panel *panel, const struct kind **kind)
{
    return panel->ops->selected ? panel->ops->selected(panel, kind) : 0;
}
