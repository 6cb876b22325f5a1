/*
 * carriers_panel.c: a line for each carrier, then one for each bundle that was set aside.
 *
 * What holds between calls:
 *
 * 1. list has a row for each carrier, in their order, and then one for each item of aside.
 */
#include "tui/sync/carriers_panel.h"
#include "data/base/memory.h"
#include "data/carrier/aside.h"
#include "data/sync/carriers.h"
#include "tui/app/app.h"
#include "tui/form/question_panel.h"
#include "tui/sync/command_panel.h"
#include "tui/sync/sharing_list.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

struct carriers_panel {
    struct panel panel;
    struct carriers carriers;
    struct sharing_list list;
    char *asked; /* the carrier that is to be removed, wherever the cursor is by then */
    char *question;
    struct prompt_ops prompt;
};

static struct carriers_panel *carriers_panel_self(struct panel *panel)
{
    return (struct carriers_panel *)panel;
}

/* NULL: the cursor is not on a carrier. */
static const struct carriers_item *carriers_panel_current(struct panel *panel)
{
    const struct carriers *carriers = &carriers_panel_self(panel)->carriers;
    return panel->scroll.at < carriers->count ? &carriers->items[panel->scroll.at] : NULL;
}

/* --- what is shown ---------------------------------------------------------------------------- */

enum { CARRIERS_NAME, CARRIERS_TYPE, CARRIERS_STATE, CARRIERS_SYNCED, CARRIERS_PLACE };
static const struct sharing_list_column carriers_panel_columns[SHARING_LIST_CELLS] = {
    [CARRIERS_NAME] = {"Carrier", 14},
    [CARRIERS_TYPE] = {"Type", 6},
    [CARRIERS_STATE] = {"State", 10},
    [CARRIERS_SYNCED] = {"Last sync", 18},
    [CARRIERS_PLACE] = {"Place", 0},
};

static void carriers_panel_add_item(
    struct sharing_list *list, const struct carriers_item *item, enum date_order dates)
{
    char since[DATE_MINUTE_SIZE];
    struct sharing_list_row *row = sharing_list_add(list);
    sharing_list_set(row, CARRIERS_NAME, item->name);
    sharing_list_set(row, CARRIERS_TYPE, item->class_name);
    sharing_list_set(row, CARRIERS_STATE,
        item->failing  ? "Failing"
        : item->synced ? "Working"
                       : "Not used");
    sharing_list_set_minute(row, CARRIERS_SYNCED, item->synced, dates);
    sharing_list_set(row, CARRIERS_PLACE, item->shown);
    row->warns = item->failing != NULL;
    row->about = item->failing ? date_show_all(li_format("%s\nFailing since %s: %s", item->shown,
                                                   date_minute(item->failing, since), item->why),
                                     dates)
                               : li_strdup(item->shown);
}

static void carriers_panel_add_aside(
    struct sharing_list *list, const struct aside_item *item, enum date_order dates)
{
    char since[DATE_MINUTE_SIZE];
    struct sharing_list_row *row = sharing_list_add(list);
    sharing_list_set(row, CARRIERS_NAME, item->carrier);
    sharing_list_set(row, CARRIERS_TYPE, "file");
    sharing_list_set(row, CARRIERS_STATE, item->told ? "Set aside" : "Arriving");
    sharing_list_set(row, CARRIERS_PLACE, item->name);
    row->warns = item->told;
    row->about = date_show_all(
        li_format("%s\nSince %s: %s", item->name, date_minute(item->at, since), item->why), dates);
}

static void carriers_panel_refresh(struct panel *panel, struct app *app)
{
    struct carriers_panel *self = carriers_panel_self(panel);
    enum date_order dates = context_dates(app_present(app));
    struct aside aside = {0};
    struct li_error err;
    carriers_clear(&self->carriers);
    sharing_list_clear(&self->list);
    enum li_err code = carriers_load(app_present(app)->store, &self->carriers, &err);
    if (!code)
        code = aside_load(app_present(app)->store, &aside, &err);
    for (size_t i = 0; i < self->carriers.count; i++)
        carriers_panel_add_item(&self->list, &self->carriers.items[i], dates);
    for (size_t i = 0; i < aside.count; i++)
        carriers_panel_add_aside(&self->list, &aside.items[i], dates);
    aside_clear(&aside);
    app_check(app, code, &err);
}

static void carriers_panel_draw(
    struct panel *panel, struct app *app, struct area area, bool focused)
{
    char *hint = li_format("%s: add   %s: remove", keymap_hint(&app->keys, ACTION_ADD, PLACE_TEXT),
        keymap_text(&app->keys, ACTION_ARCHIVE));
    char *none =
        li_format("No carrier yet. A carrier is a place where changes are shared: a folder "
                  "that others see too, such as a network drive or a synchronized folder, "
                  "or a hub. Press %s to add one.",
            keymap_hint(&app->keys, ACTION_ADD, PLACE_TEXT));
    sharing_list_draw(panel, &carriers_panel_self(panel)->list, carriers_panel_columns, none, hint,
        area, focused);
    free(none);
    free(hint);
}

/* --- adding, removing ------------------------------------------------------------------------- */

enum { CARRIER_NAME, CARRIER_TYPE, CARRIER_PLACE, CARRIER_LINES };
static const char *const carriers_types[] = {"folder", "hub", NULL};
static const struct field carriers_fields[CARRIER_LINES] = {
    [CARRIER_NAME] = {.name = "name",
        .label = "Name",
        .help = "Its name on this computer.",
        .type = FIELD_TEXT,
        .flags = FIELD_REQUIRED,
        .initial = "team"},
    [CARRIER_TYPE] = {.name = "type",
        .label = "Type",
        .help = "A folder that others see too, or a hub: a PostgreSQL database.",
        .type = FIELD_CHOICE,
        .flags = FIELD_REQUIRED,
        .choices = carriers_types,
        .initial = "folder"},
    [CARRIER_PLACE] = {.name = "place",
        .label = "Place",
        .help = "The folder, or the address of the hub: postgresql://...",
        .type = FIELD_TEXT,
        .flags = FIELD_REQUIRED},
};

/* The place may contain a password, so it is not passed as an argument, which other users of the
   computer could see. */
static void carriers_panel_answered(struct app *app, struct panel *asked, const char *const *typed)
{
    const char *const words[] = {
        "carrier", "add", typed[CARRIER_NAME], typed[CARRIER_TYPE], "-", NULL};
    char *place = li_format("%s\n", typed[CARRIER_PLACE]);
    command_panel_run(app, asked, "Carrier", words, place);
    free(place);
}

static void carriers_panel_add(struct app *app)
{
    static const struct question add = {.heading = "Add a carrier",
        .fields = carriers_fields,
        .count = CARRIER_LINES,
        .answered = carriers_panel_answered};
    app_push(app, question_panel_new(app, &add, NULL));
}

static void carriers_panel_remove_answered(void *arg, struct app *app, const char *typed)
{
    const struct carriers_panel *self = arg;
    if (!typed || strcmp(typed, "yes") != 0) {
        app_say(app, "Nothing was removed.");
        return;
    }
    const char *const words[] = {"carrier", "remove", self->asked, NULL};
    command_panel_run(app, NULL, "Carrier", words, NULL);
}

static void carriers_panel_ask_remove(struct panel *panel, struct app *app)
{
    struct carriers_panel *self = carriers_panel_self(panel);
    const struct carriers_item *item = carriers_panel_current(panel);
    if (!item) {
        app_say(app, "No carrier selected.");
        return;
    }
    free(self->asked);
    free(self->question);
    self->asked = li_strdup(item->name);
    self->question = li_format(" Remove %s? ", item->name);
    self->prompt = (struct prompt_ops){.label = self->question,
        .help = "Its files are not deleted. Type yes, then Enter.",
        .done = carriers_panel_remove_answered};
    app_push(app, prompt_new(&self->prompt, NULL, panel));
}

static bool carriers_panel_act(struct panel *panel, struct app *app, enum action action)
{
    if (action == ACTION_ADD)
        carriers_panel_add(app);
    else if (action == ACTION_ARCHIVE)
        carriers_panel_ask_remove(panel, app);
    else if (action == ACTION_OPEN)
        app_say(app, "Nothing to open here.");
    return action == ACTION_ADD || action == ACTION_ARCHIVE || action == ACTION_OPEN;
}

static bool carriers_panel_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_OPEN;
}

/* --- the panel -------------------------------------------------------------------------------- */

static size_t carriers_panel_count(struct panel *panel)
{
    return carriers_panel_self(panel)->list.count;
}

static void carriers_panel_title(struct panel *panel, FILE *left, FILE *right)
{
    size_t count = carriers_panel_self(panel)->list.count;
    fputs("Carriers", left);
    if (count > 0)
        scroll_title(&panel->scroll, count, true, right);
}

static void carriers_panel_free(struct panel *panel)
{
    struct carriers_panel *self = carriers_panel_self(panel);
    carriers_clear(&self->carriers);
    sharing_list_clear(&self->list);
    free(self->asked);
    free(self->question);
    free(self);
}

static const struct panel_ops carriers_panel_ops = {
    .place = PLACE_TEXT,
    .draw = carriers_panel_draw,
    .offers = carriers_panel_offers,
    .act = carriers_panel_act,
    .count = carriers_panel_count,
    .refresh = carriers_panel_refresh,
    .title = carriers_panel_title,
    .free = carriers_panel_free,
};

void carriers_panel_go(struct app *app, struct panel *panel)
{
    (void)panel;
    if (app_raise(app, &carriers_panel_ops))
        return;
    struct carriers_panel *self = li_calloc(1, sizeof *self);
    self->panel.ops = &carriers_panel_ops;
    self->panel.root = &carriers_panel_ops;
    carriers_panel_refresh(&self->panel, app);
    app_push(app, &self->panel);
}
