/*
 * today.c: what needs attention, by topic, and how each line of it is acted on.
 */
#include "today.h"
#include "../../core/mine.h"
#include "../../data/memory.h"
#include "../app.h"
#include "../pace.h"
#include "../past.h"
#include "prompt.h"
#include "scroll.h"
#include "today_lines.h"
#include <stdlib.h>
#include <string.h>

enum { SLICE = 2000 /* microseconds */, ROWS_AT_ONCE = 64 };

struct today {
    struct panel panel;
    struct today_lines *lines;
    struct scroll scroll;
    struct spot on;             /* the line the cursor stays on; row 0: on none yet */
    size_t painted;             /* how many there were when it was painted last */
    struct panel *ask;          /* the day being typed; NULL: none is */
    struct agenda_line put_off; /* what that puts off */
};

/* --- the cursor ------------------------------------------------------------------------------- */

static int height(const struct today *today)
{
    return today->panel.area.height > 2 ? today->panel.area.height - 1 : 1;
}

/* The last line says more of the one under the cursor. */
static struct area body(const struct today *today)
{
    struct area area = today->panel.area;
    area.height = height(today);
    return area;
}

/* Off a heading, on in the direction it came from, or to the first line. */
static void leave_heading(struct today *today, size_t from)
{
    size_t count;
    const struct spot *spots = today_lines_spots(today->lines, &count);
    size_t *at = &today->scroll.at;
    if (*at >= count || spots[*at].type != SPOT_HEADING)
        return;
    *at = *at<from && * at> 0 ? *at - 1 : *at + 1;
    if (*at == 1)
        today->scroll.top = 0;
}

/* Where the line stands now; false: nowhere. */
static bool find_line(const struct today *today, size_t *at)
{
    size_t count;
    const struct spot *spots = today_lines_spots(today->lines, &count);
    for (size_t i = 0; i < count; i++)
        if (spots[i].type == today->on.type && spots[i].topic == today->on.topic &&
            spots[i].row == today->on.row) {
            *at = i;
            return true;
        }
    return false;
}

/* The cursor stays on its line, and that on its line of the screen, whatever comes before it. */
static void follow(struct today *today)
{
    size_t at, count;
    if (today->on.row && find_line(today, &at) && at != today->scroll.at) {
        size_t below = today->scroll.at - today->scroll.top;
        today->scroll.at = at;
        today->scroll.top = at > below ? at - below : 0;
    }
    today_lines_spots(today->lines, &count);
    scroll_fit(&today->scroll, count, height(today));
    leave_heading(today, 0);
}

static const struct spot *at_cursor(const struct today *today)
{
    size_t count;
    const struct spot *spots = today_lines_spots(today->lines, &count);
    return today->scroll.at < count ? &spots[today->scroll.at] : NULL;
}

static void stay_here(struct today *today)
{
    const struct spot *spot = at_cursor(today);
    today->on = spot ? *spot : (struct spot){.row = 0};
}

/* What is under the cursor; NULL: no line. */
static const struct agenda_line *line_at_hand(const struct today *today)
{
    const struct spot *spot = at_cursor(today);
    return spot && spot->type == SPOT_LINE ? today_lines_read(today->lines, spot, NULL) : NULL;
}

static bool move(struct today *today, enum action action)
{
    size_t count, from = today->scroll.at;
    today_lines_spots(today->lines, &count);
    if (!scroll_act(&today->scroll, action, count, height(today)))
        return false;
    leave_heading(today, from);
    scroll_fit(&today->scroll, count, height(today));
    stay_here(today);
    return true;
}

/* --- acting on a line ------------------------------------------------------------------------- */

static void end_line(struct app *app, const struct agenda_line *line)
{
    struct li_error err;
    if (agenda_end(app->li, line, &err))
        app_fail(app, &err);
    else
        app_say(
            app, "\"%s\" is done; %s undoes.", line->what, keymap_text(&app->keys, ACTION_UNDO));
    app_refresh(app);
}

static void log_line(struct app *app, const struct agenda_line *line)
{
    app_log(app, &line->id);
}

static void renew_line(struct app *app, const struct agenda_line *line)
{
    (void)line;
    app_do(app, ACTION_RENEW);
}

static void contact_line(struct app *app, const struct agenda_line *line)
{
    (void)line;
    app_do(app, ACTION_CONTACT);
}

static void open_line(struct app *app, const struct agenda_line *line)
{
    app_open(app, agenda_topics[line->topic].kind, &line->id);
}

static void (*const acts[])(struct app *app, const struct agenda_line *line) = {
    [AGENDA_OPENS] = open_line,
    [AGENDA_LOGS] = log_line,
    [AGENDA_ENDS] = end_line,
    [AGENDA_RENEWS] = renew_line,
    [AGENDA_CONTACTS] = contact_line,
};

/* The list of all there is of a topic. */
static void open_list(const struct today *today, struct app *app, enum agenda_topic topic)
{
    if (!agenda_topics[topic].filter)
        return;
    char days[16], *filter = NULL;
    size_t size;
    FILE *out = open_memstream(&filter, &size);
    const char *at = agenda_topics[topic].filter, *gap = strstr(at, "%d");
    snprintf(days, sizeof days, "%.0f", setting_number(&app->li->settings, SETTING_AGENDA_DAYS));
    if (gap)
        fprintf(out, "%.*s%s%s", (int)(gap - at), at, days, gap + 2);
    else
        fputs(at, out);
    fputs(today_lines_mine(today->lines) ? " is:mine" : "", out);
    fclose(out);
    app_list(app, agenda_topics[topic].kind, filter);
    free(filter);
}

static void act_on_line(struct today *today, struct app *app)
{
    const struct spot *spot = at_cursor(today);
    const struct agenda_line *line = line_at_hand(today);
    if (line && past_is_shown(app))
        open_line(app, line);
    else if (line)
        acts[agenda_topics[line->topic].act](app, line);
    else if (spot && spot->type == SPOT_MORE)
        open_list(today, app, spot->topic);
}

static void open_page(struct today *today, struct app *app)
{
    const struct agenda_line *line = line_at_hand(today);
    if (line)
        open_line(app, line);
}

/* Until the screen is full every slice shows; then only now and then, as the counts grow. */
static bool shows(const struct today *today, bool more)
{
    size_t total = today_lines_total(today->lines);
    return !more || today->painted < (size_t)height(today) ||
           total > today->painted + today->painted / 8;
}

static bool work(struct panel *panel, struct app *app)
{
    struct today *today = (struct today *)panel;
    struct li_error err = {.code = LI_OK};
    int64_t began = pace_of_keys.now(pace_of_keys.arg);
    int more;
    do
        more = today_lines_work(today->lines, ROWS_AT_ONCE, &err);
    while (more > 0 && pace_of_keys.now(pace_of_keys.arg) - began < SLICE && !input_waiting());
    if (more < 0)
        app_fail(app, &err);
    app->dirty |= shows(today, more > 0);
    return more > 0;
}

static void show_mine(struct today *today, struct app *app, bool mine)
{
    struct li_error err;
    app->dirty = true;
    if (today_lines_find(today->lines, mine, &err)) {
        app_fail(app, &err);
        return;
    }
    today->on.row = 0;
    today->scroll = (struct scroll){0};
    work(&today->panel, app); /* what is there within a moment is there for the next key */
}

/* --- putting off ------------------------------------------------------------------------------ */

static day_t typed_day(struct app *app, const char *text, struct li_error *err)
{
    day_t day = app->li->today + 1;
    if (text[strspn(text, " ")] && day_read(text, app->li->today, &day, err))
        return DAY_NONE;
    return day;
}

static void day_changed(void *arg, struct app *app, const char *text)
{
    struct today *today = arg;
    struct li_error err;
    char written[DAY_TEXT_SIZE];
    day_t day = typed_day(app, text, &err);
    panel_prompt_remark(today->ask, day == DAY_NONE ? NULL : day_text(day, written));
}

static void day_given(void *arg, struct app *app, const char *text)
{
    struct today *today = arg;
    struct li_error err;
    today->ask = NULL;
    if (!text)
        return;
    day_t day = typed_day(app, text, &err);
    char written[DAY_TEXT_SIZE];
    if (day == DAY_NONE || agenda_snooze(app->li, &today->put_off, day, &err)) {
        app_fail(app, &err);
        return;
    }
    app_say(app, "\"%s\" comes back on %s; %s undoes.", today->put_off.what, day_text(day, written),
        keymap_text(&app->keys, ACTION_UNDO));
    app_refresh(app);
}

static void ask_day(struct today *today, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " Put off until: ",
        .help = "fri, +2w, 15 mar, eom; nothing is tomorrow",
        .changed = day_changed,
        .done = day_given,
    };
    const struct agenda_line *line = line_at_hand(today);
    if (!line)
        return;
    agenda_line_clear(&today->put_off);
    today->put_off = *line;
    today->put_off.what = li_strdup(line->what);
    today->put_off.who = today->put_off.why = NULL;
    today->ask = panel_prompt_new(&asks, NULL, today);
    app_push(app, today->ask);
}

/* --- drawing ---------------------------------------------------------------------------------- */

enum { WHO_WIDTH = 9, GAP = 2 };

static void draw_line(
    const struct agenda_line *line, const struct app *app, int y, struct area area)
{
    int room = area.width - 3, x = area.x + 2;
    int what = (room - WHO_WIDTH - 2 * GAP) * 9 / 20;
    bool late = line->day != DAY_NONE && line->day < app->li->today;
    screen_text(y, x, WHO_WIDTH, STYLE_LABEL, line->who ? line->who : "");
    x += WHO_WIDTH + GAP;
    screen_text(y, x, what > 0 ? what : 0, STYLE_TEXT, line->what);
    x += what + GAP;
    if (what > 0 && x < area.x + area.width - 1)
        screen_text(y, x, area.x + area.width - 1 - x, late ? STYLE_WARN : STYLE_MUTED, line->why);
}

/* False: the line is gone, and what stands below it has moved. */
static bool draw_spot(
    struct today *today, const struct spot *spot, struct app *app, int y, struct area area)
{
    struct li_error err;
    if (spot->type == SPOT_LINE) {
        const struct agenda_line *line = today_lines_read(today->lines, spot, &err);
        if (line)
            draw_line(line, app, y, area);
        return line;
    }
    char *words = today_lines_words(today->lines, spot);
    bool heading = spot->type == SPOT_HEADING;
    int x = area.x + (heading ? 1 : 2 + WHO_WIDTH + GAP);
    screen_text(y, x, area.x + area.width - 1 - x, heading ? STYLE_HEADING : STYLE_MUTED, words);
    free(words);
    return true;
}

static bool draw_spots(struct today *today, struct app *app, struct area area)
{
    size_t count;
    const struct spot *spots = today_lines_spots(today->lines, &count);
    screen_fill(area, STYLE_TEXT);
    for (int i = 0; i < area.height && today->scroll.top + (size_t)i < count; i++)
        if (!draw_spot(today, &spots[today->scroll.top + (size_t)i], app, area.y + i, area))
            return false;
    return true;
}

/* All of the sentence, and what Enter does about it. */
static void draw_more(const struct today *today, const struct app *app, int y, struct area area)
{
    const struct spot *spot = at_cursor(today);
    const struct agenda_line *line = line_at_hand(today);
    if (!spot)
        return;
    const char *key = keymap_hint(&app->keys, ACTION_OPEN, PLACE_TODAY);
    const char *does = line ? agenda_topics[spot->topic].says : "lists them all";
    if (!line && !agenda_topics[spot->topic].filter)
        return;
    int x = screen_text(y, area.x + 1, text_width(key), STYLE_KEY, key);
    x = screen_text(y, x + 1, text_width(does), STYLE_HINT, does);
    if (line && x + 3 < area.x + area.width)
        screen_text(y, x + 2, area.x + area.width - 1 - x - 2, STYLE_MUTED, line->why);
}

static void draw_empty(const struct today *today, const struct app *app, struct area area)
{
    bool mine = today_lines_mine(today->lines), whole = today_lines_whole(today->lines);
    char *says = !whole ? li_strdup("Looking...")
                        : li_format("Nothing %s needs attention today.%s%s%s",
                              mine ? "of yours" : "of anybody's", mine ? " Press " : "",
                              mine ? keymap_hint(&app->keys, ACTION_MINE, PLACE_TODAY) : "",
                              mine ? " to see everyone's." : "");
    screen_text(area.y + 1, area.x + 2, area.width - 3, STYLE_MUTED, says);
    free(says);
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct today *today = (struct today *)panel;
    size_t count;
    panel->area = area;
    do
        follow(today);
    while (!draw_spots(today, app, body(today)));
    today_lines_spots(today->lines, &count);
    today->painted = today_lines_total(today->lines);
    if (count == 0) {
        draw_empty(today, app, area);
        return;
    }
    screen_restyle(area.y + (int)(today->scroll.at - today->scroll.top), area.x, area.width,
        focused ? STYLE_CURSOR : STYLE_SHADE);
    scroll_draw(&today->scroll, count, body(today));
    if (area.height > 2)
        draw_more(today, app, area.y + area.height - 1, area);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct today *today = (const struct today *)panel;
    fprintf(left, "Today: %s", today_lines_mine(today->lines) ? "mine" : "everyone's");
    fprintf(right, "%zu%s to see to", today_lines_total(today->lines),
        today_lines_whole(today->lines) ? "" : screen_glyph(GLYPH_ELLIPSIS));
}

/* --- the panel -------------------------------------------------------------------------------- */

static bool offers(struct panel *panel, enum action action)
{
    const struct today *today = (const struct today *)panel;
    const struct spot *spot = at_cursor(today);
    bool line = spot && spot->type == SPOT_LINE;
    return action == ACTION_OPEN                                   ? spot != NULL
           : action == ACTION_SNOOZE || action == ACTION_SHOW_PAGE ? line
                                                                   : true;
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct today *today = (struct today *)panel;
    if (move(today, action))
        return true;
    switch (action) {
    case ACTION_OPEN: act_on_line(today, app); return true;
    case ACTION_SHOW_PAGE: open_page(today, app); return true;
    case ACTION_SNOOZE: ask_day(today, app); return true;
    case ACTION_MINE: show_mine(today, app, !today_lines_mine(today->lines)); return true;
    default: return false;
    }
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct today *today = (struct today *)panel;
    size_t count;
    const struct spot *spots = today_lines_spots(today->lines, &count);
    if (key->code != K_MOUSE)
        return false;
    app->dirty = true;
    size_t from = today->scroll.at, line = scroll_line(&today->scroll, body(today), key->y, count);
    if (scroll_wheel(&today->scroll, key, count, height(today))) {
        leave_heading(today, from);
        stay_here(today);
    } else if (line < count && spots[line].type != SPOT_HEADING) {
        today->scroll.at = line;
        stay_here(today);
        if (key->button == 2)
            act_on_line(today, app);
    }
    return true;
}

static void rest(struct panel *panel)
{
    today_lines_rest(((struct today *)panel)->lines);
}

static void refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (today_lines_refresh(((struct today *)panel)->lines, &err))
        app_fail(app, &err);
}

static bool record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct agenda_line *line = line_at_hand((struct today *)panel);
    if (!line)
        return false;
    *kind = agenda_topics[line->topic].kind;
    *id = line->id;
    return true;
}

static void free_today(struct panel *panel)
{
    struct today *today = (struct today *)panel;
    today_lines_free(today->lines);
    agenda_line_clear(&today->put_off);
    free(today);
}

const struct panel_ops panel_today_ops = {
    .place = PLACE_TODAY,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .rest = rest,
    .refresh = refresh,
    .title = title,
    .record = record,
    .free = free_today,
};

struct panel *panel_today_new(struct app *app)
{
    struct today *today = li_calloc(1, sizeof *today);
    today->panel.ops = &panel_today_ops;
    today->panel.root = &panel_today_ops;
    today->lines = today_lines_new(app->li);
    show_mine(today, app, mine_any(app->li));
    return &today->panel;
}
