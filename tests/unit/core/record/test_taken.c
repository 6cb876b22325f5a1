/*
 * test_taken.c: a code that is another record's is refused, whatever way it comes.
 */
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/record/bulk.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/record/taken.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct id add(struct office *office, const char *code, const char *name)
{
    return office_add(office, &kind_affiliate, "code", code, "name", name, "kind", "state", NULL);
}

static struct record *load(struct office *office, const struct id *id)
{
    struct record *record;
    assert_int_equal(
        record_load(office->context, &kind_affiliate, id, &record, &(struct li_error){0}), LI_OK);
    return record;
}

static void expect_answer(struct office *office, const char *sql, const char *wanted)
{
    char *answer = office_ask(office, sql);
    assert_string_equal(answer, wanted);
    free(answer);
}

/* What the form shows beside the field. */
struct told {
    int field, count;
};

static void tell(void *arg, int field, const char *message)
{
    struct told *told = arg;
    told->field = field;
    told->count++;
    assert_string_equal(message, "Code \"cama\" is already used by Canada; choose another.");
}

static void a_new_one_is_told_at_its_field(void **state)
{
    struct office *office = *state;
    struct told told = {0};
    add(office, "CAMA", "Canada");
    struct record *record = record_new(office->context, &kind_affiliate);
    record_set(record, AFFILIATE_CODE, "cama");
    record_set(record, AFFILIATE_NAME, "Another");
    record_set(record, AFFILIATE_KIND, "state");
    assert_int_equal(record_check(office->context, record, tell, &told), 1);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.field, AFFILIATE_CODE);
    record_free(record);
}

/* Two that came by sharing can still be edited, and one of them be given another. */
static void what_is_double_can_be_edited(void **state)
{
    struct office *office = *state;
    add(office, "CAMA", "Canada");
    struct record *twin = record_new(office->context, &kind_affiliate);
    record_set(twin, AFFILIATE_CODE, "CAMA");
    record_set(twin, AFFILIATE_NAME, "Twin");
    record_set(twin, AFFILIATE_KIND, "state");
    twin->allow_duplicate = true;
    assert_int_equal(record_save(office->context, twin, &(struct li_error){0}), LI_OK);
    twin->allow_duplicate = false;
    record_set(twin, AFFILIATE_CITY, "Ottawa");
    assert_int_equal(record_save(office->context, twin, &(struct li_error){0}), LI_OK);
    record_set(twin, AFFILIATE_CODE, "CAMA2");
    assert_int_equal(record_save(office->context, twin, &(struct li_error){0}), LI_OK);
    record_set(twin, AFFILIATE_CODE, "CAMA");
    assert_int_equal(record_save(office->context, twin, &(struct li_error){0}), LI_REFUSED);
    record_free(twin);
}

static void many_at_once_cannot_get_the_same(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct bulk_done done;
    struct id a = add(office, "A", "Alpha"), b = add(office, "B", "Beta");
    const int64_t rows[] = {bulk_row(office->context, &kind_affiliate, &a),
        bulk_row(office->context, &kind_affiliate, &b)};
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = rows, .count = 2};
    assert_int_equal(
        bulk_set(office->context, &bulk, AFFILIATE_CODE, "NEW", &done, &err), LI_REFUSED);
    assert_string_equal(err.message, "Code \"NEW\" is already used by Alpha; choose another.");
    expect_answer(office, "SELECT group_concat(code) FROM affiliate", "A,B");
    assert_int_equal(bulk_set(office->context, &bulk, AFFILIATE_CODE, NULL, &done, &err), LI_OK);
}

static void nor_come_back_with_it(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct bulk_done done;
    struct id old = add(office, "A", "Old");
    assert_int_equal(
        record_archive(office->context, &kind_affiliate, &old, true, &(struct li_error){0}), LI_OK);
    add(office, "a", "New");
    const int64_t row = bulk_row(office->context, &kind_affiliate, &old);
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = &row, .count = 1};
    assert_int_equal(bulk_archive(office->context, &bulk, true, &done, &err), LI_REFUSED);
    assert_non_null(
        strstr(err.message, "Code \"A\" is already used by New; change one of the two"));
    assert_int_equal(
        record_archive(office->context, &kind_affiliate, &old, false, &err), LI_REFUSED);
    assert_non_null(strstr(err.message, "Code \"A\" is already used by New"));
    struct record *record = load(office, &old);
    assert_int_not_equal(record->archived_on, DAY_NONE);
    record_free(record);
}

static void letters_beyond_ascii_have_no_case_either(void **state)
{
    static const struct {
        const char *has, *wants;
        bool taken;
    } cases[] = {{"\xC3\x89T\xC3\x89", "\xC3\xA9t\xC3\xA9", true},      /* ÉTÉ, été */
        {"\xD0\xBC\xD0\xB3\xD0\xB0", "\xD0\x9C\xD0\x93\xD0\x90", true}, /* мга, МГА */
        {"\xD0\x9C\xD0\xB3\xD0\xB0", "\xD0\x9C\xD0\x93\xD0\x90", true}, /* Мга, МГА */
        {"ETE", "\xC3\x89T\xC3\x89", false}};
    struct office *office = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct id first = add(office, cases[i].has, "First"), second = add(office, "X", "Second");
        struct record *record = load(office, &second);
        record_set(record, AFFILIATE_CODE, cases[i].wants);
        assert_int_equal(record_save(office->context, record, &(struct li_error){0}),
            cases[i].taken ? LI_REFUSED : LI_OK);
        record_free(record);
        record_archive(office->context, &kind_affiliate, &first, true, &(struct li_error){0});
        record_archive(office->context, &kind_affiliate, &second, true, &(struct li_error){0});
    }
}

static void nothing_names_a_person(void **state)
{
    struct office *office = *state;
    assert_int_equal(taken_field(&kind_person), -1);
    office_add(office, &kind_person, "name", "Ana Lima", NULL);
    office_add(office, &kind_person, "name", "Ana Lima", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_new_one_is_told_at_its_field),
        OFFICE_TEST(what_is_double_can_be_edited),
        OFFICE_TEST(many_at_once_cannot_get_the_same),
        OFFICE_TEST(nor_come_back_with_it),
        OFFICE_TEST(letters_beyond_ascii_have_no_case_either),
        OFFICE_TEST(nothing_names_a_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
