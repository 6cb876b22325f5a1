/*
 * handover_panel.c: a date and a role on top, then a line an affiliate, which a digit assigns to
 * the person of that number.
 */
#include "tui/people/handover_panel.h"
#include "core/kind/person.h"
#include "core/kind/region.h"
#include "core/people/handover_draft.h"
#include "core/people/handover_outcome.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
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

enum handover_focus { FOCUS_DAY, FOCUS_ROLE, FOCUS_SHARES };

struct handover_panel {
    struct panel panel;
    struct handover_model model;
    struct handover_grid grid;
    enum handover_focus focus;
    bool all; /* the next digit takes all that one person is to have */
};

static struct handover_panel *handover_self(struct panel *panel)
{
    return (struct handover_panel *)panel;
}

static struct handover *handover_of(const struct handover_panel *handover)
{
    return handover->model.handover;
}

/* Under the cursor; NULL: there is none. */
static struct handover_share *handover_at_cursor(const struct handover_panel *handover)
{
    struct handover *draft = handover_of(handover);
    size_t at = handover->panel.scroll.at;
    return at < draft->share_count ? &draft->shares[at] : NULL;
}

static void handover_refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    app_check(app, handover_model_refresh(&handover_self(panel)->model, app->context, &err), &err);
}

static void handover_panel_keep(struct panel *panel, struct app *app)
{
    struct li_error err;
    app_check(
        app, handover_model_save_draft(&handover_self(panel)->model, app->context, &err), &err);
}

/* The panel goes: its draft is saved and free for others. */
static void handover_keep_and_leave(struct panel *panel, struct app *app)
{
    struct li_error err;
    handover_panel_keep(panel, app);
    app_check(
        app, handover_draft_release(app->context, &handover_self(panel)->model.scope, &err), &err);
}

/* What was changed is saved before its totals are shown, unless more keys wait. */
static bool handover_work(struct panel *panel, struct app *app)
{
    struct handover_model *model = &handover_self(panel)->model;
    struct li_error err;
    bool more = false;
    if (input_waiting())
        return true;
    if (model->unkept)
        handover_panel_keep(panel, app);
    if (model->scales)
        app_check(app, handover_model_weigh(model, app->context, &more, &err), &err);
    return more;
}

/* --- changing --------------------------------------------------------------------------------- */

static void handover_step(struct handover_panel *handover, int by)
{
    size_t *at = &handover->panel.scroll.at;
    if (handover->focus < FOCUS_SHARES)
        handover->focus = by > 0 || handover->focus > FOCUS_DAY
                              ? (enum handover_focus)((int)handover->focus + by)
                              : FOCUS_DAY;
    else if (by < 0 && *at == 0)
        handover->focus = FOCUS_ROLE;
    else if (by < 0 || *at + 1 < handover_of(handover)->share_count)
        *at = by < 0 ? *at - 1 : *at + 1;
}

static void handover_go(struct handover_panel *handover, struct app *app, int by)
{
    struct li_error err;
    if (handover->focus == FOCUS_DAY &&
        !app_check(app, handover_model_parse_day(&handover->model, app->context, &err), &err))
        return;
    handover_step(handover, by);
    app->dirty = true;
}

/* person: a place among the people, or NOBODY. */
static void handover_give(struct handover_panel *handover, int person)
{
    struct handover *draft = handover_of(handover);
    struct handover_share *share = handover_at_cursor(handover);
    if (!share || person >= (int)draft->people_count)
        return;
    int from = share->then;
    handover->model.unkept = true;
    share->then = person;
    for (size_t i = 0; handover->all && i < draft->share_count; i++)
        if (draft->shares[i].then == from)
            draft->shares[i].then = person;
    if (!handover->all)
        handover_step(handover, 1);
    handover->all = false;
}

static void handover_shift(struct handover_panel *handover, int by)
{
    const struct handover_share *share = handover_at_cursor(handover);
    int count = (int)handover_of(handover)->people_count;
    if (!share || count == 0)
        return;
    handover->all = false;
    handover->model.unkept = true;
    int person = share->then < 0 ? (by > 0 ? 0 : count - 1) : share->then + by;
    if (person >= 0 && person < count)
        handover_at_cursor(handover)->then = person;
}

static void handover_ask_all(struct handover_panel *handover, struct app *app)
{
    const struct handover_share *share = handover_at_cursor(handover);
    if (!share)
        return;
    handover->all = true;
    app_say(app, "Press 1-9 to assign all that %s has, 0 to leave it vacant.",
        share->then < 0 ? "no one" : handover_of(handover)->people[share->then].name);
}

static void handover_chosen_person(void *arg, struct app *app, const struct id *id)
{
    struct handover_panel *handover = arg;
    char *name = id ? record_title(app->context, &kind_person, id) : NULL;
    if (name)
        handover_person(handover_of(handover), id, name);
    free(name);
    app->dirty = true;
}

/* --- leaving ---------------------------------------------------------------------------------- */

static void handover_panel_save(struct handover_panel *handover, struct app *app)
{
    struct li_error err;
    char day[DATE_SHOWN_SIZE];
    if (!app_check(app, handover_model_save(&handover->model, app->context, &err), &err))
        return;
    char *what = handover_done(handover_of(handover));
    date_show(handover_of(handover)->day, context_dates(app->context), day);
    app_remove(app, &handover->panel);
    app_refresh(app);
    app_say(app, "Handed over %s, effective %s. Press %s to undo.", what, day,
        keymap_hint(&app->keys, ACTION_UNDO, PLACE_LIST));
    free(what);
}

static void handover_leave(struct handover_panel *handover, struct app *app)
{
    app_remove(app, &handover->panel);
    if (handover_changes(handover_of(handover)) > 0)
        app_say(app, "Draft saved; press %s to resume.",
            keymap_hint(&app->keys, ACTION_HANDOVER, PLACE_LIST));
}

static void handover_discard(struct handover_panel *handover, struct app *app)
{
    struct li_error err;
    if (!app_check(app, handover_model_drop_draft(&handover->model, app->context, &err), &err))
        return;
    app_remove(app, &handover->panel);
    app_say(app, "Draft discarded.");
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool handover_offers(struct panel *panel, enum action action)
{
    bool changes = handover_changes(handover_of(handover_self(panel))) > 0;
    return action == ACTION_SAVE || action == ACTION_DISCARD ? changes : action != ACTION_EDITOR;
}

static bool handover_act(struct panel *panel, struct app *app, enum action action)
{
    struct handover_panel *handover = handover_self(panel);
    switch (action) {
    case ACTION_SAVE: handover_panel_save(handover, app); return true;
    case ACTION_NEXT_FIELD: handover_go(handover, app, 1); return true;
    case ACTION_PREV_FIELD: handover_go(handover, app, -1); return true;
    case ACTION_LEAVE: handover_leave(handover, app); return true;
    case ACTION_DISCARD: handover_discard(handover, app); return true;
    case ACTION_PICK:
        app_push(app, record_picker_new(app, &kind_person, "", handover_chosen_person, handover));
        return true;
    default: return false;
    }
}

static size_t handover_count(struct panel *panel)
{
    return handover_of(handover_self(panel))->share_count;
}

/* Gives the affiliate to the person whose column it is. */
static void handover_pressed(struct panel *panel, struct app *app, const struct key *key)
{
    struct handover_panel *handover = handover_self(panel);
    int person = handover_grid_person(&handover->grid, handover_of(handover), key->x);
    (void)app;
    handover->focus = FOCUS_SHARES;
    if (person == NOBODY)
        return;
    handover_at_cursor(handover)->then = person;
    handover->model.unkept = true;
}

/* The keys that move far; false: it is none of these. */
static bool handover_leap(struct handover_panel *handover, struct app *app, uint32_t code)
{
    static const struct {
        uint32_t code;
        enum action action;
    } leaps[] = {{K_PAGE_UP, ACTION_PAGE_UP}, {K_PAGE_DOWN, ACTION_PAGE_DOWN},
        {K_HOME, ACTION_FIRST}, {K_END, ACTION_LAST}};
    for (size_t i = 0; i < sizeof leaps / sizeof *leaps; i++)
        if (leaps[i].code == code)
            return panel_move(&handover->panel, app, leaps[i].action);
    return false;
}

/* False: it is none of these. */
static bool handover_key_of_shares(struct handover_panel *handover, struct app *app, uint32_t code)
{
    if (code >= '0' && code <= '9')
        handover_give(handover, code == '0' ? NOBODY : (int)code - '1');
    else if (code == '*')
        handover_ask_all(handover, app);
    else if (code == K_LEFT || code == K_RIGHT)
        handover_shift(handover, code == K_RIGHT ? 1 : -1);
    else
        return handover_leap(handover, app, code);
    return true;
}

static bool handover_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct handover_panel *handover = handover_self(panel);
    struct li_error err;
    app->dirty = true;
    if (handover->focus == FOCUS_DAY)
        return edit_key(&handover->model.day, key, NULL);
    if (handover->focus == FOCUS_SHARES)
        return handover_key_of_shares(handover, app, key->code);
    if (key->code != K_LEFT && key->code != K_RIGHT)
        return false;
    int by = key->code == K_RIGHT ? 1 : -1;
    app_check(app, handover_model_other_role(&handover->model, app->context, by, &err), &err);
    return true;
}

/* --- drawing  --------------------------------------------------------------------------------- */

static void handover_draw_day(
    struct handover_panel *handover, struct app *app, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Date");
    struct area field = {area.y, x, 1, DAY_WIDTH};
    edit_draw(&handover->model.day, field, here ? STYLE_FOCUS : STYLE_FIELD, here);
    x += DAY_WIDTH + 1;
    form_field_draw_day(handover->model.day.text, app->context,
        (struct area){area.y, x, 1, area.x + area.width - x});
}

static void handover_draw_role(const struct handover_panel *handover, struct area area, bool here)
{
    int x = screen_text(area.y, area.x + 1, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, "Role");
    x = screen_textf(area.y, x, 0, here ? STYLE_FOCUS : STYLE_TEXT, here ? "< %s >" : "%s",
        handover->model.roles[handover->model.role].name);
    if (here)
        screen_text(area.y, x + 2, 0, STYLE_MUTED, "Left/Right: another role");
}

static const char *handover_panel_plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

/* What comes with the affiliate under the cursor. */
static void handover_panel_draw_share(const struct handover_share *share, struct area area)
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
        load->goals, handover_panel_plural(load->goals), load->checkins,
        handover_panel_plural(load->checkins), load->renewals,
        handover_panel_plural(load->renewals));
}

/* What saving would do, in as many lines as there are; the last is cut. */
static void handover_draw_outcome(const struct handover *draft, struct area area)
{
    char *text = handover_outcome(draft), *stands = handover_obstacle(draft);
    enum style style = stands                        ? STYLE_BAD
                       : handover_changes(draft) > 0 ? STYLE_STRONG
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

static void handover_draw_keys(struct app *app, struct area area)
{
    screen_textf(area.y, area.x + 1, area.width - 1, STYLE_MUTED,
        "1-9 assign, 0 vacant, Left/Right move, * all of a person's, %s add a person",
        keymap_hint(&app->keys, ACTION_PICK, PLACE_FORM));
}

/* Below the lines: what saving would do, always; then as much as there is room for. */
enum { OUTCOME = 2, SHARE = 2, KEYS = 1, ROOM = 12, MUCH_ROOM = 20 };
static int handover_below(struct area area)
{
    return OUTCOME + (area.height > MUCH_ROOM ? SHARE : 0) + (area.height > ROOM ? KEYS : 0);
}

static void handover_draw_below(struct handover_panel *handover, struct app *app, struct area area)
{
    const struct handover_share *share = handover_at_cursor(handover);
    struct area line = {area.y + area.height - handover_below(area), area.x, OUTCOME, area.width};
    handover_draw_outcome(handover_of(handover), line);
    line.y += OUTCOME;
    if (area.height > MUCH_ROOM && share)
        handover_panel_draw_share(share, line);
    line.y = area.y + area.height - KEYS;
    if (area.height > ROOM)
        handover_draw_keys(app, line);
}

static void handover_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    enum { TOP = 2 }; /* the day and the role */
    struct handover_panel *handover = handover_self(panel);
    struct area line = {area.y, area.x, 1, area.width};
    handover_draw_day(handover, app, line, focused && handover->focus == FOCUS_DAY);
    line.y++;
    handover_draw_role(handover, line, focused && handover->focus == FOCUS_ROLE);
    handover_grid_draw(&handover->grid, &panel->scroll, handover_of(handover),
        (struct area){area.y + TOP, area.x, area.height - TOP - handover_below(area), area.width},
        focused && handover->focus == FOCUS_SHARES);
    panel->lines = handover->grid.rows;
    handover_draw_below(handover, app, area);
    if (handover_of(handover)->share_count == 0)
        screen_text(area.y + TOP + 2, area.x + 1, area.width - 1, STYLE_MUTED,
            "No affiliates to hand over.");
}

static void handover_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct handover *draft = handover_of(handover_self(panel));
    size_t changes = handover_changes(draft);
    fprintf(left, "Hand over: %s", draft->name);
    fprintf(right, "%zu change%s%s", changes, changes == 1 ? "" : "s",
        draft->more ? "; more affiliates than shown" : "");
}

static void handover_panel_free(struct panel *panel)
{
    handover_model_end(&handover_self(panel)->model);
    free(panel);
}

static const struct panel_ops handover_ops = {
    .place = PLACE_FORM,
    .draw = handover_draw,
    .offers = handover_offers,
    .act = handover_act,
    .type = handover_type,
    .count = handover_count,
    .pressed = handover_pressed,
    .work = handover_work,
    .refresh = handover_refresh,
    .title = handover_title,
    .keep = handover_keep_and_leave,
    .free = handover_panel_free,
};

struct panel *handover_panel_new(struct app *app, const struct handover_scope *scope)
{
    struct handover_panel *handover = li_calloc(1, sizeof *handover);
    struct li_error err;
    bool resumed = false;
    *handover = (struct handover_panel){.panel.ops = &handover_ops, .focus = FOCUS_SHARES};
    if (!app_check(app, handover_model_begin(&handover->model, app->context, scope, &resumed, &err),
            &err)) {
        handover_panel_free(&handover->panel);
        return NULL;
    }
    if (resumed)
        app_say(app, "Draft resumed; press %s to discard it.",
            keymap_hint(&app->keys, ACTION_DISCARD, PLACE_FORM));
    else
        app_say_draft(app, NULL, "handover", handover_draft_is_elsewhere(app->context, scope));
    return &handover->panel;
}

static void handover_chosen_region(void *arg, struct app *app, const struct id *id)
{
    (void)arg;
    if (id)
        handover_open(app, &kind_region, id);
}

void handover_open(struct app *app, const struct kind *kind, const struct id *id)
{
    struct handover_scope scope;
    if (kind && handover_scope(app->context, kind, id, &scope))
        app_push(app, handover_panel_new(app, &scope));
    else
        app_push(app, record_picker_new(app, &kind_region, "", handover_chosen_region, NULL));
}
