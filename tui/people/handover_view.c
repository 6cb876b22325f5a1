/*
 * handover_view.c: the date and the role, the grid, and below what saving would do.
 */
#include "tui/people/handover_view.h"
#include "core/people/handover_outcome.h"
#include "data/base/memory.h"
#include "tui/form/form_field.h"
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 6, DAY_WIDTH = 14, TOP = 2 /* lines: the date and the role */ };

static void handover_draw_day(
    struct handover_model *model, const struct app *app, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Date");
    struct area field = {area.y, x, 1, DAY_WIDTH};
    edit_draw(&model->day, field, here ? STYLE_FOCUS : STYLE_FIELD, here);
    x += DAY_WIDTH + 1;
    form_field_draw_day(
        model->day.text, app->context, (struct area){area.y, x, 1, area.x + area.width - x});
}

static void handover_draw_role(const struct handover_model *model, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Role");
    x = screen_textf(area.y, x, 0, here ? STYLE_FOCUS : STYLE_TEXT, here ? "< %s >" : "%s",
        model->roles[model->role].name);
    if (here)
        screen_text(area.y, x + 2, 0, STYLE_MUTED, "Left/Right: another role");
}

static const char *handover_view_plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

/* The affiliate under the cursor, and the open work that is handed over with it. */
static void handover_view_draw_share(const struct handover_share *share, struct area area)
{
    const struct workload_counts *load = &share->load;
    screen_text(area.y, area.x + 1, area.width - 1, STYLE_STRONG, share->name);
    if (share->role) {
        screen_text(area.y + 1, area.x + 1, area.width - 1, STYLE_MUTED,
            "Includes new affiliates in the region.");
        return;
    }
    screen_textf(area.y + 1, area.x + 1, area.width - 1, STYLE_MUTED,
        "Includes %" PRId64 " open goal%s, %" PRId64 " overdue check-in%s, %" PRId64
        " renewal%s due.",
        load->goals, handover_view_plural(load->goals), load->checkins,
        handover_view_plural(load->checkins), load->renewals, handover_view_plural(load->renewals));
}

/* What saving would do, over the lines of the area; the last is cut. */
static void handover_draw_outcome(const struct handover *handover, struct area area)
{
    char *text = handover_outcome(handover), *obstacle = handover_obstacle(handover);
    enum style style = obstacle                         ? STYLE_BAD
                       : handover_changes(handover) > 0 ? STYLE_STRONG
                                                        : STYLE_MUTED;
    const char *rest = text;
    size_t next = 1;
    for (int i = 0; i < area.height && next; i++, rest += next) {
        size_t size = text_wrap(rest, area.width - 1, &next);
        bool last = i + 1 == area.height;
        char *line = li_strndup(rest, last ? strlen(rest) : size);
        screen_text(area.y + i, area.x + 1, area.width - 1, style, line);
        free(line);
    }
    free(obstacle);
    free(text);
}

static void handover_draw_keys(const struct app *app, struct area area)
{
    screen_textf(area.y, area.x + 1, area.width - 1, STYLE_MUTED,
        "1-9 assign, 0 vacant, Left/Right move, * all of a person's, %s add a person",
        keymap_hint(&app->keys, ACTION_PICK, PLACE_FORM));
}

/* Below the affiliates: what saving would do, always; then as much as there is room for. */
enum { OUTCOME = 2, SHARE = 2, KEYS = 1, ROOM = 12, MUCH_ROOM = 20 };
static int handover_below(struct area area)
{
    return OUTCOME + (area.height > MUCH_ROOM ? SHARE : 0) + (area.height > ROOM ? KEYS : 0);
}

static void handover_draw_below(const struct handover *handover, const struct scroll *scroll,
    const struct app *app, struct area area)
{
    struct area line = {area.y + area.height - handover_below(area), area.x, OUTCOME, area.width};
    handover_draw_outcome(handover, line);
    line.y += OUTCOME;
    if (area.height > MUCH_ROOM && scroll->at < handover->share_count)
        handover_view_draw_share(&handover->shares[scroll->at], line);
    line.y = area.y + area.height - KEYS;
    if (area.height > ROOM)
        handover_draw_keys(app, line);
}

void handover_view_draw(struct handover_view *view, struct handover_model *model,
    struct panel *panel, const struct app *app, struct area area, bool focused)
{
    struct area line = {area.y, area.x, 1, area.width};
    const struct handover *handover = model->handover;
    assert(handover);
    handover_draw_day(model, app, line, focused && view->focus == HANDOVER_DATE);
    line.y++;
    handover_draw_role(model, line, focused && view->focus == HANDOVER_ROLE);
    handover_grid_draw(&view->grid, &panel->scroll, handover,
        (struct area){area.y + TOP, area.x, area.height - TOP - handover_below(area), area.width},
        focused && view->focus == HANDOVER_SHARES);
    panel->lines = view->grid.rows;
    handover_draw_below(handover, &panel->scroll, app, area);
    if (handover->share_count == 0)
        screen_text(area.y + TOP + 2, area.x + 1, area.width - 1, STYLE_MUTED,
            "No affiliates to hand over.");
}
