/*
 * today_actions.c: what is done to the line under the cursor: what it asks for, or it is put off.
 */
#include "core/base/date_typed.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include "tui/app/as_of_mode.h"
#include "tui/today/today_internal.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

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

static void (*const acts[])(struct app *app, const struct agenda_line *line) = {
    [ACT_LOG] = today_log_line,
    [ACT_END] = today_end_line,
    [ACT_RENEW] = today_renew_line,
    [ACT_ADD] = today_add_to_line,
    [ACT_CONTACT] = today_contact_line,
    [ACT_EDIT] = today_edit_line,
};

/* The list of all there is of a topic. */
static void today_open_list(const struct today_panel *today, struct app *app, enum topic_id topic)
{
    if (!topics[topic]->filter)
        return;
    char days[16], *filter = NULL;
    FILE *out = li_text_open(&filter);
    const char *at = topics[topic]->filter, *gap = strstr(at, "%d");
    snprintf(
        days, sizeof days, "%.0f", setting_number(&app->context->settings, SETTING_AGENDA_DAYS));
    if (gap)
        fprintf(out, "%.*s%s%s", (int)(gap - at), at, days, gap + 2);
    else
        fputs(at, out);
    fputs(today_model_mine(today->lines) ? " is:mine" : "", out);
    li_text_close(out);
    app_list(app, topics[topic]->kind, filter);
    free(filter);
}

void today_act(struct today_panel *today, struct app *app)
{
    const struct spot *spot = today_at(today);
    const struct agenda_line *line = today_line(today);
    if (line && as_of_mode_is_shown(app))
        today_open_line(app, line);
    else if (line)
        acts[topics[line->topic]->step.act](app, line);
    else if (spot && spot->type == SPOT_MORE)
        today_open_list(today, app, spot->topic);
}

void today_open_page(struct today_panel *today, struct app *app)
{
    const struct agenda_line *line = today_line(today);
    if (line)
        today_open_line(app, line);
}

/* --- putting off ------------------------------------------------------------------------------ */

static day_t today_typed_day(struct app *app, const char *text, struct li_error *err)
{
    day_t day = app->context->today + 1;
    if (text[strspn(text, " ")] && date_typed_parse(text, app->context->today, &day, err))
        return DAY_NONE;
    return day;
}

static void today_day_changed(void *arg, struct app *app, const char *text)
{
    struct today_panel *today = arg;
    struct li_error err;
    char written[DAY_TEXT_SIZE];
    day_t day = today_typed_day(app, text, &err);
    prompt_remark(today->ask, day == DAY_NONE ? NULL : date_text(day, written));
}

static void today_day_given(void *arg, struct app *app, const char *text)
{
    struct today_panel *today = arg;
    struct li_error err;
    today->ask = NULL;
    if (!text)
        return;
    day_t day = today_typed_day(app, text, &err);
    char written[DAY_TEXT_SIZE];
    if (day == DAY_NONE || agenda_snooze(app->context, &today->put_off, day, &err)) {
        app_fail(app, &err);
        return;
    }
    app_say(app, "Snoozed \"%s\" until %s. Press %s to undo.", today->put_off.what,
        date_text(day, written), keymap_text(&app->keys, ACTION_UNDO));
    app_refresh(app);
}

void today_put_off(struct today_panel *today, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " Snooze until: ",
        .help = "fri, +2w, 15 mar, eom; blank = tomorrow",
        .changed = today_day_changed,
        .done = today_day_given,
    };
    const struct agenda_line *line = today_line(today);
    if (!line)
        return;
    agenda_line_clear(&today->put_off);
    today->put_off = *line;
    today->put_off.what = li_strdup(line->what);
    today->put_off.who = today->put_off.why = NULL;
    today->ask = prompt_new(&asks, NULL, today);
    app_push(app, today->ask);
}
