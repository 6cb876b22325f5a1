/*
 * plan_panel.c: the keys with which a plan is drafted: they include, exclude and edit its items.
 */
#include "tui/plan/plan_panel.h"
#include "core/kind/plan.h"
#include "core/plan/plan_draft.h"
#include "data/base/memory.h"
#include "tui/plan/plan_view.h"
#include <assert.h>
#include <stdlib.h>

struct plan_panel {
    struct panel panel;
    struct plan_model model;
};

static struct plan_model *plan_model_of(struct panel *panel)
{
    return &((struct plan_panel *)panel)->model;
}

/* --- editing ---------------------------------------------------------------------------------- */

static void plan_begin_edit(struct panel *panel)
{
    struct plan_model *model = plan_model_of(panel);
    struct plan_item *item = plan_model_item(model, panel->scroll.at);
    if (item)
        plan_line_begin(&model->line, item);
}

/* False: the line can't be accepted, which has been said, and stays open. */
static bool plan_accept_line(struct panel *panel, struct app *app)
{
    struct li_error err;
    return app_check(app, plan_model_accept_line(plan_model_of(panel), app->context, &err), &err);
}

/* Enter goes from the title to the aim, and from there back to the list. */
static bool plan_edit_line(struct panel *panel, struct app *app, const struct key *key)
{
    struct plan_model *model = plan_model_of(panel);
    struct li_error err;
    bool taken = true;
    if (key->code == K_ENTER && model->line.cell == PLAN_AIM)
        plan_accept_line(panel, app);
    else if (key->code == K_ENTER)
        model->line.cell = PLAN_AIM;
    else if (key->code == K_ESCAPE)
        app_check(app, plan_model_cancel_line(model, app->context, &err), &err);
    else if (key->code != K_MOUSE)
        app_check(app, plan_model_type(model, app->context, key, &taken, &err), &err);
    return taken;
}

static void plan_toggle(struct panel *panel, struct app *app)
{
    struct plan_model *model = plan_model_of(panel);
    struct li_error err;
    if (!plan_model_item(model, panel->scroll.at))
        return;
    app_check(app, plan_model_toggle(model, app->context, panel->scroll.at, &err), &err);
    panel_move(panel, app, ACTION_DOWN);
}

/* --- saving ----------------------------------------------------------------------------------- */

static void plan_panel_save(struct panel *panel, struct app *app)
{
    struct plan_model *model = plan_model_of(panel);
    struct li_error err;
    if (model->line.item && !plan_accept_line(panel, app))
        return;
    if (plan_model_save(model, app->context, &panel->scroll.at, &err)) {
        app_fail(app, &err);
        return;
    }
    char *count = plan_model_count_text(model);
    app_remove(app, panel);
    app_refresh(app);
    app_open(app, &kind_plan, &model->proposal.plan->id);
    app_say(app, "Drafted plan %s: %s. Press %s to undo.", model->called, count,
        keymap_text(&app->keys, ACTION_UNDO));
    free(count);
}

static void plan_discard(struct panel *panel, struct app *app)
{
    plan_draft_drop(app->context, &plan_model_of(panel)->proposal);
    app_remove(app, panel);
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool plan_offers(struct panel *panel, enum action action)
{
    static const enum action offered[] = {ACTION_UP, ACTION_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
        ACTION_FIRST, ACTION_LAST, ACTION_BACK, ACTION_EDIT, ACTION_SELECT, ACTION_SAVE,
        ACTION_DISCARD, ACTION_HELP, ACTION_REDRAW, ACTION_SUSPEND};
    (void)panel;
    for (size_t i = 0; i < sizeof offered / sizeof *offered; i++)
        if (offered[i] == action)
            return true;
    return false;
}

/* A click in the footer can ask for any of them while a line is edited: that is accepted first. */
static bool plan_act(struct panel *panel, struct app *app, enum action action)
{
    bool of_items = action == ACTION_EDIT || action == ACTION_SELECT;
    if (of_items && plan_model_of(panel)->line.item && !plan_accept_line(panel, app))
        return true;
    switch (action) {
    case ACTION_EDIT: plan_begin_edit(panel); return true;
    case ACTION_SELECT: plan_toggle(panel, app); return true;
    case ACTION_SAVE: plan_panel_save(panel, app); return true;
    case ACTION_DISCARD: plan_discard(panel, app); return true;
    default: return false;
    }
}

static size_t plan_count(struct panel *panel)
{
    return plan_model_of(panel)->proposal.count;
}

/* While a line is edited, keys are its text. Else they are actions, and those that mean nothing
   here do nothing. */
static bool plan_type(struct panel *panel, struct app *app, const struct key *key)
{
    app->dirty = true;
    if (plan_model_of(panel)->line.item)
        return keymap_find(&app->keys, key->code, PLACE_FORM) != ACTION_SAVE &&
               plan_edit_line(panel, app, key);
    if (key->code == K_MOUSE)
        return false;
    if (key->code == K_ENTER)
        return plan_act(panel, app, ACTION_EDIT);
    enum action action = keymap_find(&app->keys, key->code, panel->ops->place);
    return !plan_offers(panel, action);
}

/* --- the panel -------------------------------------------------------------------------------- */

static void plan_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    plan_view_draw(plan_model_of(panel), panel, app, area, focused);
}

static void plan_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct plan_model *model = plan_model_of(panel);
    char *count = plan_model_count_text(model);
    fputs(model->heading, left);
    fputs(count, right);
    free(count);
}

/* The draft is stored already: it is free for others. */
static void plan_store_drafts(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (plan_draft_release(app->context, &plan_model_of(panel)->proposal, &err))
        app_fail(app, &err);
}

static void plan_panel_free(struct panel *panel)
{
    plan_model_end(plan_model_of(panel));
    free(panel);
}

static const struct panel_ops plan_ops = {
    .place = PLACE_LIST | PLACE_FORM,
    .draw = plan_draw,
    .offers = plan_offers,
    .act = plan_act,
    .type = plan_type,
    .count = plan_count,
    .title = plan_title,
    .store_drafts = plan_store_drafts,
    .free = plan_panel_free,
};

struct panel *plan_panel_new(struct app *app, const struct id *affiliate, int year)
{
    assert(affiliate);
    struct plan_panel *plan = li_calloc(1, sizeof *plan);
    struct plan_model *model = &plan->model;
    struct li_error err;
    bool resumed;
    plan->panel.ops = &plan_ops;
    if (plan_model_begin(model, app->context, affiliate, year, &resumed, &err)) {
        app_fail(app, &err);
        plan_panel_free(&plan->panel);
        return NULL;
    }
    if (resumed)
        app_say(
            app, "Draft resumed; press %s to discard it.", keymap_text(&app->keys, ACTION_DISCARD));
    else
        app_say_draft(app, NULL, "plan", plan_draft_is_elsewhere(app->context, &model->proposal));
    return &plan->panel;
}
