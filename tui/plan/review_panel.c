/*
 * review_panel.c: the keys with which a plan is reviewed at the end of its year.
 */
#include "tui/plan/review_panel.h"
#include "data/base/memory.h"
#include "tui/plan/review_view.h"
#include "tui/widget/editor.h"
#include <assert.h>
#include <stdlib.h>

struct review_panel {
    struct panel panel;
    struct review_model model;
    struct review_view view;
};

static struct review_model *review_model_of(struct panel *panel)
{
    return &((struct review_panel *)panel)->model;
}

/* --- saving and leaving ----------------------------------------------------------------------- */

static void review_panel_save(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (review_model_save(review_model_of(panel), app->context, &err)) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, panel);
    app_refresh(app);
    app_say(app, "Plan %s reviewed and closed. Press %s to undo.", review_model_of(panel)->called,
        keymap_text(&app->keys, ACTION_UNDO));
}

/* False: the drafts could not be saved, which has been said. */
static bool review_save_drafts(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (!review_model_save_drafts(review_model_of(panel), app->context, &err))
        return true;
    app_fail(app, &err);
    return false;
}

static void review_leave(struct panel *panel, struct app *app)
{
    struct review_model *model = review_model_of(panel);
    if (!review_save_drafts(panel, app))
        return;
    app_remove(app, panel);
    if (review_model_is_drafted(model))
        app_say(
            app, "Draft saved; press %s to resume.", keymap_text(&app->keys, ACTION_REVIEW_PLAN));
}

static void review_discard(struct panel *panel, struct app *app)
{
    review_model_drop_drafts(review_model_of(panel), app->context);
    app_remove(app, panel);
}

/* --- keys ------------------------------------------------------------------------------------- */

/* What is typed is saved before it is drawn, unless more keys wait. */
static bool review_work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return true;
    review_save_drafts(panel, app);
    return false;
}

static void review_touched(struct panel *panel, struct app *app)
{
    struct review_model *model = review_model_of(panel);
    model->unsaved[model->focus] = true;
    review_work(panel, app);
}

static void review_write_outside(struct panel *panel, struct app *app)
{
    struct review_model *model = review_model_of(panel);
    struct form_field *field = &model->fields[model->focus];
    struct li_error err;
    char *text = NULL;
    if (form_field_choices(field->of)) {
        app_say(app, "The external editor is only for long text.");
    } else if (editor_edit(app, form_field_typed(field), &text, &err)) {
        app_fail(app, &err);
    } else {
        form_field_set(field, app->context, text);
        review_touched(panel, app);
    }
    free(text);
}

static void review_step(struct review_model *model, int by)
{
    model->focus = (model->focus + by + model->count) % model->count;
}

static bool review_act(struct panel *panel, struct app *app, enum action action)
{
    switch (action) {
    case ACTION_NEXT_FIELD: review_step(review_model_of(panel), 1); return true;
    case ACTION_PREV_FIELD: review_step(review_model_of(panel), -1); return true;
    case ACTION_EDITOR: review_write_outside(panel, app); return true;
    case ACTION_SAVE: review_panel_save(panel, app); return true;
    case ACTION_DISCARD: review_discard(panel, app); return true;
    case ACTION_LEAVE: review_leave(panel, app); return true;
    default: return false;
    }
}

static bool review_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_PICK;
}

static bool review_holds(const struct area *area, const struct key *key)
{
    return key->y >= area->y && key->y < area->y + area->height && key->x >= area->x &&
           key->x < area->x + area->width;
}

static bool review_click(struct review_model *model, const struct key *key)
{
    if (key->button > 3)
        review_step(model, key->button == 4 ? -1 : 1);
    for (int i = 0; key->button <= 2 && i < model->count; i++)
        if (review_holds(&model->fields[i].area, key))
            model->focus = i;
    return true;
}

static bool review_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct review_model *model = review_model_of(panel);
    app->dirty = true;
    if (key->code == K_MOUSE)
        return review_click(model, key);
    enum form_field_answer answer = form_field_key(&model->fields[model->focus], app->context, key);
    if (answer == FORM_FIELD_CHANGED)
        review_touched(panel, app);
    return answer != FORM_FIELD_IGNORED;
}

static void review_store_drafts(struct panel *panel, struct app *app)
{
    struct li_error err;
    review_save_drafts(panel, app);
    if (review_model_leave(review_model_of(panel), app->context, &err))
        app_fail(app, &err);
}

/* --- the panel -------------------------------------------------------------------------------- */

static void review_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct review_panel *review = (struct review_panel *)panel;
    review_view_draw(&review->view, &review->model, app, area, focused);
}

static void review_title(struct panel *panel, FILE *left, FILE *right)
{
    size_t goals = review_model_of(panel)->review.count;
    fputs(review_model_of(panel)->heading, left);
    fprintf(right, "%zu goal%s", goals, goals == 1 ? "" : "s");
}

static void review_panel_free(struct panel *panel)
{
    review_model_end(review_model_of(panel));
    free(panel);
}

static const struct panel_ops review_ops = {
    .place = PLACE_FORM,
    .draw = review_draw,
    .offers = review_offers,
    .act = review_act,
    .type = review_type,
    .work = review_work,
    .title = review_title,
    .store_drafts = review_store_drafts,
    .free = review_panel_free,
};

struct panel *review_panel_new(struct app *app, const struct id *plan)
{
    assert(plan);
    struct review_panel *review = li_calloc(1, sizeof *review);
    struct li_error err;
    char *at;
    review->panel.ops = &review_ops;
    if (review_model_begin(&review->model, app->context, plan, &at, &err)) {
        app_fail(app, &err);
        review_panel_free(&review->panel);
        return NULL;
    }
    app_say_draft(app, at, "plan", review_model_elsewhere(&review->model));
    return &review->panel;
}
