/*
 * today_panel.c: what needs attention, by topic: found between keys. Enter does what the line calls
 * for.
 */
#include "tui/today/today_panel.h"
#include "core/base/date_typed.h"
#include "core/base/number.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include "tui/app/as_of_mode.h"
#include "tui/app/dispatch.h"
#include "tui/term/key_clock.h"
#include "tui/today/today_view.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

enum { TODAY_SLICE = 2000 /* microseconds */, TODAY_ROWS = 64 /* at a time */ };

struct today_panel {
    struct panel panel;
    struct today_model *model;
    size_t drawn;               /* the number of items at the last drawing */
    struct panel *ask;          /* the prompt for a date; NULL: it is not open */
    struct agenda_line snoozed; /* the line to be snoozed until that date */
};

static struct today_panel *today_self(struct panel *panel)
{
    return (struct today_panel *)panel;
}

/* --- the cursor ------------------------------------------------------------------------------- */

static size_t today_count(struct panel *panel)
{
    size_t count;
    today_model_spots(today_self(panel)->model, &count);
    return count;
}

static bool today_rests(struct panel *panel, size_t line)
{
    const struct today_spot *spot = today_model_spot(today_self(panel)->model, line);
    return spot && spot->type != TODAY_HEADING;
}

/* Under the cursor; NULL: there is nothing. */
static const struct today_spot *today_spot(const struct today_panel *today)
{
    return today_model_spot(today->model, today->panel.scroll.at);
}

/* NULL: no line is under the cursor. */
static const struct agenda_line *today_line(const struct today_panel *today)
{
    return today_model_line(today->model, today->panel.scroll.at);
}

static void today_moved(struct panel *panel, struct app *app, enum action action)
{
    (void)app;
    (void)action;
    today_model_hold(today_self(panel)->model, panel->scroll.at);
}

/* --- finding ---------------------------------------------------------------------------------- */

/* Whether to draw after a slice: always until the screen is full, then as the counts grow. */
static bool today_shows(const struct today_panel *today, bool more)
{
    size_t total = today_model_total(today->model);
    return !more || today->drawn < (size_t)today_view_body(today->panel.area).height ||
           total > today->drawn + today->drawn / 8;
}

/* The height of the screen is known before the first drawing. */
static size_t today_screenful(void)
{
    return (size_t)screen_area().height;
}

/* The first screenful is drawn before more is found. */
static bool today_is_first_screenful(const struct today_panel *today)
{
    return today->drawn == 0 && today_model_total(today->model) >= today_screenful();
}

static bool today_work(struct panel *panel, struct app *app)
{
    struct today_panel *today = today_self(panel);
    struct li_error err = {.code = LI_OK};
    int64_t began = key_clock.now(key_clock.arg);
    int more = 1;
    while (more > 0 && !today_is_first_screenful(today) && !input_waiting()) {
        more = today_model_work(today->model, today->drawn ? TODAY_ROWS : today_screenful(), &err);
        if (key_clock.now(key_clock.arg) - began >= TODAY_SLICE)
            break;
    }
    if (more < 0)
        app_fail(app, &err);
    app->dirty |= today_shows(today, more > 0);
    return more > 0;
}

static void today_show_mine(struct today_panel *today, struct app *app, bool mine)
{
    struct li_error err;
    app->dirty = true;
    if (today_model_find(today->model, mine, &err)) {
        app_fail(app, &err);
        return;
    }
    today->drawn = 0;
    today->panel.scroll = (struct scroll){0};
    today_work(&today->panel, app); /* what is found in a moment is there for the next key */
}

static void today_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct today_panel *today = today_self(panel);
    fprintf(left, "Today — %s", today_model_mine(today->model) ? "mine" : "everyone");
    char total[NUMBER_SIZE];
    size_t count = today_model_total(today->model);
    fprintf(right, "%s%s item%s", number_grouped((int64_t)count, total),
        today_model_whole(today->model) ? "" : screen_glyph(GLYPH_ELLIPSIS), count == 1 ? "" : "s");
}

/* --- acting on the line under the cursor ------------------------------------------------------ */

static void today_end_line(struct app *app, const struct agenda_line *line)
{
    struct li_error err;
    if (agenda_end(app->context, line, &err))
        app_fail(app, &err);
    else
        app_say(app, "Marked \"%s\" done. Press %s to undo.", line->what,
            keymap_text(&app->keys, ACTION_UNDO));
    app_refresh(app);
}

static void today_log_line(struct app *app, const struct agenda_line *line)
{
    app_log(app, &line->id);
}

static void today_renew_line(struct app *app, const struct agenda_line *line)
{
    (void)line;
    dispatch_do(app, ACTION_RENEW);
}

static void today_contact_line(struct app *app, const struct agenda_line *line)
{
    (void)line;
    dispatch_do(app, ACTION_CONTACT);
}

static void today_edit_line(struct app *app, const struct agenda_line *line)
{
    app_edit(app, line->kind, &line->id, NULL, NULL);
}

static void today_decide_line(struct app *app, const struct agenda_line *line)
{
    (void)line;
    dispatch_do(app, ACTION_CONFLICTS);
}

static void today_add_to_line(struct app *app, const struct agenda_line *line)
{
    struct li_error err;
    struct record *next;
    if (agenda_next(app->context, line, &next, &err))
        app_fail(app, &err);
    else
        app_begin(app, next);
}

static void today_open_line(struct app *app, const struct agenda_line *line)
{
    app_open(app, line->kind, &line->id);
}

static void (*const today_acts[])(struct app *app, const struct agenda_line *line) = {
    [ACT_LOG] = today_log_line,
    [ACT_END] = today_end_line,
    [ACT_RENEW] = today_renew_line,
    [ACT_ADD] = today_add_to_line,
    [ACT_CONTACT] = today_contact_line,
    [ACT_EDIT] = today_edit_line,
    [ACT_DECIDE] = today_decide_line,
};

/* Opens the list of all records of the topic. */
static void today_open_list(const struct today_panel *today, struct app *app, enum topic_id topic)
{
    if (!topics[topic]->filter) {
        app_say(app, "Run `liaise agenda` to see all; the next show here as you finish these.");
        return;
    }
    char days[16], *filter = NULL;
    FILE *out = li_text_open(&filter);
    const char *at = topics[topic]->filter, *gap = strstr(at, "%d");
    snprintf(
        days, sizeof days, "%.0f", setting_number(&app->context->settings, SETTING_AGENDA_DAYS));
    if (gap)
        fprintf(out, "%.*s%s%s", (int)(gap - at), at, days, gap + 2);
    else
        fputs(at, out);
    fputs(today_model_mine(today->model) ? " is:mine" : "", out);
    li_text_close(out);
    app_list(app, topics[topic]->kind, filter);
    free(filter);
}

static void today_act(struct today_panel *today, struct app *app)
{
    const struct today_spot *spot = today_spot(today);
    const struct agenda_line *line = today_line(today);
    if (line && as_of_mode_is_shown(app))
        today_open_line(app, line);
    else if (line)
        today_acts[topics[line->topic]->step.act](app, line);
    else if (spot && spot->type == TODAY_MORE)
        today_open_list(today, app, spot->topic);
}

static void today_open_page(struct today_panel *today, struct app *app)
{
    const struct agenda_line *line = today_line(today);
    if (line)
        today_open_line(app, line);
}

/* --- snoozing --------------------------------------------------------------------------------- */

static day_t today_typed_date(struct app *app, const char *text, struct li_error *err)
{
    day_t day = app->context->today + 1;
    if (text[strspn(text, " ")] &&
        date_typed_parse(text, app->context->today, context_dates(app->context), &day, err))
        return DAY_NONE;
    return day;
}

static void today_date_changed(void *arg, struct app *app, const char *text)
{
    struct today_panel *today = arg;
    struct li_error err;
    char written[DATE_SHOWN_SIZE];
    day_t day = today_typed_date(app, text, &err);
    prompt_remark(
        today->ask, day == DAY_NONE ? NULL : date_show(day, context_dates(app->context), written));
}

static void today_date_given(void *arg, struct app *app, const char *text)
{
    struct today_panel *today = arg;
    struct li_error err;
    today->ask = NULL;
    if (!text)
        return;
    day_t day = today_typed_date(app, text, &err);
    char written[DATE_SHOWN_SIZE];
    if (day == DAY_NONE || agenda_snooze(app->context, &today->snoozed, day, &err)) {
        app_fail(app, &err);
        return;
    }
    app_say(app, "Snoozed \"%s\" until %s. Press %s to undo.", today->snoozed.what,
        date_show(day, context_dates(app->context), written), keymap_text(&app->keys, ACTION_UNDO));
    app_refresh(app);
}

static void today_ask_date(struct today_panel *today, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " Snooze until: ",
        .help = "fri, +2w, 15 mar, eom; blank = tomorrow",
        .changed = today_date_changed,
        .done = today_date_given,
    };
    const struct agenda_line *line = today_line(today);
    if (!line)
        return;
    agenda_line_clear(&today->snoozed);
    today->snoozed = *line;
    today->snoozed.what = li_strdup(line->what);
    today->snoozed.who = today->snoozed.why = NULL;
    today->ask = prompt_new(&asks, NULL, today);
    app_push(app, today->ask);
}

/* --- the panel -------------------------------------------------------------------------------- */

static bool today_offers(struct panel *panel, enum action action)
{
    const struct today_panel *today = today_self(panel);
    const struct today_spot *spot = today_spot(today);
    bool line = spot && spot->type == TODAY_LINE;
    return action == ACTION_OPEN ? spot && (line || topics[spot->topic]->filter)
           : action == ACTION_SNOOZE || action == ACTION_SHOW_PAGE ? line
                                                                   : true;
}

static bool today_panel_act(struct panel *panel, struct app *app, enum action action)
{
    struct today_panel *today = today_self(panel);
    switch (action) {
    case ACTION_OPEN: today_act(today, app); return true;
    case ACTION_SHOW_PAGE: today_open_page(today, app); return true;
    case ACTION_SNOOZE: today_ask_date(today, app); return true;
    case ACTION_MINE: today_show_mine(today, app, !today_model_mine(today->model)); return true;
    default: return false;
    }
}

static void today_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct today_panel *today = today_self(panel);
    panel->area = area;
    panel->lines = today_view_body(area);
    today_view_draw(panel, today->model, app, focused);
    today->drawn = today_model_total(today->model);
}

static void today_rest(struct panel *panel)
{
    today_model_rest(today_self(panel)->model);
}

static void today_refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (today_model_refresh(today_self(panel)->model, &err))
        app_fail(app, &err);
}

static bool today_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct agenda_line *line = today_line(today_self(panel));
    if (!line)
        return false;
    *kind = line->kind;
    *id = line->id;
    return true;
}

static void today_free(struct panel *panel)
{
    struct today_panel *today = today_self(panel);
    today_model_free(today->model);
    agenda_line_clear(&today->snoozed);
    free(today);
}

const struct panel_ops today_panel_ops = {
    .place = PLACE_TODAY,
    .draw = today_draw,
    .offers = today_offers,
    .act = today_panel_act,
    .count = today_count,
    .rests = today_rests,
    .moved = today_moved,
    .work = today_work,
    .rest = today_rest,
    .refresh = today_refresh,
    .title = today_title,
    .record = today_record,
    .free = today_free,
};

struct panel *today_panel_new(struct app *app)
{
    struct today_panel *today = li_calloc(1, sizeof *today);
    today->panel.ops = &today_panel_ops;
    today->panel.root = &today_panel_ops;
    today->model = today_model_new(app->context);
    today_show_mine(today, app, my_portfolio_any(app->context));
    return &today->panel;
}
