/*
 * test_plan_target.c: which targets a goal that runs for years has in the plans of those years.
 */
#include "core/duplicates/merge_records.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/kind/target_write.h"
#include "core/plan/plan.h"
#include "core/plan/plan_draft.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "tests/support/long_goal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void set(
    struct office *office, const struct kind *kind, const char *sql, int field, const char *value)
{
    struct li_error err = {0};
    struct record *record;
    struct id id = long_goal_id(office, sql);
    assert_int_equal(record_load(office->context, kind, &id, &record, &err), LI_OK);
    if (record_parse(office->context, record, field, value, &err) != LI_OK ||
        record_save(office->context, record, &err) != LI_OK)
        fail_msg("%s", err.message);
    record_free(record);
}

#define GOAL(title) "SELECT id FROM goal WHERE title = '" title "'"

static void refuses(
    struct office *office, const char *plan, const char *goal, const char *value, const char *why)
{
    struct li_error err = {0};
    struct record *target = record_new(office->context, &kind_target);
    assert_int_equal(record_parse(office->context, target, TARGET_PLAN, plan, &err), LI_OK);
    assert_int_equal(record_parse(office->context, target, TARGET_GOAL, goal, &err), LI_OK);
    assert_int_equal(record_parse(office->context, target, TARGET_TARGET, value, &err), LI_OK);
    assert_int_equal(record_save(office->context, target, &err), LI_REFUSED);
    assert_string_equal(err.message, why);
    record_free(target);
}

/* --- what follows from a goal's plan ---------------------------------------------------------- */

static void a_plan_that_is_set_gets_a_target(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2027", NULL);
    long_goal_add(office, "");
    long_goal_says(office, LONG_GOAL_TARGETS, "(null)");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2026");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 open");
    long_goal_undo(office);
    long_goal_says(office, LONG_GOAL_TARGETS, "(null)");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2026");
    set(office, &kind_target, LONG_GOAL_TARGET("2026"), TARGET_TARGET, "7");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN,
        "CAMA 2027"); /* it was in 2026 all the same */
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 7 open; Train 2027 20 open");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 7 open");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2027");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 7 open; Train 2027 20 open");
    long_goal_says(office, "SELECT count(*) FROM target", "2");
}

static void one_that_is_added_with_a_plan_does_too(void **state)
{
    struct office *office = *state;
    long_goal_add(office, "CAMA 2026");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Year", "measure", "total",
        "target", "5", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Zest", "measure", "yes-no",
        "plan", "CAMA 2026", NULL);
    long_goal_says(
        office, LONG_GOAL_TARGETS, "Train 2026 10 open; Year 2026 5 open; Zest 2026 - open");
    long_goal_undo(office);
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 open; Year 2026 5 open");
}

/* A goal implied by goal.plan alone, as older databases have it, is not lost to its year. */
static void a_plan_of_old_keeps_its_goal(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2027", NULL);
    long_goal_add(office, "CAMA 2026");
    struct id id = long_goal_id(office, LONG_GOAL_TARGET("2026"));
    assert_int_equal(record_archive(office->context, &kind_target, &id, true, &err), LI_OK);
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2027");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 open; Train 2027 20 open");
}

static void targets_on_the_line_stay_on_it(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2027", NULL);
    long_goal_add(office, "CAMA 2026");
    office_add(office, &kind_target, "plan", "CAMA 2027", "goal", "Train", "target", "26", NULL);
    set(office, &kind_goal, GOAL("Train"), GOAL_TARGET, "60");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 20 open; Train 2027 26 open");
    set(office, &kind_target, LONG_GOAL_TARGET("2026"), TARGET_VERDICT, "missed");
    set(office, &kind_goal, GOAL("Train"), GOAL_TARGET, "90");
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 20 missed; Train 2027 26 open");
}

static void a_second_target_is_refused(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    long_goal_add(office, "CAMA 2026");
    office_add(office, &kind_plan, "affiliate", "BARE", "year", "2026", NULL);
    office_add(
        office, &kind_goal, "affiliate", "CAMA", "title", "Survey", "measure", "milestones", NULL);
    refuses(office, "CAMA 2026", "Train", "3",
        "\"Train\" already has a target in the plan CAMA 2026; change that one.");
    refuses(
        office, "BARE 2026", "Train", "3", "Goal must belong to the same affiliate as the plan.");
    refuses(office, "CAMA 2026", "Survey", "3",
        "Target must be blank: the goal's measure is Milestones.");
    struct id id = long_goal_id(office, LONG_GOAL_TARGET("2026"));
    assert_int_equal(record_archive(office->context, &kind_target, &id, true, &err), LI_OK);
    struct id other =
        office_add(office, &kind_target, "plan", "CAMA 2026", "goal", "Train", "target", "4", NULL);
    assert_false(id_equal(&id, &other));
    assert_int_equal(record_archive(office->context, &kind_target, &id, false, &err), LI_OK);
}

static void the_id_follows_from_plan_and_goal(void **state)
{
    struct office *office = *state;
    struct id goal = long_goal_add(office, "CAMA 2026");
    struct id plan = long_goal_id(office, "SELECT id FROM plan"),
              id = long_goal_id(office, "SELECT id FROM target");
    struct id made = target_write_id_from("target", &plan, &goal);
    struct id other = target_write_id_from("target", &goal, &plan),
              kind = target_write_id_from("goal", &plan, &goal);
    assert_true(id_equal(&id, &made));
    assert_false(id_equal(&id, &other));
    assert_false(id_equal(&id, &kind));
    assert_memory_equal(made.byte, goal.byte, 6);
    assert_int_equal(made.byte[6] >> 4, 8);
}

static void pace_follows_the_targets(void **state)
{
    struct office *office = *state;
    struct goal_facts facts;
    struct li_error err = {0};
    struct id id = long_goal_add(office, "CAMA 2026");
    long_goal_log(office, "2026-06-30", "4");
    long_goal_says(office, "SELECT health FROM local_cache_goal", "at-risk"); /* 13 % of 16 % */
    set(office, &kind_target, LONG_GOAL_TARGET("2026"), TARGET_TARGET, "6"); /* 2.96 of it by now */
    long_goal_says(office, "SELECT health FROM local_cache_goal", "on-track");
    assert_int_equal(goal_facts_load(office->context, &id, &facts, &err), LI_OK);
    assert_int_equal(facts.point_count, 1);
    set(office, &kind_plan, "SELECT id FROM plan", PLAN_YEAR, "2025"); /* before it began */
    long_goal_says(office, "SELECT health FROM local_cache_goal", "at-risk");
    assert_int_equal(goal_facts_load(office->context, &id, &facts, &err), LI_OK);
    assert_int_equal(facts.point_count, 0);
}

static void of_two_goals_merged_one_target_is_left(void **state)
{
    struct office *office = *state;
    struct merge_records *joining;
    struct li_error err = {0};
    struct id left = long_goal_add(office, "CAMA 2026");
    struct id right =
        office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Teach", "measure", "total",
            "target", "8", "start", "2026-01-01", "due", "2026-12-31", "plan", "CAMA 2026", NULL);
    if (merge_records_new(office->context, &kind_goal, &left, &right, &joining, &err) != LI_OK ||
        merge_records_save(office->context, joining, &err) != LI_OK)
        fail_msg("%s", err.message);
    merge_records_free(joining);
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 open");
    long_goal_says(office, "SELECT count(*) FROM target WHERE archived_on IS NOT NULL", "1");
}

/* --- drafting --------------------------------------------------------------------------------- */

static void drafting_moves_no_goal(void **state)
{
    struct office *office = *state;
    long_goal_add(office, "CAMA 2026");
    long_goal_draft(office, 2027);
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 open; Train 2027 20 open");
    long_goal_says(
        office, "SELECT group_concat(p.year) FROM goal g JOIN plan p ON p.id = g.plan", "2026");
    long_goal_draft(office, 2028);
    long_goal_says(
        office, LONG_GOAL_TARGETS, "Train 2026 10 open; Train 2027 20 open; Train 2028 30 open");
    /* Its last year is over then: what is left becomes another goal. */
    long_goal_draft(office, 2029);
    long_goal_says(office, "SELECT count(*) FROM goal", "2");
}

static void two_laptops_draft_the_same_records(void **state)
{
    struct office *office = *state;
    static const char *const all =
        "SELECT (SELECT hex(id) FROM plan WHERE year = 2027) || (SELECT group_concat(hex(id)) FROM"
        " (SELECT id FROM target ORDER BY id)) || (SELECT group_concat(hex(id)) FROM"
        " (SELECT id FROM goal ORDER BY id))";
    long_goal_add(office, "CAMA 2026");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Year", "measure", "total",
        "target", "5", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026", NULL);
    long_goal_draft(office, 2027);
    char *first = office_ask(office, all);
    long_goal_undo(office);
    long_goal_draft(office, 2027);
    long_goal_says(office, all, first);
    free(first);
}

static void what_the_year_aims_at_can_be_edited(void **state)
{
    struct office *office = *state;
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct record *of;
    long_goal_add(office, "CAMA 2026");
    struct id id = long_goal_id(office, "SELECT id FROM affiliate WHERE code = 'CAMA'");
    assert_int_equal(plan_propose(office->context, &id, 2027, &proposal, &err), LI_OK);
    assert_int_equal(proposal.count, 1);
    struct plan_item *item = &proposal.items[0];
    char *aim = plan_item_aim(office->context, item);
    assert_string_equal(aim, "20 managers by 2027-12-31");
    assert_string_equal(item->why, "Continues until 2028-12-31 (target 30).");
    free(aim);
    assert_int_equal(plan_item_field(item, PLAN_AIM, &of), TARGET_TARGET);
    assert_ptr_equal(of, item->target);
    record_set(of, TARGET_TARGET, "18");
    item->touched = true;
    assert_int_equal(plan_draft_save(office->context, &proposal, &err), LI_OK);
    plan_proposal_free(&proposal);
    assert_int_equal(plan_propose(office->context, &id, 2027, &proposal, &err), LI_OK);
    assert_true(plan_draft_load(office->context, &proposal));
    assert_int_equal(plan_save(office->context, &proposal, NULL, &err), LI_OK);
    plan_proposal_free(&proposal);
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2026 10 open; Train 2027 18 open");
    long_goal_says(office, "SELECT target FROM goal", "30");
}

static void a_goal_in_no_plan_gets_its_first(void **state)
{
    struct office *office = *state;
    long_goal_add(office, "");
    long_goal_draft(office, 2027);
    long_goal_says(office, LONG_GOAL_TARGETS, "Train 2027 20 open");
    long_goal_says(office, "SELECT p.year FROM goal g JOIN plan p ON p.id = g.plan", "2027");
}

static void agreeing_opens_goals_that_targets_name(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    long_goal_add(office, "");
    set(office, &kind_goal, GOAL("Train"), GOAL_STATE, "draft");
    office_add(office, &kind_target, "plan", "CAMA 2026", "goal", "Train", NULL);
    struct id plan = long_goal_id(office, "SELECT id FROM plan");
    assert_int_equal(plan_agree(office->context, &plan, "2026-01-20", &err), LI_OK);
    long_goal_says(office, "SELECT state FROM goal", "open");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LONG_GOAL_TEST(a_plan_that_is_set_gets_a_target),
        LONG_GOAL_TEST(one_that_is_added_with_a_plan_does_too),
        LONG_GOAL_TEST(a_plan_of_old_keeps_its_goal),
        LONG_GOAL_TEST(targets_on_the_line_stay_on_it),
        LONG_GOAL_TEST(a_second_target_is_refused),
        LONG_GOAL_TEST(the_id_follows_from_plan_and_goal),
        LONG_GOAL_TEST(pace_follows_the_targets),
        LONG_GOAL_TEST(of_two_goals_merged_one_target_is_left),
        LONG_GOAL_TEST(drafting_moves_no_goal),
        LONG_GOAL_TEST(two_laptops_draft_the_same_records),
        LONG_GOAL_TEST(what_the_year_aims_at_can_be_edited),
        LONG_GOAL_TEST(a_goal_in_no_plan_gets_its_first),
        LONG_GOAL_TEST(agreeing_opens_goals_that_targets_name),
    };
    return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
