/*
 * record_edit.c: values set as people type them.
 */
#include "core/record/record_edit.h"
#include "core/record/field.h"
#include <assert.h>
#include <stdlib.h>

struct record *record_new(struct context *context, const struct kind *kind)
{
    assert(context && kind);
    struct record *record = record_empty(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].initial)
            record_parse(context, record, i, kind->fields[i].initial, &(struct li_error){0});
    return record;
}

enum li_err record_parse(struct context *context, struct record *record, int field,
    const char *typed, struct li_error *err)
{
    assert(context && record && field >= 0 && field < record->kind->field_count);
    const struct field *spec = &record->kind->fields[field];
    if (spec->sql)
        return li_fail(err, LI_USAGE, "%s is calculated; it can't be entered.", spec->label);
    char *canonical;
    enum li_err code = field_parse(context, spec, typed, &canonical, err);
    if (!code)
        record_set(record, field, canonical);
    free(canonical);
    return code;
}
