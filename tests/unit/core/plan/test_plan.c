/*
 * test_plan.c: what comes along into the next year's plan, how it is agreed, and how it is
 * reviewed.
 */
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/commitment.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/plan/plan.h"
#include "core/plan/plan_draft.h"
#include "core/plan/plan_find.h"
#include "core/plan/review.h"
#include "core/record/history.h"
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

/* A goal of the plan of 2026, due by the end of the year. */
static void add_goal(struct office *office, const char *title, const char *measure,
    const char *target, const char *value)
{
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", title, "measure", measure,
        "target", target, "start", "2026-02-01", "due", "2026-12-31", "plan", "CAMA 2026", "owner",
        "Ada Bright", NULL);
    if (value)
        office_add(
            office, &kind_progress, "goal", title, "day", "2026-06-01", "value", value, NULL);
}

static void add_agreement(struct office *office)
{
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Accord", "signed_on",
        "2025-12-15", "from", "2026-01-01", "to", "2028-12-31", NULL);
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Old pact", "signed_on",
        "2022-12-15", "from", "2023-01-01", "to", "2024-12-31", NULL);
    office_add(office, &kind_commitment, "agreement", "Accord", "text", "Send two speakers.",
        "whose", "ours", "area", "Ethics", NULL);
    office_add(office, &kind_commitment, "agreement", "Accord", "text", "Meet once a year.", NULL);
    office_add(
        office, &kind_commitment, "agreement", "Old pact", "text", "Share mailing lists.", NULL);
}

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "code", "BARE", "name", "Bare", "kind", "state", NULL);
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", "state", "agreed", NULL);
    add_agreement(office);
    *state = office;
    return 0;
}

static struct id affiliate(struct office *office, const char *code)
{
    struct id id;
    char *sql = li_format("SELECT id FROM affiliate WHERE code = '%s'", code);
    char *text = office_ask(office, sql);
    assert_true(id_parse(text, &id));
    free(text);
    free(sql);
    return id;
}

/* The items as lines "title: aim; why". */
static char *words(struct office *office, const struct plan_proposal *proposal)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < proposal->count; i++) {
        const struct plan_item *item = &proposal->items[i];
        char *called = record_called(office->context, item->record), *aim = plan_item_aim(item);
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
    struct id id = affiliate(office, code);
    if (plan_propose(office->context, &id, year, &proposal, &err) != LI_OK)
        fail_msg("%s", err.message);
    char *got = words(office, &proposal);
    assert_string_equal(got, expected);
    free(got);
    plan_proposal_free(&proposal);
}

/* Drafts and saves; leaves out the item of that number, -1 for none. */
static void drafts(struct office *office, int year, int left_out)
{
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = affiliate(office, "CAMA");
    if (plan_propose(office->context, &id, year, &proposal, &err) != LI_OK)
        fail_msg("%s", err.message);
    if (left_out >= 0)
        proposal.items[left_out].left_out = true;
    if (plan_save(office->context, &proposal, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    plan_proposal_free(&proposal);
}

#define PROMISES                                                                                   \
    "Send two speakers: by 2027-12-31. Commitment with no goal yet.\n"                             \
    "Meet once a year: by 2027-12-31. Commitment with no goal yet.\n"

static void what_is_left_of_targets_comes_along(void **state)
{
    struct office *office = *state;
    add_goal(office, "Total", "total", "30", "12");
    add_goal(office, "Level", "level", "160", "75");
    add_goal(office, "Steps", "milestones", NULL, NULL);
    add_goal(office, "Yes", "yes-no", NULL, "0");
    add_goal(office, "Kept", "maintain", "50", "50");
    add_goal(office, "Untouched", "total", "5", NULL);
    add_goal(office, "Reached", "total", "5", "6");
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
    drafts(office, 2027, -1);
    says(office,
        "SELECT group_concat(title || ' ' || coalesce(baseline, '-') || ' ' || start || ' ' ||"
        " state, '; ') FROM (SELECT * FROM goal g WHERE plan ="
        " (SELECT id FROM plan WHERE year = 2027) AND commitment IS NULL ORDER BY id)",
        "Total 0 2027-02-01 draft; Level 75 2027-02-01 draft; Steps 0 2027-02-01 draft;"
        " Yes 0 2027-02-01 draft; Kept 0 2027-02-01 draft; Untouched 0 2027-02-01 draft");
    says(office,
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
    add_goal(office, "Total", "total", "30", "12");
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "visit",
        "title", "Visit 2026", "state", "planned", "day", "2026-10-05", "until", "2026-10-07",
        "goal", "Total", "details", "Bring the report", "follow_up_on", "2026-10-20", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "call",
        "title", "Off", "state", "cancelled", "day", "2026-03-05", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "kind", "call", "title", "By chance",
        "day", "2026-03-05", NULL);
    proposes(office, "CAMA", 2027,
        "Total: 18 by 2027-12-31. 12 of 30 reached; 18 remaining.\n" PROMISES
        "Visit 2027: visit on 2027-10-05. Planned for 2026-10-05.\n");
    drafts(office, 2027, -1);
    says(office,
        "SELECT a.day || ' ' || a.until || ' ' || a.state || ' ' || a.details || ' ' || g.state ||"
        " coalesce(a.follow_up_on, '') FROM activity a JOIN goal g ON g.id = a.goal"
        " WHERE a.day > '2027'",
        "2027-10-05 2027-10-07 planned Bring the report draft");
}

static void what_is_planned_for_that_year_goes_into_its_plan(void **state)
{
    struct office *office = *state;
    add_goal(office, "Total", "total", "30", "12");
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "training",
        "title", "Third group", "state", "planned", "day", "2027-01-05", "goal", "Total", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "call",
        "title", "Dates", "day", "2026-03-05", NULL);
    proposes(office, "CAMA", 2027,
        "Total: 18 by 2027-12-31. 12 of 30 reached; 18 remaining.\n" PROMISES
        "Dates: call on 2027-03-05. Done 2026-03-05; may be one-time.\n"
        "Third group: training on 2027-01-05. Already planned for that year.\n");
    drafts(office, 2027, -1);
    says(office,
        "SELECT group_concat(a.title || ' ' || a.day || ' ' || p.year || ' ' || coalesce(g.state,"
        " ''), '; ') FROM (SELECT * FROM activity ORDER BY id) a JOIN plan p ON p.id = a.plan"
        " LEFT JOIN goal g ON g.id = a.goal",
        "Third group 2027-01-05 2027 draft; Dates 2026-03-05 2026 ");
}

static void what_is_left_out_is_not_referred_to(void **state)
{
    struct office *office = *state;
    add_goal(office, "Total", "total", "30", "12");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Part", "measure", "total",
        "target", "3", "start", "2026-01-01", "due", "2026-06-30", "plan", "CAMA 2026", "parent",
        "Total", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "plan", "CAMA 2026", "kind", "visit",
        "state", "planned", "day", "2026-10-05", "goal", "Total", NULL);
    drafts(office, 2027, -1); /* the part comes before what it is a part of */
    says(office,
        "SELECT p.title || ' ' || p.state FROM goal g JOIN goal p ON p.id = g.parent"
        " WHERE g.state = 'draft'",
        "Total draft");
    struct li_error err = {0};
    char *said = NULL;
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Undid: Draft plan CAMA 2027.");
    free(said);
    says(office, "SELECT count(*) FROM plan", "1");
    says(office, "SELECT count(*) FROM goal", "2");
    drafts(office, 2027, 1);
    says(office,
        "SELECT count(*) || ' ' || count(g.parent) || ' ' || (SELECT count(goal) FROM activity"
        " WHERE day > '2027') FROM goal g WHERE g.state = 'draft' AND commitment IS NULL",
        "1 0 0");
}

static void what_was_changed_is_taken_up_again(void **state)
{
    struct office *office = *state;
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = affiliate(office, "CAMA");
    add_goal(office, "Total", "total", "30", "12");
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
    struct id id = affiliate(office, "CAMA"), plan;
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
    struct id id = affiliate(office, "CAMA"), none = id_new();
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
    struct id id = affiliate(office, "CAMA"), plan;
    char *said = NULL;
    add_goal(office, "Total", "total", "30", "12");
    drafts(office, 2027, -1);
    assert_int_equal(plan_find(office->context, &id, 2027, &plan, &err), LI_OK);
    assert_int_equal(set_state(office, &plan, "agreed", &err), LI_OK);
    says(office, "SELECT state || ' ' || agreed_on FROM plan WHERE year = 2027",
        "agreed " OFFICE_TODAY);
    says(office, "SELECT count(*) FROM goal WHERE state = 'draft'", "0");
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
    says(office, "SELECT state || coalesce(agreed_on, '') FROM plan WHERE year = 2027", "draft");
    says(office, "SELECT count(*) FROM goal WHERE state = 'draft'", "3");
}

static void goals_drafted_for_an_agreed_plan_are_opened_too(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = affiliate(office, "CAMA"), plan;
    add_goal(office, "Total", "total", "30", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Drafted", "measure", "yes-no",
        "plan", "CAMA 2026", "state", "draft", NULL);
    assert_int_equal(plan_find(office->context, &id, 2026, &plan, &err), LI_OK);
    assert_int_equal(plan_agree(office->context, &plan, "2026-01-20", &err), LI_OK);
    says(office, "SELECT group_concat(state) FROM goal", "open,open");
    assert_int_equal(plan_agree(office->context, &plan, NULL, &err), LI_REFUSED);
}

/* As a review has it: each goal met, missed or dropped, but for what runs on. */
static void a_plan_is_closed_by_hand_only_once_its_goals_are_judged(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = affiliate(office, "CAMA"), plan;
    add_goal(office, "Total", "total", "30", NULL);
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
    struct id id = affiliate(office, "CAMA"), plan;
    add_goal(office, "Total", "total", "30", "12");
    drafts(office, 2027, -1);
    assert_int_equal(plan_find(office->context, &id, 2027, &plan, &err), LI_OK);
    assert_int_equal(plan_agree(office->context, &plan, "2026-07-01", &err), LI_REFUSED);
    assert_string_equal(err.message, "Date agreed can't be in the future (today is 2026-06-30).");
    assert_int_equal(plan_agree(office->context, &plan, "yesterday", &err), LI_OK);
    says(office, "SELECT state || ' ' || agreed_on FROM plan WHERE year = 2027",
        "agreed 2026-06-29");
    says(office, "SELECT count(*) FROM goal WHERE state = 'draft'", "0");
    says(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Agree plan CAMA 2027");
    assert_int_equal(plan_agree(office->context, &plan, NULL, &err), LI_REFUSED);
    assert_string_equal(err.message, "Plan CAMA 2027 is already agreed, since 2026-06-29.");
}

static void a_review_says_what_came_of_each(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = affiliate(office, "CAMA"), plan;
    struct review review;
    int goal = -2;
    add_goal(office, "Missed", "total", "30", "12");
    add_goal(office, "Met", "total", "5", "6");
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
    says(office,
        "SELECT group_concat(title || ' ' || state || coalesce(' ' || outcome, ''), '; ')"
        " FROM (SELECT * FROM goal ORDER BY id)",
        "Missed missed Too few came.; Met met; Long open");
    says(office, "SELECT state || ' ' || review FROM plan", "closed A fair year.");
    says(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
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

static void a_year_is_renamed_where_it_stands_apart(void **state)
{
    static const struct {
        const char *text, *renamed;
    } cases[] = {{"Conference 2026", "Conference 2027"}, {"2026", "2027"}, {"No year", "No year"},
        {"12026 members", "12026 members"}, {"20261", "20261"}, {"In 2026/2026", "In 2027/2026"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *renamed = year_renamed(cases[i].text, 2026, 2027);
        assert_string_equal(renamed, cases[i].renamed);
        free(renamed);
    }
}

static void years_may_begin_in_any_month(void **state)
{
    static const struct {
        int starts;
        const char *day;
        int year, quarter;
    } cases[] = {
        {1, "2026-01-01", 2026, 0},
        {1, "2026-12-31", 2026, 3},
        {1, "2026-06-30", 2026, 1},
        {7, "2026-06-30", 2026, 3},
        {7, "2026-07-01", 2027, 0},
        {7, "2027-01-01", 2027, 2},
        {12, "2026-11-30", 2026, 3},
        {12, "2026-12-01", 2027, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day_t day = date_parse(cases[i].day);
        struct year year = year_at(day, cases[i].starts);
        assert_int_equal(year.number, cases[i].year);
        assert_int_equal(year_quarter(&year, day), cases[i].quarter);
        assert_int_equal(year_quarter(&year, year.first - 1), -1);
        assert_int_equal(year_quarter(&year, year.last + 1), -1);
        struct year same = year_of(year.number, cases[i].starts);
        assert_memory_equal(&year, &same, sizeof year);
    }
}

#define PLAN_TEST(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

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
        PLAN_TEST(a_plan_agreed_by_hand_opens_its_goals),
        PLAN_TEST(goals_drafted_for_an_agreed_plan_are_opened_too),
        PLAN_TEST(a_plan_is_closed_by_hand_only_once_its_goals_are_judged),
        PLAN_TEST(agreeing_opens_what_was_drafted),
        PLAN_TEST(a_review_says_what_came_of_each),
        PLAN_TEST(a_year_to_come_is_not_reviewed),
        cmocka_unit_test(a_year_is_renamed_where_it_stands_apart),
        cmocka_unit_test(years_may_begin_in_any_month),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
