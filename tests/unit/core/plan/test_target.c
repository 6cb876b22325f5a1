/*
 * test_target.c: a goal that runs for years in the plans of those years.
 */
#include "core/duplicates/merge_records.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/kind/target.h"
#include "core/kind/target_write.h"
#include "core/plan/plan.h"
#include "core/plan/plan_draft.h"
#include "core/plan/review.h"
#include "core/plan/target.h"
#include "core/record/history.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void says(struct office *office, const char *sql, const char *expected)
{
    char *got = office_ask(office, sql);
    assert_string_equal(got ? got : "(null)", expected);
    free(got);
}

/* "Train 2026 10 open; ...": what stands in plans, in the order of years. */
#define TARGETS                                                                                    \
    "SELECT group_concat(line, '; ') FROM (SELECT g.title || ' ' || p.year || ' ' ||"              \
    " coalesce(n.target, '-') || ' ' || n.verdict || coalesce(' ' || n.comment, '') AS line"       \
    " FROM target n JOIN goal g ON g.id = n.goal JOIN plan p ON p.id = n.plan"                     \
    " WHERE n.archived_on IS NULL ORDER BY p.year, g.title)"

static struct id id_of(struct office *office, const char *sql)
{
    struct id id;
    char *text = office_ask(office, sql);
    assert_non_null(text);
    assert_true(id_parse(text, &id));
    free(text);
    return id;
}

static void set(
    struct office *office, const struct kind *kind, const char *sql, int field, const char *value)
{
    struct li_error err = {0};
    struct record *record;
    struct id id = id_of(office, sql);
    assert_int_equal(record_load(office->context, kind, &id, &record, &err), LI_OK);
    if (record_parse(office->context, record, field, value, &err) != LI_OK ||
        record_save(office->context, record, &err) != LI_OK)
        fail_msg("%s", err.message);
    record_free(record);
}

#define GOAL(title) "SELECT id FROM goal WHERE title = '" title "'"
#define TARGET(year)                                                                               \
    "SELECT n.id FROM target n JOIN plan p ON p.id = n.plan WHERE p.year = " year                  \
    " AND n.archived_on IS NULL"

/* For three years: 10 a year on the straight line. */
static struct id add_long(struct office *office, const char *plan)
{
    return office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure", "total",
        "unit", "managers", "target", "30", "start", "2026-01-01", "due", "2028-12-31", "plan",
        plan, NULL);
}

static void log_value(struct office *office, const char *day, const char *value)
{
    office_add(office, &kind_progress, "goal", "Train", "day", day, "value", value, NULL);
}

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "code", "BARE", "name", "Bare", "kind", "state", NULL);
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", "state", "agreed", NULL);
    *state = office;
    return 0;
}

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

static void draft(struct office *office, int year)
{
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = id_of(office, "SELECT id FROM affiliate WHERE code = 'CAMA'");
    if (plan_propose(office->context, &id, year, &proposal, &err) != LI_OK ||
        plan_save(office->context, &proposal, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    plan_proposal_free(&proposal);
}

static void undo(struct office *office)
{
    struct li_error err = {0};
    char *said = NULL;
    if (history_undo(office->context, NULL, NULL, NULL, &said, &err) != LI_OK)
        fail_msg("%s", err.message);
    free(said);
}

/* --- what follows from a goal's plan ---------------------------------------------------------- */

static void a_plan_that_is_set_gets_a_target(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2027", NULL);
    add_long(office, "");
    says(office, TARGETS, "(null)");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2026");
    says(office, TARGETS, "Train 2026 10 open");
    undo(office);
    says(office, TARGETS, "(null)");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2026");
    set(office, &kind_target, TARGET("2026"), TARGET_TARGET, "7");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN,
        "CAMA 2027"); /* it was in 2026 all the same */
    says(office, TARGETS, "Train 2026 7 open; Train 2027 20 open");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "");
    says(office, TARGETS, "Train 2026 7 open");
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2027");
    says(office, TARGETS, "Train 2026 7 open; Train 2027 20 open");
    says(office, "SELECT count(*) FROM target", "2");
}

static void one_that_is_added_with_a_plan_does_too(void **state)
{
    struct office *office = *state;
    add_long(office, "CAMA 2026");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Year", "measure", "total",
        "target", "5", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Zest", "measure", "yes-no",
        "plan", "CAMA 2026", NULL);
    says(office, TARGETS, "Train 2026 10 open; Year 2026 5 open; Zest 2026 - open");
    undo(office);
    says(office, TARGETS, "Train 2026 10 open; Year 2026 5 open");
}

/* A goal implied by goal.plan alone, as older databases have it, is not lost to its year. */
static void a_plan_of_old_keeps_its_goal(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2027", NULL);
    add_long(office, "CAMA 2026");
    struct id id = id_of(office, TARGET("2026"));
    assert_int_equal(record_archive(office->context, &kind_target, &id, true, &err), LI_OK);
    set(office, &kind_goal, GOAL("Train"), GOAL_PLAN, "CAMA 2027");
    says(office, TARGETS, "Train 2026 10 open; Train 2027 20 open");
}

static void targets_on_the_line_stay_on_it(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2027", NULL);
    add_long(office, "CAMA 2026");
    office_add(office, &kind_target, "plan", "CAMA 2027", "goal", "Train", "target", "26", NULL);
    set(office, &kind_goal, GOAL("Train"), GOAL_TARGET, "60");
    says(office, TARGETS, "Train 2026 20 open; Train 2027 26 open");
    set(office, &kind_target, TARGET("2026"), TARGET_VERDICT, "missed");
    set(office, &kind_goal, GOAL("Train"), GOAL_TARGET, "90");
    says(office, TARGETS, "Train 2026 20 missed; Train 2027 26 open");
}

static void a_second_target_is_refused(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    add_long(office, "CAMA 2026");
    office_add(office, &kind_plan, "affiliate", "BARE", "year", "2026", NULL);
    office_add(
        office, &kind_goal, "affiliate", "CAMA", "title", "Survey", "measure", "milestones", NULL);
    refuses(office, "CAMA 2026", "Train", "3",
        "\"Train\" already has a target in the plan CAMA 2026; change that one.");
    refuses(
        office, "BARE 2026", "Train", "3", "Goal must belong to the same affiliate as the plan.");
    refuses(office, "CAMA 2026", "Survey", "3",
        "Target must be blank: the goal is measured by milestones.");
    struct id id = id_of(office, TARGET("2026"));
    assert_int_equal(record_archive(office->context, &kind_target, &id, true, &err), LI_OK);
    struct id other =
        office_add(office, &kind_target, "plan", "CAMA 2026", "goal", "Train", "target", "4", NULL);
    assert_false(id_equal(&id, &other));
    assert_int_equal(record_archive(office->context, &kind_target, &id, false, &err), LI_OK);
}

static void the_id_follows_from_plan_and_goal(void **state)
{
    struct office *office = *state;
    struct id goal = add_long(office, "CAMA 2026");
    struct id plan = id_of(office, "SELECT id FROM plan"),
              id = id_of(office, "SELECT id FROM target");
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
    struct id id = add_long(office, "CAMA 2026");
    log_value(office, "2026-06-30", "4");
    says(office, "SELECT health FROM local_kept_goal", "at-risk"); /* 13 % of 16 % */
    set(office, &kind_target, TARGET("2026"), TARGET_TARGET, "6"); /* 2.96 of it by now */
    says(office, "SELECT health FROM local_kept_goal", "on-track");
    assert_int_equal(goal_facts_load(office->context, &id, &facts, &err), LI_OK);
    assert_int_equal(facts.point_count, 1);
    set(office, &kind_plan, "SELECT id FROM plan", PLAN_YEAR, "2025"); /* before it began */
    says(office, "SELECT health FROM local_kept_goal", "at-risk");
    assert_int_equal(goal_facts_load(office->context, &id, &facts, &err), LI_OK);
    assert_int_equal(facts.point_count, 0);
}

static void of_two_goals_merged_one_target_is_left(void **state)
{
    struct office *office = *state;
    struct merge_records *joining;
    struct li_error err = {0};
    struct id left = add_long(office, "CAMA 2026");
    struct id right =
        office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Teach", "measure", "total",
            "target", "8", "start", "2026-01-01", "due", "2026-12-31", "plan", "CAMA 2026", NULL);
    if (merge_records_new(office->context, &kind_goal, &left, &right, &joining, &err) != LI_OK ||
        merge_records_save(office->context, joining, &err) != LI_OK)
        fail_msg("%s", err.message);
    merge_records_free(joining);
    says(office, TARGETS, "Train 2026 10 open");
    says(office, "SELECT count(*) FROM target WHERE archived_on IS NOT NULL", "1");
}

/* --- drafting --------------------------------------------------------------------------------- */

static void drafting_moves_no_goal(void **state)
{
    struct office *office = *state;
    add_long(office, "CAMA 2026");
    draft(office, 2027);
    says(office, TARGETS, "Train 2026 10 open; Train 2027 20 open");
    says(office, "SELECT group_concat(p.year) FROM goal g JOIN plan p ON p.id = g.plan", "2026");
    draft(office, 2028);
    says(office, TARGETS, "Train 2026 10 open; Train 2027 20 open; Train 2028 30 open");
    draft(office, 2029); /* its last year is over then: what is left becomes another goal */
    says(office, "SELECT count(*) FROM goal", "2");
}

static void two_laptops_draft_the_same_records(void **state)
{
    struct office *office = *state;
    static const char *const all =
        "SELECT (SELECT hex(id) FROM plan WHERE year = 2027) || (SELECT group_concat(hex(id)) FROM"
        " (SELECT id FROM target ORDER BY id)) || (SELECT group_concat(hex(id)) FROM"
        " (SELECT id FROM goal ORDER BY id))";
    add_long(office, "CAMA 2026");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Year", "measure", "total",
        "target", "5", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026", NULL);
    draft(office, 2027);
    char *first = office_ask(office, all);
    undo(office);
    draft(office, 2027);
    says(office, all, first);
    free(first);
}

static void what_the_year_aims_at_can_be_edited(void **state)
{
    struct office *office = *state;
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct record *of;
    add_long(office, "CAMA 2026");
    struct id id = id_of(office, "SELECT id FROM affiliate WHERE code = 'CAMA'");
    assert_int_equal(plan_propose(office->context, &id, 2027, &proposal, &err), LI_OK);
    assert_int_equal(proposal.count, 1);
    struct plan_item *item = &proposal.items[0];
    char *aim = plan_item_aim(item);
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
    says(office, TARGETS, "Train 2026 10 open; Train 2027 18 open");
    says(office, "SELECT target FROM goal", "30");
}

static void a_goal_in_no_plan_gets_its_first(void **state)
{
    struct office *office = *state;
    add_long(office, "");
    draft(office, 2027);
    says(office, TARGETS, "Train 2027 20 open");
    says(office, "SELECT p.year FROM goal g JOIN plan p ON p.id = g.plan", "2027");
}

static void agreeing_opens_goals_that_targets_name(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    add_long(office, "");
    set(office, &kind_goal, GOAL("Train"), GOAL_STATE, "draft");
    office_add(office, &kind_target, "plan", "CAMA 2026", "goal", "Train", NULL);
    struct id plan = id_of(office, "SELECT id FROM plan");
    assert_int_equal(plan_agree(office->context, &plan, "2026-01-20", &err), LI_OK);
    says(office, "SELECT state FROM goal", "open");
}

/* --- reviews ---------------------------------------------------------------------------------- */

static void review(struct office *office, int year, int verdict, const char *expected)
{
    struct review review;
    struct li_error err = {0};
    char *sql = li_format("SELECT id FROM plan WHERE year = %d", year);
    struct id plan = id_of(office, sql);
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
    add_long(office, "CAMA 2026");
    draft(office, 2027);
    draft(office, 2028);
    log_value(office, "2026-05-01", "6");
    move_to(office, "2027-06-30");
    log_value(office, "2027-03-01", "15"); /* after the year that is looked back upon */
    review(office, 2026, 0, "continues: 6 of 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    says(office, TARGETS,
        "Train 2026 10 continues So it went.; Train 2027 20 open; Train 2028 30 open");
    says(office, "SELECT state || coalesce(outcome, '') FROM goal", "open");
    says(office, "SELECT group_concat(state) FROM (SELECT * FROM plan ORDER BY year)",
        "closed,draft,draft");
    move_to(office, "2028-01-10");
    review(office, 2027, 0, "met: 21 of 20 managers due by 2027-12-31 (30 by 2028-12-31).");
    says(office, "SELECT state FROM goal", "open");
    move_to(office, "2029-01-10");
    log_value(office, "2028-10-01", "4");
    review(office, 2028, 0, "missed: Was due 2028-12-31, 10 days ago, at 83%.");
    says(office, TARGETS,
        "Train 2026 10 continues So it went.; Train 2027 20 met So it went.; Train 2028 30 missed");
    says(office, "SELECT state FROM goal", "missed");
}

static void years_that_begin_in_july_end_in_june(void **state)
{
    struct office *office = *state;
    office->context->settings.value[SETTING_YEAR_STARTS].number = 7;
    says(office, "SELECT year_last(2026)", "2026-06-30");
    add_long(office, "CAMA 2026"); /* 180 of its 1095 days */
    says(office, TARGETS, "Train 2026 5 open");
    draft(office, 2027);
    says(office, TARGETS, "Train 2026 5 open; Train 2027 15 open");
    move_to(office, "2026-07-01");
    log_value(office, "2026-06-30", "5");
    review(office, 2026, 0, "met: 5 of 5 managers due by 2026-06-30 (30 by 2028-12-31).");
}

static void a_level_is_told_beside_what_was_due(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure", "level",
        "unit", "members", "baseline", "40", "target", "160", "start", "2026-01-01", "due",
        "2028-12-31", "plan", "CAMA 2026", NULL);
    log_value(office, "2026-05-01", "72");
    review(office, 2026, 0, "continues: 72 members; 80 due by 2026-12-31 (160 by 2028-12-31).");
}

static void a_year_missed_or_met_ends_no_goal_but_giving_it_up_does(void **state)
{
    struct office *office = *state;
    add_long(office, "CAMA 2026");
    review(office, 2026, VERDICT_MISSED,
        "continues: Nothing logged; 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    says(office, TARGETS, "Train 2026 10 missed So it went.");
    says(office, "SELECT state FROM goal", "open");
    undo(office);
    review(office, 2026, VERDICT_DROPPED,
        "continues: Nothing logged; 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    says(office, "SELECT state FROM goal", "dropped");
    undo(office);
    log_value(office, "2026-05-01", "31"); /* all of it */
    review(office, 2026, 0, "met: 31 of 10 managers due by 2026-12-31 (30 by 2028-12-31).");
    says(office, "SELECT state FROM goal", "met");
}

static void what_ends_with_the_year_does_not_continue(void **state)
{
    struct office *office = *state;
    struct review review;
    struct li_error err = {0};
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Year", "measure", "total",
        "target", "5", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026", NULL);
    struct id plan = id_of(office, "SELECT id FROM plan");
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
    add_long(office, "CAMA 2026");
    struct id id = id_of(office, TARGET("2026"));
    assert_int_equal(record_archive(office->context, &kind_target, &id, true, &err), LI_OK);
    log_value(office, "2026-06-01", "6");
    struct id plan = id_of(office, "SELECT id FROM plan");
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
    struct id plan = id_of(office, "SELECT id FROM plan");
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_plan, &plan, &record, &err), LI_OK);
    record_set(record, PLAN_STATE, "closed");
    assert_int_equal(record_save(office->context, record, &err), LI_REFUSED);
    draft(office, 2027);
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
}

#define TARGET_TEST(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TARGET_TEST(a_plan_that_is_set_gets_a_target),
        TARGET_TEST(one_that_is_added_with_a_plan_does_too),
        TARGET_TEST(a_plan_of_old_keeps_its_goal),
        TARGET_TEST(targets_on_the_line_stay_on_it),
        TARGET_TEST(years_that_begin_in_july_end_in_june),
        TARGET_TEST(a_second_target_is_refused),
        TARGET_TEST(the_id_follows_from_plan_and_goal),
        TARGET_TEST(pace_follows_the_targets),
        TARGET_TEST(of_two_goals_merged_one_target_is_left),
        TARGET_TEST(drafting_moves_no_goal),
        TARGET_TEST(two_laptops_draft_the_same_records),
        TARGET_TEST(what_the_year_aims_at_can_be_edited),
        TARGET_TEST(a_goal_in_no_plan_gets_its_first),
        TARGET_TEST(agreeing_opens_goals_that_targets_name),
        TARGET_TEST(each_year_is_reviewed_by_its_own_target),
        TARGET_TEST(a_level_is_told_beside_what_was_due),
        TARGET_TEST(a_year_missed_or_met_ends_no_goal_but_giving_it_up_does),
        TARGET_TEST(what_ends_with_the_year_does_not_continue),
        TARGET_TEST(a_plan_without_targets_reads_as_before),
        TARGET_TEST(a_goal_due_on_no_day_runs_on_into_a_later_plan),
    };
    return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
