/*
 * merge_panel.c: chooses for each field of two records the side it is taken from, and merges them
 * or marks them as not duplicates.
 */
#include "tui/duplicates/merge_panel.h"
#include "core/duplicates/duplicates.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/duplicates/merge_view.h"
#include <assert.h>
#include <stdlib.h>

struct merge_panel {
    struct panel panel;
    struct merge_model model;
    void (*done)(void *arg, struct app *app);
    void *arg;
};

static struct merge_panel *merge_self(struct panel *base)
{
    return (struct merge_panel *)base;
}

static void merge_go_to_first_difference(struct merge_panel *panel)
{
    size_t at = 0;
    while (at < panel->model.count && !merge_model_differs(&panel->model, at))
        at++;
    panel->panel.scroll.at = at < panel->model.count ? at : 0;
}

static void merge_title(struct panel *base, FILE *left, FILE *right)
{
    const struct merge_panel *panel = merge_self(base);
    size_t count = merge_model_differences(&panel->model);
    fprintf(left, "Merge two %s", merge_model_kind(&panel->model)->plural);
    if (count == 0)
        fputs("no differences", right);
    else
        fprintf(right, "%zu field%s", count, count == 1 ? " differs" : "s differ");
}

/* --- acting ----------------------------------------------------------------------------------- */

static void merge_finish(struct merge_panel *panel, struct app *app)
{
    app_remove(app, &panel->panel);
    if (panel->done)
        panel->done(panel->arg, app);
    app_refresh(app);
}

static void merge_panel_merge(struct merge_panel *panel, struct app *app)
{
    struct li_error err;
    const struct merge_records *merge = panel->model.merge;
    if (merge_records_save(app->context, merge, &err)) {
        app_fail(app, &err);
        return;
    }
    char *left = record_brief(app->context, merge->left);
    char *right = record_brief(app->context, merge->right);
    merge_finish(panel, app);
    app_say(app, "Merged %s into %s. Press %s to undo.", right, left,
        keymap_text(&app->keys, ACTION_UNDO));
    free(right);
    free(left);
}

static void merge_tell_apart(struct merge_panel *panel, struct app *app)
{
    struct li_error err;
    const struct merge_records *merge = panel->model.merge;
    if (duplicates_tell_apart(app->context, merge_model_kind(&panel->model), &merge->left->id,
            &merge->right->id, &err)) {
        app_fail(app, &err);
        return;
    }
    merge_finish(panel, app);
    app_say(
        app, "Marked as not duplicates. Press %s to undo.", keymap_text(&app->keys, ACTION_UNDO));
}

static void merge_panel_choose(
    struct merge_panel *panel, struct app *app, enum merge_records_side side)
{
    const struct merge_model *model = &panel->model;
    size_t at = panel->panel.scroll.at;
    if (side == MERGE_BOTH && !merge_records_takes_both(model->merge, model->fields[at]))
        app_say(app, "%s can't be combined: use the left or the right value.",
            merge_model_field(model, at)->label);
    else
        *merge_model_side(model, at) = side;
}

static void merge_swap(struct merge_panel *panel, struct app *app)
{
    struct li_error err;
    if (merge_model_swap(&panel->model, app->context, &err))
        app_fail(app, &err);
}

static bool merge_act(struct panel *base, struct app *app, enum action action)
{
    struct merge_panel *panel = merge_self(base);
    switch (action) {
    case ACTION_TAKE_LEFT: merge_panel_choose(panel, app, MERGE_LEFT); return true;
    case ACTION_TAKE_RIGHT: merge_panel_choose(panel, app, MERGE_RIGHT); return true;
    case ACTION_TAKE_BOTH: merge_panel_choose(panel, app, MERGE_BOTH); return true;
    case ACTION_SWAP: merge_swap(panel, app); return true;
    case ACTION_MERGE: merge_panel_merge(panel, app); return true;
    case ACTION_NOT_DUPLICATES: merge_tell_apart(panel, app); return true;
    default: return false;
    }
}

static size_t merge_count(struct panel *base)
{
    return merge_self(base)->model.count;
}

/* Chooses the side that was clicked. */
static void merge_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct merge_panel *panel = merge_self(base);
    enum merge_records_side side = merge_view_side(&panel->model, base->area, key->x);
    if (side != MERGE_BOTH)
        merge_panel_choose(panel, app, side);
}

static void merge_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    merge_view_draw(&merge_self(base)->model, base, app->context, area, focused);
}

/* If one of the two is gone, saving reports it. */
static void merge_refresh(struct panel *base, struct app *app)
{
    merge_model_refresh(&merge_self(base)->model, app->context, &(struct li_error){0});
}

static void merge_panel_free(struct panel *base)
{
    merge_model_end(&merge_self(base)->model);
    free(base);
}

static const struct panel_ops merge_ops = {
    .place = PLACE_PAIR,
    .draw = merge_draw,
    .act = merge_act,
    .count = merge_count,
    .pressed = merge_pressed,
    .refresh = merge_refresh,
    .title = merge_title,
    .free = merge_panel_free,
};

struct panel *merge_panel_new(struct app *app, const struct kind *kind, const struct id *left,
    const struct id *right, void (*done)(void *arg, struct app *app), void *arg)
{
    assert(kind && left && right && !id_equal(left, right));
    struct merge_panel *panel = li_calloc(1, sizeof *panel);
    struct li_error err;
    *panel = (struct merge_panel){.panel.ops = &merge_ops, .done = done, .arg = arg};
    if (merge_model_begin(&panel->model, app->context, kind, left, right, &err)) {
        app_fail(app, &err);
        free(panel);
        return NULL;
    }
    merge_go_to_first_difference(panel);
    return &panel->panel;
}

struct panel *merge_panel_of_rows(struct app *app, const struct panel_selection *two,
    void (*done)(void *arg, struct app *app), void *arg)
{
    assert(two->kind && two->count == MERGE_SIDES);
    struct duplicates *duplicates = duplicates_new(app->context, two->kind);
    struct id ids[MERGE_SIDES];
    char *names[MERGE_SIDES] = {NULL, NULL};
    struct panel *panel = NULL;
    bool there = true;
    for (int i = 0; i < MERGE_SIDES; i++)
        there = there && duplicates_record(duplicates, two->rows[i], &ids[i], &names[i]);
    if (there)
        panel = merge_panel_new(app, two->kind, &ids[0], &ids[1], done, arg);
    else
        app_say(app, "An archived %s can't be merged; restore it first.", two->kind->name);
    for (int i = 0; i < MERGE_SIDES; i++)
        free(names[i]);
    duplicates_free(duplicates);
    return panel;
}
