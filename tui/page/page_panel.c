/*
 * page_panel.c: the page is loaded when it is shown and when records changed, and laid out when its
 * width changes. The cursor goes from row to row of links; where none is ahead on the screen the
 * page scrolls instead, so that no key is dead and nothing is skipped.
 *
 * What holds between calls:
 *
 * 1. Without a page (kind is NULL, or the record is gone) the layout is empty and width is 0.
 * 2. width is 0 or the width that layout was made for.
 * 3. link is an index of layout.links, or past them all (a link of the layout before); it is used
 *    only where page_link_at or page_in_sight finds it.
 * 4. top is at least 0, and at most page_last_top after page_draw.
 */
#include "tui/page/page_panel.h"
#include "core/kind/goal.h"
#include "core/kind/progress.h"
#include "core/page/page.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/page/page_layout.h"
#include "tui/widget/open_link.h"
#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 2, WHEEL = 3, NO_LINK = -1 };

struct page_panel {
    struct panel panel;
    const struct kind *kind; /* NULL: an empty page */
    struct id id;
    struct page *page; /* NULL: it could not be read */
    struct page_layout layout;
    int width;  /* columns it is laid out for; 0: not laid out yet */
    int height; /* rows of it that the screen shows */
    int top;    /* the first row in sight */
    int link;   /* under the cursor */
};

static struct page_panel *page_self(struct panel *panel)
{
    return (struct page_panel *)panel;
}

/* --- loading and laying out ------------------------------------------------------------------- */

static void page_forget(struct page_panel *page)
{
    page_layout_free(&page->layout);
    page_free(page->page);
    page->page = NULL;
    page->width = 0;
}

static void page_panel_load(struct page_panel *page, struct app *app)
{
    struct li_error err;
    page_forget(page);
    if (!page->kind)
        return;
    enum li_err code = page_load(app->context, page->kind, &page->id, &page->page, &err);
    if (code && code != LI_NONE) /* that it is gone, by an undo say, is shown in its place */
        app_fail(app, &err);
}

static const struct page_layout_link *page_link_at(const struct page_panel *page)
{
    bool there = page->link >= 0 && page->link < (int)page->layout.link_count;
    return there ? &page->layout.links[page->link] : NULL;
}

/* The nth (from 0) of the links to the record, or the last if there are fewer; NO_LINK: none. */
static int page_find_link(const struct page_layout *layout, const struct id *id, int nth)
{
    int found = NO_LINK;
    for (size_t i = 0; i < layout->link_count; i++) {
        if (!id_equal(&layout->links[i].span->id, id))
            continue;
        found = (int)i;
        if (nth-- == 0)
            break;
    }
    return found;
}

/* How many links to the same record come before that link. */
static int page_link_number(const struct page_layout *layout, int link)
{
    int nth = 0;
    for (int i = 0; i < link; i++)
        nth += id_equal(&layout->links[i].span->id, &layout->links[link].span->id);
    return nth;
}

static void page_lay_out(struct page_panel *page, int width)
{
    if (!page->page || page->width == width)
        return;
    page_layout_free(&page->layout);
    page_layout_make(&page->layout, page->page, width);
    page->width = width;
}

/* --- moving ----------------------------------------------------------------------------------- */

static int page_last_top(const struct page_panel *page)
{
    int rows = (int)page->layout.row_count - page->height;
    return rows > 0 ? rows : 0;
}

static void page_scroll_to(struct page_panel *page, int top)
{
    int last = page_last_top(page);
    page->top = top < 0 ? 0 : top > last ? last : top;
}

static bool page_in_sight(const struct page_panel *page, int link)
{
    if (link < 0 || link >= (int)page->layout.link_count)
        return false;
    int row = (int)page->layout.links[link].row;
    return row >= page->top && row < page->top + page->height;
}

/* The first link in sight (back: the last); NO_LINK: none is. */
static int page_link_in_sight(const struct page_panel *page, bool back)
{
    int found = NO_LINK;
    for (int i = 0; i < (int)page->layout.link_count && (found < 0 || back); i++)
        if (page_in_sight(page, i))
            found = i;
    return found;
}

/* Scrolls so that some rows show before and after the cursor's. */
static void page_keep_context(struct page_panel *page)
{
    const struct page_layout_link *link = page_link_at(page);
    int context = page->height > 3 * CONTEXT ? CONTEXT : 0;
    if (!link)
        return;
    int row = (int)link->row;
    if (row < page->top + context)
        page_scroll_to(page, row - context);
    else if (row >= page->top + page->height - context)
        page_scroll_to(page, row - page->height + context + 1);
}

static bool page_in_same_row(const struct page_layout *layout, int one, int other)
{
    const struct page_layout_link *a = &layout->links[one], *b = &layout->links[other];
    return a->row == b->row && a->column == b->column;
}

/* Of the links in a row, given by one of them, the one nearest to the column. */
static int page_nearest_in_row(const struct page_layout *layout, int link, int x)
{
    const struct page_layout_link *links = layout->links;
    int nearest = link;
    for (int i = 0; i < (int)layout->link_count; i++)
        if (page_in_same_row(layout, i, link) && abs(links[i].x - x) < abs(links[nearest].x - x))
            nearest = i;
    return nearest;
}

/* The link in the next row that has any, down (by 1) or up (-1); out of range: none has. */
static int page_link_beyond(const struct page_panel *page, int by)
{
    const struct page_layout_link *links = page->layout.links;
    int count = (int)page->layout.link_count, next = page->link + by;
    while (next >= 0 && next < count && page_in_same_row(&page->layout, next, page->link))
        next += by;
    bool there = next >= 0 && next < count;
    return there ? page_nearest_in_row(&page->layout, next, links[page->link].x) : next;
}

/* Whether the link stands in the page's other column. */
static bool page_is_across(const struct page_panel *page, int link)
{
    const struct page_layout_link *here = page_link_at(page);
    bool there = link >= 0 && link < (int)page->layout.link_count;
    return here && there && page->layout.links[link].column != here->column;
}

static void page_move_to(struct page_panel *page, int next, int by)
{
    if (page_in_sight(page, next) || page_is_across(page, next)) {
        page->link = next;
        page_keep_context(page);
        return;
    }
    page_scroll_to(page, page->top + by);
    if (page_in_sight(page, next))
        page->link = next;
}

/* To the next row of links, down or up. */
static void page_step(struct page_panel *page, int by)
{
    bool seen = page_in_sight(page, page->link);
    page_move_to(page, seen ? page_link_beyond(page, by) : page_link_in_sight(page, by < 0), by);
}

/* To the next link or the one before, in reading order. */
static void page_step_link(struct page_panel *page, int by)
{
    bool seen = page_in_sight(page, page->link);
    page_move_to(page, seen ? page->link + by : page_link_in_sight(page, by < 0), by);
}

/* A screen down or up. */
static void page_by(struct page_panel *page, int by)
{
    int rows = page->height > 1 ? page->height - 1 : 1, before = page->top;
    page_scroll_to(page, page->top + by * rows);
    bool stuck = page->top == before;
    int next = page_link_in_sight(page, (by > 0) == stuck);
    if (next != NO_LINK && (stuck || !page_in_sight(page, page->link)))
        page->link = next;
}

static void page_go_to_end(struct page_panel *page, bool last)
{
    page_scroll_to(page, last ? page_last_top(page) : 0);
    int link = page_link_in_sight(page, last);
    if (link != NO_LINK)
        page->link = link;
}

/* The kind that the section under the cursor lists; outside of those, the first that a section
   lists. */
static bool page_adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    struct page_panel *page = page_self(panel);
    const struct page_layout_link *link = page_link_at(page);
    const struct kind *adds = link && link->section ? link->section->adds : NULL;
    for (size_t i = 0; page->page && !adds && i < page->page->section_count; i++)
        adds = page->page->sections[i].adds;
    *kind = adds;
    *of = page->kind;
    *id = page->id;
    return adds != NULL;
}

/* --- doing ------------------------------------------------------------------------------------ */

/* Opens the record of the link under the cursor; false: there is none. */
static bool page_follow(struct page_panel *page, struct app *app)
{
    const struct page_layout_link *link =
        page_in_sight(page, page->link) ? page_link_at(page) : NULL;
    if (link)
        app_open(app, link->span->kind, &link->span->id);
    return link != NULL;
}

/* Opens the file or address of the record under the cursor; false: the page's own record is meant.
   What the first lines name, such as the affiliate of an agreement, has no heading: it is no row of
   a section. */
static bool page_open_outside(struct page_panel *page, struct app *app)
{
    const struct page_layout_link *link =
        page_in_sight(page, page->link) ? page_link_at(page) : NULL;
    return link && link->section->heading &&
           open_link_record(app, link->span->kind, &link->span->id);
}

/* Progress is logged rather than added in a form. False: what is added is no progress. */
static bool page_log_instead(struct page_panel *page, struct app *app)
{
    const struct kind *adds, *of;
    struct id goal;
    bool logs =
        page_adds(&page->panel, &adds, &of, &goal) && adds == &kind_progress && of == &kind_goal;
    if (logs)
        app_log(app, &goal);
    return logs;
}

/* Beside a list, Tab goes to the list. */
static bool page_step_pane(struct page_panel *page, struct app *app, int by)
{
    bool alone = app_top(app) == &page->panel;
    if (alone)
        page_step_link(page, by);
    return alone;
}

static bool page_act(struct panel *panel, struct app *app, enum action action)
{
    struct page_panel *page = page_self(panel);
    switch (action) {
    case ACTION_UP: page_step(page, -1); return true;
    case ACTION_DOWN: page_step(page, 1); return true;
    case ACTION_NEXT_PANE: return page_step_pane(page, app, 1);
    case ACTION_PREV_PANE: return page_step_pane(page, app, -1);
    case ACTION_PAGE_UP: page_by(page, -1); return true;
    case ACTION_PAGE_DOWN: page_by(page, 1); return true;
    case ACTION_FIRST: page_go_to_end(page, false); return true;
    case ACTION_LAST: page_go_to_end(page, true); return true;
    case ACTION_OPEN: return page_follow(page, app);
    case ACTION_OPEN_LINK: return page_open_outside(page, app);
    case ACTION_ADD: return page_log_instead(page, app);
    default: return false;
    }
}

static bool page_click(struct page_panel *page, struct app *app, const struct key *key)
{
    const struct area *area = &page->panel.area;
    if (key->button >= 4) {
        page_scroll_to(page, page->top + (key->button == 4 ? -WHEEL : WHEEL));
        return true;
    }
    int row = key->y - area->y + page->top, x = key->x - area->x;
    for (size_t i = 0; i < page->layout.link_count; i++) {
        const struct page_layout_link *link = &page->layout.links[i];
        if ((int)link->row == row && x >= link->x && x < link->x + link->width) {
            page->link = (int)i;
            return page_follow(page, app);
        }
    }
    return false;
}

static bool page_type(struct panel *panel, struct app *app, const struct key *key)
{
    return key->code == K_MOUSE && page_click(page_self(panel), app, key);
}

/* The cursor stays on the record it was on. */
static void page_refresh(struct panel *panel, struct app *app)
{
    struct page_panel *page = page_self(panel);
    const struct page_layout_link *link = page_link_at(page);
    struct id id = link ? link->span->id : (struct id){{0}};
    int width = page->width, nth = link ? page_link_number(&page->layout, page->link) : 0;
    page_panel_load(page, app);
    if (width > 0)
        page_lay_out(page, width);
    int found = link ? page_find_link(&page->layout, &id, nth) : NO_LINK;
    if (found != NO_LINK)
        page->link = found;
    page_scroll_to(page, page->top);
}

static bool page_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    struct page_panel *page = page_self(panel);
    *kind = page->kind;
    *id = page->id;
    return page->page != NULL;
}

static bool page_pointed(struct panel *panel, const struct kind **kind, struct id *id)
{
    struct page_panel *page = page_self(panel);
    const struct page_layout_link *link =
        page_in_sight(page, page->link) ? page_link_at(page) : NULL;
    if (!link)
        return false;
    *kind = link->span->kind;
    *id = link->span->id;
    return true;
}

/* --- painting --------------------------------------------------------------------------------- */

static void page_draw_cursor(const struct page_panel *page, struct area area, bool focused)
{
    const struct page_layout_link *link = page_link_at(page);
    if (!link || !page_in_sight(page, page->link))
        return;
    screen_restyle(area.y + (int)link->row - page->top, area.x + link->x, link->width,
        focused ? STYLE_CURSOR : STYLE_SHADE);
}

static void page_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct page_panel *page = page_self(panel);
    (void)app;
    page->panel.area = area;
    page->height = area.height;
    if (page->kind && !page->page)
        screen_textf(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "That %s no longer exists.",
            page->kind->name);
    page_lay_out(page, area.width);
    page_scroll_to(page, page->top);
    int rows = (int)page->layout.row_count - page->top;
    for (int i = 0; i < rows && i < area.height; i++)
        page_layout_draw_row(&page->layout, (size_t)(page->top + i), area.y + i, area.x);
    if (focused)
        page_draw_cursor(page, area, focused);
    int edge = area.x + area.width - 1;
    if (page->top > 0)
        screen_text(area.y, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_UP));
    if (rows > area.height)
        screen_text(area.y + area.height - 1, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_DOWN));
}

static void page_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct page_panel *page = page_self(panel);
    if (!page->page)
        return;
    fprintf(left, "%s: %s", page->kind->label, page->page->title);
    int last = page_last_top(page);
    if (last > 0)
        fprintf(right, "%d%%", page->top * 100 / last);
}

static void page_panel_free(struct panel *panel)
{
    page_forget(page_self(panel));
    free(panel);
}

static const struct panel_ops page_ops = {
    .place = PLACE_PAGE,
    .draw = page_draw,
    .act = page_act,
    .type = page_type,
    .refresh = page_refresh,
    .title = page_title,
    .record = page_record,
    .pointed = page_pointed,
    .adds = page_adds,
    .free = page_panel_free,
};

struct panel *page_panel_new(struct app *app, const struct kind *kind, const struct id *id)
{
    struct page_panel *page = li_calloc(1, sizeof *page);
    page->panel.ops = &page_ops;
    page_panel_show(&page->panel, app, kind, id);
    return &page->panel;
}

void page_panel_show(
    struct panel *panel, struct app *app, const struct kind *kind, const struct id *id)
{
    struct page_panel *page = page_self(panel);
    bool same = id && page->kind == kind && id_equal(&page->id, id) && page->page;
    if (same)
        return;
    page->kind = id ? kind : NULL;
    page->id = id ? *id : (struct id){{0}};
    page->top = 0;
    page->link = 0;
    page_panel_load(page, app);
}
