/*
 * devices_panel.c: a line for each device.
 *
 * What holds between calls:
 *
 * 1. list has a row for each device of view, in the same order, then one for each stranger.
 */
#include "tui/sync/devices_panel.h"
#include "core/kind/person.h"
#include "core/schema/choice_word.h"
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/question_panel.h"
#include "tui/share/own_command.h"
#include "tui/sync/command_panel.h"
#include "tui/sync/sharing_list.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

struct devices_panel {
    struct panel panel;
    struct team_view view;
    struct sharing_list list;
    bool stale;      /* records or the team may have changed since it was loaded */
    char *none;      /* shown if there is no device */
    struct id asked; /* the device to be revoked, wherever the cursor is by then */
    char *question;
    struct prompt_ops prompt;
};

static struct devices_panel *devices_self(struct panel *panel)
{
    return (struct devices_panel *)panel;
}

/* NULL: there is none. */
static const struct team_view_device *devices_current(struct panel *panel)
{
    const struct team_view *view = &devices_self(panel)->view;
    return panel->scroll.at < view->count ? &view->devices[panel->scroll.at] : NULL;
}

static bool devices_waits(const struct team_view_device *device)
{
    return strcmp(device->role, "waiting") == 0;
}

/* --- what is shown ---------------------------------------------------------------------------- */

enum { DEVICES_NAME, DEVICES_PERSON, DEVICES_ROLE, DEVICES_LAST, DEVICES_LACKS, DEVICES_WAITING };
static const struct sharing_list_column devices_columns[SHARING_LIST_CELLS] = {
    [DEVICES_NAME] = {"Device", 0},
    [DEVICES_PERSON] = {"Person", 0},
    [DEVICES_ROLE] = {"Role", 8},
    [DEVICES_LAST] = {"Last entry", 18},
    [DEVICES_LACKS] = {"Lacks", 7},
    [DEVICES_WAITING] = {"Waiting", 7},
};

static void devices_set_count(struct sharing_list_row *row, int cell, int64_t count)
{
    char *text = count > 0 ? li_format("%lld", (long long)count) : NULL;
    sharing_list_set(row, cell, text);
    free(text);
}

/* "bo-laptop, Bo Ek. Admitted Mar 3, 2026 9:12. Last heard from Jun 30, 2026 10:32.", its key,
   then what is wrong. The caller frees it. */
static char *devices_about(const struct team_view_device *device, enum date_order dates)
{
    char *about = NULL, since[DATE_MINUTE_SIZE], heard[DATE_MINUTE_SIZE], revoked[DATE_MINUTE_SIZE];
    FILE *out = li_text_open(&about);
    fprintf(out, "%s%s%s%s", device->own ? "This device. " : "", device->name,
        device->person_label ? ", " : "", device->person_label ? device->person_label : "");
    if (device->since)
        fprintf(out, ". Admitted %s", date_minute(device->since, since));
    if (device->heard && !device->own)
        fprintf(out, ". Last heard from %s", date_minute(device->heard, heard));
    if (device->revoked)
        fprintf(out, ". Revoked %s", date_minute(device->revoked, revoked));
    fputc('.', out);
    if (device->fingerprint)
        fprintf(out, "\nKey: %s", device->fingerprint);
    if (device->lacks == 1)
        fputs("\nIt has not confirmed that it has this device's last entry.", out);
    else if (device->lacks > 0)
        fprintf(out, "\nIt has not confirmed that it has this device's last %lld entries.",
            (long long)device->lacks);
    if (device->why)
        fprintf(out, "\n%s", device->why);
    li_text_close(out);
    return date_show_all(about, dates);
}

static void devices_panel_add(
    struct sharing_list *list, const struct team_view_device *device, enum date_order dates)
{
    struct sharing_list_row *row = sharing_list_add(list);
    char word[CHOICE_WORD_SIZE];
    sharing_list_set(row, DEVICES_NAME, device->name);
    sharing_list_set(row, DEVICES_PERSON, device->person_label);
    sharing_list_set(
        row, DEVICES_ROLE, device->revoked ? "Revoked" : choice_word(device->role, word));
    sharing_list_set_minute(row, DEVICES_LAST, device->last, dates);
    devices_set_count(row, DEVICES_LACKS, device->own ? 0 : device->lacks);
    devices_set_count(row, DEVICES_WAITING, device->waiting + device->missing);
    row->about = devices_about(device, dates);
    row->warns = device->why != NULL;
}

static void devices_load(struct panel *panel, struct app *app)
{
    struct devices_panel *devices = devices_self(panel);
    const struct team_view_device *device = devices_current(panel);
    struct id current = device ? device->id : (struct id){{0}};
    struct li_error err;
    devices->stale = false;
    team_view_clear(&devices->view);
    sharing_list_clear(&devices->list);
    free(devices->none);
    enum li_err code = team_view_load(app_present(app), &devices->view, &err);
    devices->none =
        code == LI_REFUSED
            ? li_format("This database is not shared yet. Add a carrier (: carriers) or, "
                        "to share by mail, press %s to invite a person.",
                  keymap_hint(&app->keys, ACTION_ADD, PLACE_TEXT))
            : li_strdup("The team's data has not arrived yet.");
    if (code && code != LI_REFUSED)
        app_fail(app, &err);
    for (size_t i = 0; i < devices->view.count; i++)
        if (id_equal(&devices->view.devices[i].id, &current))
            panel->scroll.at = i;
    enum date_order dates = context_dates(app_present(app));
    for (size_t i = 0; i < devices->view.count; i++)
        devices_panel_add(&devices->list, &devices->view.devices[i], dates);
    for (size_t i = 0; i < devices->view.stranger_count; i++)
        devices_panel_add(&devices->list, &devices->view.strangers[i], dates);
    app->dirty = true;
}

/* Beneath others it is loaded once it is in sight, so that no write there waits for it. */
static void devices_refresh(struct panel *panel, struct app *app)
{
    devices_self(panel)->stale = true;
    if (app_top(app) == panel)
        devices_load(panel, app);
}

static bool devices_work(struct panel *panel, struct app *app)
{
    if (devices_self(panel)->stale)
        devices_load(panel, app);
    return false;
}

static void devices_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    const struct team_view_device *device = devices_current(panel);
    const struct devices_panel *devices = devices_self(panel);
    const char *enter = device && devices_waits(device) ? "   Enter: admit" : "";
    char *hint =
        li_format("%s: invite   %s: revoke%s", keymap_hint(&app->keys, ACTION_ADD, PLACE_TEXT),
            keymap_text(&app->keys, ACTION_ARCHIVE), enter);
    sharing_list_draw(panel, &devices->list, devices_columns, devices->none, hint, area, focused);
    free(hint);
}

/* --- inviting --------------------------------------------------------------------------------- */

enum { INVITE_PERSON, INVITE_ROLE, INVITE_EXPIRES, INVITE_LOGIN, INVITE_FILE, INVITE_LINES };
static const char *const devices_roles[] = {"admin", "editor", "reader", NULL};
static const struct field devices_invite_fields[INVITE_LINES] = {
    [INVITE_PERSON] = {.name = "person",
        .label = "Person",
        .help = "Who will join, with their computer. Enter searches; a new person can be added.",
        .type = FIELD_REF,
        .flags = FIELD_REQUIRED,
        .ref = "person"},
    [INVITE_ROLE] = {.name = "role",
        .label = "Role",
        .help = "An admin can also invite and revoke, an editor can write, a reader can only read.",
        .type = FIELD_CHOICE,
        .flags = FIELD_REQUIRED,
        .choices = devices_roles,
        .initial = "editor"},
    [INVITE_EXPIRES] = {.name = "expires",
        .label = "Expires",
        .help = "The last day on which the invitation can be used; it works once.",
        .type = FIELD_DAY,
        .flags = FIELD_REQUIRED,
        .initial = "+7d"},
    [INVITE_LOGIN] = {.name = "login",
        .label = "Hub login",
        .help = "The person's login on the hub, if the team has a hub.",
        .type = FIELD_TEXT},
    [INVITE_FILE] = {.name = "file",
        .label = "File",
        .help = "The file to write. Blank: the invitation is shown as one line, with six words "
                "that open it.",
        .type = FIELD_TEXT},
};

static void devices_invited(struct app *app, struct panel *asked, const char *const *typed)
{
    const char *words[OWN_COMMAND_WORDS] = {"invite", typed[INVITE_PERSON], "--role",
        typed[INVITE_ROLE], "--expires", typed[INVITE_EXPIRES]};
    int count = 6;
    if (*typed[INVITE_LOGIN]) {
        words[count++] = "--login";
        words[count++] = typed[INVITE_LOGIN];
    }
    if (*typed[INVITE_FILE]) {
        words[count++] = "-o";
        words[count++] = typed[INVITE_FILE];
    }
    command_panel_run(app, asked, "Invitation", words, NULL);
}

void devices_panel_invite(struct app *app, struct panel *panel)
{
    static const struct question invite = {.heading = "Invite a person",
        .fields = devices_invite_fields,
        .count = INVITE_LINES,
        .answered = devices_invited};
    const struct kind *kind;
    char person[ID_TEXT_SIZE];
    struct id id;
    bool known = panel_pointed(panel, &kind, &id) && kind == &kind_person;
    app_push(app, question_panel_new(app, &invite, known ? id_text(&id, person) : NULL));
}

/* --- revoking, admitting ---------------------------------------------------------------------- */

static void devices_panel_run(struct app *app, const char *heading, const char *const *words)
{
    command_panel_run(app, NULL, heading, words, NULL);
}

static void devices_revoke_answered(void *arg, struct app *app, const char *typed)
{
    char id[ID_TEXT_SIZE];
    const struct devices_panel *devices = arg;
    if (!typed || strcmp(typed, "yes") != 0) {
        app_say(app, "Nothing was revoked.");
        return;
    }
    const char *const words[] = {"revoke", id_text(&devices->asked, id), NULL};
    devices_panel_run(app, "Revoke", words);
}

static void devices_revoke(struct panel *panel, struct app *app)
{
    struct devices_panel *devices = devices_self(panel);
    const struct team_view_device *device = devices_current(panel);
    if (!device) {
        app_say(app, "Only a device of the team can be revoked.");
        return;
    }
    devices->asked = device->id;
    free(devices->question);
    devices->question = li_format(" Revoke %s? ", device->name);
    devices->prompt = (struct prompt_ops){.label = devices->question,
        .help = "This can't be undone. Type yes, then Enter.",
        .done = devices_revoke_answered};
    app_push(app, prompt_new(&devices->prompt, NULL, panel));
}

static void devices_panel_admit(struct panel *panel, struct app *app)
{
    char id[ID_TEXT_SIZE];
    const struct team_view_device *device = devices_current(panel);
    if (!device || !devices_waits(device)) {
        app_say(app, "Only a waiting device can be admitted.");
        return;
    }
    const char *const words[] = {"devices", "admit", id_text(&device->id, id), NULL};
    devices_panel_run(app, "Admit", words);
}

static bool devices_act(struct panel *panel, struct app *app, enum action action)
{
    switch (action) {
    case ACTION_ADD: devices_panel_invite(app, panel); return true;
    case ACTION_ARCHIVE: devices_revoke(panel, app); return true;
    case ACTION_OPEN: devices_panel_admit(panel, app); return true;
    default: return false;
    }
}

static bool devices_offers(struct panel *panel, enum action action)
{
    const struct team_view_device *device = devices_current(panel);
    return action != ACTION_OPEN || (device && devices_waits(device));
}

/* --- the panel -------------------------------------------------------------------------------- */

static size_t devices_count(struct panel *panel)
{
    return devices_self(panel)->list.count;
}

static void devices_title(struct panel *panel, FILE *left, FILE *right)
{
    size_t count = devices_self(panel)->list.count;
    fputs("Devices", left);
    if (count > 0)
        scroll_title(&panel->scroll, count, true, right);
}

static void devices_free(struct panel *panel)
{
    struct devices_panel *devices = devices_self(panel);
    team_view_clear(&devices->view);
    sharing_list_clear(&devices->list);
    free(devices->none);
    free(devices->question);
    free(devices);
}

static const struct panel_ops devices_ops = {
    .place = PLACE_TEXT,
    .draw = devices_draw,
    .offers = devices_offers,
    .act = devices_act,
    .count = devices_count,
    .work = devices_work,
    .refresh = devices_refresh,
    .title = devices_title,
    .free = devices_free,
};

void devices_panel_go(struct app *app, struct panel *panel)
{
    (void)panel;
    if (app_raise(app, &devices_ops))
        return;
    struct devices_panel *devices = li_calloc(1, sizeof *devices);
    devices->panel.ops = &devices_ops;
    devices->panel.root = &devices_ops;
    devices_load(&devices->panel, app);
    app_push(app, &devices->panel);
}
