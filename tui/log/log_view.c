/*
 * log_view.c: the slip of a goal's progress on the screen: the goal as it stands, its lines, and
 * what they would make of it.
 */
#include "core/base/number.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/form_field.h"
#include "tui/log/log_internal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 72,
    FRAME_HEIGHT = 11,
    MOST_STEPS = 6,
    BAR_WIDTH = 24,
    LEAST_BAR = 6,
    LABEL_WIDTH = 12,
    DAY_WIDTH = 16
};

static enum health log_health_of(const struct app *app, const struct goal_facts *facts)
{
    const struct pace_limits limits = context_limits(app->context);
    return goal_health(facts, app->context->today, &limits);
}

char *log_standing(const struct app *app, const struct goal_facts *facts)
{
    double fraction = goal_fraction(facts);
    const char *health = health_names[log_health_of(app, facts)];
    return isnan(fraction) ? li_format("%s", health)
                           : li_format("%d%%, %s", number_percent(fraction), health);
}

static int log_line_count(const struct log_model *logging)
{
    int count = 0;
    for (int i = 0; i < LOG_LINES; i++)
        count += log_model_has(logging, (enum logging_line)i);
    return count;
}

/* Lines for the milestones, or for saying that there are none. */
static int log_step_lines(const struct log_model *logging)
{
    int steps = logging->steps.count < MOST_STEPS ? logging->steps.count : MOST_STEPS;
    return !log_model_by_steps(logging) ? 0 : steps > 0 ? steps : 1;
}

static struct area log_place(const struct log_model *logging, struct area area)
{
    int width = area.width - 4 < WIDTH ? area.width - 4 : WIDTH;
    int height = FRAME_HEIGHT + log_line_count(logging) + log_step_lines(logging);
    if (width < 30)
        width = area.width;
    if (height > area.height)
        height = area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

/* The goal as it stands; as much of it as there is room for. Returns the line after it. */
static int log_draw_goal(const struct log_model *logging, struct app *app, struct area area)
{
    const struct goal_facts *facts = &logging->facts;
    enum health health = log_health_of(app, facts);
    int y = area.y, room = area.height;
    if (room >= 1)
        screen_text(y++, area.x, area.width, STYLE_STRONG, logging->title);
    if (room >= 3)
        screen_text(y++, area.x, area.width, STYLE_MUTED, logging->affiliate);
    if (room >= 2) {
        char *now = log_standing(app, facts);
        int words = text_width(now), left = area.width - words - 2;
        int bar = left > BAR_WIDTH ? BAR_WIDTH : left > LEAST_BAR ? left : LEAST_BAR;
        screen_bar(y, area.x, bar, goal_fraction(facts), goal_expected(facts, app->context->today),
            health);
        screen_text(y++, area.x + bar + 2, area.width - bar - 2, screen_health_style(health), now);
        free(now);
    }
    if (room >= 5) {
        const struct pace_limits limits = context_limits(app->context);
        char *reason = goal_reason(facts, logging->unit, app->context->today, &limits);
        y = screen_wrapped(
            (struct area){y, area.x, room >= 6 ? 2 : 1, area.width}, STYLE_MUTED, reason);
        free(reason);
    }
    return y + (room >= 4);
}

/* What is to be typed, by measure; counts: of the goal's unit. */
static const struct {
    const char *words;
    bool counts;
} wanted[] = {
    [MEASURE_LEVEL] = {"as of today", true},
    [MEASURE_TOTAL] = {"to add", true},
    [MEASURE_MILESTONES] = {"milestone completed", false},
    [MEASURE_YES_NO] = {"y or n", false},
    [MEASURE_MAINTAIN] = {"as of today", true},
};

static void log_draw_hint(
    const struct log_model *logging, enum logging_line line, struct area area, enum style style)
{
    enum measure measure = logging->facts.measure;
    if (line == LOG_DAY)
        screen_text(area.y, area.x, area.width, style, "today");
    else if (line == LOG_VALUE && wanted[measure].counts)
        screen_textf(area.y, area.x, area.width, style, "%s %s",
            logging->unit ? logging->unit : "how many", wanted[measure].words);
    else if (line == LOG_VALUE)
        screen_text(area.y, area.x, area.width, style, wanted[measure].words);
}

static void log_draw_line(
    struct log *log, struct app *app, enum logging_line line, struct area area, bool focused)
{
    struct edit *edit = &log->logging.edits[line];
    bool here = (int)line == log->slip.focus;
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
        log_draw_hint(&log->logging, line, (struct area){area.y, body.x + 1, 1, body.width - 1},
            here ? STYLE_FOCUS : STYLE_MUTED);
}

/* What saving would do, or why it cannot be. */
static void log_draw_effect(const struct log_model *logging, struct app *app, struct area area)
{
    if (area.height < 1)
        return;
    if (logging->wrong) {
        screen_wrapped(area, STYLE_BAD, logging->wrong);
        return;
    }
    if (!logging->effective) {
        screen_text(
            area.y, area.x, area.width, STYLE_MUTED, "Enter: next field; Enter on Note saves.");
        return;
    }
    char *before = log_standing(app, &logging->effect.before);
    char *after = log_standing(app, &logging->effect.after);
    int x =
        screen_textf(area.y, area.x, 0, STYLE_MUTED, "%s %s ", before, screen_ascii() ? "->" : "→");
    screen_text(area.y, x, area.x + area.width - x,
        screen_health_style(log_health_of(app, &logging->effect.after)), after);
    free(before);
    free(after);
}

/* On a small screen the goal goes first, then the lines above the one being written. */
void log_draw(struct entry_overlay *slip, struct app *app, struct area area, bool focused)
{
    struct log *log = (struct log *)slip;
    struct log_model *logging = &log->logging;
    struct area inside = screen_frame(log_place(logging, area), slip->ops->heading);
    int said = inside.height >= 9 ? 2 : inside.height > 2, end = inside.y + inside.height - said;
    int lines = log_line_count(logging), steps = log_step_lines(logging);
    int y = log_draw_goal(logging, app,
        (struct area){inside.y, inside.x, end - inside.y - lines - steps, inside.width});
    int room = end - y - lines, hidden = log->slip.focus + 1 - (end - y);
    for (int i = hidden > 0 ? hidden : 0; i < LOG_LINES && y < end; i++) {
        if (!log_model_has(logging, (enum logging_line)i))
            continue;
        struct area *at = &slip->at[i];
        *at = (struct area){y++, inside.x, 1, inside.width};
        log_draw_line(log, app, (enum logging_line)i, *at, focused);
        if (i == LOG_VALUE && steps > 0 && room > 0)
            y = short_list_draw(&logging->steps,
                milestone_list_none(&logging->steps, logging->facts.milestones),
                (struct area){y, inside.x + LABEL_WIDTH, room < steps ? room : steps,
                    inside.width - LABEL_WIDTH});
        at->height = y - at->y;
    }
    log_draw_effect(
        logging, app, (struct area){end, inside.x, inside.y + inside.height - end, inside.width});
}
