/*
 * today_view.c: headings with their counts, lines, and at the foot all of the sentence of the one
 * under the cursor.
 */
#include "core/kind/affiliate.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/as_of_mode.h"
#include "tui/today/today_internal.h"
#include <stdlib.h>

enum { WHO_WIDTH = 9, GAP = 2 };

static void today_draw_line(
    const struct agenda_line *line, const struct app *app, int y, struct area area)
{
    int room = area.width - 3, x = area.x + 2;
    int what = (room - WHO_WIDTH - 2 * GAP) * 9 / 20;
    bool late = line->day != DAY_NONE && line->day < app->context->today;
    screen_text(y, x, WHO_WIDTH, STYLE_LABEL, line->who ? line->who : "");
    x += WHO_WIDTH + GAP;
    screen_text(y, x, what > 0 ? what : 0, STYLE_TEXT, line->what);
    x += what + GAP;
    if (what > 0 && x < area.x + area.width - 1)
        screen_text(y, x, area.x + area.width - 1 - x, late ? STYLE_WARN : STYLE_MUTED, line->why);
}

/* False: the line is gone, and what stands below it has moved. */
static bool today_draw_spot(
    struct today_panel *today, const struct spot *spot, struct app *app, int y, struct area area)
{
    struct li_error err;
    if (spot->type == SPOT_LINE) {
        const struct agenda_line *line = today_model_read(today->lines, spot, &err);
        if (line)
            today_draw_line(line, app, y, area);
        return line;
    }
    char *words = today_model_words(today->lines, spot);
    bool heading = spot->type == SPOT_HEADING;
    int x = area.x + (heading ? 1 : 2 + WHO_WIDTH + GAP);
    screen_text(y, x, area.x + area.width - 1 - x, heading ? STYLE_HEADING : STYLE_MUTED, words);
    free(words);
    return true;
}

static bool today_draw_spots(struct today_panel *today, struct app *app, struct area area)
{
    size_t count;
    const struct spot *spots = today_model_spots(today->lines, &count);
    screen_fill(area, STYLE_TEXT);
    for (int i = 0; i < area.height && today->panel.scroll.top + (size_t)i < count; i++)
        if (!today_draw_spot(
                today, &spots[today->panel.scroll.top + (size_t)i], app, area.y + i, area))
            return false;
    return true;
}

/* All of the sentence, and what Enter does about it. */
static void today_draw_more(
    const struct today_panel *today, const struct app *app, int y, struct area area)
{
    const struct spot *spot = today_at(today);
    const struct agenda_line *line = today_line(today);
    if (!spot)
        return;
    const char *key = keymap_hint(&app->keys, ACTION_OPEN, PLACE_TODAY);
    const char *does = !line                      ? "list all"
                       : as_of_mode_is_shown(app) ? "open"
                                                  : topics[spot->topic]->step.says;
    if (!line && !topics[spot->topic]->filter)
        return;
    int x = screen_text(y, area.x + 1, text_width(key), STYLE_KEY, key);
    x = screen_text(y, x, 1, STYLE_HINT, ":");
    x = screen_text(y, x + 1, text_width(does), STYLE_HINT, does);
    if (line && x + 3 < area.x + area.width)
        screen_text(y, x + 2, area.x + area.width - 1 - x - 2, STYLE_MUTED, line->why);
}

/* Where nothing can need attention yet. */
static void today_draw_beginning(const struct app *app, int y, struct area area)
{
    struct candidates any = {0};
    struct li_error unsaid;
    lookup_some(app->context, &kind_affiliate, "", 1, &any, &unsaid);
    if (any.count == 0 && !as_of_mode_is_shown(app)) {
        int x = screen_textf(y, area.x + 2, 0, STYLE_MUTED, "No affiliates yet. Press %s, then",
            keymap_hint(&app->keys, ACTION_AFFILIATES, PLACE_TODAY));
        screen_textf(y, x, 0, STYLE_MUTED, " %s, to add one — or run",
            keymap_hint(&app->keys, ACTION_ADD, PLACE_LIST));
        screen_text(
            y + 1, area.x + 2, 0, STYLE_MUTED, "`liaise import affiliate FILE` to import a CSV.");
    }
    lookup_candidates_free(&any);
}

static void today_draw_empty(
    const struct today_panel *today, const struct app *app, struct area area)
{
    bool mine = today_model_mine(today->lines), whole = today_model_whole(today->lines);
    char *says = !whole ? li_strdup("Searching...")
                        : li_format("%s today.%s%s%s",
                              mine ? "Nothing of yours needs attention" : "Nothing needs attention",
                              mine ? " Press " : "",
                              mine ? keymap_hint(&app->keys, ACTION_MINE, PLACE_TODAY) : "",
                              mine ? " to see everyone's." : "");
    screen_text(area.y + 1, area.x + 2, area.width - 3, STYLE_MUTED, says);
    free(says);
    if (whole)
        today_draw_beginning(app, area.y + 3, area);
}

void today_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct today_panel *today = (struct today_panel *)panel;
    size_t count;
    panel->area = area;
    panel->lines = today_body(today);
    do
        today_follow(today);
    while (!today_draw_spots(today, app, today_body(today)));
    today_model_spots(today->lines, &count);
    today->painted = today_model_total(today->lines);
    if (count == 0) {
        today_draw_empty(today, app, area);
        return;
    }
    screen_restyle(area.y + (int)(today->panel.scroll.at - today->panel.scroll.top), area.x,
        area.width, focused ? STYLE_CURSOR : STYLE_SHADE);
    scroll_draw(&today->panel.scroll, count, today_body(today));
    if (area.height > 2)
        today_draw_more(today, app, area.y + area.height - 1, area);
}
