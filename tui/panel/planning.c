/*
 * planning.c: a list to be gone over, and a line of it under the fingers: its title, and what it
 * aims at.
 */
#include "planning.h"
#include "../../core/kind/activity.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/plan.h"
#include "../../core/plan.h"
#include "../../data/memory.h"
#include "../app.h"
#include "../edit.h"
#include "scroll.h"
#include <stdlib.h>

enum { MARK_WIDTH = 4, AIM_WIDTH = 34, LEAST_TITLE = 12, ABOVE = 2, BELOW = 2 };

/* What of a line can be edited. */
enum cell { CELL_TITLE, CELL_AIM, CELLS };

struct planning {
    struct panel panel;
    struct plan_proposal proposal;
    char *called; /* "CAMA 2027" */
    struct scroll scroll;
    struct area body;
    struct edit edits[CELLS]; /* while a line is edited */
    enum cell cell;
    bool editing;
};

static struct plan_item *item_at(struct planning *planning)
{
    bool any = planning->scroll.at < planning->proposal.count;
    return any ? &planning->proposal.items[planning->scroll.at] : NULL;
}

/* The field that a cell of the item stands for: of a goal its target or, where it has none, the day
   it is due. */
static int field_of(const struct plan_item *item, enum cell cell)
{
    const struct record *record = item->record;
    if (record->kind == &kind_activity)
        return cell == CELL_TITLE ? (int)ACTIVITY_TITLE : (int)ACTIVITY_DAY;
    if (cell == CELL_TITLE)
        return GOAL_TITLE;
    return record_get(record, GOAL_TARGET) ? (int)GOAL_TARGET : (int)GOAL_DUE;
}

/* --- editing ---------------------------------------------------------------------------------- */

static void begin_edit(struct planning *planning)
{
    const struct plan_item *item = item_at(planning);
    if (!item)
        return;
    for (int i = 0; i < CELLS; i++)
        edit_start(
            &planning->edits[i], record_get(item->record, field_of(item, (enum cell)i)), false);
    planning->cell = CELL_TITLE;
    planning->editing = true;
}

static void end_edit(struct planning *planning)
{
    for (int i = 0; planning->editing && i < CELLS; i++)
        edit_free(&planning->edits[i]);
    planning->editing = false;
}

/* What stands in the line goes into its record, which is judged; what is wrong is said, and the
   line stays under the fingers. */
static bool take_edit(struct planning *planning, struct app *app)
{
    struct plan_item *item = item_at(planning);
    struct li_error err;
    for (int i = 0; i < CELLS; i++) {
        int field = field_of(item, (enum cell)i);
        if (record_read(app->li, item->record, field, planning->edits[i].text, &err) == LI_OK)
            continue;
        planning->cell = (enum cell)i;
        app_fail(app, &err);
        return false;
    }
    if (record_judge(app->li, item->record, &err) != LI_OK) {
        app_fail(app, &err);
        return false;
    }
    end_edit(planning);
    return true;
}

/* From the title Enter goes on to the aim, from there back to the list. */
static bool edit_line(struct planning *planning, struct app *app, const struct key *key)
{
    switch (key->code) {
    case K_ENTER:
        if (planning->cell == CELL_TITLE)
            planning->cell = CELL_AIM;
        else
            take_edit(planning, app);
        return true;
    case K_TAB:
    case K_BACK_TAB:
        planning->cell = planning->cell == CELL_TITLE ? CELL_AIM : CELL_TITLE;
        return true;
    case K_ESCAPE: end_edit(planning); return true;
    case K_MOUSE: return true;
    default: return edit_key(&planning->edits[planning->cell], key, NULL);
    }
}

/* --- saving ----------------------------------------------------------------------------------- */

/* "3 goals and 1 activity" */
static char *count_text(const struct plan_proposal *proposal)
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

static void save(struct planning *planning, struct app *app)
{
    struct li_error err;
    int item = -1;
    if (planning->editing && !take_edit(planning, app))
        return;
    if (plan_save(app->li, &planning->proposal, &item, &err) != LI_OK) {
        if (item >= 0)
            planning->scroll.at = (size_t)item;
        app_fail(app, &err);
        return;
    }
    char *count = count_text(&planning->proposal);
    app_remove(app, &planning->panel);
    app_refresh(app);
    app_open(app, &kind_plan, &planning->proposal.plan->id);
    app_say(app, "Drafted %s: %s; %s undoes.", planning->called, count,
        keymap_text(&app->keys, ACTION_UNDO));
    free(count);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void toggle(struct planning *planning)
{
    struct plan_item *item = item_at(planning);
    if (item)
        item->left_out = !item->left_out;
    planning->scroll.at++;
    scroll_fit(&planning->scroll, planning->proposal.count, planning->body.height);
}

static bool offers(struct panel *panel, enum action action)
{
    static const enum action mine[] = {ACTION_UP, ACTION_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
        ACTION_FIRST, ACTION_LAST, ACTION_BACK, ACTION_EDIT, ACTION_MARK, ACTION_SAVE, ACTION_HELP,
        ACTION_REDRAW, ACTION_SUSPEND};
    (void)panel;
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
        if (mine[i] == action)
            return true;
    return false;
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct planning *planning = (struct planning *)panel;
    switch (action) {
    case ACTION_EDIT: begin_edit(planning); return true;
    case ACTION_MARK: toggle(planning); return true;
    case ACTION_SAVE: save(planning, app); return true;
    default:
        return scroll_act(
            &planning->scroll, action, planning->proposal.count, planning->body.height);
    }
}

static bool click(struct planning *planning, const struct key *key)
{
    size_t count = planning->proposal.count;
    if (scroll_wheel(&planning->scroll, key, count, planning->body.height))
        return true;
    size_t line = scroll_line(&planning->scroll, planning->body, key->y, count);
    if (line < count)
        planning->scroll.at = line;
    return true;
}

/* Apart from a line that is edited, keys are actions; those that mean nothing here do nothing. */
static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct planning *planning = (struct planning *)panel;
    app->dirty = true;
    if (planning->editing)
        return keymap_find(&app->keys, key->code, PLACE_FORM) != ACTION_SAVE &&
               edit_line(planning, app, key);
    if (key->code == K_MOUSE)
        return click(planning, key);
    if (key->code == K_ENTER)
        return act(panel, app, ACTION_EDIT);
    enum action action = keymap_find(&app->keys, key->code, panel->ops->place);
    return !offers(panel, action);
}

/* --- painting --------------------------------------------------------------------------------- */

static int aim_width(const struct area *area)
{
    int most = area->width - MARK_WIDTH - LEAST_TITLE;
    return most > AIM_WIDTH ? AIM_WIDTH : most > 0 ? most : 0;
}

static void draw_edits(struct planning *planning, struct area line, int aim, bool focused)
{
    const int widths[CELLS] = {line.width - MARK_WIDTH - aim - 1, aim};
    int x = line.x + MARK_WIDTH;
    for (int i = 0; i < CELLS; i++) {
        bool here = i == (int)planning->cell;
        edit_draw(&planning->edits[i], (struct area){line.y, x, 1, widths[i]},
            here ? STYLE_FOCUS : STYLE_FIELD, here && focused);
        x += widths[i] + 1;
    }
}

static void draw_item(
    struct planning *planning, struct app *app, size_t at, struct area line, bool focused)
{
    const struct plan_item *item = &planning->proposal.items[at];
    enum style style = item->left_out ? STYLE_MUTED : STYLE_TEXT;
    bool here = at == planning->scroll.at;
    int aim = aim_width(&line), title = line.width - MARK_WIDTH - aim - 1;
    screen_text(line.y, line.x, MARK_WIDTH, style, item->left_out ? "[ ]" : "[x]");
    if (here && planning->editing) {
        draw_edits(planning, line, aim, focused);
        return;
    }
    char *called = record_called(app->li, item->record), *words = plan_item_aim(item);
    screen_text(line.y, line.x + MARK_WIDTH, title, style, called);
    screen_text(line.y, line.x + MARK_WIDTH + title + 1, aim, style, words);
    free(words);
    free(called);
    if (here)
        screen_restyle(line.y, line.x, line.width, focused ? STYLE_CURSOR : STYLE_SHADE);
}

/* What the keys do, or why the line at the cursor is there. */
static void draw_words(struct planning *planning, const struct app *app, struct area area)
{
    const struct plan_item *item = item_at(planning);
    const char *from = planning->proposal.from;
    int last = area.y + area.height - 1;
    screen_textf(area.y, area.x, area.width, STYLE_MUTED,
        "From %s%s. %s leaves a line out, Enter edits it.", from ? from : "what stands in no plan",
        from ? " and what was promised" : "", keymap_text(&app->keys, ACTION_MARK));
    if (!item)
        screen_text(area.y + ABOVE, area.x, area.width, STYLE_MUTED,
            "Nothing comes along; an empty plan can be saved.");
    else if (planning->editing)
        screen_textf(last, area.x, area.width, STYLE_MUTED, "%s, then %s; Enter goes on.",
            item->record->kind->fields[field_of(item, CELL_TITLE)].label,
            item->record->kind->fields[field_of(item, CELL_AIM)].label);
    else
        screen_text(last, area.x, area.width, STYLE_MUTED, item->why);
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct planning *planning = (struct planning *)panel;
    struct area inside = {area.y, area.x + 1, area.height, area.width - 2}, body = inside;
    size_t count = planning->proposal.count;
    body.y += ABOVE;
    body.height -= ABOVE + BELOW;
    planning->body = body;
    scroll_fit(&planning->scroll, count, body.height);
    draw_words(planning, app, inside);
    for (int i = 0; i < body.height && planning->scroll.top + (size_t)i < count; i++)
        draw_item(planning, app, planning->scroll.top + (size_t)i,
            (struct area){body.y + i, body.x, 1, body.width - 1}, focused);
    scroll_draw(&planning->scroll, count, body);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    struct planning *planning = (struct planning *)panel;
    char *count = count_text(&planning->proposal);
    fprintf(left, "Draft the plan %s", planning->called);
    fputs(count, right);
    free(count);
}

static void free_planning(struct panel *panel)
{
    struct planning *planning = (struct planning *)panel;
    end_edit(planning);
    plan_proposal_free(&planning->proposal);
    free(planning->called);
    free(planning);
}

static const struct panel_ops ops = {
    .place = PLACE_LIST | PLACE_FORM,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .title = title,
    .free = free_planning,
};

struct panel *panel_planning_new(struct app *app, const struct id *affiliate, int year)
{
    struct planning *planning = li_calloc(1, sizeof *planning);
    struct li_error err;
    planning->panel.ops = &ops;
    if (plan_propose(app->li, affiliate, year, &planning->proposal, &err) != LI_OK) {
        app_fail(app, &err);
        free_planning(&planning->panel);
        return NULL;
    }
    planning->called = record_called(app->li, planning->proposal.plan);
    return &planning->panel;
}
