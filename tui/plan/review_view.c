/*
 * review_view.c: three rows a goal, or two where the comment fits beside the outcome; then the
 * year.
 */
#include "tui/plan/review_view.h"
#include "core/kind/goal.h"
#include <assert.h>

enum { GOAL_LINES = 3, YEAR_LINES = 4, VERDICT_WIDTH = 33, LEAST_BESIDE = 24 };

/* An empty comment shows its label in its place. */
static void review_draw_field(
    struct review_model *model, struct app *app, int at, struct area area, bool focused)
{
    struct form_field *field = &model->fields[at];
    bool here = focused && at == model->focus, is_comment = at % REVIEW_FIELDS == 1;
    form_field_draw(field, app->context, area, here);
    if (is_comment && !*form_field_typed(field))
        screen_text(
            area.y, area.x + 1, area.width - 1, here ? STYLE_FOCUS : STYLE_MUTED, field->of->label);
}

/* A goal's title and state, then its outcome and the comment. */
static void review_draw_goal(
    struct review_model *model, struct app *app, size_t goal, struct area area, bool focused)
{
    const struct review_goal *reviewed = &model->review.goals[goal];
    bool here = (size_t)model->focus / REVIEW_FIELDS == goal;
    int first = (int)goal * REVIEW_FIELDS;
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
    review_draw_field(model, app, first, left, focused);
    if (beside || area.height >= GOAL_LINES)
        review_draw_field(model, app, first + 1, beside ? right : below, focused);
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

/* Rows of the goals from one up to another; the year comes after the last goal. */
static int review_lines_of(const struct review_model *model, size_t from, size_t to)
{
    size_t goals = model->review.count;
    return (int)((to < goals ? to : goals) - from) * GOAL_LINES + (to > goals ? YEAR_LINES : 0);
}

/* Scrolls so that the field with the cursor is on the screen; no field is drawn yet. */
static void review_scroll(struct review_view *view, struct review_model *model, int height)
{
    size_t at = (size_t)model->focus / REVIEW_FIELDS;
    if (at < view->top)
        view->top = at;
    while (view->top < at && review_lines_of(model, view->top, at + 1) > height)
        view->top++;
    for (int i = 0; i < model->count; i++)
        model->fields[i].area = (struct area){0};
}

void review_view_draw(struct review_view *view, struct review_model *model, struct app *app,
    struct area area, bool focused)
{
    struct area line = {area.y, area.x + 1, 0, area.width - 2};
    size_t goals = model->review.count;
    int end = area.y + area.height, edge = area.x + area.width - 1;
    assert(model->focus < model->count);
    review_scroll(view, model, area.height);
    for (size_t i = view->top; i <= goals && line.y < end; i++, line.y += line.height) {
        line.height = i < goals ? GOAL_LINES : YEAR_LINES;
        line.height = line.height < end - line.y ? line.height : end - line.y;
        if (i < goals)
            review_draw_goal(model, app, i, line, focused);
        else
            review_draw_year(model, app, line, focused);
    }
    if (view->top > 0)
        screen_text(area.y, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_UP));
    if (review_lines_of(model, view->top, goals + 1) > area.height)
        screen_text(end - 1, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_DOWN));
}
