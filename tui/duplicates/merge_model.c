/*
 * merge_model.c: the values of both records as text, made once when they are loaded.
 *
 * What holds between calls:
 *
 * 1. fields are the stored fields in which either record has a value, in the kind's order.
 * 2. shown[side] has a text for each of them, and references[side] is one; none is NULL.
 * 3. merge->sides has the choice for every stored field of the kind, also those not shown.
 */
#include "tui/duplicates/merge_model.h"
#include "core/record/field.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct kind *merge_model_kind(const struct merge_model *model)
{
    return model->merge->left->kind;
}

const struct field *merge_model_field(const struct merge_model *model, size_t at)
{
    assert(at < model->count);
    return &merge_model_kind(model)->fields[model->fields[at]];
}

enum merge_records_side *merge_model_side(const struct merge_model *model, size_t at)
{
    assert(at < model->count);
    return &model->merge->sides[model->fields[at]];
}

bool merge_model_differs(const struct merge_model *model, size_t at)
{
    assert(at < model->count);
    return merge_records_differs(model->merge, model->fields[at]);
}

size_t merge_model_differences(const struct merge_model *model)
{
    size_t count = 0;
    for (size_t i = 0; i < model->count; i++)
        count += merge_model_differs(model, i);
    return count;
}

static char *merge_show_value(const struct merge_model *model, struct context *context, size_t at,
    enum merge_records_side side)
{
    char *value = merge_records_value(model->merge, model->fields[at], side);
    const struct field *field = merge_model_field(model, at);
    char day[DATE_SHOWN_SIZE];
    char *shown = field->type == FIELD_DAY && value
                      ? li_strdup(date_show_stored(value, context_dates(context), day))
                      : field_show(context, field, value);
    free(value);
    return shown;
}

char *merge_model_result(const struct merge_model *model, struct context *context, size_t at)
{
    return merge_show_value(model, context, at, *merge_model_side(model, at));
}

static void merge_load_side(struct merge_model *model, struct context *context,
    enum merge_records_side side, const struct record *record)
{
    model->shown[side] = li_calloc(model->count + 1, sizeof **model->shown);
    for (size_t i = 0; i < model->count; i++)
        model->shown[side][i] = merge_show_value(model, context, i, side);
    model->references[side] = merge_records_references(context, record->kind, &record->id);
}

static bool merge_has_value(const struct merge_records *merge, int field)
{
    char *left = merge_records_value(merge, field, MERGE_LEFT);
    bool has = left || merge_records_differs(merge, field);
    free(left);
    return has;
}

enum li_err merge_model_begin(struct merge_model *model, struct context *context,
    const struct kind *kind, const struct id *left, const struct id *right, struct li_error *err)
{
    assert(kind && left && right);
    struct merge_records *merge;
    enum li_err code = merge_records_new(context, kind, left, right, &merge, err);
    if (code)
        return code;
    *model = (struct merge_model){.merge = merge};
    model->fields = li_calloc((size_t)kind->stored_count, sizeof *model->fields);
    for (int i = 0; i < kind->stored_count; i++)
        if (merge_has_value(merge, i))
            model->fields[model->count++] = i;
    merge_load_side(model, context, MERGE_LEFT, merge->left);
    merge_load_side(model, context, MERGE_RIGHT, merge->right);
    return LI_OK;
}

void merge_model_end(struct merge_model *model)
{
    for (int side = 0; side < MERGE_SIDES; side++) {
        for (size_t i = 0; i < model->count; i++)
            free(model->shown[side][i]);
        free(model->shown[side]);
        free(model->references[side]);
    }
    free(model->fields);
    merge_records_free(model->merge);
}

enum li_err merge_model_refresh(
    struct merge_model *model, struct context *context, struct li_error *err)
{
    struct merge_model fresh;
    const struct merge_records *old = model->merge;
    const struct kind *kind = merge_model_kind(model);
    enum li_err code =
        merge_model_begin(&fresh, context, kind, &old->left->id, &old->right->id, err);
    if (code)
        return code;
    memcpy(fresh.merge->sides, old->sides, (size_t)kind->stored_count * sizeof *old->sides);
    merge_model_end(model);
    *model = fresh;
    return LI_OK;
}

enum li_err merge_model_swap(
    struct merge_model *model, struct context *context, struct li_error *err)
{
    static const enum merge_records_side turned[] = {
        [MERGE_LEFT] = MERGE_RIGHT, [MERGE_RIGHT] = MERGE_LEFT, [MERGE_BOTH] = MERGE_BOTH};
    struct merge_model fresh;
    const struct merge_records *old = model->merge;
    const struct kind *kind = merge_model_kind(model);
    enum li_err code =
        merge_model_begin(&fresh, context, kind, &old->right->id, &old->left->id, err);
    if (code)
        return code;
    for (int i = 0; i < kind->stored_count; i++)
        fresh.merge->sides[i] = turned[old->sides[i]];
    merge_model_end(model);
    *model = fresh;
    return LI_OK;
}
