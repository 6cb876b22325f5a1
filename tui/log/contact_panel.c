/*
 * contact_panel.c: the slip over an affiliate on which a contact with it is logged.
 */
#include "tui/log/contact_panel.h"
#include "core/kind/activity.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/log/contact_internal.h"
#include "tui/widget/record_picker.h"
#include <stdlib.h>

static struct contact_model *contacting_of(struct entry_overlay *slip)
{
    return &((struct contact_panel *)slip)->contacting;
}

/* --- with whom -------------------------------------------------------------------------------- */

static void contact_picked(void *arg, struct app *app, const struct id *id)
{
    struct contact_model *contacting = contacting_of(arg);
    edit_set(&contacting->words, "");
    short_list_narrow(&contacting->people, "");
    if (id)
        contact_model_choose(contacting, app->context, id);
    entry_overlay_touch(arg, app);
}

/* Anybody there is, or somebody new. */
static void contact_pick(struct entry_overlay *slip, struct app *app)
{
    app_push(app, record_picker_new(
                      app, &kind_person, contacting_of(slip)->words.text, contact_picked, slip));
}

/* Words narrow, arrows move, and what takes back the last word takes back who is chosen, too. */
static bool contact_person_key(
    struct contact_model *contacting, const struct key *key, bool *changed)
{
    bool empty = contacting->words.length == 0;
    *changed = true;
    if (key->code == K_UP || key->code == K_DOWN)
        short_list_move(&contacting->people, key->code == K_UP ? -1 : 1);
    else if (empty && (key->code == K_BACKSPACE || key->code == K_DELETE))
        short_list_choose(&contacting->people, NULL);
    else if (!edit_key(&contacting->words, key, changed))
        return false;
    else if (*changed)
        short_list_narrow(&contacting->people, contacting->words.text);
    return true;
}

/* The words have done their work. */
static void contact_settle_person(struct contact_model *contacting)
{
    edit_set(&contacting->words, "");
    for (int i = 0; i < contacting->people.count; i++)
        contacting->people.list[i].fits = true;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void contact_settle(struct entry_overlay *slip, struct app *app)
{
    struct contact_model *contacting = contacting_of(slip);
    if (slip->focus == CONTACT_WITH)
        contact_settle_person(contacting);
    else
        form_field_settle(&contacting->slots[slip->focus], app->context);
}

/* Up to what it was about Enter goes on, from there on it saves. */
static void contact_accept(struct entry_overlay *slip, struct app *app)
{
    const struct contact_model *contacting = contacting_of(slip);
    bool nobody = slip->focus == CONTACT_WITH && contacting->words.length > 0 &&
                  !short_list_chosen(&contacting->people);
    if (nobody)
        contact_pick(slip, app);
    else if (slip->focus <= CONTACT_ABOUT)
        entry_overlay_go_on(slip, app, 1);
    else
        entry_overlay_save(slip, app);
}

static bool contact_type(
    struct entry_overlay *slip, struct app *app, const struct key *key, bool *changed)
{
    struct contact_model *contacting = contacting_of(slip);
    if (slip->focus == CONTACT_WITH)
        return contact_person_key(contacting, key, changed);
    enum form_field_answer answer =
        form_field_key(&contacting->slots[slip->focus], app->context, key);
    *changed = answer == SLOT_CHANGED;
    return answer == SLOT_CHANGED || answer == SLOT_TOOK;
}

/* Somebody of those listed below. */
static bool contact_press(struct entry_overlay *slip, int y)
{
    return slip->focus == CONTACT_WITH &&
           short_list_press(&contacting_of(slip)->people, slip->at[CONTACT_WITH], y);
}

/* --- the contact ------------------------------------------------------------------------------ */

static void contact_look(struct entry_overlay *slip, struct app *app)
{
    contact_model_look(contacting_of(slip), app->context);
}

static enum li_err contact_keep(
    struct entry_overlay *slip, struct context *context, struct li_error *err)
{
    return contact_model_keep(contacting_of(slip), context, err);
}

static enum li_err contact_save(
    struct entry_overlay *slip, struct app *app, char **said, struct li_error *err)
{
    enum contact_line line = (enum contact_line)slip->focus;
    char *contact = NULL;
    enum li_err code = contact_model_save(contacting_of(slip), app->context, &contact, &line, err);
    slip->focus = (int)line;
    if (code == LI_OK)
        *said = li_format(
            "Logged. %s Press %s to undo.", contact, keymap_text(&app->keys, ACTION_UNDO));
    free(contact);
    return code;
}

static const char *contact_about(struct entry_overlay *slip)
{
    return contacting_of(slip)->title;
}

static void contact_free_contact(struct entry_overlay *slip)
{
    contact_model_free(contacting_of(slip));
    free(slip);
}

_Static_assert((int)CONTACT_LINES <= SLIP_LINES, "each line has its place");
static const struct entry_overlay_ops contact_ops = {
    .heading = "Log a contact",
    .lines = CONTACT_LINES,
    .again = ACTION_CONTACT,
    .about = contact_about,
    .draw = contact_draw,
    .type = contact_type,
    .press = contact_press,
    .accept = contact_accept,
    .pick = contact_pick,
    .settle = contact_settle,
    .look = contact_look,
    .refresh = contact_look,
    .keep = contact_keep,
    .save = contact_save,
    .free = contact_free_contact,
};

struct panel *contact_panel_new(
    struct app *app, const struct kind *kind, const struct id *id, const struct id *draft)
{
    struct contact_panel *contact = li_calloc(1, sizeof *contact);
    struct li_error err;
    char *at = NULL;
    entry_overlay_start(&contact->slip, &contact_ops, &contact->contacting.keeping);
    if (contact_model_start(&contact->contacting, app->context, kind, id, draft, &at, &err) !=
        LI_OK)
        return entry_overlay_failed(&contact->slip, app, &err);
    app_say_draft(app, at, "contact", contact->contacting.keeping.elsewhere);
    return &contact->slip.panel;
}

bool contact_panel_draft(const struct draft *draft)
{
    return form_draft_kept(draft, &kind_activity, ACTIVITY_AFFILIATE);
}
