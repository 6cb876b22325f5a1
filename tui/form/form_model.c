/*
 * form_model.c: from slots to a draft, and from slots to a record.
 */
#include "tui/form/form_model.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool form_model_is_new(const struct form_model *writing)
{
    return id_is_nil(&writing->id);
}

bool form_model_changed(const struct form_model *writing)
{
    for (int i = 0; i < writing->count; i++)
        if (form_field_changed(&writing->slots[i]))
            return true;
    return false;
}

void form_model_touch(struct form_model *writing, struct form_field *slot)
{
    form_field_blame(slot, NULL);
    writing->keeping.unkept = true;
}

/* --- what is asked for ------------------------------------------------------------------------ */

static bool form_says_something(const struct form_model *writing, const struct field *field)
{
    int other = field->when ? kind_field(writing->kind, field->when) : -1;
    return other < 0 || field_counts(field, form_field_typed(&writing->slots[other]));
}

void form_model_put_aside(struct form_model *writing)
{
    for (int i = 0; i < writing->count; i++) {
        struct form_field *slot = &writing->slots[i];
        slot->aside =
            !form_says_something(writing, slot->field) && !form_field_changed(slot) && !slot->error;
    }
}

int form_model_asked(const struct form_model *writing, int first)
{
    int asked = 0;
    for (int i = 0; i < first; i++)
        asked += !writing->slots[i].aside;
    return asked;
}

/* --- beginning -------------------------------------------------------------------------------- */

static void form_set_owner(struct record *record, const struct kind *of, const struct id *of_id)
{
    char text[ID_TEXT_SIZE];
    for (int i = 0; i < record->kind->stored_count; i++) {
        const struct field *field = &record->kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, of->name) == 0) {
            record_set(record, i, id_text(of_id, text));
            return;
        }
    }
}

static void form_fill_slots(
    struct form_model *writing, struct context *context, const struct record *record)
{
    writing->count = record->kind->stored_count;
    writing->slots = li_calloc((size_t)writing->count, sizeof *writing->slots);
    for (int i = 0; i < writing->count; i++)
        form_field_start(
            &writing->slots[i], context, &record->kind->fields[i], record_get(record, i));
}

static void form_start_empty(struct form_model *writing, const struct kind *kind)
{
    *writing = (struct form_model){
        .kind = kind, .keeping = {.kind = kind, .about = NOT_ABOUT}, .archived.on = DAY_NONE};
}

enum li_err form_model_start(struct form_model *writing, struct context *context,
    const struct kind *kind, const struct id *id, const struct kind *of, const struct id *of_id,
    const struct id *draft, struct li_error *err)
{
    struct record *record = NULL;
    form_start_empty(writing, kind);
    if (draft)
        writing->keeping.key = *draft;
    if (id && !id_is_nil(id)) {
        writing->keeping.id = *id;
        enum li_err code = record_load(context, kind, id, &record, err);
        if (code == LI_OK)
            writing->id = *id;
        else if (code != LI_NONE || !form_draft_drafted(&writing->keeping))
            return code;
    }
    if (record) {
        writing->archived.on = record->archived_on;
        writing->archived.known = record->archived_on != DAY_NONE;
    } else {
        record = record_new(context, kind);
        if (of)
            form_set_owner(record, of, of_id);
    }
    form_fill_slots(writing, context, record);
    record_free(record);
    return LI_OK;
}

void form_model_begin(
    struct form_model *writing, struct context *context, const struct record *record)
{
    form_start_empty(writing, record->kind);
    form_fill_slots(writing, context, record);
}

void form_model_free(struct form_model *writing)
{
    for (int i = 0; i < writing->count; i++)
        form_field_free(&writing->slots[i]);
    free(writing->slots);
}

/* --- what others write ------------------------------------------------------------------------ */

static void form_follow(
    struct form_model *writing, struct context *context, const struct record *record)
{
    for (int i = 0; i < writing->count; i++)
        form_field_renew(&writing->slots[i], context, record_get(record, i));
    writing->archived.on = record->archived_on;
}

void form_model_renew(struct form_model *writing, struct context *context)
{
    struct record *record = NULL;
    if (form_model_is_new(writing) ||
        record_load(context, writing->kind, &writing->id, &record, NULL) != LI_OK)
        return;
    form_follow(writing, context, record);
    record_free(record);
}

static bool form_archived_unseen(const struct form_model *writing)
{
    return writing->archived.on != DAY_NONE && !writing->archived.known;
}

int form_model_conflicts(const struct form_model *writing)
{
    int count = form_archived_unseen(writing);
    for (int i = 0; i < writing->count; i++)
        count += writing->slots[i].theirs != NULL;
    return count;
}

void form_model_make_new(struct form_model *writing)
{
    writing->id = writing->keeping.id = (struct id){{0}};
    writing->archived.on = DAY_NONE;
    writing->gone = writing->keeping.unkept = true;
    for (int i = 0; i < writing->count; i++)
        form_field_rebase(&writing->slots[i], "");
}

/* --- the draft -------------------------------------------------------------------------------- */

/* Of a new record everything that stands in it, what it began with too: what it belongs to. */
static const char *form_kept_text(const struct form_model *writing, const struct form_field *slot)
{
    const char *typed = form_field_typed(slot);
    bool kept = form_field_changed(slot) || (form_model_is_new(writing) && *typed);
    return kept ? typed : NULL;
}

/* Whether the draft was not begun for another owner than this new record is. */
static bool form_fits(void *arg, const struct draft *draft)
{
    const struct form_model *writing = arg;
    for (int i = 0; form_model_is_new(writing) && i < writing->count; i++) {
        const struct form_field *slot = &writing->slots[i];
        if (slot->field->type == FIELD_REF && *slot->stored &&
            (!draft->typed[i] || strcmp(draft->typed[i], slot->stored) != 0))
            return false;
    }
    return true;
}

/* Of a record that is gone all that it held comes back, under what was typed. */
static void form_resume_slots(
    struct form_model *writing, struct context *context, const struct draft *draft)
{
    bool gone = form_model_is_new(writing) && !id_is_nil(&draft->id);
    for (int i = 0; i < writing->count; i++) {
        struct form_field *slot = &writing->slots[i];
        const char *base = draft->base ? draft->base[i] : NULL;
        if (gone && draft->base)
            form_field_put(slot, context, base ? base : "");
        if (!draft->typed[i])
            continue;
        form_field_put(slot, context, draft->typed[i]);
        if (draft->base && form_field_changed(slot))
            form_field_rebase(slot, base);
    }
    if (gone) {
        form_model_make_new(writing);
        writing->gone = draft->base != NULL; /* else it was a new record's all along */
    }
}

enum li_err form_model_take_up(
    struct form_model *writing, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code =
        form_draft_take_up(&writing->keeping, context, form_fits, writing, &draft, at, err);
    if (draft) {
        form_resume_slots(writing, context, draft);
        form_model_renew(writing, context);
        writing->archived.known = false; /* when it was is not known, so it is told again */
    }
    if (form_model_is_new(writing))
        writing->keeping.elsewhere = false; /* any number of new records is written at once */
    draft_free(draft);
    return code;
}

enum li_err form_model_keep(
    struct form_model *writing, struct context *context, struct li_error *err)
{
    size_t count = (size_t)writing->count;
    const char **typed = li_calloc(count, sizeof *typed), **base = li_calloc(count, sizeof *base);
    for (size_t i = 0; i < count; i++) {
        const struct form_field *slot = &writing->slots[i];
        typed[i] = form_kept_text(writing, slot);
        base[i] = *slot->stored ? slot->stored : NULL;
    }
    enum li_err code = form_draft_keep(&writing->keeping, context,
        form_model_changed(writing) ? typed : NULL, form_model_is_new(writing) ? NULL : base, err);
    free(typed);
    free(base);
    return code;
}

/* --- the record ------------------------------------------------------------------------------- */

struct judging {
    struct form_model *writing;
    struct judgement *out;
};

static void form_find_wrong(struct judging *judging, int field, const char *message, bool told)
{
    struct form_field *slot = &judging->writing->slots[field];
    struct judgement *out = judging->out;
    if (slot->error)
        return;
    if (out->count++ == 0 || field < out->first)
        out->first = field;
    if (told)
        form_field_blame(slot, message);
}

/* A field not yet reached, or left empty, is blamed only once saving was tried. */
static void form_note_problem(void *arg, int field, const char *message)
{
    struct judging *judging = arg;
    struct judgement *out = judging->out;
    if (field < 0) {
        snprintf(out->message, sizeof out->message, "%s", message);
        out->count++;
        return;
    }
    const struct form_field *slot = &judging->writing->slots[field];
    form_find_wrong(judging, field, message,
        judging->writing->judged || (slot->left && *form_field_typed(slot)));
}

/* Both meant the same, and one of them wrote it otherwise: "7/1/26". */
static bool form_is_as_seen(const struct record *record, int field)
{
    const char *now = record_get(record, field), *then = record_get(record->seen, field);
    return now && then ? strcmp(now, then) == 0 : now == then;
}

struct record *form_model_judge(struct form_model *writing, struct context *context,
    struct judgement *out, struct li_error *err)
{
    struct record *record = NULL;
    struct judging judging = {writing, out};
    *out = (struct judgement){0};
    if (form_model_is_new(writing))
        record = record_empty(writing->kind);
    else if (record_load(context, writing->kind, &writing->id, &record, err) != LI_OK)
        return NULL;
    else
        form_follow(writing, context, record);
    if (record->stored)
        record_guard(record);
    for (int i = 0; i < writing->count; i++) {
        struct form_field *slot = &writing->slots[i];
        struct li_error why;
        form_field_blame(slot, NULL);
        if (!form_model_is_new(writing) && !form_field_changed(slot))
            continue;
        if (record_parse(context, record, i, form_field_typed(slot), &why) != LI_OK)
            form_find_wrong(&judging, i, why.message, writing->judged || slot->left);
        else if (slot->theirs && form_is_as_seen(record, i))
            form_field_take_theirs(slot, context);
    }
    if (writing->archived.undo)
        record_set_archived(record, DAY_NONE);
    record_check(context, record, form_note_problem, &judging);
    return record;
}
