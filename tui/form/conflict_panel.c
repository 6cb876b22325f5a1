/*
 * conflict_panel.c: chooses between two changes to the same fields. The model always has a
 * conflict: when the last one is gone, so is the panel.
 */
#include "tui/form/conflict_panel.h"
#include "data/base/memory.h"
#include "tui/form/conflict_view.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct conflict_panel {
    struct panel panel;
    struct conflict_model conflicts;
    void (*done)(void *arg, struct app *app);
    void *arg;
};

static struct conflict_panel *conflict_self(struct panel *panel)
{
    return (struct conflict_panel *)panel;
}

static void conflict_title(struct panel *base, FILE *left, FILE *right)
{
    const struct conflict_model *conflicts = &conflict_self(base)->conflicts;
    size_t chosen = 0;
    for (size_t i = 0; i < conflicts->count; i++)
        chosen += conflicts->list[i].choice != CONFLICT_OPEN;
    fprintf(left, "Not saved yet: this %s was changed", conflicts->form->kind->name);
    fprintf(right, "%zu of %zu chosen", chosen, conflicts->count);
}

/* --- choosing --------------------------------------------------------------------------------- */

static void conflict_go_on(struct conflict_panel *panel)
{
    size_t next = conflict_model_unchosen(&panel->conflicts, panel->panel.scroll.at);
    if (next < panel->conflicts.count)
        panel->panel.scroll.at = next;
}

static void conflict_choose(
    struct conflict_panel *panel, struct app *app, enum conflict_choice choice)
{
    struct conflict *conflict = &panel->conflicts.list[panel->panel.scroll.at];
    if (choice == CONFLICT_BOTH && !conflict->both)
        app_say(app, "%s can't be combined: keep yours or take theirs.", conflict->label);
    else
        conflict->choice = choice;
}

static void conflict_finish(struct conflict_panel *panel, struct app *app)
{
    struct conflict_model *conflicts = &panel->conflicts;
    size_t open = conflict_model_unchosen(conflicts, panel->panel.scroll.at);
    if (open < conflicts->count) {
        panel->panel.scroll.at = open;
        app_say(app, "Choose for %s first: Left to keep yours, Right to take theirs.",
            conflicts->list[open].label);
        return;
    }
    conflict_model_apply(conflicts, app->context);
    app_remove(app, &panel->panel);
    panel->done(panel->arg, app);
}

static bool conflict_act(struct panel *base, struct app *app, enum action action)
{
    struct conflict_panel *panel = conflict_self(base);
    switch (action) {
    case ACTION_TAKE_LEFT: conflict_choose(panel, app, CONFLICT_MINE); return true;
    case ACTION_TAKE_RIGHT: conflict_choose(panel, app, CONFLICT_THEIRS); return true;
    case ACTION_TAKE_BOTH: conflict_choose(panel, app, CONFLICT_BOTH); return true;
    case ACTION_SAVE: conflict_finish(panel, app); return true;
    default: return false;
    }
}

/* Enter goes to the next conflict for which nothing is chosen yet. */
static bool conflict_type(struct panel *base, struct app *app, const struct key *key)
{
    bool goes_on = key->code == K_ENTER || key->code == K_TAB;
    if (goes_on)
        conflict_go_on(conflict_self(base));
    app->dirty |= goes_on;
    return goes_on;
}

static size_t conflict_count(struct panel *base)
{
    return conflict_self(base)->conflicts.count;
}

/* Chooses the value that was clicked. */
static void conflict_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct conflict_panel *panel = conflict_self(base);
    enum conflict_choice side = conflict_view_side(&panel->conflicts, base->area, key->x);
    if (side != CONFLICT_OPEN)
        conflict_choose(panel, app, side);
}

/* --- the rest of a panel ---------------------------------------------------------------------- */

static void conflict_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    conflict_view_draw(&conflict_self(base)->conflicts, base, app, area, focused);
}

/* A choice was made between the values shown: it is open again where their value has changed. */
static void conflict_keep_choices(const struct conflict_model *from, struct conflict_model *to)
{
    for (size_t i = 0; i < to->count; i++)
        for (size_t j = 0; j < from->count; j++)
            if (to->list[i].field == from->list[j].field &&
                strcmp(to->list[i].theirs, from->list[j].theirs) == 0)
                to->list[i].choice = from->list[j].choice;
}

/* The form beneath has loaded the record already. */
static void conflict_refresh(struct panel *base, struct app *app)
{
    struct conflict_panel *panel = conflict_self(base);
    struct conflict_model now;
    conflict_model_find(&now, panel->conflicts.form, app->context);
    if (now.count == 0) {
        app_remove(app, base);
        app_say(app, "The other change was undone; your form is ready to save.");
        return;
    }
    conflict_keep_choices(&panel->conflicts, &now);
    conflict_model_end(&panel->conflicts);
    panel->conflicts = now;
}

static void conflict_panel_free(struct panel *base)
{
    conflict_model_end(&conflict_self(base)->conflicts);
    free(base);
}

static const struct panel_ops conflict_ops = {
    .place = PLACE_VALUES,
    .draw = conflict_draw,
    .act = conflict_act,
    .type = conflict_type,
    .count = conflict_count,
    .pressed = conflict_pressed,
    .refresh = conflict_refresh,
    .title = conflict_title,
    .free = conflict_panel_free,
};

struct panel *conflict_panel_new(
    struct app *app, struct form_model *model, void (*done)(void *arg, struct app *app), void *arg)
{
    assert(done && form_model_conflicts(model) > 0);
    struct conflict_panel *panel = li_calloc(1, sizeof *panel);
    *panel = (struct conflict_panel){.panel.ops = &conflict_ops, .done = done, .arg = arg};
    conflict_model_find(&panel->conflicts, model, app->context);
    return &panel->panel;
}
