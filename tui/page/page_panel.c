/*
 * page_panel.c: the keys of a page, and what they do to the record of the page or of the link under
 * the cursor.
 */
#include "tui/page/page_panel.h"
#include "core/kind/goal.h"
#include "core/kind/progress.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/page/page_view.h"
#include "tui/widget/open_link.h"
#include <assert.h>
#include <stdlib.h>

enum { WHEEL = 3 };

struct page_panel {
    struct panel panel;
    struct page_model model;
};

static struct page_model *page_model_of(struct panel *panel)
{
    return &((struct page_panel *)panel)->model;
}

/* A record that is gone, by an undo for instance, is reported in its place on the screen. */
static void page_report(struct app *app, enum li_err code, const struct li_error *err)
{
    if (code && code != LI_NONE)
        app_fail(app, err);
}

/* --- acting ----------------------------------------------------------------------------------- */

/* Opens the record of the link under the cursor; false: there is none. */
static bool page_follow(const struct page_model *model, struct app *app)
{
    const struct page_layout_link *link = page_model_link(model);
    if (link)
        app_open(app, link->span->kind, &link->span->id);
    return link != NULL;
}

/* Opens the file or address of the record under the cursor; false: the page's own record is meant.
   The first lines have no heading: what they name, such as the affiliate of an agreement, is no row
   of a section. */
static bool page_open_outside(const struct page_model *model, struct app *app)
{
    const struct page_layout_link *link = page_model_link(model);
    return link && link->section->heading &&
           open_link_record(app, link->span->kind, &link->span->id);
}

/* Progress is logged instead of added in a form. False: something else is added. */
static bool page_log_instead(const struct page_model *model, struct app *app)
{
    bool logs = model->kind == &kind_goal && page_model_adds(model) == &kind_progress;
    if (logs)
        app_log(app, &model->id);
    return logs;
}

/* Tab goes from link to link or, beside a list, to the list. */
static bool page_step_pane(struct panel *panel, struct app *app, int by)
{
    bool alone = app_top(app) == panel;
    if (alone)
        page_model_step_link(page_model_of(panel), by);
    return alone;
}

static bool page_act(struct panel *panel, struct app *app, enum action action)
{
    struct page_model *model = page_model_of(panel);
    switch (action) {
    case ACTION_UP: page_model_step_row(model, -1); return true;
    case ACTION_DOWN: page_model_step_row(model, 1); return true;
    case ACTION_NEXT_PANE: return page_step_pane(panel, app, 1);
    case ACTION_PREV_PANE: return page_step_pane(panel, app, -1);
    case ACTION_PAGE_UP: page_model_step_screen(model, -1); return true;
    case ACTION_PAGE_DOWN: page_model_step_screen(model, 1); return true;
    case ACTION_FIRST: page_model_go_to_end(model, false); return true;
    case ACTION_LAST: page_model_go_to_end(model, true); return true;
    case ACTION_OPEN: return page_follow(model, app);
    case ACTION_OPEN_LINK: return page_open_outside(model, app);
    case ACTION_ADD: return page_log_instead(model, app);
    default: return false;
    }
}

static bool page_click(struct panel *panel, struct app *app, const struct key *key)
{
    struct page_model *model = page_model_of(panel);
    const struct area *area = &panel->area;
    if (key->button >= 4) {
        page_model_scroll_to(model, model->top + (key->button == 4 ? -WHEEL : WHEEL));
        return true;
    }
    return page_model_point(model, key->y - area->y + model->top, key->x - area->x) &&
           page_follow(model, app);
}

static bool page_type(struct panel *panel, struct app *app, const struct key *key)
{
    return key->code == K_MOUSE && page_click(panel, app, key);
}

/* --- the panel -------------------------------------------------------------------------------- */

static void page_refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    page_report(app, page_model_refresh(page_model_of(panel), app->context, &err), &err);
}

static bool page_adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    const struct page_model *model = page_model_of(panel);
    *kind = page_model_adds(model);
    *of = model->kind;
    *id = model->id;
    return *kind != NULL;
}

static bool page_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct page_model *model = page_model_of(panel);
    *kind = model->kind;
    *id = model->id;
    return model->page != NULL;
}

static bool page_pointed(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct page_layout_link *link = page_model_link(page_model_of(panel));
    if (!link)
        return false;
    *kind = link->span->kind;
    *id = link->span->id;
    return true;
}

static void page_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct page_model *model = page_model_of(panel);
    (void)app;
    page_model_lay_out(model, area.width, area.height);
    page_view_draw(model, area, focused);
}

static void page_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct page_model *model = page_model_of(panel);
    if (!model->page)
        return;
    fprintf(left, "%s: %s", model->kind->label, model->page->title);
    int last = page_model_last_top(model);
    if (last > 0)
        fprintf(right, "%d%%", model->top * 100 / last);
}

static void page_panel_free(struct panel *panel)
{
    page_model_end(page_model_of(panel));
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
    struct li_error err;
    assert(panel->ops == &page_ops);
    page_report(app, page_model_show(page_model_of(panel), app->context, kind, id, &err), &err);
}
