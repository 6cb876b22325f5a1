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

int today_height(const struct today_panel *today)
{
    return today->panel.area.height > 2 ? today->panel.area.height - 1 : 1;
}

/* The last line says more of the one under the cursor. */
struct area today_body(const struct today_panel *today)
{
    struct area area = today->panel.area;
    area.height = today_height(today);
    return area;
}

static size_t today_count(struct panel *panel)
{
    size_t count;
    today_model_spots(((struct today_panel *)panel)->lines, &count);
    return count;
}

static bool today_rests(struct panel *panel, size_t line)
{
    size_t count;
    const struct spot *spots = today_model_spots(((struct today_panel *)panel)->lines, &count);
    return spots[line].type != SPOT_HEADING;
}

/* Where the line stands now; false: nowhere. */
static bool today_find_line(const struct today_panel *today, size_t *at)
{
    size_t count;
    const struct spot *spots = today_model_spots(today->lines, &count);
    for (size_t i = 0; i < count; i++)
        if (spots[i].type == today->on.type && spots[i].topic == today->on.topic &&
            spots[i].row == today->on.row) {
            *at = i;
            return true;
        }
    return false;
}

void today_follow(struct today_panel *today)
{
    size_t at, count;
    if (today->on.row && today_find_line(today, &at) && at != today->panel.scroll.at) {
        size_t below = today->panel.scroll.at - today->panel.scroll.top;
        today->panel.scroll.at = at;
        today->panel.scroll.top = at > below ? at - below : 0;
    }
    today_model_spots(today->lines, &count);
    scroll_fit(&today->panel.scroll, count, today_height(today));
    panel_land(&today->panel, 0);
}

const struct spot *today_at(const struct today_panel *today)
{
    size_t count;
    const struct spot *spots = today_model_spots(today->lines, &count);
    return today->panel.scroll.at < count ? &spots[today->panel.scroll.at] : NULL;
}

static void today_stay_here(struct today_panel *today)
{
    const struct spot *spot = today_at(today);
    today->on = spot ? *spot : (struct spot){.row = 0};
}

/* What is under the cursor; NULL: no line. */
const struct agenda_line *today_line(const struct today_panel *today)
{
    const struct spot *spot = today_at(today);
    return spot && spot->type == SPOT_LINE ? today_model_read(today->lines, spot, NULL) : NULL;
}

static void today_moved(struct panel *panel, struct app *app, enum action action)
{
    (void)app;
    (void)action;
    today_stay_here((struct today_panel *)panel);
}

/* Until the screen is full every slice shows; then only now and then, as the counts grow. */
static bool today_shows(const struct today_panel *today, bool more)
{
    size_t total = today_model_total(today->lines);
    return !more || today->painted < (size_t)today_height(today) ||
           total > today->painted + today->painted / 8;
}

/* Before the panel has been placed, too. */
static size_t today_screenful(void)
{
    return (size_t)screen_area().height;
}

/* A screenful that nobody has seen yet: it is painted before more is looked for. */
static bool today_is_first_screenful(const struct today_panel *today)
{
    return today->painted == 0 && today_model_total(today->lines) >= today_screenful();
}

static bool today_work(struct panel *panel, struct app *app)
{
    struct today_panel *today = (struct today_panel *)panel;
    struct li_error err = {.code = LI_OK};
    int64_t began = key_clock.now(key_clock.arg);
    int more = 1;
    while (more > 0 && !today_is_first_screenful(today) && !input_waiting()) {
        more =
            today_model_work(today->lines, today->painted ? ROWS_AT_ONCE : today_screenful(), &err);
        if (key_clock.now(key_clock.arg) - began >= SLICE)
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
    if (today_model_find(today->lines, mine, &err)) {
        app_fail(app, &err);
        return;
    }
    today->on.row = 0;
    today->painted = 0;
    today->panel.scroll = (struct scroll){0};
    today_work(&today->panel, app); /* what is there within a moment is there for the next key */
}

static void today_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct today_panel *today = (const struct today_panel *)panel;
    fprintf(left, "Today — %s", today_model_mine(today->lines) ? "mine" : "everyone");
    char total[NUMBER_SIZE];
    size_t count = today_model_total(today->lines);
    fprintf(right, "%s%s item%s", number_grouped((int64_t)count, total),
        today_model_whole(today->lines) ? "" : screen_glyph(GLYPH_ELLIPSIS), count == 1 ? "" : "s");
}

/* --- the panel -------------------------------------------------------------------------------- */

static bool today_offers(struct panel *panel, enum action action)
{
    const struct today_panel *today = (const struct today_panel *)panel;
    const struct spot *spot = today_at(today);
    bool line = spot && spot->type == SPOT_LINE;
    return action == ACTION_OPEN                                   ? spot != NULL
           : action == ACTION_SNOOZE || action == ACTION_SHOW_PAGE ? line
                                                                   : true;
}

static bool today_panel_act(struct panel *panel, struct app *app, enum action action)
{
    struct today_panel *today = (struct today_panel *)panel;
    switch (action) {
    case ACTION_OPEN: today_act(today, app); return true;
    case ACTION_SHOW_PAGE: today_open_page(today, app); return true;
    case ACTION_SNOOZE: today_put_off(today, app); return true;
    case ACTION_MINE: today_show_mine(today, app, !today_model_mine(today->lines)); return true;
    default: return false;
    }
}

static void today_rest(struct panel *panel)
{
    today_model_rest(((struct today_panel *)panel)->lines);
}

static void today_refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (today_model_refresh(((struct today_panel *)panel)->lines, &err))
        app_fail(app, &err);
}

static bool today_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct agenda_line *line = today_line((struct today_panel *)panel);
    if (!line)
        return false;
    *kind = line->kind;
    *id = line->id;
    return true;
}

static void today_free_today(struct panel *panel)
{
    struct today_panel *today = (struct today_panel *)panel;
    today_model_free(today->lines);
    agenda_line_clear(&today->put_off);
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
    .free = today_free_today,
};

struct panel *today_panel_new(struct app *app)
{
    struct today_panel *today = li_calloc(1, sizeof *today);
    today->panel.ops = &today_panel_ops;
    today->panel.root = &today_panel_ops;
    today->lines = today_model_new(app->context);
    today_show_mine(today, app, my_portfolio_any(app->context));
    return &today->panel;
}
