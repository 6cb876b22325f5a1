/*
 * contact_panel.c: the overlay in which a contact with an affiliate is logged: its keys.
 */
#include "tui/log/contact_panel.h"
#include "core/kind/activity.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/log/contact_view.h"
#include "tui/widget/record_picker.h"
#include <assert.h>
#include <stdlib.h>

static struct contact_model *contact_model_of(struct entry_overlay *overlay)
{
    return &((struct contact_panel *)overlay)->model;
}

/* --- with whom -------------------------------------------------------------------------------- */

static void contact_picked(void *arg, struct app *app, const struct id *id)
{
    struct contact_model *model = contact_model_of(arg);
    edit_set(&model->words, "");
    short_list_narrow(&model->people, "");
    if (id)
        contact_model_choose(model, app->context, id);
    entry_overlay_touch(arg, app);
}

/* Any person, or a new one. */
static void contact_pick(struct entry_overlay *overlay, struct app *app)
{
    app_push(app, record_picker_new(app, &kind_person, contact_model_of(overlay)->words.text,
                      contact_picked, overlay));
}

/* Words narrow the list, arrows move in it; erasing when no word is left chooses no one. */
static bool contact_person_key(struct contact_model *model, const struct key *key, bool *changed)
{
    bool empty = model->words.length == 0;
    *changed = true;
    if (key->code == K_UP || key->code == K_DOWN)
        short_list_move(&model->people, key->code == K_UP ? -1 : 1);
    else if (empty && (key->code == K_BACKSPACE || key->code == K_DELETE))
        short_list_choose(&model->people, NULL);
    else if (!edit_key(&model->words, key, changed))
        return false;
    else if (*changed)
        short_list_narrow(&model->people, model->words.text);
    return true;
}

/* All people fit again once the line is left. */
static void contact_show_everyone(struct contact_model *model)
{
    edit_set(&model->words, "");
    for (int i = 0; i < model->people.count; i++)
        model->people.rows[i].fits = true;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void contact_leave_line(struct entry_overlay *overlay, struct app *app)
{
    struct contact_model *model = contact_model_of(overlay);
    if (overlay->focus == CONTACT_WITH)
        contact_show_everyone(model);
    else
        form_field_normalize(&model->fields[overlay->focus], app->context);
}

/* Enter goes on as far as the subject; after that it saves. */
static void contact_accept(struct entry_overlay *overlay, struct app *app)
{
    const struct contact_model *model = contact_model_of(overlay);
    bool no_match = overlay->focus == CONTACT_WITH && model->words.length > 0 &&
                    !short_list_chosen(&model->people);
    if (no_match)
        contact_pick(overlay, app);
    else if (overlay->focus <= CONTACT_ABOUT)
        entry_overlay_go_on(overlay, app, 1);
    else
        entry_overlay_save(overlay, app);
}

static bool contact_type(
    struct entry_overlay *overlay, struct app *app, const struct key *key, bool *changed)
{
    struct contact_model *model = contact_model_of(overlay);
    if (overlay->focus == CONTACT_WITH)
        return contact_person_key(model, key, changed);
    enum form_field_answer answer =
        form_field_key(&model->fields[overlay->focus], app->context, key);
    *changed = answer == FORM_FIELD_CHANGED;
    return answer == FORM_FIELD_CHANGED || answer == FORM_FIELD_TAKEN;
}

/* Chooses a person listed below. */
static bool contact_press(struct entry_overlay *overlay, int y)
{
    return overlay->focus == CONTACT_WITH &&
           short_list_press(&contact_model_of(overlay)->people, overlay->at[CONTACT_WITH], y);
}

/* --- the contact ------------------------------------------------------------------------------ */

static void contact_preview(struct entry_overlay *overlay, struct app *app)
{
    contact_model_preview(contact_model_of(overlay), app->context);
}

static enum li_err contact_save_draft(
    struct entry_overlay *overlay, struct context *context, struct li_error *err)
{
    return contact_model_save_draft(contact_model_of(overlay), context, err);
}

static enum li_err contact_save(
    struct entry_overlay *overlay, struct app *app, char **said, struct li_error *err)
{
    enum contact_line line = (enum contact_line)overlay->focus;
    char *contact = NULL;
    enum li_err code =
        contact_model_save(contact_model_of(overlay), app->context, &contact, &line, err);
    overlay->focus = (int)line;
    if (!code)
        *said = li_format(
            "Logged. %s Press %s to undo.", contact, keymap_text(&app->keys, ACTION_UNDO));
    free(contact);
    return code;
}

static void contact_free(struct entry_overlay *overlay)
{
    contact_model_end(contact_model_of(overlay));
    free(overlay);
}

_Static_assert((int)CONTACT_LINES <= ENTRY_OVERLAY_LINES, "each line has its place");
static const struct entry_overlay_ops contact_ops = {
    .heading = "Log a contact",
    .lines = CONTACT_LINES,
    .again = ACTION_CONTACT,
    .draw = contact_draw,
    .type = contact_type,
    .press = contact_press,
    .accept = contact_accept,
    .pick = contact_pick,
    .leave_line = contact_leave_line,
    .preview = contact_preview,
    .refresh = contact_preview,
    .save_draft = contact_save_draft,
    .save = contact_save,
    .free = contact_free,
};

struct panel *contact_panel_new(
    struct app *app, const struct kind *kind, const struct id *id, const struct id *draft)
{
    assert(kind && id);
    struct contact_panel *contact = li_calloc(1, sizeof *contact);
    struct li_error err;
    char *at = NULL;
    entry_overlay_begin(&contact->overlay, &contact_ops, &contact->model.draft);
    if (contact_model_begin(&contact->model, app->context, kind, id, draft, &at, &err))
        return entry_overlay_failed(&contact->overlay, app, &err);
    app_say_draft(app, at, "contact", contact->model.draft.elsewhere);
    return &contact->overlay.panel;
}

bool contact_panel_draft(const struct draft *draft)
{
    return form_draft_is_about(draft, &kind_activity, ACTIVITY_AFFILIATE);
}
