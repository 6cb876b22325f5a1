/*
 * test_renewal.c: the term that follows a term, and what an agreement hands on to its successor.
 */
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/commitment.h"
#include "core/plan/renewal.h"
#include "core/record/record_save.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void a_term_is_followed_by_one_as_long(void **state)
{
    static const struct {
        const char *from, *to, *next_from, *next_to;
    } cases[] = {
        {"2025-07-01", "2026-06-30", "2026-07-01", "2027-06-30"},
        {"2023-01-01", "2025-12-31", "2026-01-01", "2028-12-31"},
        {"2023-03-01", "2024-02-29", "2024-03-01", "2025-02-28"}, /* to the end of the month */
        {"2024-01-31", "2024-02-28", "2024-02-29", "2024-03-28"},
        {"2026-01-15", "2026-01-15", "2026-01-16", "2026-01-16"},
        {"2025-01-15", "2026-12-31", "2027-01-01", "2028-12-16"}, /* 716 days */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day_t from, to;
        char text[DAY_TEXT_SIZE];
        renewal_term(date_parse(cases[i].from), date_parse(cases[i].to), &from, &to);
        assert_string_equal(date_text(from, text), cases[i].next_from);
        assert_string_equal(date_text(to, text), cases[i].next_to);
    }
    day_t from, to;
    renewal_term(DAY_NONE, date_parse("2026-12-31"), &from, &to);
    assert_int_equal(from, date_parse("2027-01-01"));
    assert_int_equal(to, DAY_NONE);
}

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Accord 2024", "kind",
        "memorandum", "signed_on", "2024-06-20", "from", "2024-07-01", "to", "2026-08-31",
        "renewal_lead", "60", "our_signatories", "Ada Bright", "notice_days", "30", NULL);
    office_add(office, &kind_commitment, "agreement", "Accord 2024", "text", "Send two speakers.",
        "whose", "ours", "area", "Ethics", NULL);
    *state = office;
    return 0;
}

static struct id find(struct office *office)
{
    struct id id;
    char *text = office_ask(office, "SELECT id FROM agreement WHERE renews IS NULL");
    assert_true(id_parse(text, &id));
    free(text);
    return id;
}

static void says(struct office *office, const char *sql, const char *expected)
{
    char *got = office_ask(office, sql);
    assert_string_equal(got ? got : "", expected);
    free(got);
}

static void an_agreement_is_renewed_by_its_like(void **state)
{
    struct office *office = *state;
    struct record *next;
    struct li_error err = {0};
    struct id old = find(office);
    assert_int_equal(renewal_propose(office->context, &old, &next, &err), LI_OK);
    assert_false(next->stored);
    assert_int_equal(renewal_save(office->context, next, &err), LI_OK);
    record_free(next);
    says(office,
        "SELECT title || ' ' || kind || ' ' || \"from\" || ' ' || \"to\" || ' ' || renewal_lead ||"
        " ' ' || notice_days || coalesce(signed_on, '') || coalesce(our_signatories, '') FROM "
        "agreement"
        " WHERE renews IS NOT NULL",
        "Accord 2026 memorandum 2026-09-01 2028-10-31 60 30");
    says(office,
        "SELECT c.text || ' ' || c.whose || ' ' || r.name FROM commitment c"
        " JOIN agreement a ON a.id = c.agreement JOIN area r ON r.id = c.area"
        " WHERE a.renews IS NOT NULL",
        "Send two speakers. ours Ethics");
    assert_int_equal(renewal_propose(office->context, &old, &next, &err), LI_REFUSED);
    assert_string_equal(err.message,
        "\"Accord 2024\" has already been renewed by \"Accord 2026\", starting 2026-09-01.");
    assert_null(next);
}

static void one_undo_takes_all_of_it_back(void **state)
{
    struct office *office = *state;
    struct record *next;
    struct li_error err = {0};
    char *said = NULL;
    struct id old = find(office);
    assert_int_equal(renewal_propose(office->context, &old, &next, &err), LI_OK);
    assert_int_equal(renewal_save(office->context, next, &err), LI_OK);
    record_free(next);
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Undid: Renew agreement \"Accord 2026\".");
    free(said);
    says(
        office, "SELECT (SELECT count(*) FROM agreement) + (SELECT count(*) FROM commitment)", "2");
}

static void what_cannot_be_renewed_says_why(void **state)
{
    struct office *office = *state;
    struct record *next;
    struct li_error err = {0};
    struct id old = find(office), none = id_new();
    assert_int_equal(renewal_propose(office->context, &none, &next, &err), LI_NONE);
    assert_int_equal(record_archive(office->context, &kind_agreement, &old, true, &err), LI_OK);
    assert_int_equal(renewal_propose(office->context, &old, &next, &err), LI_REFUSED);
    assert_string_equal(err.message, "\"Accord 2024\" is archived; restore it to renew it.");
}

#define RENEWAL_TEST(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_is_followed_by_one_as_long),
        RENEWAL_TEST(an_agreement_is_renewed_by_its_like),
        RENEWAL_TEST(one_undo_takes_all_of_it_back),
        RENEWAL_TEST(what_cannot_be_renewed_says_why),
    };
    return cmocka_run_group_tests_name("renewal", tests, NULL, NULL);
}
