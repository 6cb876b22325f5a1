/*
 * merge_model.c: both values of every field that has one, read once.
 */
#include "tui/duplicates/merge_model.h"
#include "core/record/field.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

const struct kind *merge_model_kind(const struct merge_model *pairing)
{
    return pairing->joining->left->kind;
}

const struct field *merge_model_field(const struct merge_model *pairing, size_t at)
{
    return &merge_model_kind(pairing)->fields[pairing->fields[at]];
}

enum merge_records_side *merge_model_side(const struct merge_model *pairing, size_t at)
{
    return &pairing->joining->sides[pairing->fields[at]];
}

bool merge_model_differs(const struct merge_model *pairing, size_t at)
{
    return merge_records_differs(pairing->joining, pairing->fields[at]);
}

size_t merge_model_differences(const struct merge_model *pairing)
{
    size_t count = 0;
    for (size_t i = 0; i < pairing->count; i++)
        count += merge_model_differs(pairing, i);
    return count;
}

static char *merge_reading(const struct merge_model *pairing, struct context *context, size_t at,
    enum merge_records_side side)
{
    char *value = merge_records_value(pairing->joining, pairing->fields[at], side);
    char *shown = field_show(context, merge_model_field(pairing, at), value);
    free(value);
    return shown;
}

char *merge_model_becomes(const struct merge_model *pairing, struct context *context, size_t at)
{
    return merge_reading(pairing, context, at, *merge_model_side(pairing, at));
}

static void merge_model_read_side(struct merge_model *pairing, struct context *context,
    enum merge_records_side side, const struct record *record)
{
    pairing->shown[side] = li_calloc(pairing->count + 1, sizeof **pairing->shown);
    for (size_t i = 0; i < pairing->count; i++)
        pairing->shown[side][i] = merge_reading(pairing, context, i, side);
    pairing->references[side] = merge_records_references(context, record->kind, &record->id);
}

static bool merge_says_something(const struct merge_records *joining, int field)
{
    char *left = merge_records_value(joining, field, JOINING_LEFT);
    bool says = left || merge_records_differs(joining, field);
    free(left);
    return says;
}

enum li_err merge_model_start(struct merge_model *pairing, struct context *context,
    const struct kind *kind, const struct id *left, const struct id *right, struct li_error *err)
{
    struct merge_records *joining;
    enum li_err code = merge_records_new(context, kind, left, right, &joining, err);
    if (code)
        return code;
    *pairing = (struct merge_model){.joining = joining};
    pairing->fields = li_calloc((size_t)kind->stored_count, sizeof *pairing->fields);
    for (int i = 0; i < kind->stored_count; i++)
        if (merge_says_something(joining, i))
            pairing->fields[pairing->count++] = i;
    merge_model_read_side(pairing, context, JOINING_LEFT, joining->left);
    merge_model_read_side(pairing, context, JOINING_RIGHT, joining->right);
    return LI_OK;
}

void merge_model_end(struct merge_model *pairing)
{
    for (int side = 0; side < SIDES; side++) {
        for (size_t i = 0; i < pairing->count; i++)
            free(pairing->shown[side][i]);
        free(pairing->shown[side]);
        free(pairing->references[side]);
    }
    free(pairing->fields);
    merge_records_free(pairing->joining);
}

enum li_err merge_model_renew(
    struct merge_model *pairing, struct context *context, struct li_error *err)
{
    struct merge_model fresh;
    const struct merge_records *old = pairing->joining;
    const struct kind *kind = merge_model_kind(pairing);
    enum li_err code =
        merge_model_start(&fresh, context, kind, &old->left->id, &old->right->id, err);
    if (code)
        return code;
    memcpy(fresh.joining->sides, old->sides, (size_t)kind->stored_count * sizeof *old->sides);
    merge_model_end(pairing);
    *pairing = fresh;
    return LI_OK;
}

enum li_err merge_model_swap(
    struct merge_model *pairing, struct context *context, struct li_error *err)
{
    static const enum merge_records_side turned[] = {[JOINING_LEFT] = JOINING_RIGHT,
        [JOINING_RIGHT] = JOINING_LEFT,
        [JOINING_BOTH] = JOINING_BOTH};
    struct merge_model fresh;
    const struct merge_records *old = pairing->joining;
    const struct kind *kind = merge_model_kind(pairing);
    enum li_err code =
        merge_model_start(&fresh, context, kind, &old->right->id, &old->left->id, err);
    if (code)
        return code;
    for (int i = 0; i < kind->stored_count; i++)
        fresh.joining->sides[i] = turned[old->sides[i]];
    merge_model_end(pairing);
    *pairing = fresh;
    return LI_OK;
}
