/*
 * duplicates_panel.c: possible duplicates, found between keys; Enter opens a pair side by side.
 */
#include "tui/duplicates/duplicates_panel.h"
#include "data/base/memory.h"
#include "data/store/page_cache.h"
#include "tui/app/app.h"
#include "tui/app/bulk_actions.h"
#include "tui/duplicates/duplicates_model.h"
#include "tui/duplicates/duplicates_view.h"
#include "tui/duplicates/merge_panel.h"
#include <assert.h>
#include <stdlib.h>

struct duplicates_panel {
    struct panel panel;
    struct duplicates_model model;
};

/* --- finding ---------------------------------------------------------------------------------- */

static void duplicates_panel_look(
    struct duplicates_list *list, struct scroll *scroll, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    app_yield_to_keys(app, true);
    page_cache_sort_in_parts(app->context->store, true);
    enum li_err code = duplicates_model_look(list, scroll, &err);
    page_cache_sort_in_parts(app->context->store, false);
    app_yield_to_keys(app, false);
    if (code && code != LI_INTERRUPTED)
        app_fail(app, &err);
}

static bool duplicates_work(struct panel *panel, struct app *app)
{
    struct duplicates_model *model = &((struct duplicates_panel *)panel)->model;
    struct duplicates_list *list = duplicates_model_next(model);
    if (!list)
        return false;
    bool shown = list == duplicates_model_shown(model);
    if (!input_waiting())
        duplicates_panel_look(list, shown ? &panel->scroll : &list->scroll, app);
    app->dirty = true;
    return true;
}

static void duplicates_refresh(struct panel *panel, struct app *app)
{
    duplicates_model_refresh(&((struct duplicates_panel *)panel)->model, app->context);
}

/* --- showing ---------------------------------------------------------------------------------- */

static void duplicates_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    (void)app;
    duplicates_view_draw(&((struct duplicates_panel *)panel)->model, panel, area, focused);
}

static void duplicates_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct duplicates_list *list =
        duplicates_model_shown(&((struct duplicates_panel *)panel)->model);
    size_t count = duplicates_model_pairs(list);
    fprintf(left, "Possible duplicates: %s", list->kind->plural);
    if (list->looking)
        fprintf(right, "checking, %zu of %zu", list->looking->looked + 1, list->looking->looks);
    else
        fprintf(right, "%zu pair%s", count, count == 1 ? "" : "s");
}

static size_t duplicates_panel_count(struct panel *panel)
{
    return duplicates_model_pairs(
        duplicates_model_shown(&((struct duplicates_panel *)panel)->model));
}

/* --- acting ----------------------------------------------------------------------------------- */

/* The pair under the cursor was merged or marked as not duplicates: it leaves the list at once. */
static void duplicates_remove_pair(void *arg, struct app *app)
{
    struct duplicates_panel *duplicates = arg;
    (void)app;
    duplicates_model_remove(&duplicates->model, duplicates->panel.scroll.at);
}

static void duplicates_open_pair(struct duplicates_panel *duplicates, struct app *app)
{
    struct duplicates_list *list = duplicates_model_shown(&duplicates->model);
    struct id one, other;
    char *name = NULL, *other_name = NULL;
    if (duplicates->panel.scroll.at >= duplicates_model_pairs(list))
        return;
    const struct duplicates_pair *pair = &list->found->pairs[duplicates->panel.scroll.at];
    if (duplicates_record(list->found, pair->one, &one, &name) &&
        duplicates_record(list->found, pair->other, &other, &other_name))
        app_push(app,
            merge_panel_new(app, list->kind, &one, &other, duplicates_remove_pair, duplicates));
    else
        app_say(app, "One of the two has since been archived.");
    free(other_name);
    free(name);
}

static bool duplicates_offers(struct panel *panel, enum action action)
{
    return action != ACTION_OPEN || duplicates_panel_count(panel) > 0;
}

static bool duplicates_act(struct panel *panel, struct app *app, enum action action)
{
    struct duplicates_panel *duplicates = (struct duplicates_panel *)panel;
    struct duplicates_model *model = &duplicates->model;
    switch (action) {
    case ACTION_OPEN: duplicates_open_pair(duplicates, app); return true;
    case ACTION_NEXT_PANE: duplicates_model_turn(model, 1, &panel->scroll); return true;
    case ACTION_PREV_PANE:
        duplicates_model_turn(model, model->count - 1, &panel->scroll);
        return true;
    default: return false;
    }
}

static void duplicates_panel_free(struct panel *panel)
{
    duplicates_model_end(&((struct duplicates_panel *)panel)->model);
    free(panel);
}

static const struct panel_ops duplicates_ops = {
    .place = PLACE_TEXT,
    .draw = duplicates_draw,
    .offers = duplicates_offers,
    .act = duplicates_act,
    .count = duplicates_panel_count,
    .work = duplicates_work,
    .refresh = duplicates_refresh,
    .title = duplicates_title,
    .free = duplicates_panel_free,
};

/* Opens at most once: its table of functions is its root. */
static struct panel *duplicates_panel_new(struct app *app, const struct kind *kind)
{
    struct duplicates_panel *duplicates = li_calloc(1, sizeof *duplicates);
    duplicates->panel.ops = &duplicates_ops;
    duplicates->panel.root = &duplicates_ops;
    duplicates_model_begin(&duplicates->model, app->context, kind);
    return &duplicates->panel;
}

static void duplicates_unselect(void *panel, struct app *app)
{
    ((struct panel *)panel)->ops->unselect(panel, app);
}

static void duplicates_merge_selected(struct app *app, struct panel *panel)
{
    struct panel_selection selection;
    if (!bulk_actions_take(app, panel, &selection))
        return;
    if (selection.count == 2)
        app_push(app, merge_panel_of_rows(app, &selection, duplicates_unselect, panel));
    else
        app_say(app, "Select exactly two records to merge (%zu selected).", selection.count);
    free(selection.rows);
}

void duplicates_panel_go(struct app *app, struct panel *panel, const struct kind *kind)
{
    assert(app && panel);
    if (bulk_actions_selected(panel))
        duplicates_merge_selected(app, panel);
    else if (!app_raise(app, &duplicates_ops))
        app_push(app, duplicates_panel_new(app, kind));
}
