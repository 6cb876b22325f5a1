/*
 * test_people.c: giving, handing over and dividing, and what the directory, the workload and the
 * vacancies say of it.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/role.h"
#include "core/people/directory.h"
#include "core/people/handover.h"
#include "core/people/handover_draft.h"
#include "core/people/people.h"
#include "core/people/workload.h"
#include "core/query/listing.h"
#include "core/record/history.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Two people who divide a region of three affiliates: one by its own region, two by their state's.
   The role has terms of two years; nobody else's name is known to the code. */
struct cast {
    struct office *office;
    struct id ada, mary, region, warden, speaker, north, south, east;
};

static day_t on(const char *day)
{
    return date_parse(day);
}

static int setup(void **state)
{
    struct cast *cast = li_calloc(1, sizeof *cast);
    struct office *office = cast->office = office_new();
    cast->region = office_add(office, kind_find("region"), "name", "Uplands", NULL);
    office_add(office, kind_find("state"), "code", "ZN", "name", "Northing", "region", "Uplands",
        "country", "US", NULL);
    office_add(office, kind_find("state"), "code", "ZS", "name", "Southing", "region", "Uplands",
        "country", "US", NULL);
    cast->warden = office_add(office, &kind_role, "name", "Warden", "side", "ours", "position",
        "20", "term_years", "2", NULL);
    cast->speaker = office_add(office, &kind_role, "name", "Speaker", "side", "theirs", "position",
        "21", "required", "yes", NULL);
    cast->north = office_add(office, &kind_affiliate, "code", "NOR", "name", "North Managers",
        "kind", "state", "state", "Northing", NULL);
    cast->south = office_add(office, &kind_affiliate, "code", "SOU", "name", "South Managers",
        "kind", "state", "state", "Southing", NULL);
    cast->east = office_add(office, &kind_affiliate, "code", "EAS", "name", "East Managers", "kind",
        "national", "region", "Uplands", NULL);
    cast->ada = office_add(office, &kind_person, "name", "Ada Byron", NULL);
    cast->mary = office_add(office, &kind_person, "name", "Mary Jackson", NULL);
    *state = cast;
    return 0;
}

static int teardown(void **state)
{
    struct cast *cast = *state;
    office_free(cast->office);
    free(cast);
    return 0;
}

static struct id hold(struct cast *cast, const char *person, const char *role, const char *field,
    const char *place, const char *from, const char *to)
{
    return office_add(cast->office, &kind_assignment, "person", person, "role", role, field, place,
        "from", from, "to", to, NULL);
}

static void expect(struct cast *cast, const char *sql, const char *answer)
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
    struct cast *cast = *state;
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
    struct cast *cast = *state;
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
    struct cast *cast = *state;
    struct people_moved moved;
    struct li_error err;
    hold(cast, "Ada Byron", "Warden", "affiliate", "NOR", "2025-01-01", "2026-12-31");
    hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-02-01", "");
    hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2026-09-01", ""); /* is to come */
    hold(cast, "Ada Byron", "Warden", "affiliate", "EAS", "2020-01-01", "2026-06-30"); /* over */
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
    struct cast *cast = *state;
    struct people_moved moved;
    struct li_error err;
    hold(cast, "Ada Byron", "Warden", "affiliate", "NOR", "2025-01-01", "");
    hold(cast, "Mary Jackson", "Warden", "affiliate", "NOR", "2025-03-01", "");
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
    struct cast *cast = *state;
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

static struct handover *divide(struct cast *cast, const char *day)
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
    struct cast *cast = *state;
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-01-01", "2026-06-30");
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
    struct cast *cast = *state;
    struct people_moved moved;
    struct li_error err;
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2025-01-01", "");
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
    struct cast *cast = *state;
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
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
    struct cast *cast = *state;
    struct context *context = cast->office->context;
    struct li_error err;
    struct id role;
    day_t day;
    const struct handover_scope scope = {HANDOVER_OF_REGION, cast->region};
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
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
    struct cast *cast = *state;
    struct handover_name *roles;
    size_t count;
    struct li_error err;
    hold(cast, "Mary Jackson", "Liaison", "region", "Uplands", "2025-01-01", "");
    hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2025-01-01", "");
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2025-01-01", "");
    const struct handover_scope region = {HANDOVER_OF_REGION, cast->region};
    assert_int_equal(
        handover_roles(cast->office->context, &region, on("2026-07-01"), &roles, &count, &err),
        LI_OK);
    assert_string_equal(roles[0].name, "Warden");
    assert_string_equal(roles[1].name, "Liaison");
    handover_named_free(roles, count);
}

static void expect_scope(struct cast *cast, const struct kind *kind, const struct id *id,
    enum handover_of of, const struct id *is)
{
    struct handover_scope scope;
    assert_true(handover_scope(cast->office->context, kind, id, &scope));
    assert_int_equal(scope.of, of);
    assert_true(id_equal(&scope.id, is));
}

static void test_what_is_divided_follows_what_is_at_hand(void **state)
{
    struct cast *cast = *state;
    struct handover_scope scope;
    assert_false(handover_scope(cast->office->context, &kind_person, &cast->ada, &scope));
    struct id held = hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-01-01", "");
    expect_scope(cast, &kind_person, &cast->ada, HANDOVER_OF_PERSON, &cast->ada);
    expect_scope(cast, &kind_assignment, &held, HANDOVER_OF_REGION, &cast->region);
    expect_scope(cast, &kind_affiliate, &cast->east, HANDOVER_OF_REGION, &cast->region);
    hold(cast, "Ada Byron", "Warden", "region", "Uplands", "2025-01-01", "");
    expect_scope(cast, &kind_person, &cast->ada, HANDOVER_OF_REGION, &cast->region);
    struct id far = office_add(cast->office, &kind_affiliate, "code", "FAR", "name", "Far Managers",
        "kind", "international", NULL);
    struct id goal = office_add(cast->office, &kind_goal, "affiliate", "FAR", "title", "Meet",
        "target", "3", "start", "2026-01-01", "due", "2026-12-31", NULL);
    assert_false(handover_scope(cast->office->context, &kind_affiliate, &far, &scope));
    hold(cast, "Mary Jackson", "Warden", "affiliate", "FAR", "2025-01-01", "");
    expect_scope(cast, &kind_affiliate, &far, HANDOVER_OF_PERSON, &cast->mary);
    expect_scope(cast, &kind_goal, &goal, HANDOVER_OF_PERSON, &cast->mary);
    struct id plan = office_add(cast->office, &kind_plan, "affiliate", "SOU", "year", "2026", NULL);
    expect_scope(cast, &kind_plan, &plan, HANDOVER_OF_REGION, &cast->region);
    assert_false(handover_scope(cast->office->context, &kind_role, &cast->warden, &scope));
}

static void test_what_a_person_has_is_handed_over_and_not_what_others_have(void **state)
{
    struct cast *cast = *state;
    struct handover *division;
    struct people_moved moved;
    struct li_error err;
    const struct handover_scope ada = {HANDOVER_OF_PERSON, cast->ada};
    hold(cast, "Ada Byron", "Warden", "affiliate", "NOR", "2025-01-01", "");
    hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2025-01-01", "");
    hold(cast, "Mary Jackson", "Warden", "affiliate", "SOU", "2025-02-01", "");
    hold(cast, "Mary Jackson", "Warden", "affiliate", "EAS", "2025-02-01", "");
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

/* --- directory, workload, vacancies ----------------------------------------------------------- */

static const struct directory_cell *cell_of(
    const struct directory *directory, const struct directory_cell *cells, const struct id *role)
{
    for (size_t i = 0; i < directory->role_count; i++)
        if (id_equal(&directory->roles[i].id, role))
            return &cells[i];
    fail_msg("the directory has no such role");
    return NULL;
}

static void test_the_directory_says_who_it_was_on_any_day(void **state)
{
    struct cast *cast = *state;
    struct li_error err;
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2020-01-01", "");
    hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2026-01-01", "2026-12-31");
    static const struct {
        const char *day, *names;
        bool regional;
    } days[] = {{"2019-12-31", NULL, false}, {"2025-12-31", "Mary Jackson", true},
        {"2026-01-01", "Ada Byron", false}, {"2026-12-31", "Ada Byron", false},
        {"2027-01-01", "Mary Jackson", true}};
    for (size_t i = 1; i < sizeof days / sizeof *days; i++) {
        struct directory *directory = directory_new(cast->office->context, on(days[i].day), &err);
        assert_non_null(directory);
        struct directory_cell *cells = directory_load(directory, &cast->south, &err);
        assert_non_null(cells);
        const struct directory_cell *cell = cell_of(directory, cells, &cast->warden);
        assert_string_equal(cell->names, days[i].names);
        assert_int_equal(cell->regional, days[i].regional);
        assert_null(cell_of(directory, cells, &cast->speaker)->names); /* ought to be held */
        directory_cells_free(directory, cells);
        directory_free(directory);
    }
}

static void test_the_directory_has_no_column_for_what_nobody_holds(void **state)
{
    struct cast *cast = *state;
    struct li_error err;
    struct directory *directory = directory_new(cast->office->context, on("2026-06-30"), &err);
    for (size_t i = 0; i < directory->role_count; i++)
        assert_false(id_equal(&directory->roles[i].id, &cast->warden));
    directory_free(directory);
}

static void test_a_region_leaves_out_what_another_holds_themselves(void **state)
{
    struct cast *cast = *state;
    struct li_error err;
    struct workload_counts load;
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2020-01-01", "");
    hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2020-01-01", "2026-12-31");
    static const struct {
        const char *day;
        int64_t affiliates;
    } days[] = {{"2026-12-31", 2}, {"2027-01-01", 3}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct workload_counter *scales =
            workload_counter_new(cast->office->context, &kind_person, on(days[i].day), &err);
        assert_int_equal(workload_counter_run(scales, &cast->mary, &load, &err), LI_OK);
        assert_int_equal(load.affiliates, days[i].affiliates);
        workload_counter_free(scales);
    }
}

static void test_mine_is_what_is_left_of_my_region(void **state)
{
    struct cast *cast = *state;
    struct li_error err;
    const struct listing mine = {.kind = &kind_affiliate, .filter = "is:mine"};
    office_add(cast->office, &kind_person, "name", "Test", NULL); /* who is at work */
    hold(cast, "Test", "Warden", "region", "Uplands", "2020-01-01", "");
    assert_int_equal(listing_count(cast->office->context, &mine, &err), 3);
    hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2020-01-01", "");
    assert_int_equal(listing_count(cast->office->context, &mine, &err), 2);
}

static void test_workload_counts_each_affiliate_once(void **state)
{
    struct cast *cast = *state;
    struct li_error err;
    struct workload_counts load;
    hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2020-01-01", "");
    hold(cast, "Mary Jackson", "Liaison", "affiliate", "SOU", "2020-01-01", "");
    hold(cast, "Ada Byron", "Speaker", "affiliate", "SOU", "2020-01-01", "");
    office_add(cast->office, &kind_goal, "affiliate", "SOU", "title", "Never logged", "target", "3",
        "start", "2026-01-01", "due", "2026-12-31", "cadence", "monthly", NULL);
    office_add(cast->office, &kind_goal, "affiliate", "EAS", "title", "Just begun", "target", "3",
        "start", "2026-06-20", "due", "2026-12-31", "cadence", "monthly", NULL);
    struct workload workload;
    assert_int_equal(
        workload_load(cast->office->context, on("2026-06-30"), &workload, &err), LI_OK);
    assert_int_equal(
        workload.count, 1); /* whoever holds a role of theirs carries nothing of ours */
    assert_string_equal(workload.list[0].name, "Mary Jackson");
    assert_string_equal(workload.list[0].roles, "Liaison, Warden");
    struct workload_counter *scales =
        workload_counter_new(cast->office->context, &kind_person, on("2026-06-30"), &err);
    assert_int_equal(workload_counter_run(scales, &workload.list[0].id, &load, &err), LI_OK);
    assert_int_equal(load.affiliates, 3);
    assert_int_equal(load.goals, 2);
    assert_int_equal(load.checkins, 1);
    workload_counter_free(scales);
    workload_free(&workload);
    scales = workload_counter_new(cast->office->context, &kind_affiliate, on("2026-06-30"), &err);
    assert_int_equal(workload_counter_run(scales, &cast->east, &load, &err), LI_OK);
    assert_int_equal(load.affiliates, 1);
    assert_int_equal(load.goals, 1);
    assert_int_equal(load.checkins, 0);
    workload_counter_free(scales);
}

/* "EAS Speaker, NOR Speaker": those of the affiliates and the role of this test. */
static char *vacant(struct cast *cast, const char *day, int64_t limit)
{
    struct li_error err;
    char *text = NULL;
    FILE *out = li_text_open(&text);
    struct query *query = workload_vacancies(cast->office->context, on(day), limit, &err);
    assert_non_null(query);
    while (query_step(query, &err) > 0)
        if (strcmp(query_text(query, VACANCY_ROLE), "Speaker") == 0)
            fprintf(out, "%s ", query_text(query, VACANCY_CODE));
    query_free(query);
    li_text_close(out);
    return text;
}

static void test_a_required_role_is_vacant_until_somebody_holds_it(void **state)
{
    struct cast *cast = *state;
    hold(cast, "Ada Byron", "Speaker", "affiliate", "SOU", "2026-01-01", "2026-12-31");
    char *now = vacant(cast, "2026-06-30", 0), *later = vacant(cast, "2027-01-01", 0);
    assert_string_equal(now, "EAS NOR ");
    assert_string_equal(later, "EAS NOR SOU ");
    free(now);
    free(later);
    hold(cast, "Mary Jackson", "Speaker", "region", "Uplands", "2026-01-01", "2026-12-31");
    now = vacant(cast, "2026-06-30", 0);
    assert_string_equal(now, "");
    free(now);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
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
        IN_OFFICE(test_the_directory_says_who_it_was_on_any_day),
        IN_OFFICE(test_the_directory_has_no_column_for_what_nobody_holds),
        IN_OFFICE(test_a_region_leaves_out_what_another_holds_themselves),
        IN_OFFICE(test_mine_is_what_is_left_of_my_region),
        IN_OFFICE(test_workload_counts_each_affiliate_once),
        IN_OFFICE(test_a_required_role_is_vacant_until_somebody_holds_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
