/*
 * plan_panel.c: a list of lines to include, exclude or edit. Each change is saved in the draft at
 * once.
 */
#include "tui/plan/plan_panel.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/plan/plan_draft.h"
#include "core/plan/plan_find.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/plan/plan_model.h"
#include <stdlib.h>

enum { MARK_WIDTH = 4, AIM_WIDTH = 34, ABOVE = 2, BELOW = 2 };

struct plan_panel {
    struct panel panel;
    struct plan_proposal proposal;
    char *called;          /* "CAMA 2027" */
    char *heading;         /* "Draft 2027 plan for CAMA" */
    struct plan_line line; /* the one that is edited */
};

static struct plan_item *plan_item_at(struct plan_panel *plan)
{
    bool any = plan->panel.scroll.at < plan->proposal.count;
    return any ? &plan->proposal.items[plan->panel.scroll.at] : NULL;
}

/* False: the draft could not be saved, which has been said. */
static bool plan_save_draft(struct plan_panel *plan, struct app *app)
{
    struct li_error err;
    if (!plan_draft_save(app->context, &plan->proposal, &err))
        return true;
    app_fail(app, &err);
    return false;
}

/* --- editing ---------------------------------------------------------------------------------- */

static void plan_begin_edit(struct plan_panel *plan)
{
    struct plan_item *item = plan_item_at(plan);
    if (item)
        plan_line_begin(&plan->line, item);
}

/* An error is said, and the line stays open. */
static bool plan_take_edit(struct plan_panel *plan, struct app *app)
{
    struct li_error err;
    if (plan_line_check(&plan->line, app->context, &err)) {
        app_fail(app, &err);
        return false;
    }
    plan->line.item->touched = true;
    plan_line_end(&plan->line, false);
    return plan_save_draft(plan, app);
}

static bool plan_type_line(struct plan_panel *plan, struct app *app, const struct key *key)
{
    bool changed;
    bool taken = plan_line_key(&plan->line, app->context, key, &changed);
    if (changed) {
        plan->line.item->touched = true;
        plan_save_draft(plan, app);
    }
    return taken;
}

/* Enter goes on from the title to the aim, and from there back to the list. */
static bool plan_edit_line(struct plan_panel *plan, struct app *app, const struct key *key)
{
    switch (key->code) {
    case K_MOUSE: return true;
    case K_ENTER:
        if (plan->line.cell == PLAN_AIM)
            plan_take_edit(plan, app);
        else
            plan->line.cell = PLAN_AIM;
        return true;
    case K_ESCAPE:
        plan_line_end(&plan->line, true);
        plan_save_draft(plan, app);
        return true;
    default: return plan_type_line(plan, app, key);
    }
}

/* --- saving ----------------------------------------------------------------------------------- */

/* "3 goals and 1 activity" */
static char *plan_count_text(const struct plan_proposal *proposal)
{
    int goals = 0, activities = 0;
    for (size_t i = 0; i < proposal->count; i++) {
        if (proposal->items[i].left_out)
            continue;
        if (proposal->items[i].record->kind == &kind_goal)
            goals++;
        else
            activities++;
    }
    return li_format("%d goal%s, %d %s", goals, goals == 1 ? "" : "s", activities,
        activities == 1 ? "activity" : "activities");
}

static void plan_panel_save(struct plan_panel *plan, struct app *app)
{
    struct li_error err;
    int item = -1;
    if (plan->line.item && !plan_take_edit(plan, app))
        return;
    if (plan_save(app->context, &plan->proposal, &item, &err)) {
        if (item >= 0)
            plan->panel.scroll.at = (size_t)item;
        app_fail(app, &err);
        return;
    }
    char *count = plan_count_text(&plan->proposal);
    plan_draft_drop(app->context, &plan->proposal);
    app_remove(app, &plan->panel);
    app_refresh(app);
    app_open(app, &kind_plan, &plan->proposal.plan->id);
    app_say(app, "Drafted plan %s: %s. Press %s to undo.", plan->called, count,
        keymap_text(&app->keys, ACTION_UNDO));
    free(count);
}

static void plan_discard(struct plan_panel *plan, struct app *app)
{
    plan_draft_drop(app->context, &plan->proposal);
    app_remove(app, &plan->panel);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void plan_toggle(struct plan_panel *plan, struct app *app)
{
    struct plan_item *item = plan_item_at(plan);
    if (!item)
        return;
    item->left_out = !item->left_out;
    item->touched = true;
    plan_save_draft(plan, app);
    plan->panel.scroll.at++;
    scroll_fit(&plan->panel.scroll, plan->proposal.count, plan->panel.lines.height);
}

static bool plan_offers(struct panel *panel, enum action action)
{
    static const enum action mine[] = {ACTION_UP, ACTION_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
        ACTION_FIRST, ACTION_LAST, ACTION_BACK, ACTION_EDIT, ACTION_MARK, ACTION_SAVE,
        ACTION_DISCARD, ACTION_HELP, ACTION_REDRAW, ACTION_SUSPEND};
    (void)panel;
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
        if (mine[i] == action)
            return true;
    return false;
}

static bool plan_act(struct panel *panel, struct app *app, enum action action)
{
    struct plan_panel *plan = (struct plan_panel *)panel;
    switch (action) {
    case ACTION_EDIT: plan_begin_edit(plan); return true;
    case ACTION_MARK: plan_toggle(plan, app); return true;
    case ACTION_SAVE: plan_panel_save(plan, app); return true;
    case ACTION_DISCARD: plan_discard(plan, app); return true;
    default: return false;
    }
}

static size_t plan_count(struct panel *panel)
{
    return ((struct plan_panel *)panel)->proposal.count;
}

/* Apart from a line that is edited, keys are actions; those that mean nothing here do nothing. */
static bool plan_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct plan_panel *plan = (struct plan_panel *)panel;
    app->dirty = true;
    if (plan->line.item)
        return keymap_find(&app->keys, key->code, PLACE_FORM) != ACTION_SAVE &&
               plan_edit_line(plan, app, key);
    if (key->code == K_MOUSE)
        return false;
    if (key->code == K_ENTER)
        return plan_act(panel, app, ACTION_EDIT);
    enum action action = keymap_find(&app->keys, key->code, panel->ops->place);
    return !plan_offers(panel, action);
}

/* --- drawing  --------------------------------------------------------------------------------- */

static int plan_aim_width(const struct area *area)
{
    int half = (area->width - MARK_WIDTH) / 2;
    return half > AIM_WIDTH ? AIM_WIDTH : half > 0 ? half : 0;
}

static void plan_draw_item(
    struct plan_panel *plan, struct app *app, size_t at, struct area line, bool focused)
{
    const struct plan_item *item = &plan->proposal.items[at];
    enum style style = item->left_out ? STYLE_MUTED : STYLE_TEXT;
    bool here = at == plan->panel.scroll.at;
    int aim = plan_aim_width(&line), plan_title = line.width - MARK_WIDTH - aim - 1;
    screen_text(line.y, line.x, MARK_WIDTH, style, item->left_out ? "[ ]" : "[x]");
    if (here && plan->line.item) {
        plan_line_draw(&plan->line,
            (struct area){line.y, line.x + MARK_WIDTH, 1, line.width - MARK_WIDTH}, aim, focused);
        return;
    }
    char *called = record_called(app->context, item->record),
         *words = plan_item_aim(app->context, item);
    screen_text(line.y, line.x + MARK_WIDTH, plan_title, style, called);
    screen_text(line.y, line.x + MARK_WIDTH + plan_title + 1, aim, style, words);
    free(words);
    free(called);
    if (here)
        screen_restyle(line.y, line.x, line.width, focused ? STYLE_CURSOR : STYLE_SHADE);
}

/* What the keys do, or why the line at the cursor is there. */
static void plan_draw_words(struct plan_panel *plan, const struct app *app, struct area area)
{
    const struct plan_item *item = plan_item_at(plan);
    const char *from = plan->proposal.from;
    int last = area.y + area.height - 1;
    screen_textf(area.y, area.x, area.width, STYLE_MUTED,
        "From %s%s%s. %s excludes, Enter edits a line.", from ? "the " : "items not in any plan",
        from ? from : "", from ? " plan and open commitments" : "",
        keymap_text(&app->keys, ACTION_MARK));
    char *help = plan->line.item ? plan_line_help(&plan->line) : NULL;
    if (item)
        screen_text(last, area.x, area.width, STYLE_MUTED, help ? help : item->why);
    else
        screen_text(area.y + ABOVE, area.x, area.width, STYLE_MUTED,
            "Nothing to carry over; you can save an empty plan.");
    free(help);
}

static void plan_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct plan_panel *plan = (struct plan_panel *)panel;
    struct area inside = {area.y, area.x + 1, area.height, area.width - 2}, body = inside;
    size_t count = plan->proposal.count;
    body.y += ABOVE;
    body.height -= ABOVE + BELOW;
    plan->panel.lines = body;
    scroll_fit(&plan->panel.scroll, count, body.height);
    plan_draw_words(plan, app, inside);
    for (int i = 0; i < body.height && plan->panel.scroll.top + (size_t)i < count; i++)
        plan_draw_item(plan, app, plan->panel.scroll.top + (size_t)i,
            (struct area){body.y + i, body.x, 1, body.width - 1}, focused);
    scroll_draw(&plan->panel.scroll, count, body);
}

static void plan_title(struct panel *panel, FILE *left, FILE *right)
{
    struct plan_panel *plan = (struct plan_panel *)panel;
    char *count = plan_count_text(&plan->proposal);
    fputs(plan->heading, left);
    fputs(count, right);
    free(count);
}

static void plan_panel_keep(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (plan_draft_release(app->context, &((struct plan_panel *)panel)->proposal, &err))
        app_fail(app, &err);
}

static void plan_free_planning(struct panel *panel)
{
    struct plan_panel *plan = (struct plan_panel *)panel;
    plan_line_end(&plan->line, false);
    plan_proposal_free(&plan->proposal);
    free(plan->called);
    free(plan->heading);
    free(plan);
}

static const struct panel_ops plan_ops = {
    .place = PLACE_LIST | PLACE_FORM,
    .draw = plan_draw,
    .offers = plan_offers,
    .act = plan_act,
    .type = plan_type,
    .count = plan_count,
    .title = plan_title,
    .keep = plan_panel_keep,
    .free = plan_free_planning,
};

struct panel *plan_panel_new(struct app *app, const struct id *affiliate, int year)
{
    struct plan_panel *plan = li_calloc(1, sizeof *plan);
    struct li_error err;
    plan->panel.ops = &plan_ops;
    if (plan_propose(app->context, affiliate, year, &plan->proposal, &err)) {
        app_fail(app, &err);
        plan_free_planning(&plan->panel);
        return NULL;
    }
    plan->called = record_called(app->context, plan->proposal.plan);
    plan->heading = plan_heading(app->context, "Draft", plan->proposal.plan);
    if (plan_draft_load(app->context, &plan->proposal))
        app_say(
            app, "Draft resumed; press %s to discard it.", keymap_text(&app->keys, ACTION_DISCARD));
    else
        app_say_draft(app, NULL, "plan", plan_draft_is_elsewhere(app->context, &plan->proposal));
    return &plan->panel;
}
