/*
 * bulk_panel.c: one frame of fields for every action on many records; the actions differ in a
 * table.
 *
 * What holds between calls:
 *
 * 1. fields[0..ops->count) have begun; focus is one of them.
 * 2. Where a field is set, field_labels are the labels of the kind's stored fields in their order,
 *    fields[0] holds one of them, and fields[1] is of the field so labeled.
 */
#include "tui/action/bulk_panel.h"
#include "core/base/name.h"
#include "core/kind/assignment.h"
#include "core/people/bulk_assign.h"
#include "core/record/field.h"
#include "core/schema/field_name.h"
#include "data/base/memory.h"
#include "tui/action/bulk_view.h"
#include "tui/action/export_file.h"
#include "tui/app/bulk_actions.h"
#include "tui/widget/choice_list.h"
#include "tui/widget/record_picker.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELDS = 2, MOST_TYPED = 32 };

struct bulk_panel;

struct bulk_panel_ops {
    const char *title; /* "Set a field of": the records follow */
    const char *help;  /* below the fields */
    int count;         /* of fields */
    /* The first field has changed. NULL: nothing follows from that. */
    void (*changed)(struct bulk_panel *panel, struct app *app);
    /* Does it and reports it; false: it failed, and *err says why. */
    bool (*run)(struct bulk_panel *panel, struct app *app, struct li_error *err);
};

struct bulk_panel {
    struct panel panel;
    const struct bulk_panel_ops *ops;
    struct panel_selection selection;
    struct field first_spec;   /* of the first field, where no kind has such a field */
    const char **field_labels; /* its choices, where a field is set; else NULL */
    char typed[MOST_TYPED];    /* the beginning of a field's label or name */
    struct form_field fields[FIELDS];
    int focus;
    char *overwrite; /* the file that the person agreed to overwrite; NULL: none */
};

/* --- setting a field -------------------------------------------------------------------------- */

static int bulk_chosen_field(const struct bulk_panel *panel)
{
    return name_find(panel->field_labels, form_field_typed(&panel->fields[0]));
}

static void bulk_field_changed(struct bulk_panel *panel, struct app *app)
{
    form_field_end(&panel->fields[1]);
    form_field_begin(&panel->fields[1], app->context,
        &panel->selection.kind->fields[bulk_chosen_field(panel)], NULL);
}

/* The first field whose label or name begins with what is typed; -1: none does. */
static int bulk_find_field(const struct kind *kind, const char *typed)
{
    size_t length = strlen(typed);
    for (int i = 0; i < kind->stored_count; i++)
        if (strncasecmp(kind->fields[i].name, typed, length) == 0 ||
            strncasecmp(kind->fields[i].label, typed, length) == 0)
            return i;
    return -1;
}

/* Completes a field's label as it is typed. A letter that no label continues with begins a new
   one. False: not a letter. */
static bool bulk_complete(struct bulk_panel *panel, struct app *app, const struct key *key)
{
    const struct kind *kind = panel->selection.kind;
    size_t length = strlen(panel->typed);
    bool letter = key->code > ' ' && key->code < 0x7f && length + 1 < MOST_TYPED;
    if (!letter) {
        panel->typed[0] = '\0';
        return false;
    }
    panel->typed[length] = (char)key->code;
    panel->typed[length + 1] = '\0';
    int field = bulk_find_field(kind, panel->typed);
    if (field < 0) {
        panel->typed[0] = (char)key->code;
        panel->typed[1] = '\0';
        field = bulk_find_field(kind, panel->typed);
    }
    if (field < 0)
        panel->typed[0] = '\0';
    else
        form_field_set(&panel->fields[0], app->context, panel->field_labels[field]);
    return true;
}

struct bulk_value {
    int field;
    char *canonical;
};

static enum li_err bulk_write_field(struct context *context, const struct bulk *bulk, void *arg,
    struct bulk_done *done, struct li_error *err)
{
    const struct bulk_value *value = arg;
    return bulk_set(context, bulk, value->field, value->canonical, done, err);
}

static bool bulk_run_set(struct bulk_panel *panel, struct app *app, struct li_error *err)
{
    struct bulk_value value = {.field = bulk_chosen_field(panel)};
    const struct field *field = &panel->selection.kind->fields[value.field];
    struct bulk_done done;
    if (field_parse(
            app->context, field, form_field_typed(&panel->fields[1]), &value.canonical, err))
        return false;
    char label[FIELD_LABEL_SIZE];
    field_name_within(field->label, label);
    char *doing = li_format("Setting %s of", label);
    char *did = li_format("%s %s of", value.canonical ? "Set" : "Cleared", label);
    bool written =
        !bulk_actions_run(app, &panel->selection, doing, bulk_write_field, &value, &done, err);
    if (written)
        bulk_actions_say(app, &panel->selection, did, &done);
    free(value.canonical);
    free(doing);
    free(did);
    return written;
}

static const struct bulk_panel_ops bulk_set_ops = {
    .title = "Set a field of",
    .help = "Leave blank to clear the field.",
    .count = 2,
    .changed = bulk_field_changed,
    .run = bulk_run_set,
};

/* --- assignment --------------------------------------------------------------------------------
 */

struct bulk_assignment {
    struct id person, role;
};

static enum li_err bulk_write_assignment(struct context *context, const struct bulk *bulk,
    void *arg, struct bulk_done *done, struct li_error *err)
{
    const struct bulk_assignment *assignment = arg;
    return bulk_assign(context, bulk, &assignment->person, &assignment->role, done, err);
}

static bool bulk_run_assign(struct bulk_panel *panel, struct app *app, struct li_error *err)
{
    struct bulk_assignment assignment;
    struct bulk_done done;
    if (!id_parse(form_field_typed(&panel->fields[0]), &assignment.person) ||
        !id_parse(form_field_typed(&panel->fields[1]), &assignment.role)) {
        li_fail(err, LI_REFUSED, "Choose a person and a role.");
        return false;
    }
    char *did = li_format("Assigned %s to", panel->fields[0].shown);
    bool written = !bulk_actions_run(
        app, &panel->selection, "Assigning to", bulk_write_assignment, &assignment, &done, err);
    if (written)
        bulk_actions_say(app, &panel->selection, did, &done);
    free(did);
    return written;
}

static const struct bulk_panel_ops bulk_assign_ops = {
    .title = "Assign a person to",
    .help = "Starts today, for the role's usual term.",
    .count = 2,
    .run = bulk_run_assign,
};

/* --- writing a file --------------------------------------------------------------------------- */

static bool bulk_run_export(struct bulk_panel *panel, struct app *app, struct li_error *err)
{
    const char *path = form_field_typed(&panel->fields[0]);
    if (export_file_would_replace(path) &&
        (!panel->overwrite || strcmp(panel->overwrite, path) != 0)) {
        free(panel->overwrite);
        panel->overwrite = li_strdup(path);
        li_fail(err, LI_REFUSED, "File exists. Enter again to overwrite.");
        return false;
    }
    return export_file_write(app, &panel->selection, path, err);
}

static const struct bulk_panel_ops bulk_export_ops = {
    .title = "Export",
    .help = "Format by file extension: .csv, .tsv, .json, .jsonl or .md",
    .count = 1,
    .run = bulk_run_export,
};

/* --- keys ------------------------------------------------------------------------------------- */

static void bulk_touched(struct bulk_panel *panel, struct app *app)
{
    for (int i = 0; i < panel->ops->count; i++)
        form_field_set_error(&panel->fields[i], NULL);
    if (panel->focus == 0 && panel->ops->changed)
        panel->ops->changed(panel, app);
    app->dirty = true;
}

static void bulk_go_on(struct bulk_panel *panel, struct app *app, int by)
{
    form_field_normalize(&panel->fields[panel->focus], app->context);
    panel->focus = (panel->focus + by + panel->ops->count) % panel->ops->count;
    app->dirty = true;
}

/* The reason for a refusal is shown below the last field. */
static void bulk_finish(struct bulk_panel *panel, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    form_field_normalize(&panel->fields[panel->focus], app->context);
    if (panel->ops->run(panel, app, &err)) {
        app_remove(app, &panel->panel);
        app_refresh(app);
    } else {
        form_field_set_error(&panel->fields[panel->ops->count - 1], err.message);
    }
    app->dirty = true;
}

static void bulk_chosen_name(void *arg, struct app *app, const char *name)
{
    struct bulk_panel *panel = arg;
    form_field_set(&panel->fields[panel->focus], app->context, name);
    bulk_touched(panel, app);
    if (panel->focus + 1 < panel->ops->count)
        bulk_go_on(panel, app, 1);
}

static void bulk_chosen_record(void *arg, struct app *app, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    bulk_chosen_name(arg, app, id ? id_text(id, text) : "");
}

static void bulk_pick(struct bulk_panel *panel, struct app *app, const char *words)
{
    const struct form_field *field = &panel->fields[panel->focus];
    const char *const *names = form_field_choices(field->of);
    if (field->of->type == FIELD_REF)
        app_push(app,
            record_picker_new(app, kind_find(field->of->ref), words, bulk_chosen_record, panel));
    else if (names)
        app_push(app,
            choice_list_new(field->of, names, form_field_typed(field), bulk_chosen_name, panel));
    else
        app_say(app, "%s has no list to choose from; type the value.", field->of->label);
}

static void bulk_search(struct bulk_panel *panel, struct app *app, const struct key *key)
{
    struct edit words;
    edit_begin(&words, NULL, false);
    edit_key(&words, key, NULL);
    bulk_pick(panel, app, words.text);
    edit_end(&words);
}

static bool bulk_act(struct panel *base, struct app *app, enum action action)
{
    struct bulk_panel *panel = (struct bulk_panel *)base;
    switch (action) {
    case ACTION_SAVE: bulk_finish(panel, app); return true;
    case ACTION_NEXT_FIELD: bulk_go_on(panel, app, 1); return true;
    case ACTION_PREV_FIELD: bulk_go_on(panel, app, -1); return true;
    case ACTION_PICK: bulk_pick(panel, app, ""); return true;
    default: return false;
    }
}

/* Enter goes to the next field; at the last one it runs the action. */
static bool bulk_type(struct panel *base, struct app *app, const struct key *key)
{
    struct bulk_panel *panel = (struct bulk_panel *)base;
    struct form_field *field = &panel->fields[panel->focus];
    bool empty_reference = field->of->type == FIELD_REF && field->edit.length == 0;
    if (key->code == K_ENTER && empty_reference && field->of->flags & FIELD_REQUIRED)
        bulk_pick(panel, app, "");
    else if (key->code == K_ENTER && panel->focus + 1 == panel->ops->count)
        bulk_finish(panel, app);
    else if (panel->focus == 0 && panel->field_labels && bulk_complete(panel, app, key))
        bulk_touched(panel, app);
    else if (key->code == K_MOUSE)
        return true;
    else
        switch (form_field_key(field, app->context, key)) {
        case FORM_FIELD_IGNORED: return false;
        case FORM_FIELD_TAKEN: app->dirty = true; break;
        case FORM_FIELD_CHANGED: bulk_touched(panel, app); break;
        case FORM_FIELD_SEARCHES: bulk_search(panel, app, key); break;
        }
    return true;
}

static bool bulk_offers(struct panel *base, enum action action)
{
    (void)base;
    return action != ACTION_DISCARD && action != ACTION_EDITOR;
}

static void bulk_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct bulk_panel *panel = (struct bulk_panel *)base;
    const struct bulk_view view = {.title = panel->ops->title,
        .help = panel->ops->help,
        .selection = &panel->selection,
        .fields = panel->fields,
        .count = panel->ops->count,
        .focus = panel->focus,
        .second_is_value = panel->field_labels != NULL};
    bulk_view_draw(&view, app->context, area, focused);
}

static void bulk_panel_free(struct panel *base)
{
    struct bulk_panel *panel = (struct bulk_panel *)base;
    for (int i = 0; i < panel->ops->count; i++)
        form_field_end(&panel->fields[i]);
    free(panel->selection.rows);
    free(panel->field_labels);
    free(panel->overwrite);
    free(panel);
}

static const struct panel_ops bulk_base_ops = {
    .place = PLACE_FORM,
    .overlay = true,
    .draw = bulk_draw,
    .offers = bulk_offers,
    .act = bulk_act,
    .type = bulk_type,
    .free = bulk_panel_free,
};

static struct bulk_panel *bulk_panel_new(
    const struct bulk_panel_ops *ops, const struct panel_selection *selection)
{
    struct bulk_panel *panel = li_calloc(1, sizeof *panel);
    *panel = (struct bulk_panel){.panel.ops = &bulk_base_ops, .ops = ops, .selection = *selection};
    return panel;
}

struct panel *bulk_panel_set(struct app *app, const struct panel_selection *selection)
{
    assert(selection->kind);
    struct bulk_panel *panel = bulk_panel_new(&bulk_set_ops, selection);
    const struct kind *kind = selection->kind;
    panel->field_labels = li_calloc((size_t)kind->stored_count + 1, sizeof *panel->field_labels);
    for (int i = 0; i < kind->stored_count; i++)
        panel->field_labels[i] = kind->fields[i].label;
    int first = 0; /* the first choice, if there is one: many records often share its value */
    while (first + 1 < kind->stored_count && kind->fields[first].type != FIELD_CHOICE)
        first++;
    panel->first_spec = (struct field){.name = "field",
        .label = "Field",
        .type = FIELD_CHOICE,
        .flags = FIELD_REQUIRED,
        .choices = panel->field_labels};
    form_field_begin(
        &panel->fields[0], app->context, &panel->first_spec, kind->fields[first].label);
    form_field_begin(&panel->fields[1], app->context, &kind->fields[first], NULL);
    return &panel->panel;
}

struct panel *bulk_panel_assign(struct app *app, const struct panel_selection *selection)
{
    assert(selection->kind);
    struct bulk_panel *panel = bulk_panel_new(&bulk_assign_ops, selection);
    form_field_begin(
        &panel->fields[0], app->context, &kind_assignment.fields[ASSIGNMENT_PERSON], NULL);
    form_field_begin(
        &panel->fields[1], app->context, &kind_assignment.fields[ASSIGNMENT_ROLE], NULL);
    return &panel->panel;
}

struct panel *bulk_panel_export(struct app *app, const struct panel_selection *selection)
{
    assert(selection->kind);
    struct bulk_panel *panel = bulk_panel_new(&bulk_export_ops, selection);
    panel->first_spec = (struct field){.name = "file", .label = "File", .type = FIELD_TEXT};
    form_field_begin(&panel->fields[0], app->context, &panel->first_spec, NULL);
    return &panel->panel;
}
