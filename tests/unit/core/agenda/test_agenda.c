/*
 * test_agenda.c: each topic of the agenda on the days around its boundary, and whose it is.
 */
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/kind/role.h"
#include "data/base/memory.h"
#include "tests/support/office_agenda.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void check_ins_are_late_the_day_after(void **state)
{
    struct office *office = *state;
    agenda_add_goal(office, "Train");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-01-31", "");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-02-01",
        "CAMA Train: Nothing logged yet; due monthly, 1 day overdue.");
    office_add(office, &kind_progress, "goal", "Train", "day", "2026-01-20", "value", "5", NULL);
    agenda_expect(office, TOPIC_CHECK_IN, "2026-02-19", "");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-02-20",
        "CAMA Train: Last logged 2026-01-20; due monthly, 1 day overdue.");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-12-31",
        "CAMA Train: Last logged 2026-01-20; due monthly, 315 days overdue.");
    agenda_expect(office, TOPIC_CHECK_IN, "2027-01-01", ""); /* past due it is at risk */
    agenda_put(office, &kind_goal, "Train", "state", "dropped");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-02-20", "");
}

static void a_goal_stands_in_one_topic(void **state)
{
    struct office *office = *state;
    agenda_add_goal(office, "Train");
    office_add(office, &kind_progress, "goal", "Train", "day", "2026-06-30", "value", "5", NULL);
    agenda_expect(office, TOPIC_GOAL, "2026-06-30", ""); /* it was seen to today */
    agenda_expect(office, TOPIC_GOAL, "2026-07-01",
        "CAMA Train: 5 of 100, day 181 of 364: 5% done, 50% expected.");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-07-01", "");
    agenda_expect(office, TOPIC_GOAL, "2026-07-30",
        "CAMA Train: 5 of 100, day 210 of 364: 5% done, 58% expected.");
    agenda_expect(office, TOPIC_GOAL, "2026-07-31", "");
    agenda_expect(office, TOPIC_CHECK_IN, "2026-07-31",
        "CAMA Train: Last logged 2026-06-30; due monthly, 1 day overdue.");
    agenda_expect(office, TOPIC_GOAL, "2026-12-31", "");
    agenda_expect(
        office, TOPIC_GOAL, "2027-01-01", "CAMA Train: Was due 2026-12-31, yesterday, at 5%.");
    agenda_put(office, &kind_goal, "Train", "state", "missed");
    agenda_expect(office, TOPIC_GOAL, "2027-01-01", "");
}

static void milestones_within_the_days(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Primer", "measure", "milestones",
        "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(
        office, &kind_milestone, "goal", "Primer", "title", "Draft", "due", "2026-09-28", NULL);
    office_add(office, &kind_milestone, "goal", "Primer", "title", "No day", NULL);
    agenda_expect(office, TOPIC_MILESTONE, "2026-06-29", "");
    agenda_expect(office, TOPIC_MILESTONE, "2026-06-30",
        "CAMA Draft: Due 2026-09-28, in 3 months; milestone of \"Primer\".");
    agenda_expect(office, TOPIC_MILESTONE, "2026-09-28",
        "CAMA Draft: Due 2026-09-28, today; milestone of \"Primer\".");
    agenda_expect(office, TOPIC_MILESTONE, "2026-09-30",
        "CAMA Draft: Was due 2026-09-28, 2 days ago; milestone of \"Primer\".");
    agenda_put(office, &kind_goal, "Primer", "state", "met");
    agenda_expect(office, TOPIC_MILESTONE, "2026-09-30", "");
    agenda_put(office, &kind_goal, "Primer", "state", "open");
    agenda_put(office, &kind_milestone, "Draft", "done_on", "2026-06-30");
    agenda_expect(office, TOPIC_MILESTONE, "2026-09-30", "");
}

static void agreements_inside_their_lead_days(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Affiliation", "signed_on",
        "2025-01-01", "from", "2025-01-01", "to", "2026-08-31", "renewal_lead", "30", NULL);
    agenda_expect(office, TOPIC_RENEWAL, "2026-07-31", "");
    agenda_expect(
        office, TOPIC_RENEWAL, "2026-08-01", "CAMA Affiliation: Ends 2026-08-31, in 4 weeks.");
    agenda_expect(office, TOPIC_RENEWAL, "2026-08-31", "CAMA Affiliation: Ends 2026-08-31, today.");
    agenda_put(office, &kind_agreement, "Affiliation", "notice_days", "60");
    agenda_expect(office, TOPIC_RENEWAL, "2026-09-01",
        "CAMA Affiliation: Lapsed 2026-08-31, yesterday; 60-day notice required.");
    agenda_put(office, &kind_affiliate, "CAMA", "status", "ended");
    agenda_expect(office, TOPIC_RENEWAL, "2026-09-01", "");
    agenda_put(office, &kind_affiliate, "CAMA", "status", "dormant");
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "The next", "renews",
        "Affiliation", NULL);
    agenda_expect(office, TOPIC_RENEWAL, "2026-09-01", ""); /* another follows, signed or not */
}

static void terms_that_end_with_nobody_after_them(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_assignment, "person", "Ada Bright", "role", "Staff liaison",
        "affiliate", "CAMA", "from", "2026-01-01", "to", "2026-09-28", NULL);
    office_add(office, &kind_assignment, "person", "Ada Bright", "role", "Regional director",
        "region", "Southeast", "from", "2026-01-01", "to", "2026-09-27", NULL);
    static const char region[] = "- Ada Bright, Regional director for Southeast: Ends 2026-09-27, "
                                 "in 3 months; no successor named.";
    agenda_expect(office, TOPIC_TERM, "2026-06-28", "");
    agenda_expect(office, TOPIC_TERM, "2026-06-29", region);
    agenda_expect(office, TOPIC_TERM, "2026-09-28",
        "CAMA Ada Bright, Staff liaison: Ends 2026-09-28, today; no successor named.");
    agenda_expect(office, TOPIC_TERM, "2026-09-29", "");
    agenda_expect(office, TOPIC_TERM, "2025-12-31", "");
    office_add(office, &kind_assignment, "person", "Bo Long", "role", "Staff liaison", "affiliate",
        "CAMA", "from", "2026-09-29", NULL);
    agenda_expect(office, TOPIC_TERM, "2026-06-30", region);
    office_add(office, &kind_assignment, "person", "Bo Long", "role", "Regional director", "region",
        "Northeast", "from", "2026-09-28", NULL);
    agenda_expect(office, TOPIC_TERM, "2026-06-29", region); /* of another region */
}

static void follow_ups_until_they_are_done(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_activity, "affiliate", "CAMA", "kind", "call", "day", "2026-06-01",
        "title", "Budget", "follow_up_on", "2026-09-28", NULL);
    agenda_expect(office, TOPIC_FOLLOW_UP, "2026-06-29", "");
    agenda_expect(office, TOPIC_FOLLOW_UP, "2026-06-30",
        "CAMA Budget: Follow-up due 2026-09-28, in 3 months; call on 2026-06-01.");
    agenda_expect(office, TOPIC_FOLLOW_UP, "2026-10-01",
        "CAMA Budget: Follow-up due 2026-09-28, 3 days ago; call on 2026-06-01.");
    agenda_put(office, &kind_activity, "Budget", "follow_up_done_on", "2026-06-20");
    agenda_expect(office, TOPIC_FOLLOW_UP, "2026-10-01", "");
}

static void events_that_nobody_attends(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_event, "title", "Conference", "host", "CAMA", "from", "2026-09-28",
        "to", "2026-09-30", "place", "Halifax", NULL);
    office_add(office, &kind_event, "title", "One day", "to", "2026-09-29", NULL);
    agenda_expect(office, TOPIC_EVENT, "2026-06-29", "");
    agenda_expect(office, TOPIC_EVENT, "2026-06-30",
        "CAMA Conference: 2026-09-28 (in 3 months), Halifax; no one attending.");
    agenda_expect(office, TOPIC_EVENT, "2026-09-28",
        "CAMA Conference: 2026-09-28 (today), Halifax; no one attending.\n"
        "- One day: 2026-09-29 (tomorrow); no one attending.");
    agenda_expect(
        office, TOPIC_EVENT, "2026-09-29", "- One day: 2026-09-29 (today); no one attending.");
    agenda_expect(office, TOPIC_EVENT, "2026-09-30", "");
    office_add(office, &kind_attendance, "event", "Conference", "person", "Ada Bright", NULL);
    office_add(office, &kind_attendance, "event", "Conference", "person", "Bo Long", "state",
        "going", NULL); /* of the host itself */
    agenda_expect(office, TOPIC_EVENT, "2026-06-30",
        "CAMA Conference: 2026-09-28 (in 3 months), Halifax; no one attending, 1 invited.");
    office_add(office, &kind_attendance, "event", "Conference", "person", "Ada Bright", "state",
        "going", NULL);
    agenda_expect(office, TOPIC_EVENT, "2026-06-30", "");
    agenda_put(office, &kind_event, "One day", "state", "cancelled");
    agenda_expect(office, TOPIC_EVENT, "2026-09-29", "");
}

static void contact_as_often_as_wanted(void **state)
{
    struct office *office = *state;
    agenda_put(office, &kind_affiliate, "FCCMA", "status", "dormant");
    agenda_expect(office, TOPIC_CONTACT, "2026-06-30",
        "CAMA Canadian managers: No contact logged (target: every 90 days).");
    agenda_put(office, &kind_affiliate, "CAMA", "since", "2026-04-01");
    agenda_expect(office, TOPIC_CONTACT, "2026-06-30", ""); /* it is 90 days old */
    agenda_expect(office, TOPIC_CONTACT, "2026-07-01",
        "CAMA Canadian managers: No contact logged (target: every 90 days).");
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-01", NULL);
    office_add(
        office, &kind_activity, "affiliate", "CAMA", "day", "2026-12-01", "state", "planned", NULL);
    agenda_expect(office, TOPIC_CONTACT, "2026-08-30", "");
    agenda_expect(office, TOPIC_CONTACT, "2026-08-31",
        "CAMA Canadian managers: Last contact 2026-06-01, 3 months ago (target: every 90 days).");
    agenda_put(office, &kind_affiliate, "CAMA", "cadence", "weekly");
    agenda_expect(office, TOPIC_CONTACT, "2026-06-08", "");
    agenda_expect(office, TOPIC_CONTACT, "2026-06-09",
        "CAMA Canadian managers: Last contact 2026-06-01, 8 days ago (target: weekly).");
}

static void required_roles_that_nobody_holds(void **state)
{
    struct office *office = *state;
    agenda_put(office, &kind_role, "Regional director", "required", "yes");
    agenda_put(office, &kind_affiliate, "CAMA", "status", "ended");
    static const char three[] = "FCCMA Florida managers: Vacant: Regional director, Staff liaison, "
                                "President, Secretary/executive director.";
    agenda_expect(office, TOPIC_ROLE, "2026-06-30", three);
    office_add(office, &kind_assignment, "person", "Ada Bright", "role", "Regional director",
        "region", "Southeast", "from", "2026-07-01", "to", "2026-07-31", NULL);
    agenda_expect(office, TOPIC_ROLE, "2026-06-30", three);
    agenda_expect(office, TOPIC_ROLE, "2026-07-31",
        "FCCMA Florida managers: Vacant: Staff liaison, President, Secretary/executive director.");
    agenda_expect(office, TOPIC_ROLE, "2026-08-01", three);
    static const char *const roles[] = {
        "Regional director", "Staff liaison", "President", "Secretary/executive director"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        office_add(office, &kind_assignment, "person", "Bo Long", "role", roles[i], "affiliate",
            "FCCMA", "from", "2026-01-01", NULL);
    agenda_expect(office, TOPIC_ROLE, "2026-08-01", "");
}

static void mine_is_what_i_look_after_or_am_named_in(void **state)
{
    struct office *office = *state;
    struct agenda_options mine = {.mine = true, .days = 90};
    office_add(office, &kind_person, "name", "Test", NULL);
    office_add(office, &kind_assignment, "person", "Test", "role", "Staff liaison", "region",
        "Southeast", "from", "2026-01-01", NULL);
    agenda_expect_of(office, &mine, TOPIC_CONTACT, "2026-06-30",
        "FCCMA Florida managers: No contact logged (target: every 90 days).");
    agenda_add_goal(office, "Theirs");
    agenda_add_goal(office, "Answered for");
    agenda_put(office, &kind_goal, "Answered for", "owner", "Test");
    agenda_expect_of(office, &mine, TOPIC_CHECK_IN, "2026-02-01",
        "CAMA Answered for: Nothing logged yet; due monthly, 1 day overdue.");
    office_add(office, &kind_activity, "affiliate", "CAMA", "title", "Called", "day", "2026-06-01",
        "follow_up_on", "2026-07-01", "our_person", "Test", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "title", "Other", "day", "2026-06-01",
        "follow_up_on", "2026-07-01", NULL);
    agenda_expect_of(office, &mine, TOPIC_FOLLOW_UP, "2026-06-30",
        "CAMA Called: Follow-up due 2026-07-01, tomorrow; call on 2026-06-01.");
    free(office->context->as);
    office->context->as = li_strdup("Una Stranger");
    struct agenda *agenda;
    struct li_error err;
    assert_int_equal(agenda_new(office->context, &mine, &agenda, &err), LI_NONE);
    assert_null(agenda);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, agenda_setup, office_teardown)
    const struct CMUnitTest tests[] = {
        TEST(check_ins_are_late_the_day_after),
        TEST(a_goal_stands_in_one_topic),
        TEST(milestones_within_the_days),
        TEST(agreements_inside_their_lead_days),
        TEST(terms_that_end_with_nobody_after_them),
        TEST(follow_ups_until_they_are_done),
        TEST(events_that_nobody_attends),
        TEST(contact_as_often_as_wanted),
        TEST(required_roles_that_nobody_holds),
        TEST(mine_is_what_i_look_after_or_am_named_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
