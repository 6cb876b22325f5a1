/*
 * log_view.c: the goal and its health, the lines being typed, and the effect they would have.
 */
#include "tui/log/log_view.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/form_field.h"
#include "tui/widget/state_style.h"
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 72,
    FRAME_HEIGHT = 11,
    MOST_MILESTONES = 6,
    BAR_WIDTH = 24,
    LEAST_BAR = 6,
    LABEL_WIDTH = 12,
    DAY_WIDTH = 16
};

static int log_line_count(const struct log_model *model)
{
    int count = 0;
    for (int i = 0; i < LOG_LINES; i++)
        count += log_model_has(model, (enum log_line)i);
    return count;
}

/* Lines for the milestones, or for the sentence that there are none. */
static int log_milestone_lines(const struct log_model *model)
{
    int milestones =
        model->milestones.count < MOST_MILESTONES ? model->milestones.count : MOST_MILESTONES;
    return !log_model_by_milestones(model) ? 0 : milestones > 0 ? milestones : 1;
}

static struct area log_place(const struct log_model *model, struct area area)
{
    int width = area.width - 4 < WIDTH ? area.width - 4 : WIDTH;
    int height = FRAME_HEIGHT + log_line_count(model) + log_milestone_lines(model);
    if (width < 30)
        width = area.width;
    if (height > area.height)
        height = area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

/* As much of the goal as there is room for. Returns the line after it. */
static int log_draw_goal(const struct log_model *model, struct app *app, struct area area)
{
    const struct goal_facts *facts = &model->goal.facts;
    enum health health = log_model_health(app->context, facts);
    int y = area.y, room = area.height;
    if (room >= 1)
        screen_text(y++, area.x, area.width, STYLE_STRONG, model->goal.title);
    if (room >= 3)
        screen_text(y++, area.x, area.width, STYLE_MUTED, model->affiliate);
    if (room >= 2) {
        char *now = log_model_standing(app->context, facts);
        int words = text_width(now), left = area.width - words - 2;
        int bar = left > BAR_WIDTH ? BAR_WIDTH : left > LEAST_BAR ? left : LEAST_BAR;
        screen_bar(y, area.x, bar, goal_fraction(facts), goal_expected(facts, app->context->today),
            state_style_health(health));
        screen_text(y++, area.x + bar + 2, area.width - bar - 2, state_style_health(health), now);
        free(now);
    }
    if (room >= 5) {
        const struct pace_limits limits = context_limits(app->context);
        char *reason = goal_reason(facts, model->goal.unit, app->context->today, &limits);
        y = screen_wrapped(
            (struct area){y, area.x, room >= 6 ? 2 : 1, area.width}, STYLE_MUTED, reason);
        free(reason);
    }
    return y + (room >= 4);
}

/* What to type as the value, by measure. */
static const struct {
    const char *after_unit; /* NULL: the measure has no unit */
    const char *plain;      /* where the goal has no unit */
} log_hints[] = {
    [MEASURE_LEVEL] = {"as of today", "value as of today"},
    [MEASURE_TOTAL] = {"to add", "amount to add"},
    [MEASURE_MILESTONES] = {NULL, "milestone completed"},
    [MEASURE_YES_NO] = {NULL, "y or n"},
    [MEASURE_MAINTAIN] = {"as of today", "value as of today"},
};

static void log_draw_hint(
    const struct log_model *model, enum log_line line, struct area area, enum style style)
{
    enum measure measure = model->goal.facts.measure;
    if (line == LOG_DAY)
        screen_text(area.y, area.x, area.width, style, "today");
    else if (line == LOG_VALUE && model->goal.unit && log_hints[measure].after_unit)
        screen_textf(area.y, area.x, area.width, style, "%s %s", model->goal.unit,
            log_hints[measure].after_unit);
    else if (line == LOG_VALUE)
        screen_text(area.y, area.x, area.width, style, log_hints[measure].plain);
}

static void log_draw_line(
    struct log_panel *log, struct app *app, enum log_line line, struct area area, bool focused)
{
    struct edit *edit = &log->model.edits[line];
    bool here = (int)line == log->overlay.focus;
    struct area body = {area.y, area.x + LABEL_WIDTH, 1, area.width - LABEL_WIDTH}, beside = body;
    if (line == LOG_DAY && body.width > DAY_WIDTH) {
        body.width = DAY_WIDTH;
        beside.x += DAY_WIDTH + 1;
        beside.width -= DAY_WIDTH + 1;
        form_field_draw_day(edit->text, app->context, beside);
    }
    screen_text(area.y, area.x, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL,
        log_model_field(line)->label);
    edit_draw(edit, body, here ? STYLE_FOCUS : STYLE_FIELD, here && focused);
    if (edit->length == 0)
        log_draw_hint(&log->model, line, (struct area){area.y, body.x + 1, 1, body.width - 1},
            here ? STYLE_FOCUS : STYLE_MUTED);
}

/* What saving would do, or why it can't be done. */
static void log_draw_effect(const struct log_model *model, struct app *app, struct area area)
{
    if (area.height < 1)
        return;
    if (model->wrong) {
        screen_wrapped(area, STYLE_BAD, model->wrong);
        return;
    }
    if (!model->has_effect) {
        screen_textf(area.y, area.x, area.width, STYLE_MUTED,
            "Enter: next field; Enter on %s saves.",
            log_model_by_milestones(model) ? "Date" : "Note");
        return;
    }
    char *before = log_model_standing(app->context, &model->effect.before);
    char *after = log_model_standing(app->context, &model->effect.after);
    int x =
        screen_textf(area.y, area.x, 0, STYLE_MUTED, "%s %s ", before, screen_ascii() ? "->" : "→");
    screen_text(area.y, x, area.x + area.width - x,
        state_style_health(log_model_health(app->context, &model->effect.after)), after);
    free(before);
    free(after);
}

/* On a small screen the goal is left out first, then the lines above the one being typed. */
void log_draw(struct entry_overlay *overlay, struct app *app, struct area area, bool focused)
{
    struct log_panel *log = (struct log_panel *)overlay;
    struct log_model *model = &log->model;
    struct area inside = screen_frame(log_place(model, area), overlay->ops->heading);
    int said = inside.height >= 9 ? 2 : inside.height > 2, end = inside.y + inside.height - said;
    int lines = log_line_count(model), milestones = log_milestone_lines(model);
    int y = log_draw_goal(model, app,
        (struct area){inside.y, inside.x, end - inside.y - lines - milestones, inside.width});
    int room = end - y - lines, hidden = log->overlay.focus + 1 - (end - y);
    for (int i = hidden > 0 ? hidden : 0; i < LOG_LINES && y < end; i++) {
        if (!log_model_has(model, (enum log_line)i))
            continue;
        struct area *at = &overlay->at[i];
        *at = (struct area){y++, inside.x, 1, inside.width};
        log_draw_line(log, app, (enum log_line)i, *at, focused);
        if (i == LOG_VALUE && milestones > 0 && room > 0)
            y = short_list_draw(&model->milestones,
                milestone_list_none(&model->milestones, model->goal.facts.milestones),
                (struct area){y, inside.x + LABEL_WIDTH, room < milestones ? room : milestones,
                    inside.width - LABEL_WIDTH});
        at->height = y - at->y;
    }
    log_draw_effect(
        model, app, (struct area){end, inside.x, inside.y + inside.height - end, inside.width});
}
