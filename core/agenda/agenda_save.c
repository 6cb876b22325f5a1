/*
 * agenda_save.c: a record checked, then written under a label that says what the step was.
 */
#include "core/agenda/agenda_save.h"
#include "core/record/record_check.h"
#include "core/record/record_save.h"
#include <assert.h>

static enum li_err agenda_write_record(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

enum li_err agenda_save(
    struct context *context, struct record *record, const char *label, struct li_error *err)
{
    assert(record && label);
    enum li_err code = record_judge(context, record, err);
    return code ? code
                : journal_write(context->store, label, agenda_write_record, record, NULL, err);
}
