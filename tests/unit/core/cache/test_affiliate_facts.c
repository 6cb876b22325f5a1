/*
 * test_affiliate_facts.c: what an affiliate's health is drawn from, as it stands in the records:
 * what counts and what does not, and the first and the last day on which it does.
 */
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/membership.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/kind/state.h"
#include "core/open.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The office's day is 2026-06-30. AB and YZ are in one region; Ada is ours, Bea AB's, Zoe YZ's. */
static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "AB", "name", "Abc", "kind", "state", "region",
        "Southeast", NULL);
    office_add(office, &kind_affiliate, "code", "YZ", "name", "Xyz", "kind", "state", "region",
        "Southeast", NULL);
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_person, "name", "Bea Cole", "organization", "AB", NULL);
    office_add(office, &kind_person, "name", "Zoe Dunn", "organization", "YZ", NULL);
    *state = office;
    return 0;
}

static void on_day(struct office *office, const char *day)
{
    office->context->today = date_parse(day);
}

/* The sentences of AB's health. */
static void expect_reasons(struct office *office, const char *reasons)
{
    char *sql = li_format("SELECT %s FROM affiliate r WHERE code = 'AB'",
        kind_affiliate.fields[AFFILIATE_HEALTH_REASONS].sql);
    char *got = office_ask(office, sql);
    assert_string_equal(got, reasons);
    free(got);
    free(sql);
}

static void expect_kept(struct office *office, const char *health)
{
    char *got =
        office_ask(office, "SELECT k.health FROM local_cache_affiliate k WHERE words LIKE 'abc%'");
    assert_string_equal(got, health);
    free(got);
}

#define NOTHING "Not enough data yet."

static void contact_is_what_was_done(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_activity, "affiliate", "AB", "kind", "call", "day", "2026-06-29",
        "state", "planned", NULL);
    office_add(office, &kind_activity, "affiliate", "AB", "kind", "call", "day", "2026-06-28",
        "state", "cancelled", NULL);
    office_add(
        office, &kind_activity, "affiliate", "YZ", "kind", "call", "day", "2026-06-27", NULL);
    expect_reasons(office, NOTHING);
    office_add(
        office, &kind_activity, "affiliate", "AB", "kind", "visit", "day", "2026-03-01", NULL);
    office_add(
        office, &kind_activity, "affiliate", "AB", "kind", "email", "day", "2026-02-01", NULL);
    expect_reasons(office, "Contact: last on 2026-03-01, 121 days ago (target: every 90 days).");
    expect_kept(office, "at-risk");
    on_day(office, "2026-03-01");
    expect_reasons(office, "Contact: last on 2026-03-01, today (target: every 90 days).");
    on_day(office, "2026-02-28");
    expect_reasons(office, "Contact: last on 2026-02-01, 27 days ago (target: every 90 days).");
    on_day(office, "2026-01-31");
    expect_reasons(office, NOTHING);
}

/* One event and who was there. */
static void went(struct office *office, const char *title, const char *host, const char *day,
    const char *person, const char *as)
{
    struct li_error err;
    struct record *event = record_new(office->context, &kind_event);
    record_set(event, EVENT_TITLE, title);
    record_set(event, EVENT_FROM, day);
    if (host)
        assert_int_equal(record_parse(office->context, event, EVENT_HOST, host, &err), LI_OK);
    assert_int_equal(record_save(office->context, event, &err), LI_OK);
    record_free(event);
    office_add(office, &kind_attendance, "event", title, "person", person, "state", as, NULL);
}

static void visits_are_events_of_the_other_side(void **state)
{
    struct office *office = *state;
    went(office, "Elsewhere", "YZ", "2026-05-01", "Ada", "attended");
    went(office, "Their own", "AB", "2026-05-01", "Bea", "attended");
    went(office, "Not gone", "AB", "2026-05-01", "Ada", "declined");
    went(office, "Of others", "YZ", "2026-05-01", "Bea", "attended");
    went(office, "Still to come", NULL, "2026-07-01", "Bea", "attended");
    expect_reasons(office, NOTHING);
    went(office, "Summit", "AB", "2026-06-30", "Ada", "attended");
    expect_reasons(
        office, "Visits, last 2 years: we attended 1 of their events; they attended none of ours.");
    went(office, "Conference", NULL, "2024-07-01", "Bea", "attended");
    office_add(office, &kind_attendance, "event", "Conference", "person", "Bea", "state",
        "attended", "capacity", "speaker", NULL);
    expect_reasons(
        office, "Visits, last 2 years: we attended 1 of their events; they attended 1 of ours.");
    on_day(office, "2026-07-01"); /* the conference was two years ago; another is today */
    expect_reasons(
        office, "Visits, last 2 years: we attended 1 of their events; they attended 1 of ours.");
    on_day(office, "2028-06-29");
    expect_reasons(
        office, "Visits, last 2 years: we attended 1 of their events; they attended 1 of ours.");
    on_day(office, "2028-06-30");
    expect_reasons(
        office, "Visits, last 2 years: we attended none of their events; they attended 1 of ours.");
    on_day(office, "2028-07-01");
    expect_reasons(office, NOTHING);
}

static void membership_of_the_two_years(void **state)
{
    struct office *office = *state;
    static const char *const counts[][3] = {{"2024-06-30", "500", "50"},
        {"2024-07-01", "400", NULL}, {"2025-01-01", NULL, "40"}, {"2026-06-30", "390", "44"}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        office_add(office, &kind_membership, "affiliate", "AB", "day", counts[i][0], "members",
            counts[i][1] ? counts[i][1] : "", "joint_members", counts[i][2] ? counts[i][2] : "",
            NULL);
    expect_reasons(office, "Membership: 390 on 2026-06-30, 2.5% fewer than 400 on 2024-07-01.");
    on_day(office, "2026-06-29"); /* the last is still to come, the first in reach */
    expect_reasons(office, "Membership: 400 on 2024-07-01, 20% fewer than 500 on 2024-06-30.");
    on_day(office, "2026-07-01"); /* one count of members is left, and two of joint members */
    expect_reasons(
        office, "Membership: 44 joint members on 2026-06-30, 10% more than 40 on 2025-01-01.");
    on_day(office, "2027-01-01");
    expect_reasons(office, NOTHING);
}

static void change(struct office *office, const char *code, int field, const char *typed)
{
    struct li_error err;
    struct record *record;
    struct id id;
    char *sql = li_format("SELECT id_text(id) FROM affiliate WHERE code = '%s'", code);
    char *text = office_ask(office, sql);
    assert_true(id_parse(text, &id));
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    assert_int_equal(record_parse(office->context, record, field, typed, &err), LI_OK);
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
    free(text);
    free(sql);
}

static void roles_are_held_here_or_in_the_region(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_assignment, "person", "Bea", "role", "President-elect", "affiliate",
        "AB", NULL);
    expect_reasons(office, NOTHING); /* nobody needs to be that */
    office_add(office, &kind_assignment, "person", "Bea", "role", "President", "affiliate", "AB",
        "from", "2026-01-01", "to", "2026-06-30", NULL);
    office_add(office, &kind_assignment, "person", "Ada", "role", "Staff liaison", "region",
        "Southeast", "from", "2026-06-30", NULL);
    expect_reasons(office, "Required roles: 2 of 3 filled; vacant: Secretary/executive director.");
    expect_kept(office, "at-risk");
    on_day(office, "2026-07-01");
    expect_reasons(
        office, "Required roles: 1 of 3 filled; vacant: President, Secretary/executive director.");
    on_day(office, "2026-06-29");
    expect_reasons(office,
        "Required roles: 1 of 3 filled; vacant: Staff liaison, Secretary/executive director.");
    on_day(office, "2025-12-31");
    expect_reasons(office, "Required roles: 0 of 3 filled; vacant: Staff liaison, President,"
                           " Secretary/executive director.");
}

/* Who has no region is looked after in that of its state, and follows it. */
static void roles_are_held_in_the_region_of_the_state(void **state)
{
    struct office *office = *state;
    struct li_error err;
    change(office, "AB", AFFILIATE_REGION, NULL);
    change(office, "AB", AFFILIATE_STATE, "FL");
    office_add(office, &kind_assignment, "person", "Bea", "role", "President", "affiliate", "AB",
        "from", "2026-01-01", NULL);
    expect_kept(office, "off-track");
    office_add(office, &kind_assignment, "person", "Ada", "role", "Staff liaison", "region",
        "Southeast", "from", "2026-01-01", NULL);
    expect_reasons(office, "Required roles: 2 of 3 filled; vacant: Secretary/executive director.");
    expect_kept(office, "at-risk");
    struct record *florida;
    struct id id;
    char *text = office_ask(office, "SELECT id_text(id) FROM state WHERE code = 'FL'");
    assert_true(id_parse(text, &id));
    assert_int_equal(record_load(office->context, &kind_state, &id, &florida, &err), LI_OK);
    assert_int_equal(record_parse(office->context, florida, STATE_REGION, "Midwest", &err), LI_OK);
    assert_int_equal(record_save(office->context, florida, &err), LI_OK);
    expect_kept(office, "off-track");
    record_free(florida);
    free(text);
}

static void a_role_that_becomes_required_is_missed(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_assignment, "person", "Ada", "role", "Staff liaison", "region",
        "Southeast", "from", "2026-01-01", NULL);
    office_add(office, &kind_assignment, "person", "Bea", "role", "President", "affiliate", "AB",
        "from", "2026-01-01", NULL);
    office_add(office, &kind_assignment, "person", "Bea", "role", "Secretary/executive director",
        "affiliate", "AB", "from", "2026-01-01", NULL);
    expect_kept(office, "on-track");
    office_add(office, &kind_role, "name", "Friend", "side", "theirs", "required", "yes", NULL);
    expect_kept(office, "at-risk");
    expect_reasons(office, "Required roles: 3 of 4 filled; vacant: Friend.");
}

/* Of who is dormant, neither contact nor people are expected. */
static void who_is_dormant_is_left_alone(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct record *record;
    office_add(
        office, &kind_activity, "affiliate", "AB", "kind", "call", "day", "2020-03-01", NULL);
    office_add(office, &kind_assignment, "person", "Bea", "role", "President", "affiliate", "AB",
        "from", "2020-01-01", "to", "2020-12-31", NULL);
    expect_kept(office, "off-track");
    char *text = office_ask(office, "SELECT id_text(id) FROM affiliate WHERE code = 'AB'");
    struct id id;
    assert_true(id_parse(text, &id));
    free(text);
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    record_set(record, AFFILIATE_STATUS, "dormant");
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
    expect_kept(office, "no-data");
    expect_reasons(office, NOTHING);
}

/* Opened with other settings, what is kept is made anew. */
static void weights_come_from_the_settings(void **state)
{
    struct office *office = *state;
    struct li_error err;
    office_add(
        office, &kind_activity, "affiliate", "AB", "kind", "call", "day", "2020-03-01", NULL);
    went(office, "Summit", "AB", "2026-06-30", "Ada", "attended");
    went(office, "Conference", NULL, "2026-06-01", "Bea", "attended");
    expect_kept(office, "off-track");
    static const struct {
        const char *settings, *health;
    } cases[] = {{"weight_contact = 0;", "on-track"}, {"weight_visits = 8;", "at-risk"},
        {"contact_days = 0;", "on-track"}, {"weight_contact = 0; weight_visits = 0;", "no-data"},
        {"", "off-track"}};
    char *path = li_format("%s/liaise.conf", office->folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FILE *file = fopen(path, "w");
        fputs(cases[i].settings, file);
        fclose(file);
        struct context *ours = office->context;
        struct context_options options = {.path = office->path,
            .mode = STORE_WRITE,
            .config = path,
            .today = date_parse(OFFICE_TODAY)};
        assert_int_equal(context_open(&office->context, &options, &err), LI_OK);
        expect_kept(office, cases[i].health);
        context_close(office->context);
        office->context = ours;
    }
    free(path);
}

#define HEALTH_TEST(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HEALTH_TEST(contact_is_what_was_done),
        HEALTH_TEST(visits_are_events_of_the_other_side),
        HEALTH_TEST(membership_of_the_two_years),
        HEALTH_TEST(roles_are_held_here_or_in_the_region),
        HEALTH_TEST(roles_are_held_in_the_region_of_the_state),
        HEALTH_TEST(a_role_that_becomes_required_is_missed),
        HEALTH_TEST(who_is_dormant_is_left_alone),
        HEALTH_TEST(weights_come_from_the_settings),
    };
    return cmocka_run_group_tests_name("affiliate health", tests, NULL, NULL);
}
