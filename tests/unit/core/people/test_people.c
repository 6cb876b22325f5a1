/*
 * test_people.c: giving a role, handing over all that somebody has, and dividing a region.
 */
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/role.h"
#include "core/people/handover.h"
#include "core/people/handover_draft.h"
#include "core/people/people.h"
#include "core/record/record_save.h"
#include "tests/support/office_uplands.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static day_t on(const char *day)
{
    return date_parse(day);
}

static void expect(struct uplands *cast, const char *sql, const char *answer)
{
    char *said = office_ask(cast->office, sql);
    if (answer)
        assert_string_equal(said ? said : "(nothing)", answer);
    else
        assert_null(said);
    free(said);
}

/* The assignments that are not archived, in the order of their days. */
static const char *const terms_sql =
    "SELECT group_concat(t, '; ') FROM (SELECT p.name || ' ' || coalesce(f.code, g.name) || ' ' ||"
    " coalesce(a.\"from\", '') || ' to ' || coalesce(a.\"to\", '') AS t FROM assignment a"
    " JOIN person p ON p.id = a.person LEFT JOIN affiliate f ON f.id = a.affiliate"
    " LEFT JOIN region g ON g.id = a.region WHERE a.archived_on IS NULL"
    " ORDER BY a.\"from\", p.name, f.code)";

static void test_a_term_is_given_by_the_role(void **state)
{
    struct uplands *cast = *state;
    struct people_moved moved;
    struct li_error err;
    assert_int_equal(people_assign(cast->office->context, &cast->north, &cast->ada, &cast->warden,
                         on("2026-07-01"), &moved, &err),
        LI_OK);
    assert_int_equal(moved.begun, 1);
    expect(cast, terms_sql, "Ada Byron NOR 2026-07-01 to 2028-06-30");
    assert_int_equal(people_assign(cast->office->context, &cast->north, &cast->ada, &cast->warden,
                         on("2026-08-01"), &moved, &err),
        LI_OK);
    assert_int_equal(moved.begun, 0);
    expect(cast, terms_sql, "Ada Byron NOR 2026-07-01 to 2028-06-30");
    expect(cast, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Assign Ada Byron as Warden to North Managers");
}

static void test_an_archived_affiliate_is_given_to_nobody(void **state)
{
    struct uplands *cast = *state;
    struct people_moved moved;
    struct li_error err;
    assert_int_equal(
        record_archive(cast->office->context, &kind_affiliate, &cast->north, true, &err), LI_OK);
    assert_int_equal(people_assign(cast->office->context, &cast->north, &cast->ada, &cast->warden,
                         on("2026-07-01"), &moved, &err),
        LI_REFUSED);
    assert_string_equal(err.message, "Affiliate \"North Managers\" is archived; restore it first.");
}

static void test_everything_open_is_handed_over_and_taken_back_at_once(void **state)
{
    struct uplands *cast = *state;
    struct people_moved moved;
    struct li_error err;
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "NOR", "2025-01-01", "2026-12-31");
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-02-01", "");
    uplands_hold(
        cast, "Ada Byron", "Warden", "region", "Uplands", "2026-09-01", ""); /* is to come */
    uplands_hold(
        cast, "Ada Byron", "Warden", "affiliate", "EAS", "2020-01-01", "2026-06-30"); /* over */
    char *before = office_ask(cast->office, terms_sql);
    assert_int_equal(people_handover(cast->office->context, &cast->ada, &cast->mary,
                         on("2026-07-01"), &moved, &err),
        LI_OK);
    assert_int_equal(moved.begun, 3);
    assert_int_equal(moved.ended, 3);
    expect(cast, terms_sql,
        "Ada Byron EAS 2020-01-01 to 2026-06-30; Ada Byron NOR 2025-01-01 to 2026-06-30; "
        "Ada Byron SOU 2025-02-01 to 2026-06-30; Mary Jackson NOR 2026-07-01 to 2026-12-31; "
        "Mary Jackson SOU 2026-07-01 to 2028-06-30; "
        "Mary Jackson Uplands 2026-09-01 to 2028-08-31");
    expect(cast, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Hand over from Ada Byron to Mary Jackson on 2026-07-01");
    char *said = NULL;
    assert_int_equal(history_undo(cast->office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
    expect(cast, terms_sql, before);
    free(before);
}

static void test_what_the_other_holds_already_is_not_given_twice(void **state)
{
    struct uplands *cast = *state;
    struct people_moved moved;
    struct li_error err;
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "NOR", "2025-01-01", "");
    uplands_hold(cast, "Mary Jackson", "Warden", "affiliate", "NOR", "2025-03-01", "");
    assert_int_equal(people_handover(cast->office->context, &cast->ada, &cast->mary,
                         on("2026-07-01"), &moved, &err),
        LI_OK);
    assert_int_equal(moved.begun, 0);
    assert_int_equal(moved.ended, 1);
    expect(
        cast, terms_sql, "Ada Byron NOR 2025-01-01 to 2026-06-30; Mary Jackson NOR 2025-03-01 to ");
}

static void test_nothing_is_handed_over_to_oneself_or_from_who_has_nothing(void **state)
{
    struct uplands *cast = *state;
    struct people_moved moved;
    struct li_error err;
    assert_int_equal(people_handover(cast->office->context, &cast->ada, &cast->ada,
                         on("2026-07-01"), &moved, &err),
        LI_REFUSED);
    assert_string_equal(err.message, "Both names are the same person; name a different successor.");
    assert_int_equal(people_handover(cast->office->context, &cast->ada, &cast->mary,
                         on("2026-07-01"), &moved, &err),
        LI_REFUSED);
    assert_string_equal(err.message, "Ada Byron has nothing to hand over on 2026-07-01.");
}

/* --- dividing --------------------------------------------------------------------------------- */

static struct handover *divide(struct uplands *cast, const char *day)
{
    struct handover *division;
    struct li_error err;
    const struct handover_scope region = {HANDOVER_OF_REGION, cast->region};
    if (handover_load(cast->office->context, &region, &cast->warden, on(day), &division, &err))
        fail_msg("%s", err.message);
    return division;
}

static void test_a_region_is_its_affiliates_against_its_people(void **state)
{
    struct uplands *cast = *state;
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-01-01", "2026-06-30");
    struct handover *division = divide(cast, "2026-07-01");
    assert_int_equal(division->people_count, 2);
    assert_string_equal(division->people[0].name, "Mary Jackson"); /* of the whole region */
    assert_int_equal(division->share_count, 3);
    const struct handover_share *north = &division->shares[0], *south = &division->shares[1];
    assert_string_equal(north->state, "Northing");
    assert_string_equal(division->shares[2].code, "EAS"); /* of no state: last */
    assert_int_equal(north->now, 0);                      /* by region, while she is alone in it */
    assert_int_equal(south->before, 1);                   /* whose term ends the day before */
    assert_int_equal(south->now, 0);
    assert_int_equal(handover_changes(division), 0);
    handover_free(division);
}

static void test_several_people_of_a_region_hold_nothing_until_it_is_divided(void **state)
{
    struct uplands *cast = *state;
    struct people_moved moved;
    struct li_error err;
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    uplands_hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2025-01-01", "");
    struct handover *division = divide(cast, "2026-07-01");
    assert_int_equal(division->people_count, 2);
    assert_int_equal(division->shares[0].now, NOBODY);
    assert_int_equal(handover_save(cast->office->context, division, &moved, &err), LI_REFUSED);
    division->shares[0].then = 0;
    division->shares[1].then = 1;
    division->shares[2].then = 1;
    assert_int_equal(handover_changes(division), 3);
    assert_int_equal(handover_save(cast->office->context, division, &moved, &err), LI_OK);
    assert_int_equal(moved.begun, 3);
    handover_free(division);
    expect(cast, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Hand over 3 from Uplands (Warden), effective 2026-07-01");
    division = divide(cast, "2026-07-02");
    assert_int_equal(division->shares[1].now, 1);
    division->shares[1].then = 0;
    division->shares[2].then = NOBODY;
    assert_int_equal(handover_save(cast->office->context, division, &moved, &err), LI_OK);
    assert_int_equal(moved.begun, 1);
    assert_int_equal(moved.ended, 2);
    handover_free(division);
}

static void test_what_was_to_change_is_taken_over_on_another_day(void **state)
{
    struct uplands *cast = *state;
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    struct handover *earlier = divide(cast, "2026-07-01");
    earlier->shares[1].then = handover_person(earlier, &cast->ada, "Ada Byron");
    struct handover *division = divide(cast, "2026-10-01");
    handover_take_over(division, earlier);
    assert_int_equal(division->people_count, 2);
    assert_int_equal(handover_changes(division), 1);
    assert_string_equal(division->people[division->shares[1].then].name, "Ada Byron");
    handover_free(earlier);
    handover_free(division);
}

static void test_what_is_not_saved_is_taken_up_again(void **state)
{
    struct uplands *cast = *state;
    struct context *context = cast->office->context;
    struct li_error err;
    struct id role;
    day_t day;
    const struct handover_scope scope = {HANDOVER_OF_REGION, cast->region};
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    assert_false(handover_draft_find(context, &scope, &role, &day));
    struct handover *division = divide(cast, "2026-10-01");
    division->shares[0].then = handover_person(division, &cast->ada, "Ada Byron");
    division->shares[2].then = NOBODY;
    assert_int_equal(handover_draft_save(context, division, &err), LI_OK);
    handover_free(division);
    office_reopen(cast->office);
    context = cast->office->context;
    assert_true(handover_draft_find(context, &scope, &role, &day));
    assert_true(id_equal(&role, &cast->warden));
    assert_int_equal(day, on("2026-10-01"));
    division = divide(cast, "2026-10-01");
    handover_draft_load(context, division);
    assert_int_equal(handover_changes(division), 2);
    assert_string_equal(division->people[division->shares[0].then].name, "Ada Byron");
    assert_int_equal(division->shares[2].then, NOBODY);
    division->shares[0].then = division->shares[0].now;
    division->shares[2].then = division->shares[2].now;
    assert_int_equal(
        handover_draft_save(context, division, &err), LI_OK); /* nothing is to be changed */
    assert_false(handover_draft_find(context, &scope, &role, &day));
    handover_free(division);
}

static void test_the_role_that_most_hold_for_the_region_comes_first(void **state)
{
    struct uplands *cast = *state;
    struct handover_name *roles;
    size_t count;
    struct li_error err;
    uplands_hold(cast, "Mary Jackson", "Liaison", "region", "Uplands", "2025-01-01", "");
    uplands_hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2025-01-01", "");
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    const struct handover_scope region = {HANDOVER_OF_REGION, cast->region};
    assert_int_equal(
        handover_roles(cast->office->context, &region, on("2026-07-01"), &roles, &count, &err),
        LI_OK);
    assert_string_equal(roles[0].name, "Warden");
    assert_string_equal(roles[1].name, "Liaison");
    handover_named_free(roles, count);
}

static void expect_scope(struct uplands *cast, const struct kind *kind, const struct id *id,
    enum handover_of of, const struct id *is)
{
    struct handover_scope scope;
    assert_true(handover_scope(cast->office->context, kind, id, &scope));
    assert_int_equal(scope.of, of);
    assert_true(id_equal(&scope.id, is));
}

static void test_what_is_divided_follows_what_is_at_hand(void **state)
{
    struct uplands *cast = *state;
    struct handover_scope scope;
    assert_false(handover_scope(cast->office->context, &kind_person, &cast->ada, &scope));
    struct id held =
        uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-01-01", "");
    expect_scope(cast, &kind_person, &cast->ada, HANDOVER_OF_PERSON, &cast->ada);
    expect_scope(cast, &kind_assignment, &held, HANDOVER_OF_REGION, &cast->region);
    expect_scope(cast, &kind_affiliate, &cast->east, HANDOVER_OF_REGION, &cast->region);
    uplands_hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2025-01-01", "");
    expect_scope(cast, &kind_person, &cast->ada, HANDOVER_OF_REGION, &cast->region);
    struct id far = office_add(cast->office, &kind_affiliate, "code", "FAR", "name", "Far Managers",
        "kind", "international", NULL);
    struct id goal = office_add(cast->office, &kind_goal, "affiliate", "FAR", "title", "Meet",
        "target", "3", "start", "2026-01-01", "due", "2026-12-31", NULL);
    assert_false(handover_scope(cast->office->context, &kind_affiliate, &far, &scope));
    uplands_hold(cast, "Mary Jackson", "Warden", "affiliate", "FAR", "2025-01-01", "");
    expect_scope(cast, &kind_affiliate, &far, HANDOVER_OF_PERSON, &cast->mary);
    expect_scope(cast, &kind_goal, &goal, HANDOVER_OF_PERSON, &cast->mary);
    struct id plan = office_add(cast->office, &kind_plan, "affiliate", "SOU", "year", "2026", NULL);
    expect_scope(cast, &kind_plan, &plan, HANDOVER_OF_REGION, &cast->region);
    assert_false(handover_scope(cast->office->context, &kind_role, &cast->warden, &scope));
}

static void test_what_a_person_has_is_handed_over_and_not_what_others_have(void **state)
{
    struct uplands *cast = *state;
    struct handover *division;
    struct people_moved moved;
    struct li_error err;
    const struct handover_scope ada = {HANDOVER_OF_PERSON, cast->ada};
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "NOR", "2025-01-01", "");
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-01-01", "");
    uplands_hold(cast, "Mary Jackson", "Warden", "affiliate", "SOU", "2025-02-01", "");
    uplands_hold(cast, "Mary Jackson", "Warden", "affiliate", "EAS", "2025-02-01", "");
    assert_int_equal(handover_load(cast->office->context, &ada, &cast->warden, on("2026-07-01"),
                         &division, &err),
        LI_OK);
    assert_string_equal(division->name, "Ada Byron");
    assert_int_equal(division->share_count, 2);
    assert_string_equal(division->people[0].name, "Ada Byron");
    assert_string_equal(division->people[1].name, "Mary Jackson");
    assert_int_equal(division->shares[1].now, 0);
    division->shares[0].then = 1;
    division->shares[1].then = NOBODY;
    assert_int_equal(handover_save(cast->office->context, division, &moved, &err), LI_OK);
    handover_free(division);
    expect(cast, terms_sql,
        "Ada Byron NOR 2025-01-01 to 2026-06-30; Ada Byron SOU 2025-01-01 to 2026-06-30; "
        "Mary Jackson EAS 2025-02-01 to ; Mary Jackson SOU 2025-02-01 to ; "
        "Mary Jackson NOR 2026-07-01 to 2028-06-30");
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, uplands_setup, uplands_teardown)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_a_term_is_given_by_the_role),
        IN_OFFICE(test_an_archived_affiliate_is_given_to_nobody),
        IN_OFFICE(test_everything_open_is_handed_over_and_taken_back_at_once),
        IN_OFFICE(test_what_the_other_holds_already_is_not_given_twice),
        IN_OFFICE(test_nothing_is_handed_over_to_oneself_or_from_who_has_nothing),
        IN_OFFICE(test_a_region_is_its_affiliates_against_its_people),
        IN_OFFICE(test_several_people_of_a_region_hold_nothing_until_it_is_divided),
        IN_OFFICE(test_what_was_to_change_is_taken_over_on_another_day),
        IN_OFFICE(test_what_is_not_saved_is_taken_up_again),
        IN_OFFICE(test_the_role_that_most_hold_for_the_region_comes_first),
        IN_OFFICE(test_what_is_divided_follows_what_is_at_hand),
        IN_OFFICE(test_what_a_person_has_is_handed_over_and_not_what_others_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
