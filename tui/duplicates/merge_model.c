/*
 * merge_model.c: both values of every field that has one, read once.
 */
#include "tui/duplicates/merge_model.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

const struct kind *pairing_kind(const struct pairing *pairing)
{
    return pairing->joining->left->kind;
}

const struct field *pairing_field(const struct pairing *pairing, size_t at)
{
    return &pairing_kind(pairing)->fields[pairing->fields[at]];
}

enum joining_side *pairing_side(const struct pairing *pairing, size_t at)
{
    return &pairing->joining->sides[pairing->fields[at]];
}

bool pairing_differs(const struct pairing *pairing, size_t at)
{
    return joining_differs(pairing->joining, pairing->fields[at]);
}

size_t pairing_differences(const struct pairing *pairing)
{
    size_t count = 0;
    for (size_t i = 0; i < pairing->count; i++)
        count += pairing_differs(pairing, i);
    return count;
}

static char *reading(
    const struct pairing *pairing, struct li *li, size_t at, enum joining_side side)
{
    char *value = joining_value(pairing->joining, pairing->fields[at], side);
    char *shown = field_show(li, pairing_field(pairing, at), value);
    free(value);
    return shown;
}

char *pairing_becomes(const struct pairing *pairing, struct li *li, size_t at)
{
    return reading(pairing, li, at, *pairing_side(pairing, at));
}

static void read_side(
    struct pairing *pairing, struct li *li, enum joining_side side, const struct record *record)
{
    pairing->shown[side] = li_calloc(pairing->count + 1, sizeof **pairing->shown);
    for (size_t i = 0; i < pairing->count; i++)
        pairing->shown[side][i] = reading(pairing, li, i, side);
    pairing->references[side] = joining_references(li, record->kind, &record->id);
}

static bool says_something(const struct joining *joining, int field)
{
    char *left = joining_value(joining, field, JOINING_LEFT);
    bool says = left || joining_differs(joining, field);
    free(left);
    return says;
}

enum li_err pairing_start(struct pairing *pairing, struct li *li, const struct kind *kind,
    const struct id *left, const struct id *right, struct li_error *err)
{
    struct joining *joining;
    enum li_err code = joining_new(li, kind, left, right, &joining, err);
    if (code)
        return code;
    *pairing = (struct pairing){.joining = joining};
    pairing->fields = li_calloc((size_t)kind->stored_count, sizeof *pairing->fields);
    for (int i = 0; i < kind->stored_count; i++)
        if (says_something(joining, i))
            pairing->fields[pairing->count++] = i;
    read_side(pairing, li, JOINING_LEFT, joining->left);
    read_side(pairing, li, JOINING_RIGHT, joining->right);
    return LI_OK;
}

void pairing_end(struct pairing *pairing)
{
    for (int side = 0; side < SIDES; side++) {
        for (size_t i = 0; i < pairing->count; i++)
            free(pairing->shown[side][i]);
        free(pairing->shown[side]);
        free(pairing->references[side]);
    }
    free(pairing->fields);
    joining_free(pairing->joining);
}

enum li_err pairing_renew(struct pairing *pairing, struct li *li, struct li_error *err)
{
    struct pairing fresh;
    const struct joining *old = pairing->joining;
    const struct kind *kind = pairing_kind(pairing);
    enum li_err code = pairing_start(&fresh, li, kind, &old->left->id, &old->right->id, err);
    if (code)
        return code;
    memcpy(fresh.joining->sides, old->sides, (size_t)kind->stored_count * sizeof *old->sides);
    pairing_end(pairing);
    *pairing = fresh;
    return LI_OK;
}

enum li_err pairing_swap(struct pairing *pairing, struct li *li, struct li_error *err)
{
    static const enum joining_side turned[] = {[JOINING_LEFT] = JOINING_RIGHT,
        [JOINING_RIGHT] = JOINING_LEFT,
        [JOINING_BOTH] = JOINING_BOTH};
    struct pairing fresh;
    const struct joining *old = pairing->joining;
    const struct kind *kind = pairing_kind(pairing);
    enum li_err code = pairing_start(&fresh, li, kind, &old->right->id, &old->left->id, err);
    if (code)
        return code;
    for (int i = 0; i < kind->stored_count; i++)
        fresh.joining->sides[i] = turned[old->sides[i]];
    pairing_end(pairing);
    *pairing = fresh;
    return LI_OK;
}
