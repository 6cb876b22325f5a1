/*
 * test_target_review.c: each year's review goes by the target that a goal has in that year's plan.
 */
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/plan/review.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/long_goal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void review(struct office *office, int year, int verdict, const char *expected)
{
    struct review review;
    struct li_error err = {0};
    char *sql = li_format("SELECT id FROM plan WHERE year = %d", year);
    struct id plan = long_goal_id(office, sql);
    free(sql);
    if (review_load(office->context, &plan, &review, &err) != LI_OK)
        fail_msg("%s", err.message);
    assert_int_equal(review.count, 1);
    struct review_goal *goal = &review.goals[0];
    char *said = li_format("%s: %s",
        goal->runs_on ? record_get(goal->target, TARGET_VERDICT) : goal_state_names[goal->proposed],
        goal->standing);
    assert_string_equal(said, expected);
    free(said);
    if (!goal->runs_on)
        record_set(goal->goal, GOAL_STATE, goal_state_names[goal->proposed]);
    else
        record_set(goal->target, TARGET_COMMENT, "So it went.");
    if (verdict && review_set_verdict(goal, verdict, &err) != LI_OK)
        fail_msg("%s", err.message);
    if (review_save(office->context, &review, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    review_free(&review);
}

static void move_to(struct office *office, const char *day)
{
    office->context->today = date_parse(day);
}

static void each_year_is_reviewed_by_its_own_target(void **state)
{
    struct office *office = *state;
    long_goal_add(office, "CAMA 2026");
    long_goal_draft(office, 2027);
    long_goal_draft(office, 2028);
    long_goal_log(office, "2026-05-01", "6");
    move_to(office, "2027-06-30");
    long_goal_log(office, "2027-03-01", "15"); /* after the year that is looked back upon */
    review(office, 2026, 0, "continues: 6 of 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    long_goal_says(office, LONG_GOAL_TARGETS,
        "Train 2026 10 continues So it went.; Train 2027 20 open; Train 2028 30 open");
    long_goal_says(office, "SELECT state || coalesce(outcome, '') FROM goal", "open");
    long_goal_says(office, "SELECT group_concat(state) FROM (SELECT * FROM plan ORDER BY year)",
        "closed,draft,draft");
    move_to(office, "2028-01-10");
    review(office, 2027, 0, "met: 21 of 20 managers due by 2027-12-31 (30 by 2028-12-31).");
    long_goal_says(office, "SELECT state FROM goal", "open");
    move_to(office, "2029-01-10");
    long_goal_log(office, "2028-10-01", "4");
    review(office, 2028, 0, "missed: Was due 2028-12-31, 10 days ago, at 83%.");
    long_goal_says(office, LONG_GOAL_TARGETS,
        "Train 2026 10 continues So it went.; Train 2027 20 met So it went.; Train 2028 30 missed");
    long_goal_says(office, "SELECT state FROM goal", "missed");
}

static void years_that_begin_in_july_end_in_june(void **state)
{
    struct office *office = *state;
    office->context->settings.value[SETTING_YEAR_STARTS].number = 7;
    long_goal_says(office, "SELECT year_last(2026)", "2026-06-30");
    long_goal_add(office, "CAMA 2026"); /* 180 of its 1095 days */
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 5 open");
    long_goal_draft(office, 2027);
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 5 open; Train 2027 15 open");
    move_to(office, "2026-07-01");
    long_goal_log(office, "2026-06-30", "5");
    review(office, 2026, 0, "met: 5 of 5 managers due by 2026-06-30 (30 by 2028-12-31).");
}

static void a_level_is_told_beside_what_was_due(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure", "level",
        "unit", "members", "baseline", "40", "target", "160", "start", "2026-01-01", "due",
        "2028-12-31", "plan", "CAMA 2026", NULL);
    long_goal_log(office, "2026-05-01", "72");
    review(office, 2026, 0, "continues: 72 members; 80 due by 2026-12-31 (160 by 2028-12-31).");
}

static void a_year_missed_or_met_ends_no_goal_but_giving_it_up_does(void **state)
{
    struct office *office = *state;
    long_goal_add(office, "CAMA 2026");
    review(office, 2026, VERDICT_MISSED,
        "continues: Nothing logged; 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 missed So it went.");
    long_goal_says(office, "SELECT state FROM goal", "open");
    long_goal_undo(office);
    review(office, 2026, VERDICT_DROPPED,
        "continues: Nothing logged; 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    long_goal_says(office, "SELECT state FROM goal", "dropped");
    long_goal_undo(office);
    long_goal_log(office, "2026-05-01", "31"); /* all of it */
    review(office, 2026, 0, "met: 31 of 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    long_goal_says(office, "SELECT state FROM goal", "met");
}

static void what_ends_with_the_year_does_not_continue(void **state)
{
    struct office *office = *state;
    struct review review;
    struct li_error err = {0};
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Year", "measure", "total",
        "target", "5", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026", NULL);
    struct id plan = long_goal_id(office, "SELECT id FROM plan");
    assert_int_equal(review_load(office->context, &plan, &review, &err), LI_OK);
    assert_int_equal(review_set_verdict(&review.goals[0], VERDICT_CONTINUES, &err), LI_REFUSED);
    assert_string_equal(err.message, "\"Year\" doesn't continue after the year: change its due "
                                     "date first, or mark it met, missed or dropped.");
    review_free(&review);
}

/* As a database from before there were targets has it. */
static void a_plan_without_targets_reads_as_before(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    long_goal_add(office, "CAMA 2026");
    struct id id = long_goal_id(office, LONG_GOAL_TARGET("2026"));
    assert_int_equal(record_archive(office->context, &kind_target, &id, true, &err), LI_OK);
    long_goal_log(office, "2026-06-01", "6");
    struct id plan = long_goal_id(office, "SELECT id FROM plan");
    struct review review;
    assert_int_equal(review_load(office->context, &plan, &review, &err), LI_OK);
    assert_int_equal(review.count, 1);
    assert_int_equal(review.goals[0].proposed, STATE_OPEN);
    assert_string_equal(
        review.goals[0].standing, "6 of 30 managers, day 180 of 1095: 20% done, 16% expected.");
    review_free(&review);
}

static void a_goal_due_on_no_day_runs_on_into_a_later_plan(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Always", "measure", "total",
        "target", "30", "start", "2026-01-01", "plan", "CAMA 2026", NULL);
    struct id plan = long_goal_id(office, "SELECT id FROM plan");
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_plan, &plan, &record, &err), LI_OK);
    record_set(record, PLAN_STATE, "closed");
    assert_int_equal(record_save(office->context, record, &err), LI_REFUSED);
    long_goal_draft(office, 2027);
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LONG_GOAL_TEST(years_that_begin_in_july_end_in_june),
        LONG_GOAL_TEST(each_year_is_reviewed_by_its_own_target),
        LONG_GOAL_TEST(a_level_is_told_beside_what_was_due),
        LONG_GOAL_TEST(a_year_missed_or_met_ends_no_goal_but_giving_it_up_does),
        LONG_GOAL_TEST(what_ends_with_the_year_does_not_continue),
        LONG_GOAL_TEST(a_plan_without_targets_reads_as_before),
        LONG_GOAL_TEST(a_goal_due_on_no_day_runs_on_into_a_later_plan),
    };
    return cmocka_run_group_tests_name("target_review", tests, NULL, NULL);
}
