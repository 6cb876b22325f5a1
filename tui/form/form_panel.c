/*
 * form_panel.c: the form of any kind, made from its field table alone.
 */
#include "tui/form/form_panel.h"
#include "core/kind/agreement.h"
#include "core/plan/renewal.h"
#include "core/record/history.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/editor.h"
#include "tui/form/conflict_panel.h"
#include "tui/form/form_view.h"
#include "tui/widget/choice_list.h"
#include "tui/widget/record_picker.h"
#include <stdlib.h>
#include <string.h>

struct form {
    struct panel panel;
    struct writing writing;
    struct paper paper;
    void (*done)(void *arg, struct app *app, const struct id *id);
    void *arg;
};

static struct slot *focused_slot(struct form *form)
{
    return &form->writing.slots[form->paper.focus];
}

/* False when the draft could not be kept, which has been said. */
static bool keep_draft(struct form *form, struct app *app)
{
    struct li_error err;
    if (writing_keep(&form->writing, app->li, &err) == LI_OK)
        return true;
    app_fail(app, &err);
    return false;
}

/* --- saving ----------------------------------------------------------------------------------- */

static void close_saved(struct form *form, struct app *app, const struct id *id)
{
    const struct kind *kind = form->writing.kind;
    char *title = record_title(app->li, kind, id);
    app_remove(app, &form->panel);
    app_refresh(app);
    char *undo = app_can(app, app_top(app), ACTION_UNDO)
                     ? li_format(" %s undoes.", keymap_text(&app->keys, ACTION_UNDO))
                     : NULL; /* where its key would be typed */
    app_say(app, "Saved: %s \"%s\".%s", kind->label, title ? title : "", undo ? undo : "");
    free(undo);
    free(title);
    if (form->done)
        form->done(form->arg, app, id);
}

static void say_wrong(struct form *form, struct app *app, const struct judgement *judgement)
{
    struct li_error err;
    form->paper.focus = judgement->first;
    writing_put_aside(&form->writing);
    if (*judgement->message)
        li_fail(&err, LI_REFUSED, "%s", judgement->message);
    else if (judgement->count == 1)
        li_fail(&err, LI_REFUSED, "Not saved: one field needs mending.");
    else
        li_fail(&err, LI_REFUSED, "Not saved: %d fields need mending.", judgement->count);
    app_fail(app, &err);
}

/* Kinds of which saving one writes more than that record. */
typedef enum li_err (*saving)(struct li *li, struct record *record, struct li_error *err);
static const struct {
    const struct kind *kind;
    saving save;
} savings[] = {{&kind_agreement, renewal_save}};

static saving saving_of(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof savings / sizeof *savings; i++)
        if (savings[i].kind == kind)
            return savings[i].save;
    return record_save;
}

/* What was typed stays, as a new record's. */
static void say_gone(struct form *form, struct app *app)
{
    struct writing *writing = &form->writing;
    struct li_error err;
    char *by, *at;
    history_last(app->li, writing->kind, &writing->id, NULL, HISTORY_REMOVED, &by, &at, NULL);
    writing_make_new(writing);
    li_fail(&err, LI_REFUSED, "Not saved: %s%s%s removed this %s. %s adds it as a new one.",
        by && *by ? by : "somebody", at ? " on " : "", at ? at : "", writing->kind->name,
        keymap_hint(&app->keys, ACTION_SAVE, PLACE_FORM));
    app_fail(app, &err);
    free(by);
    free(at);
}

static void save(struct form *form, struct app *app);

static void save_chosen(void *arg, struct app *app)
{
    struct form *form = arg;
    bool any = writing_changed(&form->writing) || form->writing.archived.undo;
    save(form, app);
    if (!any)
        app_say(app, "Theirs stays; nothing of yours was left to save.");
}

/* True: another program wrote the record between its being judged and written. */
static bool save_judged(struct form *form, struct app *app, struct record *record)
{
    struct writing *writing = &form->writing;
    struct li_error err;
    if (saving_of(writing->kind)(app->li, record, &err) == LI_OK) {
        keeping_done(&writing->keeping, app->li);
        close_saved(form, app, &record->id);
    } else if (!record->overtaken) {
        app_fail(app, &err);
    }
    return record->overtaken;
}

/* True: it is to be tried once more. */
static bool try_to_save(struct form *form, struct app *app)
{
    struct writing *writing = &form->writing;
    struct judgement judgement = {0};
    struct li_error err;
    bool again = false;
    struct record *record = writing_judge(writing, app->li, &judgement, &err);
    if (!record && err.code == LI_NONE)
        say_gone(form, app);
    else if (!record)
        app_fail(app, &err);
    else if (judgement.count > 0)
        say_wrong(form, app, &judgement);
    else if (writing_conflicts(writing) > 0)
        app_push(app, panel_conflict_new(app, writing, save_chosen, form));
    else
        again = save_judged(form, app, record);
    record_free(record);
    return again;
}

static void save(struct form *form, struct app *app)
{
    struct writing *writing = &form->writing;
    if (!writing_is_new(writing) && !writing_changed(writing) && !writing->archived.undo) {
        app_remove(app, &form->panel);
        app_say(app, "Nothing was changed.");
        return;
    }
    writing->judged = true;
    while (try_to_save(form, app))
        ;
}

/* --- moving, and what a field asks for -------------------------------------------------------- */

static void leave_slot(struct form *form, struct app *app)
{
    struct judgement judgement = {0};
    struct slot *slot = focused_slot(form);
    slot->left = true;
    slot_settle(slot, app->li);
    record_free(writing_judge(&form->writing, app->li, &judgement, NULL));
    writing_put_aside(&form->writing);
}

static void go_to(struct form *form, struct app *app, int slot)
{
    leave_slot(form, app);
    if (!form->writing.slots[slot].aside)
        form->paper.focus = slot;
}

/* To the next slot that is asked for, or the one before. */
static void step(struct form *form, struct app *app, int by)
{
    int count = form->writing.count;
    leave_slot(form, app);
    do
        form->paper.focus = (form->paper.focus + by + count) % count;
    while (focused_slot(form)->aside);
}

static void chosen_record(void *arg, struct app *app, const struct id *id)
{
    struct form *form = arg;
    char text[ID_TEXT_SIZE];
    slot_put(focused_slot(form), app->li, id ? id_text(id, text) : "");
    writing_touch(&form->writing, focused_slot(form));
    if (id && form->paper.focus + 1 < form->writing.count)
        step(form, app, 1);
}

static void chosen_name(void *arg, struct app *app, const char *name)
{
    struct form *form = arg;
    slot_put(focused_slot(form), app->li, name);
    writing_touch(&form->writing, focused_slot(form));
}

/* words NULL: all there is to choose from. */
static void pick(struct form *form, struct app *app, const char *words)
{
    const struct field *field = focused_slot(form)->field;
    const char *const *names = slot_choices(field);
    if (field->type == FIELD_REF)
        app_push(app,
            panel_picker_new(app, kind_find(field->ref), words ? words : "", chosen_record, form));
    else if (names)
        app_push(app, panel_choices_new(
                          field->label, names, slot_typed(focused_slot(form)), chosen_name, form));
    else
        app_say(app, "%s is typed; there is nothing to choose from.", field->label);
}

/* The picker begins with what was typed here. */
static void search(struct form *form, struct app *app, const struct key *key)
{
    struct edit words;
    edit_start(&words, NULL, false);
    edit_key(&words, key, NULL);
    pick(form, app, words.text);
    edit_free(&words);
}

static void write_outside(struct form *form, struct app *app)
{
    struct slot *slot = focused_slot(form);
    struct li_error err;
    char *text;
    if (slot->field->type != FIELD_LONG) {
        app_say(app, "Your editor is for long texts; %s is typed here.", slot->field->label);
        return;
    }
    if (!keep_draft(form, app))
        return;
    if (external_edit(app, slot_typed(slot), &text, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    slot_put(slot, app->li, text);
    free(text);
    writing_touch(&form->writing, focused_slot(form));
}

static void leave(struct form *form, struct app *app)
{
    struct writing *writing = &form->writing;
    if (!keep_draft(form, app))
        return;
    app_remove(app, &form->panel);
    if (keeping_drafted(&writing->keeping))
        app_say(app, "Draft saved; press %s to resume.",
            keymap_text(&app->keys, writing_is_new(writing) ? ACTION_ADD : ACTION_EDIT));
}

static void discard(struct form *form, struct app *app)
{
    struct li_error err;
    bool had = keeping_drafted(&form->writing.keeping) || writing_changed(&form->writing);
    if (keeping_drop(&form->writing.keeping, app->li, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &form->panel);
    if (had)
        app_say(app, "Draft discarded.");
}

static bool form_act(struct panel *panel, struct app *app, enum action action)
{
    struct form *form = (struct form *)panel;
    switch (action) {
    case ACTION_NEXT_FIELD: step(form, app, 1); return true;
    case ACTION_PREV_FIELD: step(form, app, -1); return true;
    case ACTION_PICK: pick(form, app, NULL); return true;
    case ACTION_EDITOR: write_outside(form, app); return true;
    case ACTION_SAVE:
        slot_settle(focused_slot(form), app->li);
        save(form, app);
        return true;
    case ACTION_DISCARD: discard(form, app); return true;
    case ACTION_LEAVE: leave(form, app); return true;
    default: return false;
    }
}

static bool click(struct form *form, struct app *app, const struct key *key)
{
    for (int i = 0; i < form->writing.count; i++) {
        const struct area *area = &form->writing.slots[i].area;
        if (key->button <= 2 && key->y >= area->y && key->y < area->y + area->height) {
            go_to(form, app, i);
            return true;
        }
    }
    if (key->button > 3)
        step(form, app, key->button == 4 ? -1 : 1);
    return true;
}

/* What is typed is stored before it is shown, unless more keys wait. */
static bool form_work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return ((struct form *)panel)->writing.keeping.unkept;
    keep_draft((struct form *)panel, app);
    return false;
}

static bool form_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct form *form = (struct form *)panel;
    if (key->code == K_MOUSE)
        return click(form, app, key);
    switch (slot_key(focused_slot(form), app->li, key)) {
    case SLOT_TOOK: return true;
    case SLOT_CHANGED:
        writing_touch(&form->writing, focused_slot(form));
        form_work(panel, app);
        return true;
    case SLOT_SEARCHES: search(form, app, key); return true;
    case SLOT_LEFT_IT: break;
    }
    /* Enter goes on from field to field and, from the last, saves. */
    if (key->code == K_ENTER && form->paper.focus == form->writing.count - 1)
        return form_act(panel, app, ACTION_SAVE);
    return false;
}

static void form_keep(struct panel *panel, struct app *app)
{
    struct form *form = (struct form *)panel;
    struct li_error err;
    keep_draft(form, app);
    if (keeping_leave(&form->writing.keeping, app->li, &err) != LI_OK)
        app_fail(app, &err);
}

/* That somebody changed the same is said as soon as it is seen, and asked about on saving. */
static void form_refresh(struct panel *panel, struct app *app)
{
    struct writing *writing = &((struct form *)panel)->writing;
    int before = writing_conflicts(writing);
    writing_renew(writing, app->li);
    if (writing_conflicts(writing) > before)
        app_say(app, "Somebody else changed this %s too; saving asks which changes to keep.",
            writing->kind->name);
}

static void form_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct form *form = (struct form *)panel;
    form->paper.focused = focused;
    paper_draw(&form->paper, &form->writing, app->li, area);
}

static void form_title(struct panel *panel, FILE *left, FILE *right)
{
    struct form *form = (struct form *)panel;
    fprintf(left, writing_is_new(&form->writing) ? "New %s" : "Edit %s", form->writing.kind->name);
    fprintf(right, "%d of %d", writing_asked(&form->writing, form->paper.focus + 1),
        writing_asked(&form->writing, form->writing.count));
}

static void form_free(struct panel *panel)
{
    struct form *form = (struct form *)panel;
    writing_free(&form->writing);
    free(form);
}

static const struct panel_ops ops = {
    .place = PLACE_FORM,
    .draw = form_draw,
    .act = form_act,
    .type = form_type,
    .work = form_work,
    .refresh = form_refresh,
    .title = form_title,
    .keep = form_keep,
    .free = form_free,
};

/* --- opening ---------------------------------------------------------------------------------- */

static void take_up_draft(struct form *form, struct app *app)
{
    struct writing *writing = &form->writing;
    struct li_error err;
    char *at = NULL;
    if (writing_take_up(writing, app->li, &at, &err) != LI_OK)
        app_fail(app, &err);
    app_say_draft(app, at, writing->kind->name, writing->keeping.elsewhere);
    if (writing->gone)
        app_say(app, "That %s is no longer there; saving adds your draft as a new one.",
            writing->kind->name);
}

/* The cursor begins where there is something to write. */
static int first_empty(const struct writing *writing)
{
    for (int i = 0; writing_is_new(writing) && i < writing->count; i++)
        if (!*slot_typed(&writing->slots[i]))
            return i;
    return 0;
}

static struct panel *begin(struct form *form, struct app *app)
{
    take_up_draft(form, app);
    writing_put_aside(&form->writing);
    form->paper.focus = first_empty(&form->writing);
    return &form->panel;
}

/* The form of a record, or of a new one, belonging to of; draft: which to resume, NULL: any. */
static struct panel *start(struct form *form, struct app *app, const struct kind *kind,
    const struct id *id, const struct kind *of, const struct id *of_id, const struct id *draft)
{
    struct li_error err;
    if (writing_start(&form->writing, app->li, kind, id, of, of_id, draft, &err) != LI_OK) {
        app_fail(app, &err);
        free(form);
        return NULL;
    }
    return begin(form, app);
}

struct panel *panel_form_new(struct app *app, const struct kind *kind, const struct id *id,
    const struct kind *of, const struct id *of_id,
    void (*done)(void *arg, struct app *app, const struct id *id), void *arg)
{
    struct form *form = li_calloc(1, sizeof *form);
    *form = (struct form){.panel.ops = &ops, .done = done, .arg = arg};
    return start(form, app, kind, id, of, of_id, NULL);
}

struct panel *panel_form_resumed(struct app *app, const struct draft *draft)
{
    struct form *form = li_calloc(1, sizeof *form);
    form->panel.ops = &ops;
    return start(form, app, draft->kind, &draft->id, NULL, NULL, &draft->key);
}

struct panel *panel_form_begun(struct app *app, struct record *record)
{
    struct form *form = li_calloc(1, sizeof *form);
    form->panel.ops = &ops;
    writing_begin(&form->writing, app->li, record);
    record_free(record);
    return begin(form, app);
}

void panel_form_title(struct panel *panel, struct app *app, const char *words)
{
    struct writing *writing = &((struct form *)panel)->writing;
    for (int i = 0; i < writing->count; i++) {
        struct slot *slot = &writing->slots[i];
        if (slot->field->type != FIELD_TEXT || !(slot->field->flags & FIELD_REQUIRED))
            continue;
        if (!*slot_typed(slot) && *words) {
            slot_put(slot, app->li, words);
            writing_touch(writing, slot);
        }
        return;
    }
}
