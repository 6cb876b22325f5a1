/*
 * handover.c: the keys of the hand-over: a day and a role on top, then a line an affiliate, which a
 * digit gives to the person of that number.
 */
#include "../../core/kind/person.h"
#include "../../core/kind/region.h"
#include "../../data/memory.h"
#include "handover_internal.h"
#include "picker.h"
#include <stdlib.h>

enum { WEIGHED_AT_ONCE = 8 };

static struct handover *self(struct panel *panel)
{
    return (struct handover *)panel;
}

struct share *handover_share(const struct handover *handover)
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
    if (division_read(app->li, &handover->scope, role, day, &division, &err)) {
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
static bool weigh(struct handover *handover, struct app *app)
{
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

static void keep(struct panel *panel, struct app *app)
{
    struct handover *handover = self(panel);
    struct li_error err;
    if (handover->unkept && division_keep(app->li, handover->division, &err))
        app_fail(app, &err);
    handover->unkept = false;
}

/* What was changed is stored before what it comes to is shown, unless more keys wait. */
static bool work(struct panel *panel, struct app *app)
{
    struct handover *handover = self(panel);
    if (input_waiting())
        return true;
    keep(panel, app);
    return weigh(handover, app);
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
    handover->unkept = true;
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
    struct share *share = handover_share(handover);
    if (!share || person >= (int)division->people_count)
        return;
    int from = share->then;
    handover->unkept = true;
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
    const struct share *share = handover_share(handover);
    int count = (int)handover->division->people_count;
    if (!share || count == 0)
        return;
    handover->all = false;
    handover->unkept = true;
    int person = share->then < 0 ? (by > 0 ? 0 : count - 1) : share->then + by;
    if (person >= 0 && person < count)
        handover_share(handover)->then = person;
}

static void ask_all(struct handover *handover, struct app *app)
{
    const struct share *share = handover_share(handover);
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

/* The draft. False: it stays, which has been said. */
static bool drop(struct handover *handover, struct app *app)
{
    struct li_error err;
    handover->unkept = false;
    bool dropped = division_drop(app->li, &handover->scope.id, &err) == LI_OK;
    if (!dropped)
        app_fail(app, &err);
    return dropped;
}

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
    if (!drop(handover, app))
        return;
    char *what = li_format("%zu of %s on %s", changes, handover->division->name,
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
    app_remove(app, &handover->panel);
    if (changes > 0)
        app_say(app, "Draft kept; %s takes it up again.",
            keymap_hint(&app->keys, ACTION_HANDOVER, PLACE_LIST));
}

static void discard(struct handover *handover, struct app *app)
{
    if (!drop(handover, app))
        return;
    app_remove(app, &handover->panel);
    app_say(app, "Draft thrown away.");
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
    const struct division *division = handover->division;
    if (!scroll_press(&matrix->scroll, key, division->share_count, matrix->rows))
        return;
    handover->focus = FOCUS_SHARES;
    int person = matrix_person(matrix, division, key->x);
    if (person == NOBODY)
        return;
    handover_share(handover)->then = person;
    handover->unkept = true;
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

/* --- the panel ------------------------------------------------------------------------------- */

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct division *division = self(panel)->division;
    fprintf(left, "Hand over: %s", division->name);
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
    .draw = handover_draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .keep = keep,
    .free = free_handover,
};

/* As it was left, or today and the role that most people hold. False: it could not be read, which
   has been said. */
static bool start(struct handover *handover, struct app *app)
{
    struct id role;
    day_t day = app->li->today;
    char text[DAY_TEXT_SIZE];
    bool kept = division_kept(app->li, &handover->scope.id, &role, &day);
    for (size_t i = 0; kept && i < handover->role_count; i++)
        if (id_equal(&handover->roles[i].id, &role))
            handover->role = i;
    edit_start(&handover->day, day_text(day, text), false);
    if (!read_division(handover, app, day, false))
        return false;
    if (!kept)
        return true;
    division_resume(app->li, handover->division);
    app_say(app, "Draft taken up; %s throws it away.",
        keymap_hint(&app->keys, ACTION_DISCARD, PLACE_FORM));
    return true;
}

struct panel *panel_handover_new(struct app *app, const struct division_scope *scope)
{
    struct handover *handover = li_calloc(1, sizeof *handover);
    struct li_error err;
    *handover = (struct handover){.panel.ops = &ops, .scope = *scope, .focus = FOCUS_SHARES};
    enum li_err code = division_roles(
        app->li, scope, app->li->today, &handover->roles, &handover->role_count, &err);
    if (!code && handover->role_count == 0)
        code = li_fail(&err, LI_REFUSED, "There is no role of ours to hand over.");
    if (code)
        app_fail(app, &err);
    if (!code && start(handover, app))
        return &handover->panel;
    free_handover(&handover->panel);
    return NULL;
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
