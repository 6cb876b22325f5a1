/*
 * test_conflicts_today.c: conflicting edits as a topic of Today, counted as they are decided.
 */
#include "core/agenda/agenda.h"
#include "core/kind/affiliate.h"
#include "tests/support/check.h"
#include "tests/support/rival_office.h"

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
    assert_string_equal(line.why, "City is Montreal; Toronto by Test was not used.");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIVALS_TEST(test_today_counts_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
