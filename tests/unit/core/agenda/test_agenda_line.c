/*
 * test_agenda_line.c: the agenda's lines: what acting on one does to it, snoozing, and counting.
 */
#include "core/history/history_undo.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/role.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tests/support/office_agenda.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static struct agenda_line only_line(struct office *office, enum topic_id topic)
{
    struct agenda_line line;
    struct li_error err;
    struct agenda *agenda = agenda_found(office, &(struct agenda_options){.days = 90});
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
    agenda_expect(office, TOPIC_FOLLOW_UP, OFFICE_TODAY, "");
    undo(office, "Activity \"Called\": Follow-up done 2026-06-30");
    agenda_line_clear(&line);
    line = only_line(office, TOPIC_FOLLOW_UP);
    agenda_line_clear(&line);
    agenda_add_goal(office, "Train");
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
    agenda_put(office, &kind_affiliate, "CAMA", "status", "ended");
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
    agenda_add_goal(office, "Train");
    struct agenda_line line = only_line(office, TOPIC_CHECK_IN);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today, &err), LI_REFUSED);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today + 2, &err), LI_OK);
    agenda_expect(office, TOPIC_CHECK_IN, "2026-07-01", "");
    struct agenda *agenda = agenda_found(office, &(struct agenda_options){.days = 90});
    assert_int_equal(agenda_total(agenda, TOPIC_CHECK_IN), 0);
    assert_int_equal(agenda_snoozed(agenda, TOPIC_CHECK_IN), 1);
    agenda_free(agenda);
    char *back = li_format(late, 152);
    agenda_expect(office, TOPIC_CHECK_IN, "2026-07-02", back);
    free(back);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today + 9, &err), LI_OK);
    char *count = office_ask(office, "SELECT count(*) || ' ' || max(until) FROM snooze");
    assert_string_equal(count, "1 2026-07-09");
    free(count);
    undo(office, "Snooze \"Train\" until 2026-07-09");
    undo(office, "Snooze \"Train\" until 2026-07-02");
    back = li_format(late, 150);
    agenda_expect(office, TOPIC_CHECK_IN, OFFICE_TODAY, back);
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
    struct agenda *agenda = agenda_found(office, &(struct agenda_options){.days = 90, .most = 3});
    assert_int_equal(agenda_total(agenda, TOPIC_FOLLOW_UP), 40);
    assert_true(agenda_is_counted(agenda, TOPIC_FOLLOW_UP));
    assert_int_equal(agenda_line_count(agenda, TOPIC_FOLLOW_UP), 3);
    char *text = agenda_told(agenda, TOPIC_FOLLOW_UP);
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
#define TEST(name) cmocka_unit_test_setup_teardown(name, agenda_setup, office_teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_is_ended_goes_and_undo_brings_it_back),
        TEST(who_is_missing_is_asked_for),
        TEST(a_line_put_off_comes_back_on_its_day),
        TEST(the_first_are_kept_in_order_and_all_are_counted),
        TEST(a_write_between_two_slices_counts_nothing_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
