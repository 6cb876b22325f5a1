/*
 * test_typeahead.c: letters typed on a choice come to the name that begins so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/sample_office.h"
#include "tui/form/form_field.h"

static void press(
    struct form_field *field, struct office *office, uint32_t code, enum form_field_answer answer)
{
    assert_int_equal(form_field_key(field, office->context, &(struct key){.code = code}), answer);
}

static const struct field letters = {.name = "letters",
    .label = "Letters",
    .type = FIELD_CHOICE,
    .choices = CHOICES("staff", "equity", "state", "at-risk", "academic", "at-rest")};

static void type_at(struct form_field *field, struct office *office, const char *text, int64_t at,
    const char *expected)
{
    for (; *text; text++)
        form_field_key(
            field, office->context, &(struct key){.code = (unsigned char)*text, .at = at});
    assert_string_equal(form_field_typed(field), expected);
}

static void test_letters_choose_by_beginning(void **state)
{
    struct office *office = *state;
    struct form_field field;
    form_field_begin(&field, office->context, &letters, NULL);
    type_at(&field, office, "state", 0, "state");
    type_at(&field, office, "e", 5000, "equity");
    type_at(&field, office, "STAt", 10000, "state");
    press(&field, office, K_HOME, FORM_FIELD_IGNORED);
    type_at(&field, office, "at r", 20000, "at-risk");
    type_at(&field, office, "e", 20000, "at-rest");
    form_field_end(&field);
}

static void test_a_letter_that_fits_nothing_changes_nothing(void **state)
{
    struct office *office = *state;
    struct form_field field;
    form_field_begin(&field, office->context, &letters, NULL);
    type_at(&field, office, "statement", 0, "state");
    type_at(&field, office, "a", 999, "state"); /* still the word that was begun */
    type_at(&field, office, "a", 5000, "at-risk");
    form_field_end(&field);
}

static void test_backspace_takes_a_letter_back(void **state)
{
    struct office *office = *state;
    struct form_field field;
    form_field_begin(&field, office->context, &letters, NULL);
    type_at(&field, office, "stat", 0, "state");
    press(&field, office, K_BACKSPACE, FORM_FIELD_CHANGED);
    assert_string_equal(form_field_typed(&field), "staff");
    press(&field, office, K_BACKSPACE, FORM_FIELD_TAKEN);
    press(&field, office, K_BACKSPACE, FORM_FIELD_TAKEN);
    press(&field, office, K_BACKSPACE, FORM_FIELD_TAKEN);
    assert_string_equal(form_field_typed(&field), "staff");
    press(&field, office, K_BACKSPACE,
        FORM_FIELD_CHANGED); /* nothing is begun: the field is cleared */
    assert_string_equal(form_field_typed(&field), "");
    form_field_end(&field);
}

static void test_one_letter_again_goes_on(void **state)
{
    struct office *office = *state;
    struct form_field field;
    form_field_begin(&field, office->context, &letters, "staff");
    type_at(&field, office, "a", 0, "at-risk");
    type_at(&field, office, "a", 1, "academic");
    type_at(&field, office, "a", 2, "at-rest");
    type_at(&field, office, "a", 3, "at-risk");
    form_field_end(&field);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(test_letters_choose_by_beginning),
        OFFICE_TEST(test_a_letter_that_fits_nothing_changes_nothing),
        OFFICE_TEST(test_backspace_takes_a_letter_back),
        OFFICE_TEST(test_one_letter_again_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
