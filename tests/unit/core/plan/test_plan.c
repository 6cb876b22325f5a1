/*
 * test_plan.c: what comes along into the next year's plan, and how it is drafted.
 */
#include "core/history/history_undo.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/progress.h"
#include "core/plan/plan.h"
#include "core/plan/plan_draft.h"
#include "core/plan/plan_find.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/office_plans.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

/* The items as lines "title: aim; why". */
static char *words(struct office *office, const struct plan_proposal *proposal)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < proposal->count; i++) {
        const struct plan_item *item = &proposal->items[i];
        char *called = record_called(office->context, item->record),
             *aim = plan_item_aim(office->context, item);
        fprintf(out, "%s: %s. %s\n", called, aim, item->why);
        free(called);
        free(aim);
    }
    li_text_close(out);
    return text;
}

static void proposes(struct office *office, const char *code, int year, const char *expected)
{
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, code);
    if (plan_propose(office->context, &id, year, &proposal, &err) != LI_OK)
        fail_msg("%s", err.message);
    char *got = words(office, &proposal);
    assert_string_equal(got, expected);
    free(got);
    plan_proposal_free(&proposal);
}

#define PROMISES                                                                                   \
    "Send two speakers: by 2027-12-31. Commitment with no goal yet.\n"                             \
    "Meet once a year: by 2027-12-31. Commitment with no goal yet.\n"

static void what_is_left_of_targets_comes_along(void **state)
{
    struct office *office = *state;
    plans_add_goal(office, "Total", "total", "30", "12");
    plans_add_goal(office, "Level", "level", "160", "75");
    plans_add_goal(office, "Steps", "milestones", NULL, NULL);
    plans_add_goal(office, "Yes", "yes-no", NULL, "0");
    plans_add_goal(office, "Kept", "maintain", "50", "50");
    plans_add_goal(office, "Untouched", "total", "5", NULL);
    plans_add_goal(office, "Reached", "total", "5", "6");
    office_add(office, &kind_milestone, "goal", "Steps", "title", "One", "due", "2026-03-01",
        "done_on", "2026-03-01", NULL);
    office_add(office, &kind_milestone, "goal", "Steps", "title", "Two", "due", "2026-09-01", NULL);
    proposes(office, "CAMA", 2027,
        "Total: 18 by 2027-12-31. 12 of 30 reached; 18 remaining.\n"
        "Level: 160 by 2027-12-31. Now at 75, target 160.\n"
        "Steps: 1 milestone by 2027-12-31. 1 of 2 milestones is still open.\n"
        "Yes: by 2027-12-31. Not done yet.\n"
        "Kept: 50 by 2027-12-31. To be maintained.\n"
        "Untouched: 5 by 2027-12-31. No entries.\n" PROMISES);
    plans_draft(office, 2027, -1);
    office_expect(office,
        "SELECT group_concat(title || ' ' || coalesce(baseline, '-') || ' ' || start || ' ' ||"
        " state, '; ') FROM (SELECT * FROM goal g WHERE plan ="
        " (SELECT id FROM plan WHERE year = 2027) AND commitment IS NULL ORDER BY id)",
        "Total 0 2027-02-01 draft; Level 75 2027-02-01 draft; Steps 0 2027-02-01 draft;"
        " Yes 0 2027-02-01 draft; Kept 0 2027-02-01 draft; Untouched 0 2027-02-01 draft");
    office_expect(office,
        "SELECT group_concat(m.title || ' ' || m.due || coalesce(m.done_on, '')) FROM milestone m"
        " JOIN goal g ON g.id = m.goal WHERE g.state = 'draft'",
        "Two 2027-09-01");
}

static void a_goal_for_a_standing_promise_comes_whole(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Two speakers", "measure", "total",
        "target", "2", "start", "2026-01-01", "due", "2026-11-30", "plan", "CAMA 2026",
        "commitment", "speakers", "agreement", "Accord", NULL);
    office_add(
        office, &kind_progress, "goal", "Two speakers", "day", "2026-06-01", "value", "2", NULL);
    proposes(office, "CAMA", 2027,
        "Two speakers: 2 by 2027-11-30. Yearly commitment.\n"
        "Meet once a year: by 2027-12-31. Commitment with no goal yet.\n");
}

static void goals_without_a_plan_and_those_that_run_on_come_too(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "BARE", "title", "Long", "measure", "total",
        "target", "3", "start", "2026-01-01", "due", "2027-05-31", NULL);
    office_add(office, &kind_goal, "affiliate", "BARE", "title", "Late", "measure", "total",
        "target", "3", "start", "2024-03-01", "due", "2024-08-31", NULL);
    office_add(office, &kind_goal, "affiliate", "BARE", "title", "Gone", "measure", "total",
        "target", "3", "state", "dropped", NULL);
    proposes(office, "BARE", 2027,
        "Late: 3 by 2027-08-31. No entries.\n"
        "Long: 3 by 2027-05-31. Continues until 2027-05-31.\n");
    proposes(office, "CAMA", 2027, PROMISES);
}

static void activities_come_again_a_year_later(void **state)
{
    struct office *office = *state;
    plans_add_goal(office, "Total", "total", "30", "12");
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "visit",
        "title", "Visit 2026", "state", "planned", "day", "2026-10-05", "until", "2026-10-07",
        "goal", "Total", "details", "Bring the report", "follow_up_on", "2026-10-20", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "call",
        "title", "Off", "state", "cancelled", "day", "2026-03-05", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "kind", "call", "title", "By chance",
        "day", "2026-03-05", NULL);
    proposes(office, "CAMA", 2027,
        "Total: 18 by 2027-12-31. 12 of 30 reached; 18 remaining.\n" PROMISES
        "Visit 2027: Visit on 2027-10-05. Planned for 2026-10-05.\n");
    plans_draft(office, 2027, -1);
    office_expect(office,
        "SELECT a.day || ' ' || a.until || ' ' || a.state || ' ' || a.details || ' ' || g.state ||"
        " coalesce(a.follow_up_on, '') FROM activity a JOIN goal g ON g.id = a.goal"
        " WHERE a.day > '2027'",
        "2027-10-05 2027-10-07 planned Bring the report draft");
}

static void what_is_planned_for_that_year_goes_into_its_plan(void **state)
{
    struct office *office = *state;
    plans_add_goal(office, "Total", "total", "30", "12");
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "training",
        "title", "Third group", "state", "planned", "day", "2027-01-05", "goal", "Total", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "call",
        "title", "Dates", "day", "2026-03-05", NULL);
    proposes(office, "CAMA", 2027,
        "Total: 18 by 2027-12-31. 12 of 30 reached; 18 remaining.\n" PROMISES
        "Dates: Call on 2027-03-05. Done 2026-03-05; may be one-time.\n"
        "Third group: Training on 2027-01-05. Already planned for that year.\n");
    plans_draft(office, 2027, -1);
    office_expect(office,
        "SELECT group_concat(a.title || ' ' || a.day || ' ' || p.year || ' ' || coalesce(g.state,"
        " ''), '; ') FROM (SELECT * FROM activity ORDER BY id) a JOIN plan p ON p.id = a.plan"
        " LEFT JOIN goal g ON g.id = a.goal",
        "Third group 2027-01-05 2027 draft; Dates 2026-03-05 2026 ");
}

static void what_is_left_out_is_not_referred_to(void **state)
{
    struct office *office = *state;
    plans_add_goal(office, "Total", "total", "30", "12");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Part", "measure", "total",
        "target", "3", "start", "2026-01-01", "due", "2026-06-30", "plan", "CAMA 2026", "parent",
        "Total", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "visit",
        "state", "planned", "day", "2026-10-05", "goal", "Total", NULL);
    plans_draft(office, 2027, -1); /* the part comes before what it is a part of */
    office_expect(office,
        "SELECT p.title || ' ' || p.state FROM goal g JOIN goal p ON p.id = g.parent"
        " WHERE g.state = 'draft'",
        "Total draft");
    struct li_error err = {0};
    char *said = NULL;
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Undid: Draft plan CAMA 2027.");
    free(said);
    office_expect(office, "SELECT count(*) FROM plan", "1");
    office_expect(office, "SELECT count(*) FROM goal", "2");
    plans_draft(office, 2027, 1);
    office_expect(office,
        "SELECT count(*) || ' ' || count(g.parent) || ' ' || (SELECT count(goal) FROM activity"
        " WHERE day > '2027') FROM goal g WHERE g.state = 'draft' AND commitment IS NULL",
        "1 0 0");
}

static void what_was_changed_is_taken_up_again(void **state)
{
    struct office *office = *state;
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA");
    plans_add_goal(office, "Total", "total", "30", "12");
    assert_int_equal(plan_propose(office->context, &id, 2027, &proposal, &err), LI_OK);
    assert_false(plan_draft_load(office->context, &proposal));
    record_set(proposal.items[0].record, GOAL_TITLE, "Train all");
    record_set(proposal.items[0].record, GOAL_TARGET, "25");
    proposal.items[0].touched = proposal.items[1].touched = proposal.items[1].left_out = true;
    assert_int_equal(plan_draft_save(office->context, &proposal, &err), LI_OK);
    plan_proposal_free(&proposal);
    office_reopen(office);
    assert_int_equal(plan_propose(office->context, &id, 2027, &proposal, &err), LI_OK);
    assert_true(plan_draft_load(office->context, &proposal));
    char *got = words(office, &proposal);
    assert_int_equal(strncmp(got, "Train all: 25 by 2027-12-31.", 28), 0);
    free(got);
    assert_true(proposal.items[1].left_out);
    assert_false(proposal.items[0].left_out);
    plan_draft_drop(office->context, &proposal);
    assert_false(plan_draft_load(office->context, &proposal));
    plan_proposal_free(&proposal);
}

static void a_second_plan_is_refused(void **state)
{
    struct office *office = *state;
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), plan;
    assert_int_equal(plan_propose(office->context, &id, 2026, &proposal, &err), LI_REFUSED);
    assert_string_equal(err.message, "Plan CAMA 2026 already exists (agreed).");
    plan_proposal_free(&proposal);
    assert_int_equal(plan_find(office->context, &id, 2026, &plan, &err), LI_OK);
    assert_int_equal(plan_find(office->context, &id, 2027, &plan, &err), LI_NONE);
    assert_string_equal(err.message, "There is no plan for CAMA in 2027.");
}

static void no_plan_is_drafted_for_nobody_or_never(void **state)
{
    struct office *office = *state;
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA"), none = id_new();
    assert_int_equal(plan_propose(office->context, &id, 9999, &proposal, &err), LI_REFUSED);
    assert_string_equal(err.message, "Year must be between 1900 and 2200.");
    plan_proposal_free(&proposal);
    assert_int_equal(plan_propose(office->context, &none, 2027, &proposal, &err), LI_NONE);
    plan_proposal_free(&proposal);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
    assert_int_equal(plan_propose(office->context, &id, 2027, &proposal, &err), LI_REFUSED);
    assert_string_equal(err.message, "\"Canada\" is archived; restore it to draft a plan.");
    plan_proposal_free(&proposal);
}

#define PLAN_TEST(test) cmocka_unit_test_setup_teardown(test, plans_setup, office_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN_TEST(what_is_left_of_targets_comes_along),
        PLAN_TEST(a_goal_for_a_standing_promise_comes_whole),
        PLAN_TEST(goals_without_a_plan_and_those_that_run_on_come_too),
        PLAN_TEST(activities_come_again_a_year_later),
        PLAN_TEST(what_is_planned_for_that_year_goes_into_its_plan),
        PLAN_TEST(what_is_left_out_is_not_referred_to),
        PLAN_TEST(what_was_changed_is_taken_up_again),
        PLAN_TEST(a_second_plan_is_refused),
        PLAN_TEST(no_plan_is_drafted_for_nobody_or_never),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
