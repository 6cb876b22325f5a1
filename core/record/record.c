/*
 * record.c: a record in memory.
 */
#include "core/record/record.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct record *record_empty(const struct kind *kind)
{
    assert(kind && kind->stored_count > 0);
    size_t count = (size_t)kind->stored_count;
    struct record *record = li_calloc(1, sizeof *record);
    record->kind = kind;
    record->archived_on = DAY_NONE;
    record->value = li_calloc(count, sizeof *record->value);
    record->changed = li_calloc(count + 1, sizeof *record->changed);
    return record;
}

void record_free(struct record *record)
{
    if (!record)
        return;
    for (int i = 0; i < record->kind->stored_count; i++)
        free(record->value[i]);
    free(record->value);
    free(record->changed);
    record_free(record->seen);
    free(record);
}

const char *record_get(const struct record *record, int field)
{
    assert(record && field >= 0 && field < record->kind->stored_count);
    return record->value[field];
}

double record_number(const struct record *record, int field)
{
    const char *value = record_get(record, field);
    return value ? strtod(value, NULL) : NAN;
}

day_t record_day(const struct record *record, int field)
{
    const char *value = record_get(record, field);
    return value ? date_parse(value) : DAY_NONE;
}

void record_set(struct record *record, int field, const char *canonical)
{
    assert(record && field >= 0 && field < record->kind->stored_count);
    char **value = &record->value[field];
    bool same = *value && canonical ? strcmp(*value, canonical) == 0 : *value == canonical;
    if (same)
        return;
    char *old = *value;
    *value = li_strdup(canonical);
    free(old);
    record->changed[field] = true;
}

void record_set_archived(struct record *record, day_t day)
{
    assert(record);
    if (record->archived_on == day)
        return;
    record->archived_on = day;
    record->changed[record->kind->stored_count] = true;
}

bool record_is_changed(const struct record *record)
{
    assert(record);
    size_t columns = (size_t)record->kind->stored_count + 1;
    return memchr(record->changed, 1, columns * sizeof *record->changed) != NULL;
}

struct record *record_copy(const struct record *record)
{
    assert(record);
    struct record *copy = record_empty(record->kind);
    for (int i = 0; i < record->kind->stored_count; i++)
        record_set(copy, i, record_get(record, i));
    return copy;
}
