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
    struct form_field *slot, struct office *office, uint32_t code, enum form_field_answer answer)
{
    assert_int_equal(form_field_key(slot, office->context, &(struct key){.code = code}), answer);
}

static const struct field letters = {.name = "letters",
    .label = "Letters",
    .type = FIELD_CHOICE,
    .choices = CHOICES("staff", "equity", "state", "at-risk", "academic", "at-rest")};

static void type_at(struct form_field *slot, struct office *office, const char *text, int64_t at,
    const char *expected)
{
    for (; *text; text++)
        form_field_key(
            slot, office->context, &(struct key){.code = (unsigned char)*text, .at = at});
    assert_string_equal(form_field_typed(slot), expected);
}

static void test_letters_choose_by_beginning(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    form_field_start(&slot, office->context, &letters, NULL);
    type_at(&slot, office, "state", 0, "state");
    type_at(&slot, office, "e", 5000, "equity");
    type_at(&slot, office, "STAt", 10000, "state");
    press(&slot, office, K_HOME, SLOT_LEFT_IT);
    type_at(&slot, office, "at r", 20000, "at-risk");
    type_at(&slot, office, "e", 20000, "at-rest");
    form_field_free(&slot);
}

static void test_a_letter_that_fits_nothing_changes_nothing(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    form_field_start(&slot, office->context, &letters, NULL);
    type_at(&slot, office, "statement", 0, "state");
    type_at(&slot, office, "a", 999, "state"); /* still the word that was begun */
    type_at(&slot, office, "a", 5000, "at-risk");
    form_field_free(&slot);
}

static void test_backspace_takes_a_letter_back(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    form_field_start(&slot, office->context, &letters, NULL);
    type_at(&slot, office, "stat", 0, "state");
    press(&slot, office, K_BACKSPACE, SLOT_CHANGED);
    assert_string_equal(form_field_typed(&slot), "staff");
    press(&slot, office, K_BACKSPACE, SLOT_TOOK);
    press(&slot, office, K_BACKSPACE, SLOT_TOOK);
    press(&slot, office, K_BACKSPACE, SLOT_TOOK);
    assert_string_equal(form_field_typed(&slot), "staff");
    press(&slot, office, K_BACKSPACE, SLOT_CHANGED); /* nothing is begun: the field is cleared */
    assert_string_equal(form_field_typed(&slot), "");
    form_field_free(&slot);
}

static void test_one_letter_again_goes_on(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    form_field_start(&slot, office->context, &letters, "staff");
    type_at(&slot, office, "a", 0, "at-risk");
    type_at(&slot, office, "a", 1, "academic");
    type_at(&slot, office, "a", 2, "at-rest");
    type_at(&slot, office, "a", 3, "at-risk");
    form_field_free(&slot);
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
