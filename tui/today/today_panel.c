/*
 * today_panel.c: what needs attention, by topic: its cursor, and the looking between keys.
 */
#include "tui/today/today_panel.h"
#include "core/base/number.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include "tui/term/key_clock.h"
#include "tui/today/today_internal.h"
#include <stdlib.h>

enum { SLICE = 2000 /* microseconds */, ROWS_AT_ONCE = 64 };

/* --- the cursor ------------------------------------------------------------------------------- */

int today_height(const struct today *today)
{
    return today->panel.area.height > 2 ? today->panel.area.height - 1 : 1;
}

/* The last line says more of the one under the cursor. */
struct area today_body(const struct today *today)
{
    struct area area = today->panel.area;
    area.height = today_height(today);
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

void today_follow(struct today *today)
{
    size_t at, count;
    if (today->on.row && find_line(today, &at) && at != today->scroll.at) {
        size_t below = today->scroll.at - today->scroll.top;
        today->scroll.at = at;
        today->scroll.top = at > below ? at - below : 0;
    }
    today_lines_spots(today->lines, &count);
    scroll_fit(&today->scroll, count, today_height(today));
    leave_heading(today, 0);
}

const struct spot *today_at(const struct today *today)
{
    size_t count;
    const struct spot *spots = today_lines_spots(today->lines, &count);
    return today->scroll.at < count ? &spots[today->scroll.at] : NULL;
}

static void stay_here(struct today *today)
{
    const struct spot *spot = today_at(today);
    today->on = spot ? *spot : (struct spot){.row = 0};
}

/* What is under the cursor; NULL: no line. */
const struct agenda_line *today_line(const struct today *today)
{
    const struct spot *spot = today_at(today);
    return spot && spot->type == SPOT_LINE ? today_lines_read(today->lines, spot, NULL) : NULL;
}

static bool move(struct today *today, enum action action)
{
    size_t count, from = today->scroll.at;
    today_lines_spots(today->lines, &count);
    if (!scroll_act(&today->scroll, action, count, today_height(today)))
        return false;
    leave_heading(today, from);
    scroll_fit(&today->scroll, count, today_height(today));
    stay_here(today);
    return true;
}

/* Until the screen is full every slice shows; then only now and then, as the counts grow. */
static bool shows(const struct today *today, bool more)
{
    size_t total = today_lines_total(today->lines);
    return !more || today->painted < (size_t)today_height(today) ||
           total > today->painted + today->painted / 8;
}

/* Before the panel has been placed, too. */
static size_t screenful(void)
{
    return (size_t)screen_area().height;
}

/* A screenful that nobody has seen yet: it is painted before more is looked for. */
static bool is_first_screenful(const struct today *today)
{
    return today->painted == 0 && today_lines_total(today->lines) >= screenful();
}

static bool work(struct panel *panel, struct app *app)
{
    struct today *today = (struct today *)panel;
    struct li_error err = {.code = LI_OK};
    int64_t began = pace_of_keys.now(pace_of_keys.arg);
    int more = 1;
    while (more > 0 && !is_first_screenful(today) && !input_waiting()) {
        more = today_lines_work(today->lines, today->painted ? ROWS_AT_ONCE : screenful(), &err);
        if (pace_of_keys.now(pace_of_keys.arg) - began >= SLICE)
            break;
    }
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
    today->painted = 0;
    today->scroll = (struct scroll){0};
    work(&today->panel, app); /* what is there within a moment is there for the next key */
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct today *today = (const struct today *)panel;
    fprintf(left, "Today: %s", today_lines_mine(today->lines) ? "mine" : "everyone's");
    char total[NUMBER_SIZE];
    fprintf(right, "%s%s to see to",
        number_grouped((int64_t)today_lines_total(today->lines), total),
        today_lines_whole(today->lines) ? "" : screen_glyph(GLYPH_ELLIPSIS));
}

/* --- the panel -------------------------------------------------------------------------------- */

static bool offers(struct panel *panel, enum action action)
{
    const struct today *today = (const struct today *)panel;
    const struct spot *spot = today_at(today);
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
    case ACTION_OPEN: today_act(today, app); return true;
    case ACTION_SHOW_PAGE: today_open_page(today, app); return true;
    case ACTION_SNOOZE: today_put_off(today, app); return true;
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
    size_t from = today->scroll.at,
           line = scroll_line(&today->scroll, today_body(today), key->y, count);
    if (scroll_wheel(&today->scroll, key, count, today_height(today))) {
        leave_heading(today, from);
        stay_here(today);
    } else if (line < count && spots[line].type != SPOT_HEADING) {
        today->scroll.at = line;
        stay_here(today);
        if (key->button == 2)
            today_act(today, app);
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
    const struct agenda_line *line = today_line((struct today *)panel);
    if (!line)
        return false;
    *kind = line->kind;
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
    .draw = today_draw,
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
