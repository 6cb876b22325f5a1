/*
 * page_model.c: the page is loaded when it is shown and when records have changed, and laid out
 * when its width changes. The cursor goes from row to row of links; where none is ahead on the
 * screen the page scrolls instead, so that no key is dead and nothing is skipped.
 *
 * What holds between calls:
 *
 * 1. Without a page (kind is NULL, or the record is gone) the layout is empty and width is 0.
 * 2. width is 0 or the width that the layout was made for.
 * 3. link is an index of layout.links, or past them all (a link of an earlier layout); it is used
 *    only where page_link_at or page_in_sight finds it.
 * 4. top is at least 0, and at most page_model_last_top after page_model_lay_out.
 */
#include "tui/page/page_model.h"
#include <assert.h>
#include <stdlib.h>

enum { CONTEXT = 2, NO_LINK = -1 };

/* --- loading and laying out ------------------------------------------------------------------- */

void page_model_end(struct page_model *model)
{
    page_layout_free(&model->layout);
    page_free(model->page);
    model->page = NULL;
    model->width = 0;
}

static enum li_err page_model_load(
    struct page_model *model, struct context *context, struct li_error *err)
{
    page_model_end(model);
    return model->kind ? page_load(context, model->kind, &model->id, &model->page, err) : LI_OK;
}

static const struct page_layout_link *page_link_at(const struct page_model *model)
{
    bool there = model->link >= 0 && model->link < (int)model->layout.link_count;
    return there ? &model->layout.links[model->link] : NULL;
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

static void page_lay_out(struct page_model *model, int width)
{
    if (!model->page || model->width == width)
        return;
    page_layout_free(&model->layout);
    page_layout_make(&model->layout, model->page, width);
    model->width = width;
}

/* --- moving ----------------------------------------------------------------------------------- */

int page_model_last_top(const struct page_model *model)
{
    int rows = (int)model->layout.row_count - model->height;
    return rows > 0 ? rows : 0;
}

void page_model_scroll_to(struct page_model *model, int top)
{
    int last = page_model_last_top(model);
    model->top = top < 0 ? 0 : top > last ? last : top;
}

static bool page_in_sight(const struct page_model *model, int link)
{
    if (link < 0 || link >= (int)model->layout.link_count)
        return false;
    int row = (int)model->layout.links[link].row;
    return row >= model->top && row < model->top + model->height;
}

/* The first link in sight (back: the last); NO_LINK: none is. */
static int page_link_in_sight(const struct page_model *model, bool back)
{
    int found = NO_LINK;
    for (int i = 0; i < (int)model->layout.link_count && (found < 0 || back); i++)
        if (page_in_sight(model, i))
            found = i;
    return found;
}

/* Scrolls so that some rows show before and after the cursor's. */
static void page_keep_context(struct page_model *model)
{
    const struct page_layout_link *link = page_link_at(model);
    int context = model->height > 3 * CONTEXT ? CONTEXT : 0;
    if (!link)
        return;
    int row = (int)link->row;
    if (row < model->top + context)
        page_model_scroll_to(model, row - context);
    else if (row >= model->top + model->height - context)
        page_model_scroll_to(model, row - model->height + context + 1);
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
static int page_link_beyond(const struct page_model *model, int by)
{
    const struct page_layout_link *links = model->layout.links;
    int count = (int)model->layout.link_count, next = model->link + by;
    while (next >= 0 && next < count && page_in_same_row(&model->layout, next, model->link))
        next += by;
    bool there = next >= 0 && next < count;
    return there ? page_nearest_in_row(&model->layout, next, links[model->link].x) : next;
}

/* Whether the link is in the other column of the page. */
static bool page_is_across(const struct page_model *model, int link)
{
    const struct page_layout_link *here = page_link_at(model);
    bool there = link >= 0 && link < (int)model->layout.link_count;
    return here && there && model->layout.links[link].column != here->column;
}

static void page_move_to(struct page_model *model, int next, int by)
{
    if (page_in_sight(model, next) || page_is_across(model, next)) {
        model->link = next;
        page_keep_context(model);
        return;
    }
    page_model_scroll_to(model, model->top + by);
    if (page_in_sight(model, next))
        model->link = next;
}

void page_model_step_row(struct page_model *model, int by)
{
    assert(by == 1 || by == -1);
    bool seen = page_in_sight(model, model->link);
    page_move_to(model, seen ? page_link_beyond(model, by) : page_link_in_sight(model, by < 0), by);
}

void page_model_step_link(struct page_model *model, int by)
{
    assert(by == 1 || by == -1);
    bool seen = page_in_sight(model, model->link);
    page_move_to(model, seen ? model->link + by : page_link_in_sight(model, by < 0), by);
}

void page_model_step_screen(struct page_model *model, int by)
{
    assert(by == 1 || by == -1);
    int rows = model->height > 1 ? model->height - 1 : 1, before = model->top;
    page_model_scroll_to(model, model->top + by * rows);
    bool stuck = model->top == before;
    int next = page_link_in_sight(model, (by > 0) == stuck);
    if (next != NO_LINK && (stuck || !page_in_sight(model, model->link)))
        model->link = next;
}

void page_model_go_to_end(struct page_model *model, bool last)
{
    page_model_scroll_to(model, last ? page_model_last_top(model) : 0);
    int link = page_link_in_sight(model, last);
    if (link != NO_LINK)
        model->link = link;
}

bool page_model_point(struct page_model *model, int row, int x)
{
    for (size_t i = 0; i < model->layout.link_count; i++) {
        const struct page_layout_link *link = &model->layout.links[i];
        if ((int)link->row == row && x >= link->x && x < link->x + link->width) {
            model->link = (int)i;
            return true;
        }
    }
    return false;
}

/* --- the whole -------------------------------------------------------------------------------- */

void page_model_lay_out(struct page_model *model, int width, int height)
{
    assert(width > 0);
    model->height = height;
    page_lay_out(model, width);
    page_model_scroll_to(model, model->top);
}

enum li_err page_model_show(struct page_model *model, struct context *context,
    const struct kind *kind, const struct id *id, struct li_error *err)
{
    assert(context && (kind || !id));
    if (id && model->kind == kind && id_equal(&model->id, id) && model->page)
        return LI_OK;
    model->kind = id ? kind : NULL;
    model->id = id ? *id : (struct id){{0}};
    model->top = 0;
    model->link = 0;
    return page_model_load(model, context, err);
}

enum li_err page_model_refresh(
    struct page_model *model, struct context *context, struct li_error *err)
{
    const struct page_layout_link *link = page_link_at(model);
    struct id id = link ? link->span->id : (struct id){{0}};
    int width = model->width, nth = link ? page_link_number(&model->layout, model->link) : 0;
    enum li_err code = page_model_load(model, context, err);
    if (width > 0)
        page_lay_out(model, width);
    int found = link ? page_find_link(&model->layout, &id, nth) : NO_LINK;
    if (found != NO_LINK)
        model->link = found;
    page_model_scroll_to(model, model->top);
    return code;
}

const struct page_layout_link *page_model_link(const struct page_model *model)
{
    return page_in_sight(model, model->link) ? page_link_at(model) : NULL;
}

const struct kind *page_model_adds(const struct page_model *model)
{
    const struct page_layout_link *link = page_link_at(model);
    const struct kind *adds = link && link->section ? link->section->adds : NULL;
    for (size_t i = 0; model->page && !adds && i < model->page->section_count; i++)
        adds = model->page->sections[i].adds;
    return adds;
}
