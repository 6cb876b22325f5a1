/*
 * test_conflicts_today.c: conflicting edits as a topic of Today, counted as they are decided.
 */
#include "core/agenda/agenda.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "tests/support/check.h"
#include "tests/support/rival_office.h"

/* The order is that of the list of conflicts. */
static void test_today_counts_them(void **state)
{
    struct rivals *rivals = *state;
    struct li_error err;
    struct agenda_line line;
    struct agenda *open = rivals_agenda(rivals->mine);
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "city", "Toronto");
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "website", "https://a.example");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "city", "Montreal");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "website", "https://b.example");
    rivals_meet(rivals);
    agenda_free(open);
    open = rivals_agenda(rivals->mine);
    assert_int_equal(agenda_total(open, TOPIC_CONFLICT), 2);
    int64_t row = agenda_line_row(open, TOPIC_CONFLICT, 0);
    assert_int_equal(agenda_line_load(open, TOPIC_CONFLICT, row, &line, &err), 1);
    assert_string_equal(line.who, "CAMA");
    assert_string_equal(line.what, "Canadian managers");
    assert_string_equal(
        line.why, "Website is https://b.example; https://a.example by Test was not used.");
    agenda_line_clear(&line);
    row = agenda_line_row(open, TOPIC_CONFLICT, 1); /* the newest come first */
    assert_int_equal(agenda_line_load(open, TOPIC_CONFLICT, row, &line, &err), 1);
    assert_string_equal(line.why, "City is Montreal; Toronto by Test was not used.");
    rivals_expect(rivals->mine,
        "Canadian managers: Website: https://b.example <- https://a.example (Test: Changed in two"
        " places; the later change was kept.)\n"
        "Canadian managers: City: Montreal <- Toronto (Test: Changed in two places; the later"
        " change was kept.)\n");
    assert_int_equal(agenda_snooze(rivals->mine, &line, rivals->mine->today + 3, &err), LI_OK);
    agenda_line_clear(&line);
    assert_int_equal(agenda_update(open, &err), LI_OK);
    assert_int_equal(agenda_total(open, TOPIC_CONFLICT), 0);
    rivals_undo(rivals->mine);
    assert_int_equal(agenda_update(open, &err), LI_OK);
    assert_int_equal(agenda_total(open, TOPIC_CONFLICT), 2);
    rivals_decided(rivals->mine, DECISION_KEEP);
    assert_int_equal(agenda_update(open, &err), LI_OK);
    assert_int_equal(agenda_total(open, TOPIC_CONFLICT), 0);
    rivals_undo(rivals->mine);
    assert_int_equal(agenda_update(open, &err), LI_OK);
    assert_int_equal(agenda_total(open, TOPIC_CONFLICT), 2);
    assert_false(agenda_is_stale(open));
    agenda_free(open);
}

/* An entry that was left out as a whole did nothing that would tell of it. */
static void test_today_hears_of_what_was_left_out(void **state)
{
    struct rivals *rivals = *state;
    struct li_error err;
    struct office there = {.context = rivals->theirs};
    office_add(rivals->office, &kind_affiliate, "code", "NEW", "name", "New managers", "kind",
        "international", "country", "CA", NULL);
    rivals_meet(rivals);
    rivals_undo(rivals->mine);
    struct agenda *open = rivals_agenda(rivals->mine);
    office_add(
        &there, &kind_agreement, "affiliate", "NEW", "title", "Accord", "kind", "memorandum", NULL);
    office_take(rivals->mine, rivals->theirs);
    assert_int_equal(agenda_update(open, &err), LI_OK);
    struct agenda *renewed;
    assert_int_equal(agenda_renew(open, &renewed, &err), LI_OK);
    while (agenda_work(renewed, 1000, &err) > 0)
        ;
    assert_int_equal(agenda_total(renewed, TOPIC_CONFLICT), 1);
    agenda_free(renewed);
    agenda_free(open);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIVALS_TEST(test_today_counts_them),
        RIVALS_TEST(test_today_hears_of_what_was_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
