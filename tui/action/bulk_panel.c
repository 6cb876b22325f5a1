/*
 * bulk_panel.c: one frame of slots for every action on many records; the actions differ in a table.
 */
#include "tui/action/bulk_panel.h"
#include "core/kind/assignment.h"
#include "core/people/bulk_assign.h"
#include "core/record/field.h"
#include "data/base/memory.h"
#include "tui/action/export_file.h"
#include "tui/app/bulk_actions.h"
#include "tui/form/form_field.h"
#include "tui/widget/choice_list.h"
#include "tui/widget/record_picker.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SLOTS = 2, WIDTH = 72, LABEL_WIDTH = 8, MOST_BEGUN = 32 };

struct bulk_panel;

struct bulk_panel_ops {
    const char *title; /* "Set a field of": the records follow */
    const char *help;  /* below the fields */
    int count;         /* of slots */
    void (*changed)(
        struct bulk_panel *batch, struct app *app); /* the first slot was; NULL: no matter */
    /* Does it and says so; false: it could not be, *err says why. */
    bool (*run)(struct bulk_panel *batch, struct app *app, struct li_error *err);
};

struct bulk_panel {
    struct panel panel;
    const struct bulk_panel_ops *ops;
    struct taken taken;
    struct field which;     /* a field that no kind has: the first slot's */
    const char **names;     /* its choices */
    char begun[MOST_BEGUN]; /* of the name of a field, as typed */
    struct form_field slots[SLOTS];
    int focus;
    char *agreed; /* the file that may be written over */
};

/* --- setting a field -------------------------------------------------------------------------- */

static int bulk_chosen_field(const struct bulk_panel *batch)
{
    return kind_field(batch->taken.kind, form_field_typed(&batch->slots[0]));
}

static void bulk_field_changed(struct bulk_panel *batch, struct app *app)
{
    form_field_end(&batch->slots[1]);
    form_field_begin(
        &batch->slots[1], app->context, &batch->taken.kind->fields[bulk_chosen_field(batch)], NULL);
}

/* The first field whose name or label begins so; -1: none does. */
static int bulk_field_begun(const struct kind *kind, const char *begun)
{
    size_t length = strlen(begun);
    for (int i = 0; i < kind->stored_count; i++)
        if (strncasecmp(kind->fields[i].name, begun, length) == 0 ||
            strncasecmp(kind->fields[i].label, begun, length) == 0)
            return i;
    return -1;
}

/* A field is completed as it is typed; a letter that goes on with none begins another. */
static bool bulk_complete(struct bulk_panel *batch, struct app *app, const struct key *key)
{
    const struct kind *kind = batch->taken.kind;
    size_t length = strlen(batch->begun);
    bool letter = key->code > ' ' && key->code < 0x7f && length + 1 < MOST_BEGUN;
    if (!letter) {
        batch->begun[0] = '\0';
        return false;
    }
    batch->begun[length] = (char)key->code;
    batch->begun[length + 1] = '\0';
    int field = bulk_field_begun(kind, batch->begun);
    if (field < 0) {
        batch->begun[0] = (char)key->code;
        batch->begun[1] = '\0';
        field = bulk_field_begun(kind, batch->begun);
    }
    if (field < 0)
        batch->begun[0] = '\0';
    else
        form_field_set(&batch->slots[0], app->context, kind->fields[field].name);
    return true;
}

struct bulk_value {
    int field;
    char *canonical;
};

static enum li_err bulk_write_setting(struct context *context, const struct bulk *bulk, void *arg,
    struct bulk_done *done, struct li_error *err)
{
    const struct bulk_value *value = arg;
    return bulk_set(context, bulk, value->field, value->canonical, done, err);
}

static bool bulk_run_set(struct bulk_panel *batch, struct app *app, struct li_error *err)
{
    struct bulk_value value = {.field = bulk_chosen_field(batch)};
    const struct field *field = &batch->taken.kind->fields[value.field];
    struct bulk_done done;
    if (field_parse(app->context, field, form_field_typed(&batch->slots[1]), &value.canonical, err))
        return false;
    char *doing = li_format("Setting %s of", field->name);
    char *did = li_format("%s %s of", value.canonical ? "Set" : "Cleared", field->name);
    bool written =
        !bulk_actions_run(app, &batch->taken, doing, bulk_write_setting, &value, &done, err);
    if (written)
        bulk_actions_say(app, &batch->taken, did, &done);
    free(value.canonical);
    free(doing);
    free(did);
    return written;
}

static const struct bulk_panel_ops bulk_setting_ops = {
    .title = "Set a field of",
    .help = "Leave blank to clear the field.",
    .count = 2,
    .changed = bulk_field_changed,
    .run = bulk_run_set,
};

/* --- assigning -------------------------------------------------------------------------------- */

struct bulk_assignment {
    struct id person, role;
};

static enum li_err bulk_write_assigning(struct context *context, const struct bulk *bulk, void *arg,
    struct bulk_done *done, struct li_error *err)
{
    const struct bulk_assignment *assigning = arg;
    return bulk_assign(context, bulk, &assigning->person, &assigning->role, done, err);
}

static bool bulk_run_assign(struct bulk_panel *batch, struct app *app, struct li_error *err)
{
    struct bulk_assignment assigning;
    struct bulk_done done;
    if (!id_parse(form_field_typed(&batch->slots[0]), &assigning.person) ||
        !id_parse(form_field_typed(&batch->slots[1]), &assigning.role)) {
        li_fail(err, LI_REFUSED, "Choose a person and a role.");
        return false;
    }
    char *did = li_format("Assigned %s to", batch->slots[0].shown);
    bool written = !bulk_actions_run(
        app, &batch->taken, "Assigning to", bulk_write_assigning, &assigning, &done, err);
    if (written)
        bulk_actions_say(app, &batch->taken, did, &done);
    free(did);
    return written;
}

static const struct bulk_panel_ops bulk_assigning_ops = {
    .title = "Assign a person to",
    .help = "Starts today, for the role's usual term.",
    .count = 2,
    .run = bulk_run_assign,
};

/* --- writing a file --------------------------------------------------------------------------- */

static bool bulk_run_export(struct bulk_panel *batch, struct app *app, struct li_error *err)
{
    const char *path = form_field_typed(&batch->slots[0]);
    if (export_file_would_replace(path) && (!batch->agreed || strcmp(batch->agreed, path) != 0)) {
        free(batch->agreed);
        batch->agreed = li_strdup(path);
        li_fail(err, LI_REFUSED, "File exists. Enter again to overwrite.");
        return false;
    }
    return export_file_write(app, &batch->taken, path, err);
}

static const struct bulk_panel_ops bulk_export_ops = {
    .title = "Export",
    .help = "Format by file extension: .csv, .tsv, .json, .jsonl or .md",
    .count = 1,
    .run = bulk_run_export,
};

/* --- keys ------------------------------------------------------------------------------------- */

static void bulk_touched(struct bulk_panel *batch, struct app *app)
{
    for (int i = 0; i < batch->ops->count; i++)
        form_field_set_error(&batch->slots[i], NULL);
    if (batch->focus == 0 && batch->ops->changed)
        batch->ops->changed(batch, app);
    app->dirty = true;
}

static void bulk_go_on(struct bulk_panel *batch, struct app *app, int by)
{
    form_field_normalize(&batch->slots[batch->focus], app->context);
    batch->focus = (batch->focus + by + batch->ops->count) % batch->ops->count;
    app->dirty = true;
}

/* What is refused stands below the last field, where there is room for it. */
static void bulk_finish(struct bulk_panel *batch, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    form_field_normalize(&batch->slots[batch->focus], app->context);
    if (batch->ops->run(batch, app, &err)) {
        app_remove(app, &batch->panel);
        app_refresh(app);
    } else {
        form_field_set_error(&batch->slots[batch->ops->count - 1], err.message);
    }
    app->dirty = true;
}

static void bulk_chosen_name(void *arg, struct app *app, const char *name)
{
    struct bulk_panel *batch = arg;
    form_field_set(&batch->slots[batch->focus], app->context, name);
    bulk_touched(batch, app);
    if (batch->focus + 1 < batch->ops->count)
        bulk_go_on(batch, app, 1);
}

static void bulk_chosen_record(void *arg, struct app *app, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    bulk_chosen_name(arg, app, id ? id_text(id, text) : "");
}

static void bulk_pick(struct bulk_panel *batch, struct app *app, const char *words)
{
    const struct form_field *slot = &batch->slots[batch->focus];
    const char *const *names = form_field_choices(slot->of);
    if (slot->of->type == FIELD_REF)
        app_push(app,
            record_picker_new(app, kind_find(slot->of->ref), words, bulk_chosen_record, batch));
    else if (names)
        app_push(app,
            choice_list_new(slot->of, names, form_field_typed(slot), bulk_chosen_name, batch));
    else
        app_say(app, "%s has no list to choose from; type the value.", slot->of->label);
}

static void bulk_search(struct bulk_panel *batch, struct app *app, const struct key *key)
{
    struct edit words;
    edit_start(&words, NULL, false);
    edit_key(&words, key, NULL);
    bulk_pick(batch, app, words.text);
    edit_free(&words);
}

static bool bulk_act(struct panel *panel, struct app *app, enum action action)
{
    struct bulk_panel *batch = (struct bulk_panel *)panel;
    switch (action) {
    case ACTION_SAVE: bulk_finish(batch, app); return true;
    case ACTION_NEXT_FIELD: bulk_go_on(batch, app, 1); return true;
    case ACTION_PREV_FIELD: bulk_go_on(batch, app, -1); return true;
    case ACTION_PICK: bulk_pick(batch, app, ""); return true;
    default: return false;
    }
}

/* Enter goes on and, at the last field, does it. */
static bool bulk_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct bulk_panel *batch = (struct bulk_panel *)panel;
    struct form_field *slot = &batch->slots[batch->focus];
    bool empty_reference = slot->of->type == FIELD_REF && slot->edit.length == 0;
    if (key->code == K_ENTER && empty_reference && slot->of->flags & FIELD_REQUIRED)
        bulk_pick(batch, app, "");
    else if (key->code == K_ENTER && batch->focus + 1 == batch->ops->count)
        bulk_finish(batch, app);
    else if (batch->focus == 0 && batch->names && bulk_complete(batch, app, key))
        bulk_touched(batch, app);
    else if (key->code == K_MOUSE)
        return true;
    else
        switch (form_field_key(slot, app->context, key)) {
        case FORM_FIELD_IGNORED: return false;
        case FORM_FIELD_TAKEN: app->dirty = true; break;
        case FORM_FIELD_CHANGED: bulk_touched(batch, app); break;
        case FORM_FIELD_SEARCHES: bulk_search(batch, app, key); break;
        }
    return true;
}

static bool bulk_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_DISCARD && action != ACTION_EDITOR;
}

/* --- painting --------------------------------------------------------------------------------- */

/* The frame, as high as what stands in it; returns what is inside. */
static struct area bulk_draw_frame(
    const struct bulk_panel *batch, struct area area, int width, int room)
{
    int height = 4;
    for (int i = 0; i < batch->ops->count; i++)
        height += form_field_height(&batch->slots[i], room);
    height = height < area.height ? height : area.height;
    char *records = bulk_count_text(batch->taken.kind, batch->taken.count);
    char *heading = li_format("%s %s", batch->ops->title, records);
    struct area inside = screen_frame((struct area){area.y + (area.height - height) / 2,
                                          area.x + (area.width - width) / 2, height, width},
        heading);
    free(heading);
    free(records);
    return inside;
}

static void bulk_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct bulk_panel *batch = (struct bulk_panel *)panel;
    int width = area.width < WIDTH ? area.width : WIDTH;
    int room = width - 4 - LABEL_WIDTH - 1;
    struct area inside = bulk_draw_frame(batch, area, width, room);
    int y = inside.y;
    for (int i = 0; i < batch->ops->count; i++) {
        struct form_field *slot = &batch->slots[i];
        int lines = form_field_height(slot, room);
        bool value = i == 1 && batch->names;
        screen_text(y, inside.x, LABEL_WIDTH, STYLE_LABEL, value ? "Value" : slot->of->label);
        form_field_draw(slot, app->context,
            (struct area){y, inside.x + LABEL_WIDTH + 1, lines, room},
            focused && i == batch->focus);
        y += lines;
    }
    screen_text(
        inside.y + inside.height - 1, inside.x, inside.width, STYLE_MUTED, batch->ops->help);
}

static void bulk_title(struct panel *panel, FILE *left, FILE *right)
{
    (void)right;
    fputs(((struct bulk_panel *)panel)->ops->title, left);
}

static void bulk_free_batch(struct panel *panel)
{
    struct bulk_panel *batch = (struct bulk_panel *)panel;
    for (int i = 0; i < batch->ops->count; i++)
        form_field_end(&batch->slots[i]);
    free(batch->taken.rows);
    free(batch->names);
    free(batch->agreed);
    free(batch);
}

static const struct panel_ops bulk_panel_panel_ops = {
    .place = PLACE_FORM,
    .overlay = true,
    .draw = bulk_draw,
    .offers = bulk_offers,
    .act = bulk_act,
    .type = bulk_type,
    .title = bulk_title,
    .free = bulk_free_batch,
};

static struct bulk_panel *bulk_batch_new(
    const struct bulk_panel_ops *ops, const struct taken *taken)
{
    struct bulk_panel *batch = li_calloc(1, sizeof *batch);
    *batch = (struct bulk_panel){.panel.ops = &bulk_panel_panel_ops, .ops = ops, .taken = *taken};
    return batch;
}

struct panel *bulk_panel_set(struct app *app, const struct taken *taken)
{
    assert(taken->kind);
    struct bulk_panel *batch = bulk_batch_new(&bulk_setting_ops, taken);
    const struct kind *kind = taken->kind;
    batch->names = li_calloc((size_t)kind->stored_count + 1, sizeof *batch->names);
    for (int i = 0; i < kind->stored_count; i++)
        batch->names[i] = kind->fields[i].name;
    int first = 0; /* what many records have in common: a choice, if there is one */
    while (first + 1 < kind->stored_count && kind->fields[first].type != FIELD_CHOICE)
        first++;
    batch->which = (struct field){.name = "field",
        .label = "Field",
        .type = FIELD_CHOICE,
        .flags = FIELD_REQUIRED,
        .choices = batch->names};
    form_field_begin(&batch->slots[0], app->context, &batch->which, kind->fields[first].name);
    form_field_begin(&batch->slots[1], app->context, &kind->fields[first], NULL);
    return &batch->panel;
}

struct panel *bulk_panel_assign(struct app *app, const struct taken *taken)
{
    assert(taken->kind);
    struct bulk_panel *batch = bulk_batch_new(&bulk_assigning_ops, taken);
    form_field_begin(
        &batch->slots[0], app->context, &kind_assignment.fields[ASSIGNMENT_PERSON], NULL);
    form_field_begin(
        &batch->slots[1], app->context, &kind_assignment.fields[ASSIGNMENT_ROLE], NULL);
    return &batch->panel;
}

struct panel *bulk_panel_export(struct app *app, const struct taken *taken)
{
    assert(taken->kind);
    struct bulk_panel *batch = bulk_batch_new(&bulk_export_ops, taken);
    batch->which = (struct field){.name = "file", .label = "File", .type = FIELD_TEXT};
    form_field_begin(&batch->slots[0], app->context, &batch->which, NULL);
    return &batch->panel;
}
