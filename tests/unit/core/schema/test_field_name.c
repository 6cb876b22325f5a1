/*
 * test_field_name.c: what a person may call a field.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/kind/kinds.h"
#include "core/schema/field_name.h"
#include <cmocka.h>

static void expect_field(const char *kind, const char *typed, const char *wanted)
{
    const struct kind *found = kind_find(kind);
    assert_non_null(found);
    int field = field_name_find(found, typed);
    if (!wanted) {
        assert_int_equal(field, -1);
        return;
    }
    if (field < 0)
        fail_msg("%s has no field \"%s\"", kind, typed);
    assert_string_equal(found->fields[field].name, wanted);
}

static void by_name_or_label(void **state)
{
    (void)state;
    expect_field("goal", "due", "due");
    expect_field("goal", "Due Date", "due");
    expect_field("goal", "due_date", "due");
    expect_field("activity", "Our person", "our_person");
    expect_field("activity", "OUR CONTACT", "our_person");
    expect_field("goal", "dued", NULL);
    expect_field("goal", "", NULL);
}

static void by_an_earlier_label(void **state)
{
    (void)state;
    expect_field("activity", "Followed up on", "follow_up_done_on");
    expect_field("affiliate", "Why", "health_reasons");
    expect_field("agreement", "Lead days", "renewal_lead");
    expect_field("agreement", "Ours signed", "our_signatories");
    expect_field("agreement", "Theirs signed", "their_signatories");
    expect_field("agreement", "SHA-256", "document_sha256");
    expect_field("goal", "Done", "fraction");
    expect_field("resource", "SHA-256", "link_sha256");
}

/* What one field is called now is never taken for another. */
static void a_label_names_its_own_field(void **state)
{
    (void)state;
    for (size_t k = 0; k < kind_count; k++)
        for (int i = 0; i < kinds[k]->field_count; i++) {
            expect_field(kinds[k]->name, kinds[k]->fields[i].name, kinds[k]->fields[i].name);
            expect_field(kinds[k]->name, kinds[k]->fields[i].label, kinds[k]->fields[i].name);
        }
}

static void reads_within(const char *kind, const char *name, const char *expected)
{
    char label[FIELD_LABEL_SIZE];
    const struct kind *of = kind_find(kind);
    assert_string_equal(field_name_within(of->fields[kind_field(of, name)].label, label), expected);
}

static void a_label_within_a_sentence(void **state)
{
    (void)state;
    reads_within("activity", "follow_up_on", "follow-up date");
    reads_within("affiliate", "state", "state");
    char label[FIELD_LABEL_SIZE];
    assert_string_equal(field_name_within("ID", label), "ID");
}

int main(void)
{
    kinds_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_name_or_label),
        cmocka_unit_test(by_an_earlier_label),
        cmocka_unit_test(a_label_names_its_own_field),
        cmocka_unit_test(a_label_within_a_sentence),
    };
    return cmocka_run_group_tests_name("field_name", tests, NULL, NULL);
}
