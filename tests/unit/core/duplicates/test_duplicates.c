/*
 * test_duplicates.c: what is told to be alike, which records are paired, why, and in what order.
 */
#include "core/base/match_key.h"
#include "core/duplicates/duplicates.h"
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/distinction.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/record/bulk.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct li_error err;

static void what_is_alike_is_told_by_what_is_left(void **state)
{
    (void)state;
    static const struct {
        enum match_key how;
        const char *text, *left;
    } cases[] = {
        {MATCH_WORDS, "  Taituar\xC4\x81 ", "taituara"},
        {MATCH_WORDS, "Info@Example.ORG", "info@example.org"},
        {MATCH_NAME, "Smith, John A.", "john smith"},
        {MATCH_NAME, "Dr. John Smith", "john smith"},
        {MATCH_NAME, "The Association of City Managers, Inc.", "association city managers"},
        {MATCH_NAME, "City Managers\xE2\x80\x99 Association", "association city managers"},
        {MATCH_NAME, "Assoc. of City Mgrs", "association city managers"},
        {MATCH_NAME, "City Managers' Association", "association city managers"},
        {MATCH_NAME, "Cities \xE2\x80\x93 Towns & Villages", "cities towns villages"},
        {MATCH_NAME, "The Inc.", "inc the"},
        {MATCH_NAME, "\xE9\xAB\x98\xE6\xA9\x8B", "\xE9\xAB\x98\xE6\xA9\x8B"},
        {MATCH_NAME, "...", ""},
        {MATCH_SITE, "https://www.Example.org/", "example.org"},
        {MATCH_SITE, "http://example.org/#top", "example.org"},
        {MATCH_SITE, "example.org/cama/", "example.org/cama"},
        {MATCH_SITE, "https://", ""},
        {MATCH_PHONE, "+64 4 978 1280", "49781280"},
        {MATCH_PHONE, "(04) 978-1280", "49781280"},
        {MATCH_PHONE, "+1 202 555 0100", "25550100"},
        {MATCH_PHONE, "112", ""},
        {MATCH_PHONE, "0000 112", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *left = match_key(cases[i].how, cases[i].text);
        assert_string_equal(left, cases[i].left);
        free(left);
    }
}

static struct id add_affiliate(struct office *office, const char *code, const char *name)
{
    return office_add(
        office, &kind_affiliate, "code", code, "name", name, "kind", "national", NULL);
}

/* The name of the record at that row. */
static char *name_at(struct office *office, const struct kind *kind, int64_t row)
{
    char *sql = li_format("SELECT name FROM %s WHERE rowid = %lld", kind->name, (long long)row);
    char *name = office_ask(office, sql);
    free(sql);
    return name;
}

/* The pairs as lines "name | name: why". */
static void finds(struct office *office, const struct kind *kind, const char *expected)
{
    struct duplicates *duplicates = duplicates_new(office->context, kind);
    char *found = NULL;
    FILE *out = li_text_open(&found);
    int more;
    while ((more = duplicates_look(duplicates, &err)) > 0)
        ;
    assert_int_equal(more, 0);
    assert_int_equal(duplicates->looked, duplicates->looks);
    for (size_t i = 0; i < duplicates->count; i++) {
        const struct duplicates_pair *pair = &duplicates->pairs[i];
        char *one = name_at(office, kind, pair->one), *other = name_at(office, kind, pair->other);
        char *why = duplicates_why(duplicates, pair);
        fprintf(out, "%s | %s: %s\n", one, other, why);
        free(one);
        free(other);
        free(why);
    }
    li_text_close(out);
    assert_string_equal(found, expected);
    free(found);
    duplicates_free(duplicates);
}

static void affiliates_are_told_by_all_that_tells(void **state)
{
    struct office *office = *state;
    finds(office, &kind_affiliate, "");
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian Managers", "kind",
        "national", "website", "https://www.example.org/", "email", "info@example.org", "phone",
        "+1 202 555 0100", NULL);
    office_add(office, &kind_affiliate, "code", "cama", "name", "Managers of Canada", "kind",
        "national", "website", "http://example.org", "email", "INFO@example.org", "phone",
        "202-555-0100", NULL);
    office_add(office, &kind_affiliate, "name", "Taituar\xC4\x81", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "name", "TAITUARA", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "name", "The Managers, Canadian", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "name", "A duplicate of none", "kind", "national", NULL);
    finds(office, &kind_affiliate,
        "Canadian Managers | Managers of Canada: same code, email, website and phone\n"
        "Taituar\xC4\x81 | TAITUARA: same name\n"
        "Canadian Managers | The Managers, Canadian: similar name\n");
}

static void people_are_told_by_name_email_and_phone(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_person, "name", "Ada Lima", "email", "ada@example.org", NULL);
    office_add(office, &kind_person, "name", "Lima, Ada", "email", "ada@example.org", "phone",
        "+351 21 555 0100", NULL);
    office_add(office, &kind_person, "name", "Ben Okri", "phone", "00351 215 550 100", NULL);
    finds(office, &kind_person,
        "Ada Lima | Lima, Ada: same email, similar name\n"
        "Lima, Ada | Ben Okri: same phone\n");
}

static void an_archived_record_is_no_double(void **state)
{
    struct office *office = *state;
    struct id one = add_affiliate(office, "ONE", "Managers");
    add_affiliate(office, "TWO", "Managers");
    assert_int_equal(record_archive(office->context, &kind_affiliate, &one, true, &err), LI_OK);
    finds(office, &kind_affiliate, "");
}

static void of_many_alike_each_is_paired_with_the_first(void **state)
{
    enum { MANY = 40 };
    struct office *office = *state;
    for (int i = 0; i < MANY; i++)
        office_add(office, &kind_affiliate, "name", "Managers", "kind", "national", NULL);
    struct duplicates *duplicates = duplicates_new(office->context, &kind_affiliate);
    while (duplicates_look(duplicates, &err) > 0)
        ;
    bool paired[MANY + 1] = {false};
    for (size_t i = 0; i < duplicates->count; i++)
        paired[duplicates->pairs[i].other] |= duplicates->pairs[i].one == 1;
    for (int i = 2; i <= MANY; i++)
        assert_true(paired[i]);
    assert_true(duplicates->count < 2 * MANY);
    duplicates_free(duplicates);
}

static void those_told_apart_are_not_shown_until_it_is_undone(void **state)
{
    struct office *office = *state;
    static const char pair[] = "Managers | Managers: same name\n";
    struct id one = add_affiliate(office, "ONE", "Managers");
    struct id two = add_affiliate(office, "TWO", "Managers");
    finds(office, &kind_affiliate, pair);
    assert_int_equal(
        duplicates_tell_apart(office->context, &kind_affiliate, &two, &one, &err), LI_OK);
    finds(office, &kind_affiliate, "");
    char *said = NULL;
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
    finds(office, &kind_affiliate, pair);
    assert_int_equal(history_redo(office->context, NULL, NULL, &said, &err), LI_OK);
    free(said);
    finds(office, &kind_affiliate, "");
}

static bool stop(void *arg)
{
    (void)arg;
    return true;
}

static void a_sweep_that_was_stopped_is_done_again(void **state)
{
    struct office *office = *state;
    for (int i = 0; i < 2000; i++)
        office_add(office, &kind_person, "name", i % 2 ? "Ada Lima" : "Ben Okri", NULL);
    struct duplicates *duplicates = duplicates_new(office->context, &kind_person);
    store_on_progress(office->context->store, stop, NULL);
    assert_int_equal(duplicates_look(duplicates, &err), -1);
    assert_int_equal(err.code, LI_INTERRUPTED);
    assert_int_equal(duplicates->count, 0);
    assert_int_equal(duplicates->looked, 0);
    store_on_progress(office->context->store, NULL, NULL);
    while (duplicates_look(duplicates, &err) > 0)
        ;
    assert_int_equal(duplicates->count, 2 * (999 + 6));
    duplicates_free(duplicates);
}

static void the_kinds_with_doubles_go_round(void **state)
{
    (void)state;
    assert_true(duplicates_has(&kind_affiliate));
    assert_false(duplicates_has(&kind_goal));
    assert_ptr_equal(duplicates_next(NULL), &kind_affiliate);
    assert_ptr_equal(duplicates_next(&kind_affiliate), &kind_person);
    assert_ptr_equal(duplicates_next(&kind_person), &kind_affiliate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_alike_is_told_by_what_is_left),
        OFFICE_TEST(affiliates_are_told_by_all_that_tells),
        OFFICE_TEST(people_are_told_by_name_email_and_phone),
        OFFICE_TEST(an_archived_record_is_no_double),
        OFFICE_TEST(of_many_alike_each_is_paired_with_the_first),
        OFFICE_TEST(those_told_apart_are_not_shown_until_it_is_undone),
        OFFICE_TEST(a_sweep_that_was_stopped_is_done_again),
        cmocka_unit_test(the_kinds_with_doubles_go_round),
    };
    return cmocka_run_group_tests_name("duplicates", tests, NULL, NULL);
}
