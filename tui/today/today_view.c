/*
 * today_view.c: headings, lines in columns, and the last row about the line under the cursor.
 */
#include "tui/today/today_view.h"
#include "core/kind/affiliate.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/as_of_mode.h"
#include <assert.h>
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

/* False: the line is gone, and the lines below it have moved. */
static bool today_draw_spot(struct today_model *model, const struct today_spot *spot,
    const struct app *app, int y, struct area area)
{
    struct li_error err;
    if (spot->type == TODAY_LINE) {
        const struct agenda_line *line = today_model_load(model, spot, &err);
        if (line)
            today_draw_line(line, app, y, area);
        return line;
    }
    char *words = today_model_words(model, spot);
    bool heading = spot->type == TODAY_HEADING;
    int x = area.x + (heading ? 1 : 2 + WHO_WIDTH + GAP);
    screen_text(y, x, area.x + area.width - 1 - x, heading ? STYLE_HEADING : STYLE_MUTED, words);
    free(words);
    return true;
}

static bool today_draw_spots(
    struct today_model *model, size_t top, const struct app *app, struct area area)
{
    const struct today_spot *spot;
    screen_fill(area, STYLE_TEXT);
    for (int i = 0; i < area.height && (spot = today_model_spot(model, top + (size_t)i)); i++)
        if (!today_draw_spot(model, spot, app, area.y + i, area))
            return false;
    return true;
}

/* The whole sentence, and what Enter does about it. */
static void today_draw_more(
    struct today_model *model, size_t at, const struct app *app, int y, struct area area)
{
    const struct today_spot *spot = today_model_spot(model, at);
    const struct agenda_line *line = today_model_line(model, at);
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

/* For a database in which nothing can need attention yet. */
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
    const struct today_model *model, const struct app *app, struct area area)
{
    bool mine = today_model_mine(model), whole = today_model_whole(model);
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

/* The last row is about the line under the cursor. */
struct area today_view_body(struct area area)
{
    area.height = area.height > 2 ? area.height - 1 : 1;
    return area;
}

void today_view_draw(
    struct panel *panel, struct today_model *model, const struct app *app, bool focused)
{
    assert(panel && model);
    struct area area = panel->area, body = today_view_body(area);
    struct scroll *scroll = &panel->scroll;
    size_t count;
    do {
        today_model_follow(model, scroll);
        today_model_spots(model, &count);
        scroll_fit(scroll, count, body.height);
        panel_land(panel, 0);
    } while (!today_draw_spots(model, scroll->top, app, body));
    if (count == 0) {
        today_draw_empty(model, app, area);
        return;
    }
    screen_restyle(area.y + (int)(scroll->at - scroll->top), area.x, area.width,
        focused ? STYLE_CURSOR : STYLE_SHADE);
    scroll_draw(scroll, count, body);
    if (area.height > 2)
        today_draw_more(model, scroll->at, app, area.y + area.height - 1, area);
}
