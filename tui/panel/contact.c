/*
 * contact.c: the panel over an affiliate in which a contact with it is logged.
 */
#include "contact.h"
#include "../../core/kind/activity.h"
#include "../../core/kind/person.h"
#include "../../data/memory.h"
#include "../app.h"
#include "contact_internal.h"
#include "picker.h"
#include <stdlib.h>
#include <string.h>

static struct contacting *contacting_of(struct panel *panel)
{
    return &((struct contact_panel *)panel)->contacting;
}

/* --- leaving ---------------------------------------------------------------------------------- */

static void save(struct contact_panel *contact, struct app *app)
{
    struct li_error err;
    char *said = NULL;
    if (contacting_save(&contact->contacting, app->li, &said, &contact->focus, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &contact->panel);
    app_refresh(app);
    app_say(app, "Logged, %s undoes: %s", keymap_text(&app->keys, ACTION_UNDO), said);
    free(said);
}

/* False when the draft could not be kept, which has been said. */
static bool keep_draft(struct panel *panel, struct app *app)
{
    struct li_error err;
    if (contacting_keep(contacting_of(panel), app->li, &err) == LI_OK)
        return true;
    app_fail(app, &err);
    return false;
}

static void leave(struct panel *panel, struct app *app)
{
    if (!keep_draft(panel, app))
        return;
    app_remove(app, panel);
    if (contacting_of(panel)->drafted)
        app_say(app, "Draft kept; %s takes it up again.", keymap_text(&app->keys, ACTION_CONTACT));
}

static void discard(struct panel *panel, struct app *app)
{
    struct contacting *contacting = contacting_of(panel);
    struct li_error err;
    bool had = contacting->drafted || contacting->unkept;
    if (contacting_drop(contacting, app->li, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, panel);
    if (had)
        app_say(app, "Draft thrown away.");
}

/* --- with whom -------------------------------------------------------------------------------- */

static void touched(struct contact_panel *contact, struct app *app)
{
    contact->contacting.unkept = true;
    contacting_look(&contact->contacting, app->li);
}

static void picked(void *arg, struct app *app, const struct id *id)
{
    struct contact_panel *contact = arg;
    struct contacting *contacting = &contact->contacting;
    edit_set(&contacting->words, "");
    few_narrow(&contacting->people, "");
    if (id)
        contacting_choose(contacting, app->li, id);
    touched(contact, app);
}

/* Anybody there is, or somebody new. */
static void pick(struct contact_panel *contact, struct app *app)
{
    app_push(
        app, panel_picker_new(app, &kind_person, contact->contacting.words.text, picked, contact));
}

/* Words narrow, arrows move, and what takes back the last word takes back who is chosen, too. */
static bool person_key(struct contact_panel *contact, const struct key *key, bool *changed)
{
    struct contacting *contacting = &contact->contacting;
    bool empty = contacting->words.length == 0;
    *changed = true;
    if (key->code == K_UP || key->code == K_DOWN)
        few_move(&contacting->people, key->code == K_UP ? -1 : 1);
    else if (empty && (key->code == K_BACKSPACE || key->code == K_DELETE))
        few_choose(&contacting->people, NULL);
    else if (!edit_key(&contacting->words, key, changed))
        return false;
    else if (*changed)
        few_narrow(&contacting->people, contacting->words.text);
    return true;
}

/* The words have done their work. */
static void settle_person(struct contacting *contacting)
{
    edit_set(&contacting->words, "");
    for (int i = 0; i < contacting->people.count; i++)
        contacting->people.list[i].fits = true;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void go_on(struct contact_panel *contact, struct app *app, int by)
{
    struct contacting *contacting = &contact->contacting;
    if (contact->focus == CONTACT_WITH)
        settle_person(contacting);
    else
        slot_settle(&contacting->slots[contact->focus], app->li);
    contact->focus =
        (enum contact_line)(((int)contact->focus + by + CONTACT_LINES) % CONTACT_LINES);
}

/* Up to what it was about Enter goes on, from there on it saves. */
static void accept(struct contact_panel *contact, struct app *app)
{
    const struct contacting *contacting = &contact->contacting;
    bool nobody = contact->focus == CONTACT_WITH && contacting->words.length > 0 &&
                  !few_chosen(&contacting->people);
    if (nobody)
        pick(contact, app);
    else if (contact->focus <= CONTACT_ABOUT)
        go_on(contact, app, 1);
    else
        save(contact, app);
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct contact_panel *contact = (struct contact_panel *)panel;
    switch (action) {
    case ACTION_ACCEPT: accept(contact, app); return true;
    case ACTION_CANCEL: leave(panel, app); return true;
    case ACTION_SAVE: save(contact, app); return true;
    case ACTION_DISCARD: discard(panel, app); return true;
    case ACTION_PICK: pick(contact, app); return true;
    case ACTION_NEXT_CHOICE: go_on(contact, app, 1); return true;
    case ACTION_PREV_CHOICE: go_on(contact, app, -1); return true;
    default: return false;
    }
}

/* What is typed is stored before it is shown, unless more keys wait. */
static bool work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return contacting_of(panel)->unkept;
    keep_draft(panel, app);
    return false;
}

static bool slot_takes(
    struct contact_panel *contact, struct app *app, const struct key *key, bool *changed)
{
    enum slot_answer answer = slot_key(&contact->contacting.slots[contact->focus], app->li, key);
    *changed = answer == SLOT_CHANGED;
    return answer == SLOT_CHANGED || answer == SLOT_TOOK;
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct contact_panel *contact = (struct contact_panel *)panel;
    bool changed = false;
    enum action action = keymap_find(&app->keys, key->code, PLACE_FORM);
    if (action == ACTION_SAVE || action == ACTION_DISCARD || action == ACTION_PICK)
        return act(panel, app, action);
    bool taken = contact->focus == CONTACT_WITH ? person_key(contact, key, &changed)
                                                : slot_takes(contact, app, key, &changed);
    if (taken && changed) {
        touched(contact, app);
        work(panel, app);
    }
    return taken;
}

static void keep(struct panel *panel, struct app *app)
{
    keep_draft(panel, app);
}

static void refresh(struct panel *panel, struct app *app)
{
    contacting_look(contacting_of(panel), app->li);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    (void)right;
    fprintf(left, "Log a contact: %s", contacting_of(panel)->title);
}

static void free_contact(struct panel *panel)
{
    contacting_free(contacting_of(panel));
    free(panel);
}

static const struct panel_ops ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = contact_draw,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .keep = keep,
    .free = free_contact,
};

/* --- opening ---------------------------------------------------------------------------------- */

struct panel *panel_contact_new(struct app *app, const struct kind *kind, const struct id *id)
{
    struct contact_panel *contact = li_calloc(1, sizeof *contact);
    struct li_error err;
    char *at = NULL;
    contact->panel.ops = &ops;
    if (contacting_start(&contact->contacting, app->li, kind, id, &at, &err) != LI_OK) {
        app_fail(app, &err);
        free_contact(&contact->panel);
        return NULL;
    }
    if (at)
        app_say(app, "Draft of %s taken up; %s throws it away.", at,
            keymap_text(&app->keys, ACTION_DISCARD));
    free(at);
    return &contact->panel;
}

bool panel_contact_draft(const struct draft *draft)
{
    char text[ID_TEXT_SIZE];
    const char *affiliate = draft->kind == &kind_activity ? draft->typed[ACTIVITY_AFFILIATE] : NULL;
    return affiliate && strcmp(affiliate, id_text(&draft->id, text)) == 0;
}
