/*
 * handover.c: the keys of the hand-over: a day and a role on top, then a line an affiliate, which a
 * digit gives to the person of that number.
 */
#include "handover.h"
#include "../../core/kind/person.h"
#include "../../core/kind/region.h"
#include "../../data/memory.h"
#include "../app.h"
#include "../edit.h"
#include "matrix.h"
#include "picker.h"
#include "slot.h"
#include <inttypes.h>
#include <stdlib.h>

enum { LABEL_WIDTH = 6, DAY_WIDTH = 14, WEIGHED_AT_ONCE = 8 };

enum focus { FOCUS_DAY, FOCUS_ROLE, FOCUS_SHARES };

struct handover {
    struct panel panel;
    struct id region;
    struct division *division;
    struct scales *scales; /* for the affiliates not weighed yet; NULL: all are */
    struct named *roles;
    size_t role_count, role;
    struct edit day;
    struct matrix matrix;
    enum focus focus;
    bool all;    /* the next digit takes all that one person is to have */
    bool warned; /* leaving again drops what is not saved */
};

static struct handover *self(struct panel *panel)
{
    return (struct handover *)panel;
}

static struct share *at_cursor(struct handover *handover)
{
    struct division *division = handover->division;
    size_t at = handover->matrix.scroll.at;
    return at < division->share_count ? &division->shares[at] : NULL;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* What was to be changed is so still, with another day or another program's writes. False: it
   could not be read, which has been said, and all is as it was. */
static bool read_division(struct handover *handover, struct app *app, day_t day, bool follow)
{
    struct division *division;
    struct li_error err;
    const struct id *role = &handover->roles[handover->role].id;
    app->dirty = true;
    if (division_read(app->li, &handover->region, role, day, &division, &err)) {
        app_fail(app, &err);
        return false;
    }
    if (follow && handover->division)
        division_follow(division, handover->division);
    division_free(handover->division);
    handover->division = division;
    scales_free(handover->scales);
    handover->scales = scales_new(app->li, kind_find("affiliate"), day, &err);
    return true;
}

static void refresh(struct panel *panel, struct app *app)
{
    struct handover *handover = self(panel);
    read_division(handover, app, handover->division->day, true);
}

/* A few affiliates are weighed between two keys. */
static bool work(struct panel *panel, struct app *app)
{
    struct handover *handover = self(panel);
    struct division *division = handover->division;
    struct li_error err;
    int left = WEIGHED_AT_ONCE;
    for (size_t i = 0; handover->scales && i < division->share_count; i++) {
        struct share *share = &division->shares[i];
        if (share->load.affiliates > 0)
            continue;
        if (left-- == 0)
            return true;
        app->dirty = true;
        if (scales_weigh(handover->scales, &share->affiliate, &share->load, &err)) {
            app_fail(app, &err);
            break;
        }
    }
    scales_free(handover->scales);
    handover->scales = NULL;
    return false;
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
    else if (by < 0 || *at + 1 < handover->division->share_count)
        *at = by < 0 ? *at - 1 : *at + 1;
}

/* Reads the day as it is left. False: it is none, which has been said. */
static bool settle_day(struct handover *handover, struct app *app)
{
    char text[DAY_TEXT_SIZE];
    struct li_error err;
    day_t day;
    if (day_read(handover->day.text, app->li->today, &day, &err)) {
        app_fail(app, &err);
        return false;
    }
    edit_set(&handover->day, day_text(day, text));
    return day == handover->division->day || read_division(handover, app, day, true);
}

static void go(struct handover *handover, struct app *app, int by)
{
    if (handover->focus == FOCUS_DAY && !settle_day(handover, app))
        return;
    step(handover, by);
    app->dirty = true;
}

static void other_role(struct handover *handover, struct app *app, int by)
{
    size_t count = handover->role_count, before = handover->role;
    if (division_changes(handover->division) > 0) {
        app_say(app, "Save what is to change first; then choose another role.");
        return;
    }
    handover->role = (before + count + (size_t)(by > 0 ? 1 : count - 1)) % count;
    if (!read_division(handover, app, handover->division->day, false))
        handover->role = before;
}

/* person: a place among the people, or NOBODY. */
static void give(struct handover *handover, int person)
{
    struct division *division = handover->division;
    struct share *share = at_cursor(handover);
    if (!share || person >= (int)division->people_count)
        return;
    int from = share->then;
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
    int count = (int)handover->division->people_count;
    if (!share || count == 0)
        return;
    handover->all = false;
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
    app_say(app, "A digit gives all that %s has to that person.",
        share->then < 0 ? "nobody" : handover->division->people[share->then].name);
}

static void chosen_person(void *arg, struct app *app, const struct id *id)
{
    struct handover *handover = arg;
    char *name = id ? record_title(app->li, &kind_person, id) : NULL;
    if (name)
        division_person(handover->division, id, name);
    free(name);
    app->dirty = true;
}

/* --- leaving ---------------------------------------------------------------------------------- */

static void save(struct handover *handover, struct app *app)
{
    struct moved moved;
    struct li_error err;
    char day[DAY_TEXT_SIZE];
    if (!settle_day(handover, app))
        return;
    size_t changes = division_changes(handover->division);
    if (division_save(app->li, handover->division, &moved, &err)) {
        app_fail(app, &err);
        return;
    }
    char *what = li_format("%zu of %s on %s", changes, handover->division->region_name,
        day_text(handover->division->day, day));
    app_remove(app, &handover->panel);
    app_refresh(app);
    app_say(
        app, "Handed over %s; %s undoes.", what, keymap_hint(&app->keys, ACTION_UNDO, PLACE_LIST));
    free(what);
}

static void leave(struct handover *handover, struct app *app)
{
    size_t changes = division_changes(handover->division);
    bool go = changes == 0 || handover->warned;
    if (go)
        app_remove(app, &handover->panel);
    else
        app_say(app, "%zu not saved yet: %s saves, Esc again drops %s.", changes,
            keymap_hint(&app->keys, ACTION_SAVE, PLACE_FORM), changes == 1 ? "it" : "them");
    handover->warned = true;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool offers(struct panel *panel, enum action action)
{
    bool changes = division_changes(self(panel)->division) > 0;
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
    case ACTION_DISCARD: app_remove(app, panel); return true;
    case ACTION_PICK:
        app_push(app, panel_picker_new(app, &kind_person, "", chosen_person, handover));
        return true;
    default: return false;
    }
}

static void click(struct handover *handover, const struct key *key)
{
    struct matrix *matrix = &handover->matrix;
    const struct division *division = handover->division;
    size_t line = scroll_line(&matrix->scroll, matrix->rows, key->y, division->share_count);
    if (scroll_wheel(&matrix->scroll, key, division->share_count, matrix->rows.height) ||
        line >= division->share_count)
        return;
    handover->focus = FOCUS_SHARES;
    matrix->scroll.at = line;
    int person = matrix_person(matrix, division, key->x);
    if (person != NOBODY)
        at_cursor(handover)->then = person;
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
        return false;
    return true;
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct handover *handover = self(panel);
    app->dirty = true;
    if (key->code != K_ESCAPE)
        handover->warned = false;
    if (key->code == K_MOUSE) {
        click(handover, key);
        return true;
    }
    if (handover->focus == FOCUS_DAY)
        return edit_key(&handover->day, key, NULL);
    if (handover->focus == FOCUS_SHARES)
        return key_of_shares(handover, app, key->code);
    if (key->code != K_LEFT && key->code != K_RIGHT)
        return false;
    other_role(handover, app, key->code == K_RIGHT ? 1 : -1);
    return true;
}

/* --- painting --------------------------------------------------------------------------------- */

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

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    enum { TOP = 2, TAIL = 4 }; /* the day and the role; a blank line, the affiliate, the keys */
    struct handover *handover = self(panel);
    struct area line = {area.y, area.x, 1, area.width};
    const struct share *share = at_cursor(handover);
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
        screen_text(end - 1, area.x + 1, area.width - 1, STYLE_MUTED,
            "1-9 gives it, 0 to nobody; Left, Right; * all of a person's; C-o adds a person");
    if (handover->division->share_count == 0)
        screen_text(area.y + TOP + 2, area.x + 1, area.width - 1, STYLE_MUTED,
            "The region has no affiliates.");
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct division *division = self(panel)->division;
    fprintf(left, "Hand over: %s", division->region_name);
    fprintf(right, "%zu of %zu%s change", division_changes(division), division->share_count,
        division->more ? "+" : "");
}

static void free_handover(struct panel *panel)
{
    struct handover *handover = self(panel);
    division_free(handover->division);
    scales_free(handover->scales);
    named_free(handover->roles, handover->role_count);
    edit_free(&handover->day);
    free(handover);
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
    .free = free_handover,
};

struct panel *panel_handover_new(struct app *app, const struct id *region)
{
    struct handover *handover = li_calloc(1, sizeof *handover);
    struct li_error err;
    char day[DAY_TEXT_SIZE];
    *handover = (struct handover){.panel.ops = &ops, .region = *region, .focus = FOCUS_SHARES};
    edit_start(&handover->day, day_text(app->li->today, day), false);
    enum li_err code = division_roles(
        app->li, region, app->li->today, &handover->roles, &handover->role_count, &err);
    if (!code && handover->role_count == 0)
        code = li_fail(&err, LI_REFUSED, "There is no role of ours to hand over.");
    if (code)
        app_fail(app, &err);
    if (code || !read_division(handover, app, app->li->today, false)) {
        free_handover(&handover->panel);
        return NULL;
    }
    return &handover->panel;
}

static void chosen_region(void *arg, struct app *app, const struct id *id)
{
    (void)arg;
    if (id)
        app_push(app, panel_handover_new(app, id));
}

void handover_open(struct app *app, const struct kind *kind, const struct id *id)
{
    struct id region;
    if (kind && division_region(app->li, kind, id, &region))
        app_push(app, panel_handover_new(app, &region));
    else
        app_push(app, panel_picker_new(app, &kind_region, "", chosen_region, NULL));
}
