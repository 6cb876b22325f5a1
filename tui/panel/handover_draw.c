/*
 * handover_draw.c: the day and the role on top, the matrix, what comes with the affiliate under the
 * cursor, and what the keys do.
 */
#include "handover_internal.h"
#include "slot.h"
#include <inttypes.h>

enum { LABEL_WIDTH = 6, DAY_WIDTH = 14 };

static void draw_day(struct handover *handover, struct app *app, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Day");
    struct area field = {area.y, x, 1, DAY_WIDTH};
    edit_draw(&handover->day, field, here ? STYLE_FOCUS : STYLE_FIELD, here);
    x += DAY_WIDTH + 1;
    slot_draw_day(
        handover->day.text, app->li, (struct area){area.y, x, 1, area.x + area.width - x});
}

static void draw_role(const struct handover *handover, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Role");
    x = screen_textf(area.y, x, 0, here ? STYLE_FOCUS : STYLE_TEXT, here ? "< %s >" : "%s",
        handover->roles[handover->role].name);
    if (here)
        screen_text(area.y, x + 2, 0, STYLE_MUTED, "Left, Right change it");
}

static const char *plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

/* What comes with the affiliate under the cursor. */
static void draw_share(const struct share *share, struct area area)
{
    const struct load *load = &share->load;
    screen_text(area.y, area.x + 1, area.width - 1, STYLE_STRONG, share->name);
    screen_textf(area.y + 1, area.x + 1, area.width - 1, STYLE_MUTED,
        "With it: %" PRId64 " open goal%s, %" PRId64 " overdue check-in%s, %" PRId64
        " renewal%s due.",
        load->goals, plural(load->goals), load->checkins, plural(load->checkins), load->renewals,
        plural(load->renewals));
}

void handover_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    enum { TOP = 2, TAIL = 4 }; /* the day and the role; a blank line, the affiliate, the keys */
    struct handover *handover = (struct handover *)panel;
    struct area line = {area.y, area.x, 1, area.width};
    const struct share *share = handover_share(handover);
    int below = area.height > 20 ? TAIL : area.height > 12 ? 1 : 0;
    draw_day(handover, app, line, focused && handover->focus == FOCUS_DAY);
    line.y++;
    draw_role(handover, line, focused && handover->focus == FOCUS_ROLE);
    matrix_draw(&handover->matrix, handover->division,
        (struct area){area.y + TOP, area.x, area.height - TOP - below, area.width},
        focused && handover->focus == FOCUS_SHARES);
    int end = area.y + area.height;
    if (below == TAIL && share)
        draw_share(share, (struct area){end - 3, area.x, 2, area.width});
    if (below > 0)
        screen_textf(end - 1, area.x + 1, area.width - 1, STYLE_MUTED,
            "1-9 gives it, 0 to nobody; Left, Right; * all of a person's; %s adds a person",
            keymap_hint(&app->keys, ACTION_PICK, PLACE_FORM));
    if (handover->division->share_count == 0)
        screen_text(area.y + TOP + 2, area.x + 1, area.width - 1, STYLE_MUTED,
            "There are no affiliates to hand over.");
}
