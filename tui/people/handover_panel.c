/*
 * handover_panel.c: the keys of the hand-over: a day and a role on top, then a line an affiliate,
 * which a digit gives to the person of that number.
 */
#include "tui/people/handover_panel.h"
#include "core/kind/person.h"
#include "core/kind/region.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/form_field.h"
#include "tui/people/handover_grid.h"
#include "tui/people/handover_model.h"
#include "tui/widget/record_picker.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 6, DAY_WIDTH = 14 };

enum focus { FOCUS_DAY, FOCUS_ROLE, FOCUS_SHARES };

struct handover {
    struct panel panel;
    struct handing handing;
    struct matrix matrix;
    enum focus focus;
    bool all; /* the next digit takes all that one person is to have */
};

static struct handover *self(struct panel *panel)
{
    return (struct handover *)panel;
}

static struct division *division_of(const struct handover *handover)
{
    return handover->handing.division;
}

/* Under the cursor; NULL: there is none. */
static struct share *at_cursor(const struct handover *handover)
{
    struct division *division = division_of(handover);
    size_t at = handover->matrix.scroll.at;
    return at < division->share_count ? &division->shares[at] : NULL;
}

/* Says what went wrong, if anything did. */
static bool well(struct app *app, enum li_err code, const struct li_error *err)
{
    app->dirty = true;
    if (code)
        app_fail(app, err);
    return !code;
}

static void refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    well(app, handing_renew(&self(panel)->handing, app->li, &err), &err);
}

static void keep(struct panel *panel, struct app *app)
{
    struct li_error err;
    well(app, handing_keep(&self(panel)->handing, app->li, &err), &err);
}

/* Once more, and for good. */
static void keep_and_leave(struct panel *panel, struct app *app)
{
    struct li_error err;
    keep(panel, app);
    well(app, division_release(app->li, &self(panel)->handing.scope, &err), &err);
}

/* What was changed is stored before what it comes to is shown, unless more keys wait. */
static bool work(struct panel *panel, struct app *app)
{
    struct handing *handing = &self(panel)->handing;
    struct li_error err;
    bool more = false;
    if (input_waiting())
        return true;
    if (handing->unkept)
        keep(panel, app);
    if (handing->scales)
        well(app, handing_weigh(handing, app->li, &more, &err), &err);
    return more;
}

/* --- changing --------------------------------------------------------------------------------- */

static void step(struct handover *handover, int by)
{
    size_t *at = &handover->matrix.scroll.at;
    if (handover->focus < FOCUS_SHARES)
        handover->focus = by > 0 || handover->focus > FOCUS_DAY
                              ? (enum focus)((int)handover->focus + by)
                              : FOCUS_DAY;
    else if (by < 0 && *at == 0)
        handover->focus = FOCUS_ROLE;
    else if (by < 0 || *at + 1 < division_of(handover)->share_count)
        *at = by < 0 ? *at - 1 : *at + 1;
}

static void go(struct handover *handover, struct app *app, int by)
{
    struct li_error err;
    if (handover->focus == FOCUS_DAY &&
        !well(app, handing_settle_day(&handover->handing, app->li, &err), &err))
        return;
    step(handover, by);
    app->dirty = true;
}

/* person: a place among the people, or NOBODY. */
static void give(struct handover *handover, int person)
{
    struct division *division = division_of(handover);
    struct share *share = at_cursor(handover);
    if (!share || person >= (int)division->people_count)
        return;
    int from = share->then;
    handover->handing.unkept = true;
    share->then = person;
    for (size_t i = 0; handover->all && i < division->share_count; i++)
        if (division->shares[i].then == from)
            division->shares[i].then = person;
    if (!handover->all)
        step(handover, 1);
    handover->all = false;
}

static void shift(struct handover *handover, int by)
{
    const struct share *share = at_cursor(handover);
    int count = (int)division_of(handover)->people_count;
    if (!share || count == 0)
        return;
    handover->all = false;
    handover->handing.unkept = true;
    int person = share->then < 0 ? (by > 0 ? 0 : count - 1) : share->then + by;
    if (person >= 0 && person < count)
        at_cursor(handover)->then = person;
}

static void ask_all(struct handover *handover, struct app *app)
{
    const struct share *share = at_cursor(handover);
    if (!share)
        return;
    handover->all = true;
    app_say(app, "Press 1-9 to assign all that %s has, 0 to leave it vacant.",
        share->then < 0 ? "no one" : division_of(handover)->people[share->then].name);
}

static void chosen_person(void *arg, struct app *app, const struct id *id)
{
    struct handover *handover = arg;
    char *name = id ? record_title(app->li, &kind_person, id) : NULL;
    if (name)
        division_person(division_of(handover), id, name);
    free(name);
    app->dirty = true;
}

/* --- leaving ---------------------------------------------------------------------------------- */

static void save(struct handover *handover, struct app *app)
{
    struct li_error err;
    char day[DAY_TEXT_SIZE];
    if (!well(app, handing_save(&handover->handing, app->li, &err), &err))
        return;
    char *what = division_done(division_of(handover));
    day_text(division_of(handover)->day, day);
    app_remove(app, &handover->panel);
    app_refresh(app);
    app_say(app, "Handed over %s, effective %s. Press %s to undo.", what, day,
        keymap_hint(&app->keys, ACTION_UNDO, PLACE_LIST));
    free(what);
}

static void leave(struct handover *handover, struct app *app)
{
    app_remove(app, &handover->panel);
    if (division_changes(division_of(handover)) > 0)
        app_say(app, "Draft saved; press %s to resume.",
            keymap_hint(&app->keys, ACTION_HANDOVER, PLACE_LIST));
}

static void discard(struct handover *handover, struct app *app)
{
    struct li_error err;
    if (!well(app, handing_drop(&handover->handing, app->li, &err), &err))
        return;
    app_remove(app, &handover->panel);
    app_say(app, "Draft discarded.");
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool offers(struct panel *panel, enum action action)
{
    bool changes = division_changes(division_of(self(panel))) > 0;
    return action == ACTION_SAVE || action == ACTION_DISCARD ? changes : action != ACTION_EDITOR;
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct handover *handover = self(panel);
    switch (action) {
    case ACTION_SAVE: save(handover, app); return true;
    case ACTION_NEXT_FIELD: go(handover, app, 1); return true;
    case ACTION_PREV_FIELD: go(handover, app, -1); return true;
    case ACTION_LEAVE: leave(handover, app); return true;
    case ACTION_DISCARD: discard(handover, app); return true;
    case ACTION_PICK:
        app_push(app, panel_picker_new(app, &kind_person, "", chosen_person, handover));
        return true;
    default: return false;
    }
}

static void click(struct handover *handover, const struct key *key)
{
    struct matrix *matrix = &handover->matrix;
    const struct division *division = division_of(handover);
    if (!scroll_press(&matrix->scroll, key, division->share_count, matrix->rows))
        return;
    handover->focus = FOCUS_SHARES;
    int person = matrix_person(matrix, division, key->x);
    if (person == NOBODY)
        return;
    at_cursor(handover)->then = person;
    handover->handing.unkept = true;
}

/* The keys that move far; false: it is none of these. */
static bool leap(struct handover *handover, uint32_t code)
{
    static const struct {
        uint32_t code;
        enum action action;
    } leaps[] = {{K_PAGE_UP, ACTION_PAGE_UP}, {K_PAGE_DOWN, ACTION_PAGE_DOWN},
        {K_HOME, ACTION_FIRST}, {K_END, ACTION_LAST}};
    struct matrix *matrix = &handover->matrix;
    for (size_t i = 0; i < sizeof leaps / sizeof *leaps; i++)
        if (leaps[i].code == code)
            return scroll_act(&matrix->scroll, leaps[i].action, division_of(handover)->share_count,
                matrix->rows.height);
    return false;
}

/* False: it is none of these. */
static bool key_of_shares(struct handover *handover, struct app *app, uint32_t code)
{
    if (code >= '0' && code <= '9')
        give(handover, code == '0' ? NOBODY : (int)code - '1');
    else if (code == '*')
        ask_all(handover, app);
    else if (code == K_LEFT || code == K_RIGHT)
        shift(handover, code == K_RIGHT ? 1 : -1);
    else
        return leap(handover, code);
    return true;
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct handover *handover = self(panel);
    struct li_error err;
    app->dirty = true;
    if (key->code == K_MOUSE) {
        click(handover, key);
        return true;
    }
    if (handover->focus == FOCUS_DAY)
        return edit_key(&handover->handing.day, key, NULL);
    if (handover->focus == FOCUS_SHARES)
        return key_of_shares(handover, app, key->code);
    if (key->code != K_LEFT && key->code != K_RIGHT)
        return false;
    int by = key->code == K_RIGHT ? 1 : -1;
    well(app, handing_other_role(&handover->handing, app->li, by, &err), &err);
    return true;
}

/* --- painting --------------------------------------------------------------------------------- */

static void draw_day(struct handover *handover, struct app *app, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Date");
    struct area field = {area.y, x, 1, DAY_WIDTH};
    edit_draw(&handover->handing.day, field, here ? STYLE_FOCUS : STYLE_FIELD, here);
    x += DAY_WIDTH + 1;
    slot_draw_day(
        handover->handing.day.text, app->li, (struct area){area.y, x, 1, area.x + area.width - x});
}

static void draw_role(const struct handover *handover, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Role");
    x = screen_textf(area.y, x, 0, here ? STYLE_FOCUS : STYLE_TEXT, here ? "< %s >" : "%s",
        handover->handing.roles[handover->handing.role].name);
    if (here)
        screen_text(area.y, x + 2, 0, STYLE_MUTED, "Left, Right: another role");
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
    if (share->role) {
        screen_text(area.y + 1, area.x + 1, area.width - 1, STYLE_MUTED,
            "New affiliates in the region follow it.");
        return;
    }
    screen_textf(area.y + 1, area.x + 1, area.width - 1, STYLE_MUTED,
        "Includes %" PRId64 " open goal%s, %" PRId64 " overdue check-in%s, %" PRId64
        " renewal%s due.",
        load->goals, plural(load->goals), load->checkins, plural(load->checkins), load->renewals,
        plural(load->renewals));
}

/* What saving would do, in as many lines as there are; the last is cut. */
static void draw_outcome(const struct division *division, struct area area)
{
    char *text = division_outcome(division), *stands = division_obstacle(division);
    enum style style = stands                           ? STYLE_BAD
                       : division_changes(division) > 0 ? STYLE_STRONG
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
    free(stands);
    free(text);
}

static void draw_keys(struct app *app, struct area area)
{
    screen_textf(area.y, area.x + 1, area.width - 1, STYLE_MUTED,
        "1-9 assign, 0 vacant; Left, Right; * all of a person's; %s add a person",
        keymap_hint(&app->keys, ACTION_PICK, PLACE_FORM));
}

/* Below the lines: what saving would do, always; then as much as there is room for. */
enum { OUTCOME = 2, SHARE = 2, KEYS = 1, ROOM = 12, MUCH_ROOM = 20 };
static int below(struct area area)
{
    return OUTCOME + (area.height > MUCH_ROOM ? SHARE : 0) + (area.height > ROOM ? KEYS : 0);
}

static void draw_below(struct handover *handover, struct app *app, struct area area)
{
    const struct share *share = at_cursor(handover);
    struct area line = {area.y + area.height - below(area), area.x, OUTCOME, area.width};
    draw_outcome(division_of(handover), line);
    line.y += OUTCOME;
    if (area.height > MUCH_ROOM && share)
        draw_share(share, line);
    line.y = area.y + area.height - KEYS;
    if (area.height > ROOM)
        draw_keys(app, line);
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    enum { TOP = 2 }; /* the day and the role */
    struct handover *handover = self(panel);
    struct area line = {area.y, area.x, 1, area.width};
    draw_day(handover, app, line, focused && handover->focus == FOCUS_DAY);
    line.y++;
    draw_role(handover, line, focused && handover->focus == FOCUS_ROLE);
    matrix_draw(&handover->matrix, division_of(handover),
        (struct area){area.y + TOP, area.x, area.height - TOP - below(area), area.width},
        focused && handover->focus == FOCUS_SHARES);
    draw_below(handover, app, area);
    if (division_of(handover)->share_count == 0)
        screen_text(area.y + TOP + 2, area.x + 1, area.width - 1, STYLE_MUTED,
            "No affiliates to hand over.");
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct division *division = division_of(self(panel));
    size_t changes = division_changes(division);
    fprintf(left, "Hand over: %s", division->name);
    fprintf(right, "%zu change%s%s", changes, changes == 1 ? "" : "s",
        division->more ? "; more affiliates than shown" : "");
}

static void free_handover(struct panel *panel)
{
    handing_free(&self(panel)->handing);
    free(panel);
}

static const struct panel_ops ops = {
    .place = PLACE_FORM,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .keep = keep_and_leave,
    .free = free_handover,
};

struct panel *panel_handover_new(struct app *app, const struct division_scope *scope)
{
    struct handover *handover = li_calloc(1, sizeof *handover);
    struct li_error err;
    bool taken_up = false;
    *handover = (struct handover){.panel.ops = &ops, .focus = FOCUS_SHARES};
    if (!well(app, handing_start(&handover->handing, app->li, scope, &taken_up, &err), &err)) {
        free_handover(&handover->panel);
        return NULL;
    }
    if (taken_up)
        app_say(app, "Draft resumed; press %s to discard it.",
            keymap_hint(&app->keys, ACTION_DISCARD, PLACE_FORM));
    else
        app_say_draft(app, NULL, "handover", division_elsewhere(app->li, scope));
    return &handover->panel;
}

static void chosen_region(void *arg, struct app *app, const struct id *id)
{
    (void)arg;
    if (id)
        handover_open(app, &kind_region, id);
}

void handover_open(struct app *app, const struct kind *kind, const struct id *id)
{
    struct division_scope scope;
    if (kind && division_scope(app->li, kind, id, &scope))
        app_push(app, panel_handover_new(app, &scope));
    else
        app_push(app, panel_picker_new(app, &kind_region, "", chosen_region, NULL));
}
