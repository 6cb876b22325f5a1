/*
 * form_panel.c: the form of any kind, made from its field table alone.
 */
#include "tui/form/form_panel.h"
#include "core/history/history.h"
#include "core/kind/agreement.h"
#include "core/plan/renewal.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/dispatch.h"
#include "tui/form/conflict_panel.h"
#include "tui/form/form_view.h"
#include "tui/widget/choice_list.h"
#include "tui/widget/editor.h"
#include "tui/widget/record_picker.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct form_panel {
    struct panel panel;
    struct form_model model;
    struct form_view view;
    void (*done)(void *arg, struct app *app, const struct id *id);
    void *arg;
};

static struct form_field *form_focused(struct form_panel *form)
{
    return &form->model.fields[form->view.focus];
}

/* False: the draft could not be saved; the app has said why. */
static bool form_save_draft(struct form_panel *form, struct app *app)
{
    struct li_error err;
    if (!form_model_save_draft(&form->model, app->context, &err))
        return true;
    app_fail(app, &err);
    return false;
}

/* --- saving ----------------------------------------------------------------------------------- */

static void form_close_saved(struct form_panel *form, struct app *app, const struct id *id)
{
    const struct kind *kind = form->model.kind;
    char *title = record_title(app->context, kind, id);
    app_remove(app, &form->panel);
    app_refresh(app);
    char *undo = dispatch_can(app, app_top(app), ACTION_UNDO)
                     ? li_format(" Press %s to undo.", keymap_text(&app->keys, ACTION_UNDO))
                     : NULL; /* its key would be typed as text there */
    char *quoted = text_quoted(title ? title : "");
    app_say(app, "Saved: %s %s.%s", kind->label, quoted, undo ? undo : "");
    free(quoted);
    free(undo);
    free(title);
    if (form->done)
        form->done(form->arg, app, id);
}

static void form_say_wrong(
    struct form_panel *form, struct app *app, const struct form_problems *problems)
{
    struct li_error err;
    form->view.focus = problems->first;
    form_model_hide(&form->model);
    if (*problems->message)
        li_fail(&err, LI_REFUSED, "%s", problems->message);
    else if (problems->count == 1)
        li_fail(&err, LI_REFUSED, "Not saved: one field needs correcting.");
    else
        li_fail(&err, LI_REFUSED, "Not saved: %d fields need correcting.", problems->count);
    app_fail(app, &err);
}

/* Kinds for which saving a record writes others as well. */
typedef enum li_err (*form_saving)(
    struct context *context, struct record *record, struct li_error *err);
static const struct {
    const struct kind *kind;
    form_saving save;
} form_savings[] = {{&kind_agreement, renewal_save}};

static form_saving form_saving_of(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof form_savings / sizeof *form_savings; i++)
        if (form_savings[i].kind == kind)
            return form_savings[i].save;
    return record_save;
}

/* The record was removed: what was typed stays, as a new record. */
static void form_say_gone(struct form_panel *form, struct app *app)
{
    struct form_model *model = &form->model;
    struct li_error err;
    char *by, *at;
    history_last(app->context, model->kind, &model->id, NULL, HISTORY_REMOVED, &by, &at,
        &(struct li_error){0});
    form_model_make_new(model);
    li_fail(&err, LI_REFUSED, "Not saved: %s%s%s removed this %s. Press %s to add it as a new one.",
        by && *by ? by : "someone", at ? " on " : "", at ? at : "", model->kind->name,
        keymap_hint(&app->keys, ACTION_SAVE, PLACE_FORM));
    app_fail(app, &err);
    free(by);
    free(at);
}

static void form_save(struct form_panel *form, struct app *app);

static void form_save_chosen(void *arg, struct app *app)
{
    struct form_panel *form = arg;
    bool any = form_model_changed(&form->model) || form->model.archived.undo;
    form_save(form, app);
    if (!any)
        app_say(app, "Their version stays; you had no changes left to save.");
}

/* True: another program changed the record after it was checked. */
static bool form_save_checked(struct form_panel *form, struct app *app, struct record *record)
{
    struct form_model *model = &form->model;
    struct li_error err;
    if (!form_saving_of(model->kind)(app->context, record, &err)) {
        form_draft_done(&model->draft, app->context);
        form_close_saved(form, app, &record->id);
    } else if (!record->overtaken) {
        app_fail(app, &err);
    }
    return record->overtaken;
}

/* True: it must be tried again. */
static bool form_try_to_save(struct form_panel *form, struct app *app)
{
    struct form_model *model = &form->model;
    struct form_problems problems = {0};
    struct li_error err;
    bool again = false;
    struct record *record = form_model_check(model, app->context, &problems, &err);
    if (!record && err.code == LI_NONE)
        form_say_gone(form, app);
    else if (!record)
        app_fail(app, &err);
    else if (problems.count > 0)
        form_say_wrong(form, app, &problems);
    else if (form_model_conflicts(model) > 0)
        app_push(app, conflict_panel_new(app, model, form_save_chosen, form));
    else
        again = form_save_checked(form, app, record);
    record_free(record);
    return again;
}

static void form_save(struct form_panel *form, struct app *app)
{
    struct form_model *model = &form->model;
    if (!form_model_is_new(model) && !form_model_changed(model) && !model->archived.undo) {
        app_remove(app, &form->panel);
        app_say(app, "No changes.");
        return;
    }
    model->checked = true;
    while (form_try_to_save(form, app))
        ;
}

/* --- moving and choosing --------------------------------------------------------------------- */

static void form_leave_field(struct form_panel *form, struct app *app)
{
    struct form_problems problems = {0};
    struct form_field *at = form_focused(form);
    at->left = true;
    form_field_normalize(at, app->context);
    record_free(form_model_check(&form->model, app->context, &problems, &(struct li_error){0}));
    form_model_hide(&form->model);
}

static void form_go_to(struct form_panel *form, struct app *app, int at)
{
    form_leave_field(form, app);
    if (!form->model.fields[at].hidden)
        form->view.focus = at;
}

/* To the next field that is shown (1), or the one before (-1). */
static void form_step(struct form_panel *form, struct app *app, int by)
{
    int count = form->model.count;
    form_leave_field(form, app);
    do
        form->view.focus = (form->view.focus + by + count) % count;
    while (form_focused(form)->hidden);
}

static void form_chosen_record(void *arg, struct app *app, const struct id *id)
{
    struct form_panel *form = arg;
    char text[ID_TEXT_SIZE];
    form_field_set(form_focused(form), app->context, id ? id_text(id, text) : "");
    form_model_touch(&form->model, form_focused(form));
    if (id && form->view.focus + 1 < form->model.count)
        form_step(form, app, 1);
}

static void form_chosen_name(void *arg, struct app *app, const char *name)
{
    struct form_panel *form = arg;
    form_field_set(form_focused(form), app->context, name);
    form_model_touch(&form->model, form_focused(form));
}

/* words: typed already; NULL: none. */
static void form_pick(struct form_panel *form, struct app *app, const char *words)
{
    const struct field *field = form_focused(form)->of;
    const char *const *names = form_field_choices(field);
    if (field->type == FIELD_REF)
        app_push(app, record_picker_new(app, kind_find(field->ref), words ? words : "",
                          form_chosen_record, form));
    else if (names)
        app_push(app, choice_list_new(field, names, form_field_typed(form_focused(form)),
                          form_chosen_name, form));
    else
        app_say(app, "%s has no list to choose from; type the value.", field->label);
}

/* The picker begins with the key that was typed here. */
static void form_search(struct form_panel *form, struct app *app, const struct key *key)
{
    struct edit words;
    edit_begin(&words, NULL, false);
    edit_key(&words, key, NULL);
    form_pick(form, app, words.text);
    edit_end(&words);
}

static void form_write_outside(struct form_panel *form, struct app *app)
{
    struct form_field *field = form_focused(form);
    struct li_error err;
    char *text;
    if (field->of->type != FIELD_LONG) {
        app_say(app, "The external editor is only for long text; type %s here.", field->of->label);
        return;
    }
    if (!form_save_draft(form, app))
        return;
    if (editor_edit(app, form_field_typed(field), &text, &err)) {
        app_fail(app, &err);
        return;
    }
    form_field_set(field, app->context, text);
    free(text);
    form_model_touch(&form->model, form_focused(form));
}

static void form_leave(struct form_panel *form, struct app *app)
{
    struct form_model *model = &form->model;
    if (!form_save_draft(form, app))
        return;
    app_remove(app, &form->panel);
    if (form_draft_is_stored(&model->draft))
        app_say(app, "Draft saved; press %s to resume.",
            keymap_text(&app->keys, form_model_is_new(model) ? ACTION_ADD : ACTION_EDIT));
}

static void form_discard(struct form_panel *form, struct app *app)
{
    struct li_error err;
    bool had = form_draft_is_stored(&form->model.draft) || form_model_changed(&form->model);
    if (form_draft_drop(&form->model.draft, app->context, &err)) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &form->panel);
    if (had)
        app_say(app, "Draft discarded.");
}

static bool form_act(struct panel *panel, struct app *app, enum action action)
{
    struct form_panel *form = (struct form_panel *)panel;
    switch (action) {
    case ACTION_NEXT_FIELD: form_step(form, app, 1); return true;
    case ACTION_PREV_FIELD: form_step(form, app, -1); return true;
    case ACTION_PICK: form_pick(form, app, NULL); return true;
    case ACTION_EDITOR: form_write_outside(form, app); return true;
    case ACTION_SAVE:
        form_field_normalize(form_focused(form), app->context);
        form_save(form, app);
        return true;
    case ACTION_DISCARD: form_discard(form, app); return true;
    case ACTION_LEAVE: form_leave(form, app); return true;
    default: return false;
    }
}

static bool form_click(struct form_panel *form, struct app *app, const struct key *key)
{
    for (int i = 0; i < form->model.count; i++) {
        const struct area *area = &form->model.fields[i].area;
        if (key->button <= 2 && key->y >= area->y && key->y < area->y + area->height) {
            form_go_to(form, app, i);
            return true;
        }
    }
    if (key->button > 3)
        form_step(form, app, key->button == 4 ? -1 : 1);
    return true;
}

/* What is typed is stored before it is drawn, unless more keys wait. */
static bool form_work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return ((struct form_panel *)panel)->model.draft.unsaved;
    form_save_draft((struct form_panel *)panel, app);
    return false;
}

static bool form_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct form_panel *form = (struct form_panel *)panel;
    if (key->code == K_MOUSE)
        return form_click(form, app, key);
    switch (form_field_key(form_focused(form), app->context, key)) {
    case FORM_FIELD_TAKEN: return true;
    case FORM_FIELD_CHANGED:
        form_model_touch(&form->model, form_focused(form));
        form_work(panel, app);
        return true;
    case FORM_FIELD_SEARCHES: form_search(form, app, key); return true;
    case FORM_FIELD_IGNORED: break;
    }
    /* Enter goes from field to field; from the last one it saves. */
    if (key->code == K_ENTER && form->view.focus == form->model.count - 1)
        return form_act(panel, app, ACTION_SAVE);
    return false;
}

static void form_store_drafts(struct panel *panel, struct app *app)
{
    struct form_panel *form = (struct form_panel *)panel;
    struct li_error err;
    form_save_draft(form, app);
    if (form_draft_leave(&form->model.draft, app->context, &err))
        app_fail(app, &err);
}

/* A change of the same fields by someone else is reported at once; saving asks about it. */
static void form_refresh(struct panel *panel, struct app *app)
{
    struct form_model *model = &((struct form_panel *)panel)->model;
    int before = form_model_conflicts(model);
    form_model_refresh(model, app->context);
    if (form_model_conflicts(model) > before)
        app_say(app, "Someone else changed this %s too; saving will ask which changes to keep.",
            model->kind->name);
}

static void form_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct form_panel *form = (struct form_panel *)panel;
    form->view.focused = focused;
    form_view_draw(&form->view, &form->model, app->context, area);
}

static void form_title(struct panel *panel, FILE *left, FILE *right)
{
    struct form_panel *form = (struct form_panel *)panel;
    fprintf(left, form_model_is_new(&form->model) ? "New %s" : "Edit %s", form->model.kind->name);
    fprintf(right, "%d of %d", form_model_visible(&form->model, form->view.focus + 1),
        form_model_visible(&form->model, form->model.count));
}

static void form_free(struct panel *panel)
{
    struct form_panel *form = (struct form_panel *)panel;
    form_model_end(&form->model);
    free(form);
}

static const struct panel_ops form_ops = {
    .place = PLACE_FORM,
    .draw = form_draw,
    .act = form_act,
    .type = form_type,
    .work = form_work,
    .refresh = form_refresh,
    .title = form_title,
    .store_drafts = form_store_drafts,
    .free = form_free,
};

/* --- opening ---------------------------------------------------------------------------------- */

static void form_resume_draft(struct form_panel *form, struct app *app)
{
    struct form_model *model = &form->model;
    struct li_error err;
    char *at = NULL;
    if (form_model_resume(model, app->context, &at, &err))
        app_fail(app, &err);
    app_say_draft(app, at, model->kind->name, model->draft.elsewhere);
    if (model->gone)
        app_say(app, "That %s no longer exists; saving adds your draft as a new one.",
            model->kind->name);
}

/* The cursor begins in the first empty field of a new record. */
static int form_first_empty(const struct form_model *model)
{
    for (int i = 0; form_model_is_new(model) && i < model->count; i++)
        if (!*form_field_typed(&model->fields[i]))
            return i;
    return 0;
}

static struct panel *form_begin(struct form_panel *form, struct app *app)
{
    form_resume_draft(form, app);
    form_model_hide(&form->model);
    form->view.focus = form_first_empty(&form->model);
    return &form->panel;
}

/* The form of a record, or of a new one that belongs to of. draft: the one to resume; NULL: any. */
static struct panel *form_start(struct form_panel *form, struct app *app, const struct kind *kind,
    const struct id *id, const struct kind *of, const struct id *of_id, const struct id *draft)
{
    struct li_error err;
    if (form_model_begin(&form->model, app->context, kind, id, of, of_id, draft, &err)) {
        app_fail(app, &err);
        free(form);
        return NULL;
    }
    return form_begin(form, app);
}

struct panel *form_panel_new(struct app *app, const struct kind *kind, const struct id *id,
    const struct kind *of, const struct id *of_id,
    void (*done)(void *arg, struct app *app, const struct id *id), void *arg)
{
    assert(kind && (!of || of_id));
    struct form_panel *form = li_calloc(1, sizeof *form);
    *form = (struct form_panel){.panel.ops = &form_ops, .done = done, .arg = arg};
    return form_start(form, app, kind, id, of, of_id, NULL);
}

struct panel *form_panel_resumed(struct app *app, const struct draft *draft)
{
    assert(draft && draft->kind);
    struct form_panel *form = li_calloc(1, sizeof *form);
    form->panel.ops = &form_ops;
    return form_start(form, app, draft->kind, &draft->id, NULL, NULL, &draft->key);
}

struct panel *form_panel_begun(struct app *app, struct record *record)
{
    struct form_panel *form = li_calloc(1, sizeof *form);
    form->panel.ops = &form_ops;
    assert(record);
    form_model_begin_with(&form->model, app->context, record);
    record_free(record);
    return form_begin(form, app);
}

void form_panel_title(struct panel *panel, struct app *app, const char *words)
{
    assert(panel->ops == &form_ops && words);
    struct form_model *model = &((struct form_panel *)panel)->model;
    for (int i = 0; i < model->count; i++) {
        struct form_field *field = &model->fields[i];
        if (field->of->type != FIELD_TEXT || !(field->of->flags & FIELD_REQUIRED))
            continue;
        if (!*form_field_typed(field) && *words) {
            form_field_set(field, app->context, words);
            form_model_touch(model, field);
        }
        return;
    }
}
