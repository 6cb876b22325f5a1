/*
 * handover_panel.c: the keys with which affiliates are handed over: a digit assigns the one under
 * the cursor to the person of that number.
 */
#include "tui/people/handover_panel.h"
#include "core/kind/person.h"
#include "core/kind/region.h"
#include "core/people/handover_draft.h"
#include "core/people/handover_outcome.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/people/handover_view.h"
#include "tui/widget/record_picker.h"
#include <assert.h>
#include <stdlib.h>

struct handover_panel {
    struct panel panel;
    struct handover_model model;
    struct handover_view view;
    bool all; /* the next digit reassigns all that the person under the cursor has */
};

static struct handover_panel *handover_self(struct panel *base)
{
    return (struct handover_panel *)base;
}

static struct handover *handover_of(const struct handover_panel *panel)
{
    return panel->model.handover;
}

/* Under the cursor; NULL: there is none. */
static struct handover_share *handover_at_cursor(const struct handover_panel *panel)
{
    struct handover *handover = handover_of(panel);
    size_t at = panel->panel.scroll.at;
    return at < handover->share_count ? &handover->shares[at] : NULL;
}

static void handover_refresh(struct panel *base, struct app *app)
{
    struct li_error err;
    app_check(app, handover_model_refresh(&handover_self(base)->model, app->context, &err), &err);
}

static void handover_panel_save_draft(struct panel *base, struct app *app)
{
    struct li_error err;
    app_check(
        app, handover_model_save_draft(&handover_self(base)->model, app->context, &err), &err);
}

/* Saves the draft and releases it for other windows. */
static void handover_store_drafts(struct panel *base, struct app *app)
{
    struct li_error err;
    handover_panel_save_draft(base, app);
    app_check(
        app, handover_draft_release(app->context, &handover_self(base)->model.scope, &err), &err);
}

/* What was changed is saved before its totals are shown, unless more keys wait. */
static bool handover_work(struct panel *base, struct app *app)
{
    struct handover_model *model = &handover_self(base)->model;
    struct li_error err;
    bool more = false;
    if (input_waiting())
        return true;
    if (model->unsaved)
        handover_panel_save_draft(base, app);
    if (model->counter)
        app_check(app, handover_model_count(model, app->context, &more, &err), &err);
    return more;
}

/* --- changing --------------------------------------------------------------------------------- */

static void handover_step(struct handover_panel *panel, int by)
{
    size_t *at = &panel->panel.scroll.at;
    if (panel->view.focus < HANDOVER_SHARES)
        panel->view.focus = by > 0 || panel->view.focus > HANDOVER_DATE
                                ? (enum handover_focus)((int)panel->view.focus + by)
                                : HANDOVER_DATE;
    else if (by < 0 && *at == 0)
        panel->view.focus = HANDOVER_ROLE;
    else if (by < 0 || *at + 1 < handover_of(panel)->share_count)
        *at = by < 0 ? *at - 1 : *at + 1;
}

static void handover_go(struct handover_panel *panel, struct app *app, int by)
{
    struct li_error err;
    if (panel->view.focus == HANDOVER_DATE &&
        !app_check(app, handover_model_parse_day(&panel->model, app->context, &err), &err))
        return;
    handover_step(panel, by);
    app->dirty = true;
}

/* person: a place among the people, or NOBODY. */
static void handover_assign(struct handover_panel *panel, int person)
{
    struct handover *handover = handover_of(panel);
    struct handover_share *share = handover_at_cursor(panel);
    if (!share || person >= (int)handover->people_count)
        return;
    int from = share->then;
    panel->model.unsaved = true;
    share->then = person;
    for (size_t i = 0; panel->all && i < handover->share_count; i++)
        if (handover->shares[i].then == from)
            handover->shares[i].then = person;
    if (!panel->all)
        handover_step(panel, 1);
    panel->all = false;
}

static void handover_shift(struct handover_panel *panel, int by)
{
    const struct handover_share *share = handover_at_cursor(panel);
    int count = (int)handover_of(panel)->people_count;
    if (!share || count == 0)
        return;
    panel->all = false;
    panel->model.unsaved = true;
    int person = share->then < 0 ? (by > 0 ? 0 : count - 1) : share->then + by;
    if (person >= 0 && person < count)
        handover_at_cursor(panel)->then = person;
}

static void handover_ask_all(struct handover_panel *panel, struct app *app)
{
    const struct handover_share *share = handover_at_cursor(panel);
    if (!share)
        return;
    panel->all = true;
    app_say(app, "Press 1-9 to assign all that %s has, 0 to leave it vacant.",
        share->then < 0 ? "no one" : handover_of(panel)->people[share->then].name);
}

static void handover_chosen_person(void *arg, struct app *app, const struct id *id)
{
    struct handover_panel *panel = arg;
    char *name = id ? record_title(app->context, &kind_person, id) : NULL;
    if (name)
        handover_person(handover_of(panel), id, name);
    free(name);
    app->dirty = true;
}

/* --- leaving ---------------------------------------------------------------------------------- */

static void handover_panel_save(struct handover_panel *panel, struct app *app)
{
    struct li_error err;
    char day[DATE_SHOWN_SIZE];
    if (!app_check(app, handover_model_save(&panel->model, app->context, &err), &err))
        return;
    char *what = handover_done(handover_of(panel));
    date_show(handover_of(panel)->day, context_dates(app->context), day);
    app_remove(app, &panel->panel);
    app_refresh(app);
    app_say(app, "Handed over %s, effective %s. Press %s to undo.", what, day,
        keymap_hint(&app->keys, ACTION_UNDO, PLACE_LIST));
    free(what);
}

static void handover_leave(struct handover_panel *panel, struct app *app)
{
    app_remove(app, &panel->panel);
    if (handover_changes(handover_of(panel)) > 0)
        app_say(app, "Draft saved; press %s to resume.",
            keymap_hint(&app->keys, ACTION_HANDOVER, PLACE_LIST));
}

static void handover_discard(struct handover_panel *panel, struct app *app)
{
    struct li_error err;
    if (!app_check(app, handover_model_drop_draft(&panel->model, app->context, &err), &err))
        return;
    app_remove(app, &panel->panel);
    app_say(app, "Draft discarded.");
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool handover_offers(struct panel *base, enum action action)
{
    bool changes = handover_changes(handover_of(handover_self(base))) > 0;
    return action == ACTION_SAVE || action == ACTION_DISCARD ? changes : action != ACTION_EDITOR;
}

static bool handover_act(struct panel *base, struct app *app, enum action action)
{
    struct handover_panel *panel = handover_self(base);
    switch (action) {
    case ACTION_SAVE: handover_panel_save(panel, app); return true;
    case ACTION_NEXT_FIELD: handover_go(panel, app, 1); return true;
    case ACTION_PREV_FIELD: handover_go(panel, app, -1); return true;
    case ACTION_LEAVE: handover_leave(panel, app); return true;
    case ACTION_DISCARD: handover_discard(panel, app); return true;
    case ACTION_PICK:
        app_push(app, record_picker_new(app, &kind_person, "", handover_chosen_person, panel));
        return true;
    default: return false;
    }
}

static size_t handover_count(struct panel *base)
{
    return handover_of(handover_self(base))->share_count;
}

/* Assigns the affiliate to the person whose column was clicked. */
static void handover_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct handover_panel *panel = handover_self(base);
    int person = handover_grid_person(&panel->view.grid, handover_of(panel), key->x);
    (void)app;
    panel->view.focus = HANDOVER_SHARES;
    if (person == NOBODY)
        return;
    handover_at_cursor(panel)->then = person;
    panel->model.unsaved = true;
}

/* Moves by a key that moves far; false: it is none. */
static bool handover_leap(struct handover_panel *panel, struct app *app, uint32_t code)
{
    static const struct {
        uint32_t code;
        enum action action;
    } leaps[] = {{K_PAGE_UP, ACTION_PAGE_UP}, {K_PAGE_DOWN, ACTION_PAGE_DOWN},
        {K_HOME, ACTION_FIRST}, {K_END, ACTION_LAST}};
    for (size_t i = 0; i < sizeof leaps / sizeof *leaps; i++)
        if (leaps[i].code == code)
            return panel_move(&panel->panel, app, leaps[i].action);
    return false;
}

/* A key on the affiliates; false: it means nothing there. */
static bool handover_key_of_shares(struct handover_panel *panel, struct app *app, uint32_t code)
{
    if (code >= '0' && code <= '9')
        handover_assign(panel, code == '0' ? NOBODY : (int)code - '1');
    else if (code == '*')
        handover_ask_all(panel, app);
    else if (code == K_LEFT || code == K_RIGHT)
        handover_shift(panel, code == K_RIGHT ? 1 : -1);
    else
        return handover_leap(panel, app, code);
    return true;
}

static bool handover_type(struct panel *base, struct app *app, const struct key *key)
{
    struct handover_panel *panel = handover_self(base);
    struct li_error err;
    app->dirty = true;
    if (panel->view.focus == HANDOVER_DATE)
        return edit_key(&panel->model.day, key, NULL);
    if (panel->view.focus == HANDOVER_SHARES)
        return handover_key_of_shares(panel, app, key->code);
    if (key->code != K_LEFT && key->code != K_RIGHT)
        return false;
    int by = key->code == K_RIGHT ? 1 : -1;
    app_check(app, handover_model_other_role(&panel->model, app->context, by, &err), &err);
    return true;
}

/* --- the panel -------------------------------------------------------------------------------- */

static void handover_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct handover_panel *panel = handover_self(base);
    handover_view_draw(&panel->view, &panel->model, base, app, area, focused);
}

static void handover_title(struct panel *base, FILE *left, FILE *right)
{
    const struct handover *handover = handover_of(handover_self(base));
    size_t changes = handover_changes(handover);
    fprintf(left, "Hand over: %s", handover->name);
    fprintf(right, "%zu change%s%s", changes, changes == 1 ? "" : "s",
        handover->more ? "; more affiliates than shown" : "");
}

static void handover_panel_free(struct panel *base)
{
    handover_model_end(&handover_self(base)->model);
    free(base);
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
    .store_drafts = handover_store_drafts,
    .free = handover_panel_free,
};

struct panel *handover_panel_new(struct app *app, const struct handover_scope *scope)
{
    assert(scope);
    struct handover_panel *panel = li_calloc(1, sizeof *panel);
    struct li_error err;
    bool resumed = false;
    *panel = (struct handover_panel){.panel.ops = &handover_ops, .view.focus = HANDOVER_SHARES};
    if (!app_check(
            app, handover_model_begin(&panel->model, app->context, scope, &resumed, &err), &err)) {
        handover_panel_free(&panel->panel);
        return NULL;
    }
    if (resumed)
        app_say(app, "Draft resumed; press %s to discard it.",
            keymap_hint(&app->keys, ACTION_DISCARD, PLACE_FORM));
    else
        app_say_draft(app, NULL, "handover", handover_draft_is_elsewhere(app->context, scope));
    return &panel->panel;
}

static void handover_chosen_region(void *arg, struct app *app, const struct id *id)
{
    (void)arg;
    if (id)
        handover_panel_open(app, &kind_region, id);
}

void handover_panel_open(struct app *app, const struct kind *kind, const struct id *id)
{
    struct handover_scope scope;
    if (kind && handover_scope(app->context, kind, id, &scope))
        app_push(app, handover_panel_new(app, &scope));
    else
        app_push(app, record_picker_new(app, &kind_region, "", handover_chosen_region, NULL));
}
