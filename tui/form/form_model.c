/*
 * form_model.c: from fields to a draft, and from fields to a record.
 */
#include "tui/form/form_model.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool form_model_is_new(const struct form_model *model)
{
    return id_is_nil(&model->id);
}

bool form_model_changed(const struct form_model *model)
{
    for (int i = 0; i < model->count; i++)
        if (form_field_changed(&model->fields[i]))
            return true;
    return false;
}

void form_model_touch(struct form_model *model, struct form_field *at)
{
    assert(at >= model->fields && at < model->fields + model->count);
    form_field_set_error(at, NULL);
    model->draft.unsaved = true;
}

/* --- which fields are shown ------------------------------------------------------------------- */

/* Whether the field means anything, given the value of the field it depends on. */
static bool form_has_meaning(const struct form_model *model, const struct field *of)
{
    int other = of->when ? kind_field(model->kind, of->when) : -1;
    return other < 0 || field_counts(of, form_field_typed(&model->fields[other]));
}

void form_model_hide(struct form_model *model)
{
    for (int i = 0; i < model->count; i++) {
        struct form_field *at = &model->fields[i];
        at->hidden = !form_has_meaning(model, at->of) && !form_field_changed(at) && !at->error;
    }
}

int form_model_visible(const struct form_model *model, int first)
{
    assert(first >= 0 && first <= model->count);
    int shown = 0;
    for (int i = 0; i < first; i++)
        shown += !model->fields[i].hidden;
    return shown;
}

/* --- beginning -------------------------------------------------------------------------------- */

static void form_set_owner(struct record *record, const struct kind *of, const struct id *of_id)
{
    char text[ID_TEXT_SIZE];
    for (int i = 0; i < record->kind->stored_count; i++) {
        const struct field *at = &record->kind->fields[i];
        if (at->type == FIELD_REF && strcmp(at->ref, of->name) == 0) {
            record_set(record, i, id_text(of_id, text));
            return;
        }
    }
}

static void form_begin_fields(
    struct form_model *model, struct context *context, const struct record *record)
{
    model->count = record->kind->stored_count;
    model->fields = li_calloc((size_t)model->count, sizeof *model->fields);
    for (int i = 0; i < model->count; i++)
        form_field_begin(
            &model->fields[i], context, &record->kind->fields[i], record_get(record, i));
}

static void form_start_empty(struct form_model *model, const struct kind *kind)
{
    *model = (struct form_model){
        .kind = kind, .draft = {.kind = kind, .about = NOT_ABOUT}, .archived.on = DAY_NONE};
}

enum li_err form_model_begin(struct form_model *model, struct context *context,
    const struct kind *kind, const struct id *id, const struct kind *of, const struct id *of_id,
    const struct id *draft, struct li_error *err)
{
    assert(kind && (!of || of_id));
    struct record *record = NULL;
    form_start_empty(model, kind);
    if (draft)
        model->draft.key = *draft;
    if (id && !id_is_nil(id)) {
        model->draft.id = *id;
        enum li_err code = record_load(context, kind, id, &record, err);
        if (!code)
            model->id = *id;
        else if (code != LI_NONE || !form_draft_is_stored(&model->draft))
            return code;
    }
    if (record) {
        model->archived.on = record->archived_on;
        model->archived.known = record->archived_on != DAY_NONE;
    } else {
        record = record_new(context, kind);
        if (of)
            form_set_owner(record, of, of_id);
    }
    form_begin_fields(model, context, record);
    record_free(record);
    return LI_OK;
}

void form_model_begin_with(
    struct form_model *model, struct context *context, const struct record *record)
{
    assert(record);
    form_start_empty(model, record->kind);
    form_begin_fields(model, context, record);
}

void form_model_end(struct form_model *model)
{
    for (int i = 0; i < model->count; i++)
        form_field_end(&model->fields[i]);
    free(model->fields);
}

/* --- changes by others ------------------------------------------------------------------------ */

static void form_follow(
    struct form_model *model, struct context *context, const struct record *record)
{
    for (int i = 0; i < model->count; i++)
        form_field_refresh(&model->fields[i], context, record_get(record, i));
    model->archived.on = record->archived_on;
}

void form_model_refresh(struct form_model *model, struct context *context)
{
    struct record *record = NULL;
    if (form_model_is_new(model) ||
        record_load(context, model->kind, &model->id, &record, &(struct li_error){0}))
        return;
    form_follow(model, context, record);
    record_free(record);
}

static bool form_is_archived_unseen(const struct form_model *model)
{
    return model->archived.on != DAY_NONE && !model->archived.known;
}

int form_model_conflicts(const struct form_model *model)
{
    int count = form_is_archived_unseen(model);
    for (int i = 0; i < model->count; i++)
        count += model->fields[i].theirs != NULL;
    return count;
}

void form_model_make_new(struct form_model *model)
{
    model->id = model->draft.id = (struct id){{0}};
    model->archived.on = DAY_NONE;
    model->gone = model->draft.unsaved = true;
    for (int i = 0; i < model->count; i++)
        form_field_rebase(&model->fields[i], "");
}

/* --- the draft -------------------------------------------------------------------------------- */

/* The field's text in the draft; NULL: none. Of a new record it is every value, also those it began
   with, which say what it belongs to. */
static const char *form_draft_text(const struct form_model *model, const struct form_field *at)
{
    const char *typed = form_field_typed(at);
    bool drafted = form_field_changed(at) || (form_model_is_new(model) && *typed);
    return drafted ? typed : NULL;
}

/* Whether the draft belongs here: a new record's must refer to the same owner. */
static bool form_fits(void *arg, const struct draft *draft)
{
    const struct form_model *model = arg;
    for (int i = 0; form_model_is_new(model) && i < model->count; i++) {
        const struct form_field *at = &model->fields[i];
        if (at->of->type == FIELD_REF && *at->stored &&
            (!draft->typed[i] || strcmp(draft->typed[i], at->stored) != 0))
            return false;
    }
    return true;
}

/* Where the record is gone, its values are restored as well, and what was typed over them. */
static void form_resume_fields(
    struct form_model *model, struct context *context, const struct draft *draft)
{
    bool gone = form_model_is_new(model) && !id_is_nil(&draft->id);
    for (int i = 0; i < model->count; i++) {
        struct form_field *at = &model->fields[i];
        const char *base = draft->base ? draft->base[i] : NULL;
        if (gone && draft->base)
            form_field_set(at, context, base ? base : "");
        if (!draft->typed[i])
            continue;
        form_field_set(at, context, draft->typed[i]);
        if (draft->base && form_field_changed(at))
            form_field_rebase(at, base);
    }
    if (gone) {
        form_model_make_new(model);
        model->gone = draft->base != NULL; /* else the draft was of a new record */
    }
}

enum li_err form_model_resume(
    struct form_model *model, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code = form_draft_resume(&model->draft, context, form_fits, model, &draft, at, err);
    if (draft) {
        form_resume_fields(model, context, draft);
        form_model_refresh(model, context);
        model->archived.known = false; /* the draft does not say: the person is told again */
    }
    if (form_model_is_new(model))
        model->draft.elsewhere = false; /* new records never conflict */
    draft_free(draft);
    return code;
}

enum li_err form_model_save_draft(
    struct form_model *model, struct context *context, struct li_error *err)
{
    size_t count = (size_t)model->count;
    const char **typed = li_calloc(count, sizeof *typed), **base = li_calloc(count, sizeof *base);
    for (size_t i = 0; i < count; i++) {
        const struct form_field *at = &model->fields[i];
        typed[i] = form_draft_text(model, at);
        base[i] = *at->stored ? at->stored : NULL;
    }
    enum li_err code = form_draft_save(&model->draft, context,
        form_model_changed(model) ? typed : NULL, form_model_is_new(model) ? NULL : base, err);
    free(typed);
    free(base);
    return code;
}

/* --- the record ------------------------------------------------------------------------------- */

/* Passed to form_note_problem. */
struct form_check {
    struct form_model *model;
    struct form_problems *out;
};

static void form_add_problem(struct form_check *check, int at, const char *message, bool show)
{
    struct form_field *field = &check->model->fields[at];
    struct form_problems *out = check->out;
    if (field->error)
        return;
    if (out->count++ == 0 || at < out->first)
        out->first = at;
    if (show)
        form_field_set_error(field, message);
}

/* A field not reached yet, or left empty, shows its error only once saving was tried. */
static void form_note_problem(void *arg, int at, const char *message)
{
    struct form_check *check = arg;
    struct form_problems *out = check->out;
    if (at < 0) {
        snprintf(out->message, sizeof out->message, "%s", message);
        out->count++;
        return;
    }
    const struct form_field *field = &check->model->fields[at];
    form_add_problem(
        check, at, message, check->model->checked || (field->left && *form_field_typed(field)));
}

/* Whether both entered the same value, written differently: "7/1/26". */
static bool form_is_as_seen(const struct record *record, int field)
{
    const char *now = record_get(record, field), *then = record_get(record->seen, field);
    return now && then ? strcmp(now, then) == 0 : now == then;
}

struct record *form_model_check(struct form_model *model, struct context *context,
    struct form_problems *out, struct li_error *err)
{
    assert(out && err);
    struct record *record = NULL;
    struct form_check check = {model, out};
    *out = (struct form_problems){0};
    if (form_model_is_new(model))
        record = record_empty(model->kind);
    else if (record_load(context, model->kind, &model->id, &record, err))
        return NULL;
    else
        form_follow(model, context, record);
    if (record->stored)
        record_guard(record);
    for (int i = 0; i < model->count; i++) {
        struct form_field *field = &model->fields[i];
        struct li_error why;
        form_field_set_error(field, NULL);
        if (!form_model_is_new(model) && !form_field_changed(field))
            continue;
        if (record_parse(context, record, i, form_field_typed(field), &why))
            form_add_problem(&check, i, why.message, model->checked || field->left);
        else if (field->theirs && form_is_as_seen(record, i))
            form_field_use_theirs(field, context);
    }
    if (model->archived.undo)
        record_set_archived(record, DAY_NONE);
    record_check(context, record, form_note_problem, &check);
    return record;
}
