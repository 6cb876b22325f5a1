/*
 * review_panel.c: the panel in which a plan is reviewed at the end of its year.
 */
#include "tui/plan/review_panel.h"
#include "core/kind/goal.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/plan/review_model.h"
#include "tui/widget/editor.h"
#include <stdlib.h>

enum { GOAL_LINES = 3, YEAR_LINES = 4, VERDICT_WIDTH = 33, LEAST_BESIDE = 24 };

struct review_panel {
    struct panel panel;
    struct review_model model;
    size_t top; /* the first goal in sight */
};

static struct review_model *review_self(struct panel *panel)
{
    return &((struct review_panel *)panel)->model;
}

/* --- saving and leaving ----------------------------------------------------------------------- */

static void review_panel_save(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (review_model_save(review_self(panel), app->context, &err)) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, panel);
    app_refresh(app);
    app_say(app, "Plan %s reviewed and closed. Press %s to undo.", review_self(panel)->called,
        keymap_text(&app->keys, ACTION_UNDO));
}

/* False: the drafts could not be saved, which has been said. */
static bool review_keep_drafts(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (!review_model_save_drafts(review_self(panel), app->context, &err))
        return true;
    app_fail(app, &err);
    return false;
}

static void review_leave(struct panel *panel, struct app *app)
{
    if (review_keep_drafts(panel, app))
        app_remove(app, panel);
}

static void review_discard(struct panel *panel, struct app *app)
{
    review_model_drop_drafts(review_self(panel), app->context);
    app_remove(app, panel);
}

/* --- keys ------------------------------------------------------------------------------------- */

/* What is typed is saved before it is drawn, unless more keys wait. */
static bool review_work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return true;
    review_keep_drafts(panel, app);
    return false;
}

static void review_touched(struct panel *panel, struct app *app)
{
    struct review_model *model = review_self(panel);
    model->unkept[model->focus] = true;
    review_work(panel, app);
}

static void review_write_outside(struct panel *panel, struct app *app)
{
    struct review_model *model = review_self(panel);
    struct form_field *slot = &model->fields[model->focus];
    struct li_error err;
    char *text = NULL;
    if (form_field_choices(slot->of)) {
        app_say(app, "The external editor is only for long text.");
    } else if (editor_edit(app, form_field_typed(slot), &text, &err)) {
        app_fail(app, &err);
    } else {
        form_field_set(slot, app->context, text);
        review_touched(panel, app);
    }
    free(text);
}

static void review_step(struct review_model *model, int by)
{
    model->focus = (model->focus + by + model->count) % model->count;
}

static bool review_act(struct panel *panel, struct app *app, enum action action)
{
    switch (action) {
    case ACTION_NEXT_FIELD: review_step(review_self(panel), 1); return true;
    case ACTION_PREV_FIELD: review_step(review_self(panel), -1); return true;
    case ACTION_EDITOR: review_write_outside(panel, app); return true;
    case ACTION_SAVE: review_panel_save(panel, app); return true;
    case ACTION_DISCARD: review_discard(panel, app); return true;
    case ACTION_LEAVE: review_leave(panel, app); return true;
    default: return false;
    }
}

static bool review_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_PICK;
}

static bool review_holds(const struct area *area, const struct key *key)
{
    return key->y >= area->y && key->y < area->y + area->height && key->x >= area->x &&
           key->x < area->x + area->width;
}

static bool review_click(struct review_model *model, const struct key *key)
{
    if (key->button > 3)
        review_step(model, key->button == 4 ? -1 : 1);
    for (int i = 0; key->button <= 2 && i < model->count; i++)
        if (review_holds(&model->fields[i].area, key))
            model->focus = i;
    return true;
}

static bool review_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct review_model *model = review_self(panel);
    app->dirty = true;
    if (key->code == K_MOUSE)
        return review_click(model, key);
    enum form_field_answer answer = form_field_key(&model->fields[model->focus], app->context, key);
    if (answer == FORM_FIELD_CHANGED)
        review_touched(panel, app);
    return answer != FORM_FIELD_IGNORED;
}

static void review_keep(struct panel *panel, struct app *app)
{
    struct li_error err;
    review_keep_drafts(panel, app);
    if (review_model_leave(review_self(panel), app->context, &err))
        app_fail(app, &err);
}

/* --- drawing  --------------------------------------------------------------------------------- */

/* An empty comment shows its label in its place. */
static void review_draw_field(
    struct review_model *model, struct app *app, int at, struct area area, bool focused)
{
    struct form_field *slot = &model->fields[at];
    bool here = focused && at == model->focus, asks = at % REVIEW_FIELDS == 1;
    form_field_draw(slot, app->context, area, here);
    if (asks && !*form_field_typed(slot))
        screen_text(
            area.y, area.x + 1, area.width - 1, here ? STYLE_FOCUS : STYLE_MUTED, slot->of->label);
}

/* Its title and how it stands, then its outcome. */
static void review_draw_goal(
    struct review_model *model, struct app *app, size_t goal, struct area area, bool focused)
{
    const struct review_goal *reviewed = &model->review.goals[goal];
    bool here = (size_t)model->focus / REVIEW_FIELDS == goal;
    int slot = (int)goal * REVIEW_FIELDS;
    const char *name = record_get(reviewed->goal, GOAL_TITLE);
    int half = area.width / 2, width = text_width(name);
    int x = screen_text(area.y, area.x, width < half ? width : half,
                here ? STYLE_STRONG : STYLE_LABEL, name) +
            2;
    if (area.x + area.width > x)
        screen_text(area.y, x, area.x + area.width - x, STYLE_MUTED, reviewed->standing);
    if (area.height < 2)
        return;
    bool beside = area.width > VERDICT_WIDTH + LEAST_BESIDE;
    struct area left = {area.y + 1, area.x, 1, beside ? VERDICT_WIDTH : area.width};
    struct area right = {left.y, left.x + VERDICT_WIDTH + 1, 1, area.width - VERDICT_WIDTH - 1};
    struct area below = {left.y + 1, area.x, 1, area.width};
    review_draw_field(model, app, slot, left, focused);
    if (beside || area.height >= GOAL_LINES)
        review_draw_field(model, app, slot + 1, beside ? right : below, focused);
}

static void review_draw_year(
    struct review_model *model, struct app *app, struct area area, bool focused)
{
    bool here = model->focus == model->count - 1;
    screen_text(area.y, area.x, area.width, here ? STYLE_STRONG : STYLE_LABEL, "Year summary");
    if (area.height > 1)
        review_draw_field(model, app, model->count - 1,
            (struct area){area.y + 1, area.x, area.height - 1, area.width}, focused);
}

/* Lines of the goals from one up to another, and of the year after the last. */
static int review_lines_of(const struct review_model *model, size_t from, size_t to)
{
    size_t goals = model->review.count;
    return (int)((to < goals ? to : goals) - from) * GOAL_LINES + (to > goals ? YEAR_LINES : 0);
}

/* The first goal in sight is such that the focus is too. */
static void review_scroll(struct review_panel *review, int height)
{
    const struct review_model *model = &review->model;
    size_t at = (size_t)model->focus / REVIEW_FIELDS;
    if (at < review->top)
        review->top = at;
    while (review->top < at && review_lines_of(model, review->top, at + 1) > height)
        review->top++;
    for (int i = 0; i < model->count; i++)
        model->fields[i].area = (struct area){0};
}

static void review_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct review_panel *review = (struct review_panel *)panel;
    struct review_model *model = &review->model;
    struct area line = {area.y, area.x + 1, 0, area.width - 2};
    size_t goals = model->review.count;
    int end = area.y + area.height, edge = area.x + area.width - 1;
    review_scroll(review, area.height);
    for (size_t i = review->top; i <= goals && line.y < end; i++, line.y += line.height) {
        line.height = i < goals ? GOAL_LINES : YEAR_LINES;
        line.height = line.height < end - line.y ? line.height : end - line.y;
        if (i < goals)
            review_draw_goal(model, app, i, line, focused);
        else
            review_draw_year(model, app, line, focused);
    }
    if (review->top > 0)
        screen_text(area.y, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_UP));
    if (review_lines_of(model, review->top, goals + 1) > area.height)
        screen_text(end - 1, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_DOWN));
}

static void review_title(struct panel *panel, FILE *left, FILE *right)
{
    size_t goals = review_self(panel)->review.count;
    fputs(review_self(panel)->heading, left);
    fprintf(right, "%zu goal%s", goals, goals == 1 ? "" : "s");
}

static void review_panel_free(struct panel *panel)
{
    review_model_end(review_self(panel));
    free(panel);
}

static const struct panel_ops review_ops = {
    .place = PLACE_FORM,
    .draw = review_draw,
    .offers = review_offers,
    .act = review_act,
    .type = review_type,
    .work = review_work,
    .title = review_title,
    .keep = review_keep,
    .free = review_panel_free,
};

struct panel *review_panel_new(struct app *app, const struct id *plan)
{
    struct review_panel *review = li_calloc(1, sizeof *review);
    struct li_error err;
    char *at;
    review->panel.ops = &review_ops;
    if (review_model_begin(&review->model, app->context, plan, &at, &err)) {
        app_fail(app, &err);
        review_panel_free(&review->panel);
        return NULL;
    }
    app_say_draft(app, at, "plan", review_model_elsewhere(&review->model));
    return &review->panel;
}
