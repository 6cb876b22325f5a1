/*
 * form_desk.c: forms used as a person uses them.
 */
#include "tests/support/form_desk.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct li_error form_desk_error;

static void form_desk_assert_ok(enum li_err code)
{
    if (code)
        fail_msg("%s", form_desk_error.message);
}

void form_desk_edit(
    struct form_model *form, struct office *office, const struct kind *kind, const struct id *id)
{
    form_desk_assert_ok(
        form_model_begin(form, office->context, kind, id, NULL, NULL, NULL, &form_desk_error));
}

void form_desk_type(struct form_model *form, struct office *office, int field, const char *text)
{
    form_field_set(&form->fields[field], office->context, text);
    form_model_touch(form, &form->fields[field]);
}

char *form_desk_resume(struct form_model *form, struct office *office)
{
    char *at;
    form_desk_assert_ok(form_model_resume(form, office->context, &at, &form_desk_error));
    return at;
}

void form_desk_leave(struct form_model *form, struct office *office)
{
    form_desk_assert_ok(form_draft_leave(&form->draft, office->context, &form_desk_error));
    form_model_end(form);
}

void form_desk_set_elsewhere(struct office *office, const struct kind *kind, const struct id *id,
    int field, const char *value)
{
    struct record *record;
    char *author = li_strdup(store_author(office->context->store));
    form_desk_assert_ok(record_load(office->context, kind, id, &record, &form_desk_error));
    record_set(record, field, value);
    store_set_author(office->context->store, "Ann");
    form_desk_assert_ok(record_save(office->context, record, &form_desk_error));
    store_set_author(office->context->store, author);
    free(author);
    record_free(record);
}

void form_desk_expect_value(struct office *office, const struct kind *kind, const struct id *id,
    const char *field, const char *expected)
{
    char *value = office_value(office, kind, id, field);
    assert_string_equal(value ? value : "", expected);
    free(value);
}
