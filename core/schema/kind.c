/*
 * kind.c: kinds and fields found by name, and what the types of fields have in common.
 */
#include "core/schema/kind.h"
#include "core/base/name.h"
#include "core/base/text.h"
#include "core/schema/field_name.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct kind *const *kinds;
size_t kind_count;

void kind_register(const struct kind *const *list, size_t count)
{
    assert(list && count > 0);
    assert(!kinds || kinds == list);
    kinds = list;
    kind_count = count;
}

static const struct {
    const char *name;
    int width; /* in a list, unless the field says otherwise */
    bool number;
} kind_types[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = {"text", 24, false},
    [FIELD_LONG] = {"long text", 32, false},
    [FIELD_CODE] = {"code", 8, false},
    [FIELD_CHOICE] = {"choice", 13, false},
    [FIELD_REF] = {"reference", 20, false},
    [FIELD_DAY] = {"day", 10, false},
    [FIELD_NUMBER] = {"number", 10, true},
    [FIELD_COUNT] = {"whole number", 8, true},
    [FIELD_YESNO] = {"yes or no", 4, false},
    [FIELD_TAGS] = {"tags", 20, false},
    [FIELD_LINK] = {"link", 28, false},
    [FIELD_EMAIL] = {"email", 26, false},
    [FIELD_PHONE] = {"phone", 18, false},
    [FIELD_ZONE] = {"time zone", 18, false},
};

const struct kind *kind_find(const char *name)
{
    assert(name && kinds);
    for (size_t i = 0; i < kind_count; i++)
        if (strcasecmp(name, kinds[i]->name) == 0 || strcasecmp(name, kinds[i]->plural) == 0)
            return kinds[i];
    return NULL;
}

enum li_err kind_parse(const char *name, const struct kind **out, struct li_error *err)
{
    assert(name && out);
    *out = kind_find(name);
    if (*out)
        return LI_OK;
    const char **names = li_calloc(kind_count, sizeof *names);
    for (size_t i = 0; i < kind_count; i++)
        names[i] = kinds[i]->name;
    const char *nearest = text_nearest(name, names, kind_count);
    free(names);
    if (nearest)
        return li_fail(err, LI_USAGE, "There is no kind \"%s\"; did you mean %s?", name, nearest);
    return li_fail(err, LI_USAGE, "There is no kind \"%s\"; `liaise kinds` lists them all.", name);
}

int kind_field(const struct kind *kind, const char *name)
{
    assert(kind && name);
    for (int i = 0; i < kind->field_count; i++)
        if (strcmp(name, kind->fields[i].name) == 0)
            return i;
    return -1;
}

enum li_err kind_field_parse(
    const struct kind *kind, const char *name, int *out, struct li_error *err)
{
    assert(kind && name && out);
    *out = field_name_find(kind, name);
    if (*out >= 0)
        return LI_OK;
    size_t count = (size_t)kind->field_count;
    const char **names = li_calloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = kind->fields[i].name;
    const char *nearest = text_nearest(name, names, count);
    free(names);
    if (nearest)
        return li_fail(err, LI_USAGE, "%s have no field \"%s\"; did you mean %s?", kind->labels,
            name, nearest);
    return li_fail(err, LI_USAGE, "%s have no field \"%s\"; `liaise kinds %s` lists them.",
        kind->labels, name, kind->name);
}

bool field_counts(const struct field *field, const char *choice)
{
    assert(field);
    return !field->when || (choice && name_find(field->when_is, choice) >= 0);
}

bool field_is_own(const struct kind *kind, const struct field *field)
{
    assert(kind && field);
    return field->type == FIELD_REF && strcmp(field->ref, kind->name) == 0;
}

bool field_is_number(const struct field *field)
{
    assert(field && (int)field->type < FIELD_TYPE_COUNT);
    return kind_types[field->type].number;
}

int field_width(const struct field *field)
{
    assert(field && (int)field->type < FIELD_TYPE_COUNT);
    return field->width ? field->width : kind_types[field->type].width;
}

const char *field_type_name(enum field_type type)
{
    assert((int)type < FIELD_TYPE_COUNT);
    return kind_types[type].name;
}
