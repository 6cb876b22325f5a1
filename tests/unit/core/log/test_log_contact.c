/*
 * test_log_contact.c: whom a record is about, a contact logged in one entry, and its follow-up.
 */
#include "core/history/history_undo.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/log/log_contact.h"
#include "core/people/affiliate_of.h"
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

#include <cmocka.h>

static struct id add_affiliate(struct office *office)
{
    return office_add(
        office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
}

static void expects(struct office *office, const char *sql, const char *expected)
{
    char *got = office_ask(office, sql);
    assert_string_equal(got ? got : "(null)", expected);
    free(got);
}

/* Says what is said before and after, and returns the new activity's id. */
static struct id logs(struct office *office, const struct id *affiliate,
    const struct log_contact *contact, const char *expected)
{
    struct li_error err = {0};
    struct id id = {{0}};
    char *preview = NULL, *said = NULL;
    int field;
    if (log_contact_preview(office->context, affiliate, contact, &preview, &err) != LI_OK)
        fail_msg("%s", err.message);
    assert_string_equal(preview, expected);
    if (log_contact(office->context, affiliate, contact, &said, &field, &err) != LI_OK)
        fail_msg("%s", err.message);
    assert_string_equal(said, expected);
    assert_int_equal(field, -1);
    free(preview);
    free(said);
    char *newest = office_ask(office, "SELECT id FROM activity ORDER BY rowid DESC LIMIT 1");
    assert_true(id_parse(newest, &id));
    free(newest);
    return id;
}

static void refuses(struct office *office, const struct id *affiliate,
    const struct log_contact *contact, int expected_field, const char *expected)
{
    struct li_error err = {0};
    char *said = NULL;
    int field = -2;
    assert_int_equal(
        log_contact_preview(office->context, affiliate, contact, &said, &err), LI_REFUSED);
    assert_null(said);
    assert_string_equal(err.message, expected);
    assert_int_equal(
        log_contact(office->context, affiliate, contact, &said, &field, &err), LI_REFUSED);
    assert_string_equal(err.message, expected);
    assert_int_equal(field, expected_field);
    expects(office, "SELECT count(*) FROM activity", "0");
}

static void undo(struct office *office)
{
    struct li_error err;
    char *said = NULL;
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
}

static void a_call_with_a_follow_up_is_one_entry(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada Moss", "organization", "CAMA", NULL);
    office_add(office, &kind_person, "name", "Test", NULL);
    logs(office, &affiliate,
        &(struct log_contact){
            .with = "ada", .about = "the dues", .follow_up = "+2w", .details = "Two\nlines"},
        "Call with Ada Moss, Tue 2026-06-30: \"the dues\"; follow up Tue 2026-07-14.");
    expects(office,
        "SELECT a.kind || ' ' || a.state || ' ' || a.day || ' ' || a.follow_up_on || ' ' || p.name"
        " FROM activity a JOIN person p ON p.id = a.our_person",
        "call done 2026-06-30 2026-07-14 Test");
    expects(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Log call with \"Canada\": the dues");
    undo(office);
    expects(office, "SELECT count(*) FROM activity", "0");
}

static void little_needs_to_be_said(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office);
    logs(office, &affiliate, &(struct log_contact){.kind = NULL}, "Call, Tue 2026-06-30.");
    logs(office, &affiliate, &(struct log_contact){.kind = "visit", .on = "last fri"},
        "Visit, Fri 2026-06-26.");
    logs(office, &affiliate, &(struct log_contact){.kind = "meeting", .on = "fri"},
        "Meeting, planned for Fri 2026-07-03.");
    expects(office, "SELECT group_concat(state) FROM (SELECT state FROM activity ORDER BY rowid)",
        "done,done,planned");
}

static void without_a_subject_the_type_is_the_title(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office);
    struct id id = logs(office, &affiliate, &(struct log_contact){.kind = "conference-support"},
        "Conference support, Tue 2026-06-30.");
    char *title = record_title(office->context, &kind_activity, &id);
    assert_string_equal(title, "Conference support on 2026-06-30");
    free(title);
    expects(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Log conference support with \"Canada\"");
}

static void what_is_wrong_names_its_field(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id affiliate = add_affiliate(office);
    refuses(office, &affiliate, &(struct log_contact){.kind = "chat"}, ACTIVITY_KIND,
        "Type must be one of Call, Meeting, Visit, Email, Training, Conference support, Exchange, "
        "Publication, Advocacy.");
    refuses(office, &affiliate, &(struct log_contact){.follow_up = "-2d"}, ACTIVITY_FOLLOW_UP_ON,
        "Follow-up date can't be before date (2026-06-30).");
    refuses(office, &affiliate, &(struct log_contact){.on = "3/4"}, ACTIVITY_DAY,
        "\"3/4\" could be 2026-03-04 or 2026-04-03; enter one of these.");
    record_archive(office->context, &kind_affiliate, &affiliate, true, &err);
    refuses(office, &affiliate, &(struct log_contact){.kind = "call"}, -1,
        "\"Canada\" is archived; restore it to log a contact with it.");
}

static void a_contact_answers_an_earlier_one(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office);
    struct id first = logs(office, &affiliate,
        &(struct log_contact){.on = "2026-06-01", .follow_up = "2026-06-15", .about = "terms"},
        "Call, Mon 2026-06-01: \"terms\"; follow up Mon 2026-06-15.");
    logs(office, &affiliate,
        &(struct log_contact){.kind = "email", .on = "2026-06-16", .answers = &first},
        "Email, Tue 2026-06-16.");
    expects(office, "SELECT follow_up_done_on FROM activity WHERE title = 'terms'", "2026-06-16");
    undo(office);
    expects(office, "SELECT count(*) || ' ' || count(follow_up_done_on) FROM activity", "1 0");
}

static void a_follow_up_is_done_once(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id affiliate = add_affiliate(office);
    struct id plain = logs(office, &affiliate, &(struct log_contact){0}, "Call, Tue 2026-06-30.");
    struct id open = logs(office, &affiliate, &(struct log_contact){.follow_up = "+1d"},
        "Call, Tue 2026-06-30; follow up Wed 2026-07-01.");
    assert_int_equal(log_contact_followed(office->context, &plain, &err), LI_REFUSED);
    assert_string_equal(err.message, "This activity has no follow-up date.");
    assert_int_equal(log_contact_followed(office->context, &open, &err), LI_OK);
    expects(office, "SELECT max(follow_up_done_on) FROM activity", OFFICE_TODAY);
    assert_int_equal(log_contact_followed(office->context, &open, &err), LI_REFUSED);
    assert_string_equal(err.message, "The follow-up was already done on 2026-06-30.");
}

static void records_lead_to_their_affiliate(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id affiliate = add_affiliate(office), found;
    struct id goal = office_add(
        office, &kind_goal, "affiliate", "cama", "title", "Steps", "measure", "milestones", NULL);
    struct id step = office_add(office, &kind_milestone, "goal", "steps", "title", "One", NULL);
    struct id theirs =
        office_add(office, &kind_person, "name", "Ada Moss", "organization", "CAMA", NULL);
    struct id ours = office_add(office, &kind_person, "name", "Wren", NULL);
    const struct {
        const struct kind *kind;
        const struct id *id;
    } leads[] = {{&kind_affiliate, &affiliate}, {&kind_goal, &goal}, {&kind_milestone, &step},
        {&kind_person, &theirs}};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        assert_true(affiliate_of_any(leads[i].kind));
        assert_int_equal(
            affiliate_of(office->context, leads[i].kind, leads[i].id, &found, &err), LI_OK);
        assert_true(id_equal(&found, &affiliate));
    }
    assert_int_equal(affiliate_of(office->context, &kind_person, &ours, &found, &err), LI_NONE);
    assert_string_equal(err.message, "\"Wren\" has no affiliate.");
    assert_false(affiliate_of_any(&kind_role));
}

static void note_person(void *arg, const struct id *person, const char *name, const char *role)
{
    char *text = arg;
    (void)person;
    sprintf(text + strlen(text), "%s (%s) ", name, role ? role : "-");
}

static void people_come_by_office_and_once(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id affiliate = add_affiliate(office);
    static const char *const people[][3] = {{"Ada Moss", "Board contact", "2027-01-01"},
        {"Bo Reed", "President", NULL}, {"Cy Fern", "President", "2025-01-01"},
        {"Di Vale", NULL, NULL}};
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        office_add(office, &kind_person, "name", people[i][0], "organization", "CAMA", NULL);
        if (people[i][1])
            office_add(office, &kind_assignment, "person", people[i][0], "role", people[i][1],
                "affiliate", "CAMA", "from", "2024-01-01", "to", people[i][2], NULL);
    }
    char said[256] = "";
    assert_int_equal(
        affiliate_of_people(office->context, &affiliate, note_person, said, &err), LI_OK);
    assert_string_equal(
        said, "Bo Reed (President) Ada Moss (Board contact) Cy Fern (-) Di Vale (-) ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_call_with_a_follow_up_is_one_entry),
        OFFICE_TEST(little_needs_to_be_said),
        OFFICE_TEST(without_a_subject_the_type_is_the_title),
        OFFICE_TEST(what_is_wrong_names_its_field),
        OFFICE_TEST(a_contact_answers_an_earlier_one),
        OFFICE_TEST(a_follow_up_is_done_once),
        OFFICE_TEST(records_lead_to_their_affiliate),
        OFFICE_TEST(people_come_by_office_and_once),
    };
    return cmocka_run_group_tests_name("contact", tests, NULL, NULL);
}
