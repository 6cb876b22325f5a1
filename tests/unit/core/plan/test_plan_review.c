/*
 * test_plan_review.c: how a plan is agreed, reviewed and closed, and what becomes of its goals.
 */
#include "core/history/history_undo.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/plan/plan.h"
#include "core/plan/plan_find.h"
#include "core/plan/review.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "tests/support/office_plans.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

/* A state set as any other value is, in a form or by `set`. */
static enum li_err set_state(
    struct office *office, const struct id *plan, const char *state, struct li_error *err)
{
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_plan, plan, &record, err), LI_OK);
    record_set(record, PLAN_STATE, state);
    enum li_err code = record_save(office->context, record, err);
    record_free(record);
    return code;
}

static void a_plan_agreed_by_hand_opens_its_goals(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), plan;
    char *said = NULL;
    plans_add_goal(office, "Total", "total", "30", "12");
    plans_draft(office, 2027, -1);
    assert_int_equal(plan_find(office->context, &id, 2027, &plan, &err), LI_OK);
    assert_int_equal(set_state(office, &plan, "agreed", &err), LI_OK);
    office_expect(office, "SELECT state || ' ' || agreed_on FROM plan WHERE year = 2027",
        "agreed " OFFICE_TODAY);
    office_expect(office, "SELECT count(*) FROM goal WHERE state = 'draft'", "0");
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
    office_expect(
        office, "SELECT state || coalesce(agreed_on, '') FROM plan WHERE year = 2027", "draft");
    office_expect(office, "SELECT count(*) FROM goal WHERE state = 'draft'", "3");
}

static void goals_drafted_for_an_agreed_plan_are_opened_too(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), plan;
    plans_add_goal(office, "Total", "total", "30", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Drafted", "measure", "yes-no",
        "plan", "CAMA 2026", "state", "draft", NULL);
    assert_int_equal(plan_find(office->context, &id, 2026, &plan, &err), LI_OK);
    assert_int_equal(plan_agree(office->context, &plan, "2026-01-20", &err), LI_OK);
    office_expect(office, "SELECT group_concat(state) FROM goal", "open,open");
    assert_int_equal(plan_agree(office->context, &plan, NULL, &err), LI_REFUSED);
}

/* As a review has it: each goal met, missed or dropped, but for what runs on. */
static void a_plan_is_closed_by_hand_only_once_its_goals_are_judged(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), plan;
    plans_add_goal(office, "Total", "total", "30", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Long", "measure", "total",
        "target", "3", "start", "2026-01-01", "due", "2027-05-31", "plan", "CAMA 2026", NULL);
    assert_int_equal(plan_find(office->context, &id, 2026, &plan, &err), LI_OK);
    assert_int_equal(set_state(office, &plan, "closed", &err), LI_REFUSED);
    assert_string_equal(err.message, "A plan can't be closed until every goal is met, missed or "
                                     "dropped, and 1 is not. Review the plan first.");
    struct record *goal;
    char *text = office_ask(office, "SELECT id FROM goal WHERE title = 'Total'");
    assert_true(id_parse(text, &id));
    free(text);
    assert_int_equal(record_load(office->context, &kind_goal, &id, &goal, &err), LI_OK);
    record_set(goal, GOAL_STATE, "dropped");
    assert_int_equal(record_save(office->context, goal, &err), LI_OK);
    record_free(goal);
    assert_int_equal(set_state(office, &plan, "closed", &err), LI_OK);
}

static void agreeing_opens_what_was_drafted(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), plan;
    plans_add_goal(office, "Total", "total", "30", "12");
    plans_draft(office, 2027, -1);
    assert_int_equal(plan_find(office->context, &id, 2027, &plan, &err), LI_OK);
    assert_int_equal(plan_agree(office->context, &plan, "2026-07-01", &err), LI_REFUSED);
    assert_string_equal(err.message, "Date agreed can't be in the future (today is 2026-06-30).");
    assert_int_equal(plan_agree(office->context, &plan, "yesterday", &err), LI_OK);
    office_expect(office, "SELECT state || ' ' || agreed_on FROM plan WHERE year = 2027",
        "agreed 2026-06-29");
    office_expect(office, "SELECT count(*) FROM goal WHERE state = 'draft'", "0");
    office_expect(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Agree plan CAMA 2027");
    assert_int_equal(plan_agree(office->context, &plan, NULL, &err), LI_REFUSED);
    assert_string_equal(err.message, "Plan CAMA 2027 is already agreed, since 2026-06-29.");
}

static void a_review_says_what_came_of_each(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), plan;
    struct review review;
    int goal = -2;
    plans_add_goal(office, "Missed", "total", "30", "12");
    plans_add_goal(office, "Met", "total", "5", "6");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Long", "measure", "total",
        "target", "3", "start", "2026-01-01", "due", "2027-05-31", "plan", "CAMA 2026", NULL);
    assert_int_equal(plan_find(office->context, &id, 2026, &plan, &err), LI_OK);
    assert_int_equal(review_load(office->context, &plan, &review, &err), LI_OK);
    assert_int_equal(review.count, 3);
    assert_int_equal(review.goals[0].proposed, STATE_MISSED);
    assert_int_equal(review.goals[1].proposed, STATE_MET);
    assert_int_equal(review.goals[2].proposed, STATE_OPEN);
    assert_string_equal(
        review.goals[0].standing, "12 of 30, day 149 of 333: 40% done, 45% expected.");
    assert_int_equal(review_save(office->context, &review, &goal, &err), LI_REFUSED);
    assert_string_equal(err.message, "Mark \"Missed\" met, missed or dropped.");
    assert_int_equal(goal, 0);
    record_set(review.goals[0].goal, GOAL_STATE, "missed");
    record_set(review.goals[0].goal, GOAL_OUTCOME, "Too few came.");
    record_set(review.goals[1].goal, GOAL_STATE, "met");
    record_set(review.plan, PLAN_REVIEW, "A fair year.");
    assert_int_equal(review_save(office->context, &review, &goal, &err), LI_OK);
    assert_int_equal(goal, -1);
    review_free(&review);
    office_expect(office,
        "SELECT group_concat(title || ' ' || state || coalesce(' ' || outcome, ''), '; ')"
        " FROM (SELECT * FROM goal ORDER BY id)",
        "Missed missed Too few came.; Met met; Long open");
    office_expect(office, "SELECT state || ' ' || review FROM plan", "closed A fair year.");
    office_expect(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Review plan CAMA 2026");
}

static void a_year_to_come_is_not_reviewed(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct review review;
    struct id plan = office_add(
        office, &kind_plan, "affiliate", "BARE", "year", "2027", "state", "agreed", NULL);
    assert_int_equal(review_load(office->context, &plan, &review, &err), LI_REFUSED);
    assert_string_equal(
        err.message, "The 2027 plan starts on 2027-01-01; there is nothing to review yet.");
    review_free(&review);
}

#define PLAN_TEST(test) cmocka_unit_test_setup_teardown(test, plans_setup, office_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN_TEST(a_plan_agreed_by_hand_opens_its_goals),
        PLAN_TEST(goals_drafted_for_an_agreed_plan_are_opened_too),
        PLAN_TEST(a_plan_is_closed_by_hand_only_once_its_goals_are_judged),
        PLAN_TEST(agreeing_opens_what_was_drafted),
        PLAN_TEST(a_review_says_what_came_of_each),
        PLAN_TEST(a_year_to_come_is_not_reviewed),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
