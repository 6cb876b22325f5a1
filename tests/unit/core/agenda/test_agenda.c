/*
 * test_agenda.c: each topic of the agenda on the days around its boundary, whose it is, what acting
 * on a line does to it, and snoozing.
 */
#include "core/agenda/agenda.h"
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
#include "core/query/lookup.h"
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

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian managers", "kind",
        "international", "country", "CA", NULL);
    office_add(office, &kind_affiliate, "code", "FCCMA", "name", "Florida managers", "kind",
        "state", "country", "US", "state", "FL", NULL);
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_person, "name", "Bo Long", "organization", "CAMA", NULL);
    *state = office;
    return 0;
}

static struct agenda *found(struct office *office, const struct agenda_options *wish)
{
    struct li_error err = {.code = LI_OK};
    struct agenda *agenda;
    if (agenda_new(office->context, wish, &agenda, &err) != LI_OK)
        fail_msg("%s", err.message);
    int more;
    do
        more = agenda_work(agenda, 3, &err);
    while (more > 0);
    if (more < 0)
        fail_msg("%s", err.message);
    return agenda;
}

/* The lines of a topic as "WHO WHAT: WHY", one a line. */
static char *told(struct agenda *agenda, enum topic_id topic)
{
    char *text;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < agenda_line_count(agenda, topic); i++) {
        struct agenda_line line;
        struct li_error err;
        int read = agenda_line_load(agenda, topic, agenda_line_row(agenda, topic, i), &line, &err);
        if (read < 0)
            fail_msg("%s", err.message);
        assert_int_equal(read, 1); /* what the sweep finds, the line finds */
        fprintf(out, "%s%s %s: %s", i ? "\n" : "", line.who ? line.who : "-", line.what, line.why);
        agenda_line_clear(&line);
    }
    li_text_close(out);
    return text;
}

static void expect_of(struct office *office, const struct agenda_options *wish, enum topic_id topic,
    const char *day, const char *wanted)
{
    office->context->today = date_parse(day);
    struct agenda *agenda = found(office, wish);
    char *text = told(agenda, topic);
    if (strcmp(text, wanted) != 0)
        fail_msg(
            "%s on %s:\n%s\nwhere this was expected:\n%s", topics[topic]->name, day, text, wanted);
    free(text);
    agenda_free(agenda);
    office->context->today = date_parse(OFFICE_TODAY);
}

static void expect(struct office *office, enum topic_id topic, const char *day, const char *wanted)
{
    expect_of(office, &(struct agenda_options){.days = 90}, topic, day, wanted);
}

static void put(struct office *office, const struct kind *kind, const char *ref, const char *field,
    const char *value)
{
    struct li_error err;
    struct id id;
    struct record *record;
    assert_int_equal(lookup(office->context, kind, ref, &id, NULL, &err), LI_OK);
    assert_int_equal(record_load(office->context, kind, &id, &record, &err), LI_OK);
    if (record_parse(office->context, record, kind_field(kind, field), value, &err) ||
        record_save(office->context, record, &err))
        fail_msg("%s", err.message);
    record_free(record);
}

static struct id add_goal(struct office *office, const char *title)
{
    return office_add(office, &kind_goal, "affiliate", "CAMA", "title", title, "measure", "total",
        "target", "100", "start", "2026-01-01", "due", "2026-12-31", "cadence", "monthly", NULL);
}

static void check_ins_are_late_the_day_after(void **state)
{
    struct office *office = *state;
    add_goal(office, "Train");
    expect(office, TOPIC_CHECK_IN, "2026-01-31", "");
    expect(office, TOPIC_CHECK_IN, "2026-02-01",
        "CAMA Train: Nothing logged yet; due monthly, 1 day overdue.");
    office_add(office, &kind_progress, "goal", "Train", "day", "2026-01-20", "value", "5", NULL);
    expect(office, TOPIC_CHECK_IN, "2026-02-19", "");
    expect(office, TOPIC_CHECK_IN, "2026-02-20",
        "CAMA Train: Last logged 2026-01-20; due monthly, 1 day overdue.");
    expect(office, TOPIC_CHECK_IN, "2026-12-31",
        "CAMA Train: Last logged 2026-01-20; due monthly, 315 days overdue.");
    expect(office, TOPIC_CHECK_IN, "2027-01-01", ""); /* past due it is at risk */
    put(office, &kind_goal, "Train", "state", "dropped");
    expect(office, TOPIC_CHECK_IN, "2026-02-20", "");
}

static void a_goal_stands_in_one_topic(void **state)
{
    struct office *office = *state;
    add_goal(office, "Train");
    office_add(office, &kind_progress, "goal", "Train", "day", "2026-06-30", "value", "5", NULL);
    expect(office, TOPIC_GOAL, "2026-06-30", ""); /* it was seen to today */
    expect(office, TOPIC_GOAL, "2026-07-01",
        "CAMA Train: 5 of 100, day 181 of 364: 5% done, 50% expected.");
    expect(office, TOPIC_CHECK_IN, "2026-07-01", "");
    expect(office, TOPIC_GOAL, "2026-07-30",
        "CAMA Train: 5 of 100, day 210 of 364: 5% done, 58% expected.");
    expect(office, TOPIC_GOAL, "2026-07-31", "");
    expect(office, TOPIC_CHECK_IN, "2026-07-31",
        "CAMA Train: Last logged 2026-06-30; due monthly, 1 day overdue.");
    expect(office, TOPIC_GOAL, "2026-12-31", "");
    expect(office, TOPIC_GOAL, "2027-01-01", "CAMA Train: Was due 2026-12-31, yesterday, at 5%.");
    put(office, &kind_goal, "Train", "state", "missed");
    expect(office, TOPIC_GOAL, "2027-01-01", "");
}

static void milestones_within_the_days(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Primer", "measure", "milestones",
        "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(
        office, &kind_milestone, "goal", "Primer", "title", "Draft", "due", "2026-09-28", NULL);
    office_add(office, &kind_milestone, "goal", "Primer", "title", "No day", NULL);
    expect(office, TOPIC_MILESTONE, "2026-06-29", "");
    expect(office, TOPIC_MILESTONE, "2026-06-30",
        "CAMA Draft: Due 2026-09-28, in 3 months; milestone of \"Primer\".");
    expect(office, TOPIC_MILESTONE, "2026-09-28",
        "CAMA Draft: Due 2026-09-28, today; milestone of \"Primer\".");
    expect(office, TOPIC_MILESTONE, "2026-09-30",
        "CAMA Draft: Was due 2026-09-28, 2 days ago; milestone of \"Primer\".");
    put(office, &kind_goal, "Primer", "state", "met");
    expect(office, TOPIC_MILESTONE, "2026-09-30", "");
    put(office, &kind_goal, "Primer", "state", "open");
    put(office, &kind_milestone, "Draft", "done_on", "2026-06-30");
    expect(office, TOPIC_MILESTONE, "2026-09-30", "");
}

static void agreements_inside_their_lead_days(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Affiliation", "signed_on",
        "2025-01-01", "from", "2025-01-01", "to", "2026-08-31", "renewal_lead", "30", NULL);
    expect(office, TOPIC_RENEWAL, "2026-07-31", "");
    expect(office, TOPIC_RENEWAL, "2026-08-01", "CAMA Affiliation: Ends 2026-08-31, in 4 weeks.");
    expect(office, TOPIC_RENEWAL, "2026-08-31", "CAMA Affiliation: Ends 2026-08-31, today.");
    put(office, &kind_agreement, "Affiliation", "notice_days", "60");
    expect(office, TOPIC_RENEWAL, "2026-09-01",
        "CAMA Affiliation: Lapsed 2026-08-31, yesterday; 60-day notice required.");
    put(office, &kind_affiliate, "CAMA", "status", "ended");
    expect(office, TOPIC_RENEWAL, "2026-09-01", "");
    put(office, &kind_affiliate, "CAMA", "status", "dormant");
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "The next", "renews",
        "Affiliation", NULL);
    expect(office, TOPIC_RENEWAL, "2026-09-01", ""); /* another follows, signed or not */
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
    expect(office, TOPIC_TERM, "2026-06-28", "");
    expect(office, TOPIC_TERM, "2026-06-29", region);
    expect(office, TOPIC_TERM, "2026-09-28",
        "CAMA Ada Bright, Staff liaison: Ends 2026-09-28, today; no successor named.");
    expect(office, TOPIC_TERM, "2026-09-29", "");
    expect(office, TOPIC_TERM, "2025-12-31", "");
    office_add(office, &kind_assignment, "person", "Bo Long", "role", "Staff liaison", "affiliate",
        "CAMA", "from", "2026-09-29", NULL);
    expect(office, TOPIC_TERM, "2026-06-30", region);
    office_add(office, &kind_assignment, "person", "Bo Long", "role", "Regional director", "region",
        "Northeast", "from", "2026-09-28", NULL);
    expect(office, TOPIC_TERM, "2026-06-29", region); /* of another region */
}

static void follow_ups_until_they_are_done(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_activity, "affiliate", "CAMA", "kind", "call", "day", "2026-06-01",
        "title", "Budget", "follow_up_on", "2026-09-28", NULL);
    expect(office, TOPIC_FOLLOW_UP, "2026-06-29", "");
    expect(office, TOPIC_FOLLOW_UP, "2026-06-30",
        "CAMA Budget: Follow-up due 2026-09-28, in 3 months; call on 2026-06-01.");
    expect(office, TOPIC_FOLLOW_UP, "2026-10-01",
        "CAMA Budget: Follow-up due 2026-09-28, 3 days ago; call on 2026-06-01.");
    put(office, &kind_activity, "Budget", "follow_up_done_on", "2026-06-20");
    expect(office, TOPIC_FOLLOW_UP, "2026-10-01", "");
}

static void events_that_nobody_attends(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_event, "title", "Conference", "host", "CAMA", "from", "2026-09-28",
        "to", "2026-09-30", "place", "Halifax", NULL);
    office_add(office, &kind_event, "title", "One day", "to", "2026-09-29", NULL);
    expect(office, TOPIC_EVENT, "2026-06-29", "");
    expect(office, TOPIC_EVENT, "2026-06-30",
        "CAMA Conference: 2026-09-28 (in 3 months), Halifax; no one attending.");
    expect(office, TOPIC_EVENT, "2026-09-28",
        "CAMA Conference: 2026-09-28 (today), Halifax; no one attending.\n"
        "- One day: 2026-09-29 (tomorrow); no one attending.");
    expect(office, TOPIC_EVENT, "2026-09-29", "- One day: 2026-09-29 (today); no one attending.");
    expect(office, TOPIC_EVENT, "2026-09-30", "");
    office_add(office, &kind_attendance, "event", "Conference", "person", "Ada Bright", NULL);
    office_add(office, &kind_attendance, "event", "Conference", "person", "Bo Long", "state",
        "going", NULL); /* of the host itself */
    expect(office, TOPIC_EVENT, "2026-06-30",
        "CAMA Conference: 2026-09-28 (in 3 months), Halifax; no one attending, 1 invited.");
    office_add(office, &kind_attendance, "event", "Conference", "person", "Ada Bright", "state",
        "going", NULL);
    expect(office, TOPIC_EVENT, "2026-06-30", "");
    put(office, &kind_event, "One day", "state", "cancelled");
    expect(office, TOPIC_EVENT, "2026-09-29", "");
}

static void contact_as_often_as_wanted(void **state)
{
    struct office *office = *state;
    put(office, &kind_affiliate, "FCCMA", "status", "dormant");
    expect(office, TOPIC_CONTACT, "2026-06-30",
        "CAMA Canadian managers: No contact logged (target: every 90 days).");
    put(office, &kind_affiliate, "CAMA", "since", "2026-04-01");
    expect(office, TOPIC_CONTACT, "2026-06-30", ""); /* it is 90 days old */
    expect(office, TOPIC_CONTACT, "2026-07-01",
        "CAMA Canadian managers: No contact logged (target: every 90 days).");
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-01", NULL);
    office_add(
        office, &kind_activity, "affiliate", "CAMA", "day", "2026-12-01", "state", "planned", NULL);
    expect(office, TOPIC_CONTACT, "2026-08-30", "");
    expect(office, TOPIC_CONTACT, "2026-08-31",
        "CAMA Canadian managers: Last contact 2026-06-01, 3 months ago (target: every 90 days).");
    put(office, &kind_affiliate, "CAMA", "cadence", "weekly");
    expect(office, TOPIC_CONTACT, "2026-06-08", "");
    expect(office, TOPIC_CONTACT, "2026-06-09",
        "CAMA Canadian managers: Last contact 2026-06-01, 8 days ago (target: weekly).");
}

static void required_roles_that_nobody_holds(void **state)
{
    struct office *office = *state;
    put(office, &kind_role, "Regional director", "required", "yes");
    put(office, &kind_affiliate, "CAMA", "status", "ended");
    static const char three[] = "FCCMA Florida managers: Vacant: Regional director, Staff liaison, "
                                "President, Secretary/executive director.";
    expect(office, TOPIC_ROLE, "2026-06-30", three);
    office_add(office, &kind_assignment, "person", "Ada Bright", "role", "Regional director",
        "region", "Southeast", "from", "2026-07-01", "to", "2026-07-31", NULL);
    expect(office, TOPIC_ROLE, "2026-06-30", three);
    expect(office, TOPIC_ROLE, "2026-07-31",
        "FCCMA Florida managers: Vacant: Staff liaison, President, Secretary/executive director.");
    expect(office, TOPIC_ROLE, "2026-08-01", three);
    static const char *const roles[] = {
        "Regional director", "Staff liaison", "President", "Secretary/executive director"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        office_add(office, &kind_assignment, "person", "Bo Long", "role", roles[i], "affiliate",
            "FCCMA", "from", "2026-01-01", NULL);
    expect(office, TOPIC_ROLE, "2026-08-01", "");
}

static void mine_is_what_i_look_after_or_am_named_in(void **state)
{
    struct office *office = *state;
    struct agenda_options mine = {.mine = true, .days = 90};
    office_add(office, &kind_person, "name", "Test", NULL);
    office_add(office, &kind_assignment, "person", "Test", "role", "Staff liaison", "region",
        "Southeast", "from", "2026-01-01", NULL);
    expect_of(office, &mine, TOPIC_CONTACT, "2026-06-30",
        "FCCMA Florida managers: No contact logged (target: every 90 days).");
    add_goal(office, "Theirs");
    add_goal(office, "Answered for");
    put(office, &kind_goal, "Answered for", "owner", "Test");
    expect_of(office, &mine, TOPIC_CHECK_IN, "2026-02-01",
        "CAMA Answered for: Nothing logged yet; due monthly, 1 day overdue.");
    office_add(office, &kind_activity, "affiliate", "CAMA", "title", "Called", "day", "2026-06-01",
        "follow_up_on", "2026-07-01", "our_person", "Test", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "title", "Other", "day", "2026-06-01",
        "follow_up_on", "2026-07-01", NULL);
    expect_of(office, &mine, TOPIC_FOLLOW_UP, "2026-06-30",
        "CAMA Called: Follow-up due 2026-07-01, tomorrow; call on 2026-06-01.");
    free(office->context->as);
    office->context->as = li_strdup("Nobody");
    struct agenda *agenda;
    struct li_error err;
    assert_int_equal(agenda_new(office->context, &mine, &agenda, &err), LI_NONE);
    assert_null(agenda);
}

static struct agenda_line only_line(struct office *office, enum topic_id topic)
{
    struct agenda_line line;
    struct li_error err;
    struct agenda *agenda = found(office, &(struct agenda_options){.days = 90});
    assert_int_equal(agenda_line_count(agenda, topic), 1);
    assert_int_equal(
        agenda_line_load(agenda, topic, agenda_line_row(agenda, topic, 0), &line, &err), 1);
    agenda_free(agenda);
    return line;
}

static void undo(struct office *office, const char *wanted)
{
    char *said = NULL;
    struct li_error err;
    if (history_undo(office->context, NULL, NULL, NULL, &said, &err))
        fail_msg("%s", err.message);
    if (!strstr(said, wanted))
        fail_msg("\"%s\" where \"%s\" was expected", said, wanted);
    free(said);
}

static void what_is_ended_goes_and_undo_brings_it_back(void **state)
{
    struct office *office = *state;
    struct li_error err;
    office_add(office, &kind_activity, "affiliate", "CAMA", "title", "Called", "day", "2026-06-01",
        "follow_up_on", "2026-06-20", NULL);
    struct agenda_line line = only_line(office, TOPIC_FOLLOW_UP);
    assert_int_equal(agenda_end(office->context, &line, &err), LI_OK);
    expect(office, TOPIC_FOLLOW_UP, OFFICE_TODAY, "");
    undo(office, "Activity \"Called\": Follow-up done 2026-06-30");
    agenda_line_clear(&line);
    line = only_line(office, TOPIC_FOLLOW_UP);
    agenda_line_clear(&line);
    add_goal(office, "Train");
    line = only_line(office, TOPIC_CHECK_IN);
    assert_int_equal(agenda_end(office->context, &line, &err), LI_REFUSED);
    agenda_line_clear(&line);
}

/* What acting on the only line of the topic adds, as "ROLE FROM TO". */
static void expect_next(struct office *office, enum topic_id topic, const char *wanted)
{
    struct li_error err;
    struct record *next;
    struct agenda_line line = only_line(office, topic);
    assert_int_equal(agenda_next(office->context, &line, &next, &err), LI_OK);
    struct id role;
    assert_true(id_parse(record_get(next, ASSIGNMENT_ROLE), &role));
    char *title = record_title(office->context, &kind_role, &role);
    const char *to = record_get(next, ASSIGNMENT_TO);
    char *got = li_format("%s %s %s", title, record_get(next, ASSIGNMENT_FROM), to ? to : "-");
    assert_string_equal(got, wanted);
    assert_non_null(record_get(next, ASSIGNMENT_AFFILIATE));
    assert_null(record_get(next, ASSIGNMENT_PERSON));
    free(got);
    free(title);
    record_free(next);
    agenda_line_clear(&line);
}

static void who_is_missing_is_asked_for(void **state)
{
    struct office *office = *state;
    put(office, &kind_affiliate, "CAMA", "status", "ended");
    expect_next(office, TOPIC_ROLE, "Staff liaison 2026-06-30 -");
    office_add(office, &kind_assignment, "person", "Ada Bright", "role", "Staff liaison",
        "affiliate", "FCCMA", "from", "2026-01-01", "to", "2026-08-31", NULL);
    expect_next(office, TOPIC_ROLE, "President 2026-06-30 2027-06-29");
    expect_next(office, TOPIC_TERM, "Staff liaison 2026-09-01 -");
}

static void a_line_put_off_comes_back_on_its_day(void **state)
{
    struct office *office = *state;
    struct li_error err;
    static const char late[] = "CAMA Train: Nothing logged yet; due monthly, %d days overdue.";
    add_goal(office, "Train");
    struct agenda_line line = only_line(office, TOPIC_CHECK_IN);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today, &err), LI_REFUSED);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today + 2, &err), LI_OK);
    expect(office, TOPIC_CHECK_IN, "2026-07-01", "");
    struct agenda *agenda = found(office, &(struct agenda_options){.days = 90});
    assert_int_equal(agenda_total(agenda, TOPIC_CHECK_IN), 0);
    assert_int_equal(agenda_snoozed(agenda, TOPIC_CHECK_IN), 1);
    agenda_free(agenda);
    char *back = li_format(late, 152);
    expect(office, TOPIC_CHECK_IN, "2026-07-02", back);
    free(back);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today + 9, &err), LI_OK);
    char *count = office_ask(office, "SELECT count(*) || ' ' || max(until) FROM snooze");
    assert_string_equal(count, "1 2026-07-09");
    free(count);
    undo(office, "Snooze \"Train\" until 2026-07-09");
    undo(office, "Snooze \"Train\" until 2026-07-02");
    back = li_format(late, 150);
    expect(office, TOPIC_CHECK_IN, OFFICE_TODAY, back);
    free(back);
    agenda_line_clear(&line);
}

static void the_first_are_kept_in_order_and_all_are_counted(void **state)
{
    struct office *office = *state;
    for (int i = 0; i < 40; i++) {
        char day[DAY_TEXT_SIZE], title[24];
        snprintf(title, sizeof title, "Call %02d", i);
        date_text(office->context->today + (i * 7) % 40, day);
        office_add(office, &kind_activity, "affiliate", "CAMA", "title", title, "day", "2026-06-01",
            "follow_up_on", day, NULL);
    }
    struct agenda *agenda = found(office, &(struct agenda_options){.days = 90, .most = 3});
    assert_int_equal(agenda_total(agenda, TOPIC_FOLLOW_UP), 40);
    assert_true(agenda_is_counted(agenda, TOPIC_FOLLOW_UP));
    assert_int_equal(agenda_line_count(agenda, TOPIC_FOLLOW_UP), 3);
    char *text = told(agenda, TOPIC_FOLLOW_UP);
    static const char *const wanted[] = {"Call 00: ", "Call 23: ", "Call 06: "};
    const char *at = text;
    for (size_t i = 0; i < 3 && at; i++)
        at = strstr(at, wanted[i]);
    assert_non_null(at);
    int64_t first = agenda_line_row(agenda, TOPIC_FOLLOW_UP, 0);
    agenda_drop(agenda, TOPIC_FOLLOW_UP, first);
    assert_int_equal(agenda_total(agenda, TOPIC_FOLLOW_UP), 39);
    assert_int_not_equal(agenda_line_row(agenda, TOPIC_FOLLOW_UP, 0), first);
    free(text);
    agenda_free(agenda);
}

static void a_write_between_two_slices_counts_nothing_twice(void **state)
{
    struct office *office = *state;
    struct agenda *agenda;
    struct li_error err;
    for (int i = 0; i < 5; i++)
        office_add(office, &kind_affiliate, "name", "More", "kind", "state", "country", "US", NULL);
    assert_int_equal(agenda_new(office->context, &(struct agenda_options){.days = 90, .most = 100},
                         &agenda, &err),
        LI_OK);
    for (int i = 0; i < 2 * TOPIC_COUNT; i++)
        assert_int_equal(agenda_work(agenda, 1, &err), 1);
    office_add(office, &kind_affiliate, "name", "Last", "kind", "state", "country", "US", NULL);
    while (agenda_work(agenda, 1, &err) > 0)
        ;
    assert_int_equal(agenda_total(agenda, TOPIC_CONTACT), 8);
    agenda_free(agenda);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, office_teardown)
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
        TEST(what_is_ended_goes_and_undo_brings_it_back),
        TEST(who_is_missing_is_asked_for),
        TEST(a_line_put_off_comes_back_on_its_day),
        TEST(the_first_are_kept_in_order_and_all_are_counted),
        TEST(a_write_between_two_slices_counts_nothing_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
