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

static struct contacting *contacting_of(struct slip *slip)
{
    return &((struct contact_panel *)slip)->contacting;
}

/* --- with whom -------------------------------------------------------------------------------- */

static void picked(void *arg, struct app *app, const struct id *id)
{
    struct contacting *contacting = contacting_of(arg);
    edit_set(&contacting->words, "");
    few_narrow(&contacting->people, "");
    if (id)
        contacting_choose(contacting, app->li, id);
    slip_touch(arg, app);
}

/* Anybody there is, or somebody new. */
static void pick(struct slip *slip, struct app *app)
{
    app_push(
        app, panel_picker_new(app, &kind_person, contacting_of(slip)->words.text, picked, slip));
}

/* Words narrow, arrows move, and what takes back the last word takes back who is chosen, too. */
static bool person_key(struct contacting *contacting, const struct key *key, bool *changed)
{
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

static void settle(struct slip *slip, struct app *app)
{
    struct contacting *contacting = contacting_of(slip);
    if (slip->focus == CONTACT_WITH)
        settle_person(contacting);
    else
        slot_settle(&contacting->slots[slip->focus], app->li);
}

/* Up to what it was about Enter goes on, from there on it saves. */
static void accept(struct slip *slip, struct app *app)
{
    const struct contacting *contacting = contacting_of(slip);
    bool nobody = slip->focus == CONTACT_WITH && contacting->words.length > 0 &&
                  !few_chosen(&contacting->people);
    if (nobody)
        pick(slip, app);
    else if (slip->focus <= CONTACT_ABOUT)
        slip_go_on(slip, app, 1);
    else
        slip_save(slip, app);
}

static bool type(struct slip *slip, struct app *app, const struct key *key, bool *changed)
{
    struct contacting *contacting = contacting_of(slip);
    if (slip->focus == CONTACT_WITH)
        return person_key(contacting, key, changed);
    enum slot_answer answer = slot_key(&contacting->slots[slip->focus], app->li, key);
    *changed = answer == SLOT_CHANGED;
    return answer == SLOT_CHANGED || answer == SLOT_TOOK;
}

/* Somebody of those listed below. */
static bool press(struct slip *slip, int y)
{
    return slip->focus == CONTACT_WITH &&
           few_press(&contacting_of(slip)->people, slip->at[CONTACT_WITH], y);
}

/* --- the contact ------------------------------------------------------------------------------ */

static void look(struct slip *slip, struct app *app)
{
    contacting_look(contacting_of(slip), app->li);
}

static enum li_err keep(struct slip *slip, struct li *li, struct li_error *err)
{
    return contacting_keep(contacting_of(slip), li, err);
}

static enum li_err save(struct slip *slip, struct app *app, char **said, struct li_error *err)
{
    enum contact_line line = (enum contact_line)slip->focus;
    char *contact = NULL;
    enum li_err code = contacting_save(contacting_of(slip), app->li, &contact, &line, err);
    slip->focus = (int)line;
    if (code == LI_OK)
        *said = li_format("Logged, %s undoes: %s", keymap_text(&app->keys, ACTION_UNDO), contact);
    free(contact);
    return code;
}

static const char *about(struct slip *slip)
{
    return contacting_of(slip)->title;
}

static void free_contact(struct slip *slip)
{
    contacting_free(contacting_of(slip));
    free(slip);
}

_Static_assert((int)CONTACT_LINES <= SLIP_LINES, "each line has its place");
static const struct slip_ops ops = {
    .heading = "Log a contact",
    .lines = CONTACT_LINES,
    .again = ACTION_CONTACT,
    .about = about,
    .draw = contact_draw,
    .type = type,
    .press = press,
    .accept = accept,
    .pick = pick,
    .settle = settle,
    .look = look,
    .refresh = look,
    .keep = keep,
    .save = save,
    .free = free_contact,
};

struct panel *panel_contact_new(
    struct app *app, const struct kind *kind, const struct id *id, const struct id *draft)
{
    struct contact_panel *contact = li_calloc(1, sizeof *contact);
    struct li_error err;
    char *at = NULL;
    slip_start(&contact->slip, &ops, &contact->contacting.keeping);
    if (contacting_start(&contact->contacting, app->li, kind, id, draft, &at, &err) != LI_OK)
        return slip_failed(&contact->slip, app, &err);
    app_say_draft(app, at, "contact", contact->contacting.keeping.elsewhere);
    return &contact->slip.panel;
}

bool panel_contact_draft(const struct draft *draft)
{
    return keeping_kept(draft, &kind_activity, ACTIVITY_AFFILIATE);
}
