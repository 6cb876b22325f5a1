/*
 * bulk_panel.c: one frame of slots for every action on many records; the actions differ in a table.
 */
#include "tui/command/bulk_panel.h"
#include "core/kind/assignment.h"
#include "data/base/memory.h"
#include "tui/app/bulk_actions.h"
#include "tui/app/export_file.h"
#include "tui/form/form_field.h"
#include "tui/widget/choice_list.h"
#include "tui/widget/record_picker.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SLOTS = 2, WIDTH = 72, LABEL_WIDTH = 8, MOST_BEGUN = 32 };

struct batch;

struct batch_ops {
    const char *title; /* "Set a field of": the records follow */
    const char *help;  /* below the fields */
    int count;         /* of slots */
    void (*changed)(struct batch *batch, struct app *app); /* the first slot was; NULL: no matter */
    /* Does it and says so; false: it could not be, *err says why. */
    bool (*run)(struct batch *batch, struct app *app, struct li_error *err);
};

struct batch {
    struct panel panel;
    const struct batch_ops *ops;
    struct taken taken;
    struct field which;     /* a field that no kind has: the first slot's */
    const char **names;     /* its choices */
    char begun[MOST_BEGUN]; /* of the name of a field, as typed */
    struct slot slots[SLOTS];
    int focus;
    char *agreed; /* the file that may be written over */
};

/* --- setting a field -------------------------------------------------------------------------- */

static int chosen_field(const struct batch *batch)
{
    return kind_field(batch->taken.kind, slot_typed(&batch->slots[0]));
}

static void field_changed(struct batch *batch, struct app *app)
{
    slot_free(&batch->slots[1]);
    slot_start(&batch->slots[1], app->li, &batch->taken.kind->fields[chosen_field(batch)], NULL);
}

/* The first field whose name or label begins so; -1: none does. */
static int field_begun(const struct kind *kind, const char *begun)
{
    size_t length = strlen(begun);
    for (int i = 0; i < kind->stored_count; i++)
        if (strncasecmp(kind->fields[i].name, begun, length) == 0 ||
            strncasecmp(kind->fields[i].label, begun, length) == 0)
            return i;
    return -1;
}

/* A field is completed as it is typed; a letter that goes on with none begins another. */
static bool complete(struct batch *batch, struct app *app, const struct key *key)
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
    int field = field_begun(kind, batch->begun);
    if (field < 0) {
        batch->begun[0] = (char)key->code;
        batch->begun[1] = '\0';
        field = field_begun(kind, batch->begun);
    }
    if (field < 0)
        batch->begun[0] = '\0';
    else
        slot_put(&batch->slots[0], app->li, kind->fields[field].name);
    return true;
}

struct value {
    int field;
    char *canonical;
};

static enum li_err write_setting(
    struct li *li, const struct bulk *bulk, void *arg, struct bulk_done *done, struct li_error *err)
{
    const struct value *value = arg;
    return bulk_set(li, bulk, value->field, value->canonical, done, err);
}

static bool run_set(struct batch *batch, struct app *app, struct li_error *err)
{
    struct value value = {.field = chosen_field(batch)};
    const struct field *field = &batch->taken.kind->fields[value.field];
    struct bulk_done done;
    if (field_read(app->li, field, slot_typed(&batch->slots[1]), &value.canonical, err))
        return false;
    char *doing = li_format("Setting %s of", field->name);
    char *did = li_format("%s %s of", value.canonical ? "Set" : "Cleared", field->name);
    bool written = many_run(app, &batch->taken, doing, write_setting, &value, &done, err) == LI_OK;
    if (written)
        many_say(app, &batch->taken, did, &done);
    free(value.canonical);
    free(doing);
    free(did);
    return written;
}

static const struct batch_ops setting_ops = {
    .title = "Set a field of",
    .help = "An empty value clears the field.",
    .count = 2,
    .changed = field_changed,
    .run = run_set,
};

/* --- assigning -------------------------------------------------------------------------------- */

struct assigning {
    struct id person, role;
};

static enum li_err write_assigning(
    struct li *li, const struct bulk *bulk, void *arg, struct bulk_done *done, struct li_error *err)
{
    const struct assigning *assigning = arg;
    return bulk_assign(li, bulk, &assigning->person, &assigning->role, done, err);
}

static bool run_assign(struct batch *batch, struct app *app, struct li_error *err)
{
    struct assigning assigning;
    struct bulk_done done;
    if (!id_parse(slot_typed(&batch->slots[0]), &assigning.person) ||
        !id_parse(slot_typed(&batch->slots[1]), &assigning.role)) {
        li_fail(err, LI_REFUSED, "A person and a role are needed.");
        return false;
    }
    char *did = li_format("Assigned %s to", batch->slots[0].shown);
    bool written = many_run(app, &batch->taken, "Assigning to", write_assigning, &assigning, &done,
                       err) == LI_OK;
    if (written)
        many_say(app, &batch->taken, did, &done);
    free(did);
    return written;
}

static const struct batch_ops assigning_ops = {
    .title = "Assign a person to",
    .help = "From today on, for the years of the role.",
    .count = 2,
    .run = run_assign,
};

/* --- writing a file --------------------------------------------------------------------------- */

static bool run_export(struct batch *batch, struct app *app, struct li_error *err)
{
    const char *path = slot_typed(&batch->slots[0]);
    if (exporting_would_replace(path) && (!batch->agreed || strcmp(batch->agreed, path) != 0)) {
        free(batch->agreed);
        batch->agreed = li_strdup(path);
        li_fail(err, LI_REFUSED, "That file is there already; Enter again writes over it.");
        return false;
    }
    return exporting_write(app, &batch->taken, path, err);
}

static const struct batch_ops export_ops = {
    .title = "Write to a file:",
    .help = "By its ending: .csv, .tsv, .json, .jsonl or .md",
    .count = 1,
    .run = run_export,
};

/* --- keys ------------------------------------------------------------------------------------- */

static void touched(struct batch *batch, struct app *app)
{
    for (int i = 0; i < batch->ops->count; i++)
        slot_blame(&batch->slots[i], NULL);
    if (batch->focus == 0 && batch->ops->changed)
        batch->ops->changed(batch, app);
    app->dirty = true;
}

static void go_on(struct batch *batch, struct app *app, int by)
{
    slot_settle(&batch->slots[batch->focus], app->li);
    batch->focus = (batch->focus + by + batch->ops->count) % batch->ops->count;
    app->dirty = true;
}

/* What is refused stands below the last field, where there is room for it. */
static void finish(struct batch *batch, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    slot_settle(&batch->slots[batch->focus], app->li);
    if (batch->ops->run(batch, app, &err)) {
        app_remove(app, &batch->panel);
        app_refresh(app);
    } else {
        slot_blame(&batch->slots[batch->ops->count - 1], err.message);
    }
    app->dirty = true;
}

static void chosen_name(void *arg, struct app *app, const char *name)
{
    struct batch *batch = arg;
    slot_put(&batch->slots[batch->focus], app->li, name);
    touched(batch, app);
    if (batch->focus + 1 < batch->ops->count)
        go_on(batch, app, 1);
}

static void chosen_record(void *arg, struct app *app, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    chosen_name(arg, app, id ? id_text(id, text) : "");
}

static void pick(struct batch *batch, struct app *app, const char *words)
{
    const struct slot *slot = &batch->slots[batch->focus];
    const char *const *names = slot_choices(slot->field);
    if (slot->field->type == FIELD_REF)
        app_push(
            app, panel_picker_new(app, kind_find(slot->field->ref), words, chosen_record, batch));
    else if (names)
        app_push(app,
            panel_choices_new(slot->field->label, names, slot_typed(slot), chosen_name, batch));
    else
        app_say(app, "%s is typed; there is nothing to choose from.", slot->field->label);
}

static void search(struct batch *batch, struct app *app, const struct key *key)
{
    struct edit words;
    edit_start(&words, NULL, false);
    edit_key(&words, key, NULL);
    pick(batch, app, words.text);
    edit_free(&words);
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct batch *batch = (struct batch *)panel;
    switch (action) {
    case ACTION_SAVE: finish(batch, app); return true;
    case ACTION_NEXT_FIELD: go_on(batch, app, 1); return true;
    case ACTION_PREV_FIELD: go_on(batch, app, -1); return true;
    case ACTION_PICK: pick(batch, app, ""); return true;
    default: return false;
    }
}

/* Enter goes on and, at the last field, does it. */
static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct batch *batch = (struct batch *)panel;
    struct slot *slot = &batch->slots[batch->focus];
    bool empty_reference = slot->field->type == FIELD_REF && slot->edit.length == 0;
    if (key->code == K_ENTER && empty_reference && slot->field->flags & FIELD_REQUIRED)
        pick(batch, app, "");
    else if (key->code == K_ENTER && batch->focus + 1 == batch->ops->count)
        finish(batch, app);
    else if (batch->focus == 0 && batch->names && complete(batch, app, key))
        touched(batch, app);
    else if (key->code == K_MOUSE)
        return true;
    else
        switch (slot_key(slot, app->li, key)) {
        case SLOT_LEFT_IT: return false;
        case SLOT_TOOK: app->dirty = true; break;
        case SLOT_CHANGED: touched(batch, app); break;
        case SLOT_SEARCHES: search(batch, app, key); break;
        }
    return true;
}

static bool offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_DISCARD && action != ACTION_EDITOR;
}

/* --- painting --------------------------------------------------------------------------------- */

/* The frame, as high as what stands in it; returns what is inside. */
static struct area draw_frame(const struct batch *batch, struct area area, int width, int room)
{
    int height = 4;
    for (int i = 0; i < batch->ops->count; i++)
        height += slot_height(&batch->slots[i], room);
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

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct batch *batch = (struct batch *)panel;
    int width = area.width < WIDTH ? area.width : WIDTH;
    int room = width - 4 - LABEL_WIDTH - 1;
    struct area inside = draw_frame(batch, area, width, room);
    int y = inside.y;
    for (int i = 0; i < batch->ops->count; i++) {
        struct slot *slot = &batch->slots[i];
        int lines = slot_height(slot, room);
        bool value = i == 1 && batch->names;
        screen_text(y, inside.x, LABEL_WIDTH, STYLE_LABEL, value ? "Value" : slot->field->label);
        slot_draw(slot, app->li, (struct area){y, inside.x + LABEL_WIDTH + 1, lines, room},
            focused && i == batch->focus);
        y += lines;
    }
    screen_text(
        inside.y + inside.height - 1, inside.x, inside.width, STYLE_MUTED, batch->ops->help);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    (void)right;
    fputs(((struct batch *)panel)->ops->title, left);
}

static void free_batch(struct panel *panel)
{
    struct batch *batch = (struct batch *)panel;
    for (int i = 0; i < batch->ops->count; i++)
        slot_free(&batch->slots[i]);
    free(batch->taken.rows);
    free(batch->names);
    free(batch->agreed);
    free(batch);
}

static const struct panel_ops panel_ops = {
    .place = PLACE_FORM,
    .overlay = true,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .title = title,
    .free = free_batch,
};

static struct batch *batch_new(const struct batch_ops *ops, const struct taken *taken)
{
    struct batch *batch = li_calloc(1, sizeof *batch);
    *batch = (struct batch){.panel.ops = &panel_ops, .ops = ops, .taken = *taken};
    return batch;
}

struct panel *panel_batch_set(struct app *app, const struct taken *taken)
{
    struct batch *batch = batch_new(&setting_ops, taken);
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
    slot_start(&batch->slots[0], app->li, &batch->which, kind->fields[first].name);
    slot_start(&batch->slots[1], app->li, &kind->fields[first], NULL);
    return &batch->panel;
}

struct panel *panel_batch_assign(struct app *app, const struct taken *taken)
{
    struct batch *batch = batch_new(&assigning_ops, taken);
    slot_start(&batch->slots[0], app->li, &kind_assignment.fields[ASSIGNMENT_PERSON], NULL);
    slot_start(&batch->slots[1], app->li, &kind_assignment.fields[ASSIGNMENT_ROLE], NULL);
    return &batch->panel;
}

struct panel *panel_batch_export(struct app *app, const struct taken *taken)
{
    struct batch *batch = batch_new(&export_ops, taken);
    batch->which = (struct field){.name = "file", .label = "File", .type = FIELD_TEXT};
    slot_start(&batch->slots[0], app->li, &batch->which, NULL);
    return &batch->panel;
}
