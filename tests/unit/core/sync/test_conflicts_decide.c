/*
 * test_conflicts_decide.c: what keeping, taking and combining write, how that travels, and undone.
 */
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/area.h"
#include "core/kind/goal.h"
#include "core/record/record_save.h"
#include "data/entry/entry_clock.h"
#include "data/journal/journal.h"
#include "tests/support/check.h"
#include "tests/support/rival_office.h"
#include "tests/support/sharing.h"
#include <stdlib.h>
#include <string.h>

#define CITY                                                                                       \
    "Canadian managers: City: Montreal <- Toronto (Test: Changed in two places; the later change"  \
    " was kept.)\n"

static void cities_differ(struct rivals *rivals)
{
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "city", "Toronto");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "city", "Montreal");
    rivals_meet(rivals);
    rivals_expect(rivals->mine, CITY);
}

static const char city[] = "SELECT city FROM affiliate WHERE code = 'CAMA'",
                  entries[] = "SELECT count(*) FROM journal_entry";

static void test_keep(void **state)
{
    struct rivals *rivals = *state;
    cities_differ(rivals);
    struct office here = {.context = rivals->mine};
    char *before = office_ask(&here, "SELECT count(*) + 1 FROM journal_entry");
    rivals_decided(rivals->mine, DECISION_KEEP);
    rivals_says(rivals->mine, city, "Montreal");
    rivals_says(rivals->mine, entries, before);
    free(before);
    rivals_expect(rivals->theirs, CITY);
    rivals_meet(rivals);
    rivals_expect(rivals->theirs, "");
    rivals_undo(rivals->mine);
    rivals_expect(rivals->mine, CITY);
    rivals_meet(rivals);
    rivals_expect(rivals->theirs, CITY);
}

static void test_take(void **state)
{
    struct rivals *rivals = *state;
    cities_differ(rivals);
    rivals_decided(rivals->theirs, DECISION_TAKE);
    rivals_says(rivals->theirs, city, "Toronto");
    rivals_meet(rivals);
    rivals_expect(rivals->mine, "");
    rivals_says(rivals->mine, city, "Toronto");
    rivals_undo(rivals->theirs);
    rivals_expect(rivals->theirs, CITY);
    rivals_says(rivals->theirs, city, "Montreal");
    /* Decided, it stays decided whatever is written later. */
    rivals_decided(rivals->theirs, DECISION_TAKE);
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "city", "Halifax");
    rivals_expect(rivals->theirs, "");
}

/* Both decide, one this way, one that: the decisions are one row, and no conflict of their own. */
static void test_two_decisions(void **state)
{
    struct rivals *rivals = *state;
    cities_differ(rivals);
    rivals_decided(rivals->mine, DECISION_KEEP);
    rivals_decided(rivals->theirs, DECISION_TAKE);
    rivals_meet(rivals);
    rivals_says(rivals->mine, "SELECT count(*) FROM decision", "1");
    rivals_expect(rivals->mine, "");
    rivals_expect(rivals->theirs, "");
    rivals_says(rivals->mine, city, "Toronto");
}

static int64_t rivals_clock(void *arg)
{
    return *(int64_t *)arg;
}

/* Both clocks were a year ahead when it was written and decided. What was shared is dated anew,
   under another hash, and the decision is on that, too. */
static void test_decided_before_it_was_dated_anew(void **state)
{
    static const int64_t year = 365LL * 24 * 60 * 60000;
    struct rivals *rivals = *state;
    int64_t clock = entry_clock_now(rivals->mine->store) + year;
    store_set_clock(rivals->mine->store, rivals_clock, &clock);
    store_set_clock(rivals->theirs->store, rivals_clock, &clock);
    cities_differ(rivals);
    rivals_decided(rivals->mine, DECISION_KEEP);
    rivals_meet(rivals);
    rivals_expect(rivals->theirs, "");
    sharing_mark(rivals->mine->store, 10000);
    sharing_mark(rivals->theirs->store, 10000);
    clock -= year - 60000;
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "notes", "Now.");
    clock += 60000;
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "website", "https://x.org");
    rivals_meet(rivals);
    rivals_says(rivals->mine, city, "Montreal");
    rivals_expect(rivals->mine, "");
    rivals_expect(rivals->theirs, "");
}

static void test_combine(void **state)
{
    struct rivals *rivals = *state;
    struct li_error err;
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "notes", "Met in May.");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "notes", "Called in June.");
    rivals_meet(rivals);
    assert_int_equal(
        rivals_decide(rivals->mine, DECISION_COMBINE, "Met in May.\nCalled in June.", &err), LI_OK);
    rivals_expect(rivals->mine, "");
    rivals_meet(rivals);
    rivals_expect(rivals->theirs, "");
    rivals_says(rivals->theirs, "SELECT notes FROM affiliate", "Met in May.\nCalled in June.");
    rivals_says(rivals->theirs, "SELECT choice FROM decision", "combine");
}

static void test_take_when_it_was_archived(void **state)
{
    struct rivals *rivals = *state;
    rivals_archive_both(rivals);
    rivals_decided(rivals->mine, DECISION_TAKE);
    rivals_says(rivals->mine, "SELECT archived_on FROM affiliate", "2026-06-29");
}

static enum li_err add_area(struct store *store, void *name, struct li_error *err)
{
    struct record *record = record_empty(&kind_area);
    record->id = id_named("area", "new");
    record_set(record, AREA_NAME, name);
    enum li_err code = record_write(store, record, err);
    record_free(record);
    return code;
}

/* Both add the record of one id, as both draft one plan: what was added first stands. */
static void test_take_of_what_was_added_twice(void **state)
{
    struct rivals *rivals = *state;
    struct li_error err;
    static const char name[] = "SELECT name FROM area WHERE name LIKE 'New%'";
    assert_int_equal(
        journal_write(rivals->mine->store, "Add", add_area, "New A", NULL, &err), LI_OK);
    assert_int_equal(
        journal_write(rivals->theirs->store, "Add", add_area, "New B", NULL, &err), LI_OK);
    rivals_meet(rivals);
    rivals_expect(rivals->mine,
        "New A: Name: New A <- New B (Bo: Added in two places; the value added first was kept.)\n");
    rivals_decided(rivals->mine, DECISION_TAKE);
    rivals_says(rivals->mine, name, "New B");
    rivals_meet(rivals);
    rivals_says(rivals->theirs, name, "New B");
    rivals_expect(rivals->theirs, "");
}

/* --- many ------------------------------------------------------------------------------------- */

static void test_all_at_once(void **state)
{
    struct rivals *rivals = *state;
    office_set(rivals->mine, &kind_goal, &rivals->goal, "baseline", "7");
    office_set(rivals->mine, &kind_goal, &rivals->goal, "target", "20");
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "target", "7");
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "baseline", "6");
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "city", "Toronto");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "city", "Montreal");
    rivals_meet(rivals);
    rivals_decided(rivals->mine, DECISION_TAKE);
    rivals_says(rivals->mine, "SELECT baseline || ' ' || target FROM goal", "7 20");
    rivals_says(rivals->mine, city, "Toronto");
    rivals_says(rivals->mine, "SELECT count(*) FROM decision", "3");
    rivals_undo(rivals->mine);
    rivals_says(rivals->mine, "SELECT count(*) FROM decision", "0");
    rivals_says(rivals->mine, "SELECT baseline || ' ' || target FROM goal", "6 7");
}

static void test_what_breaks_a_rule_is_refused(void **state)
{
    struct rivals *rivals = *state;
    struct li_error err;
    office_set(rivals->mine, &kind_goal, &rivals->goal, "target", "20");
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "target", "30");
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "baseline", "20");
    rivals_meet(rivals);
    assert_int_equal(rivals_decide(rivals->mine, DECISION_TAKE, NULL, &err), LI_REFUSED);
    assert_string_equal(
        err.message, "Goal \"Train ten\": Target must differ from the baseline (20).");
    rivals_says(rivals->mine, "SELECT count(*) FROM decision", "0");
    rivals_says(rivals->mine, "SELECT target FROM goal", "30");
    rivals_decided(rivals->mine, DECISION_KEEP);
}

/* What a person was shown is not there any more. */
static void test_what_was_changed_meanwhile_is_refused(void **state)
{
    struct rivals *rivals = *state;
    struct li_error err = {0};
    struct conflicts conflicts;
    cities_differ(rivals);
    assert_int_equal(conflicts_load(rivals->mine, &rivals->affiliate, &conflicts, &err), LI_OK);
    assert_int_equal(conflicts.count, 1);
    struct conflicts_item *item = &conflicts.items[0];
    assert_int_equal(conflicts_describe(rivals->mine, item, &err), LI_OK);
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "city", "Halifax");
    assert_int_equal(
        conflicts_decide(rivals->mine, &item, 1, DECISION_TAKE, NULL, &err), LI_REFUSED);
    assert_string_equal(
        err.message, "City of \"Canadian managers\" was just changed; look at it again.");
    rivals_decided(rivals->mine, DECISION_KEEP);
    assert_int_equal(
        conflicts_decide(rivals->mine, &item, 1, DECISION_TAKE, NULL, &err), LI_REFUSED);
    assert_string_equal(err.message, "This was already decided.");
    conflicts_clear(&conflicts);
}

/* --- brought back ----------------------------------------------------------------------------- */

static void test_a_removed_record_comes_back(void **state)
{
    struct rivals *rivals = *state;
    rivals_undo(rivals->mine);
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "title", "Train twelve");
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "target", "12");
    rivals_meet(rivals);
    rivals_says(rivals->mine, "SELECT count(*) FROM goal", "0");
    rivals_decided(rivals->mine, DECISION_TAKE);
    rivals_says(rivals->mine, "SELECT title || ' ' || target FROM goal", "Train twelve 12");
    rivals_meet(rivals);
    rivals_expect(rivals->theirs, "");
    rivals_says(rivals->theirs, "SELECT title || ' ' || target FROM goal", "Train twelve 12");
    rivals_undo(rivals->mine);
    rivals_says(rivals->mine, "SELECT count(*) FROM goal", "0");
}

static void test_it_comes_back_with_what_it_needs(void **state)
{
    struct rivals *rivals = *state;
    struct office there = {.context = rivals->theirs};
    office_add(rivals->office, &kind_affiliate, "code", "NEW", "name", "New managers", "kind",
        "international", "country", "CA", NULL);
    rivals_meet(rivals);
    rivals_undo(rivals->mine);
    office_add(
        &there, &kind_agreement, "affiliate", "NEW", "title", "Accord", "kind", "memorandum", NULL);
    office_add(&there, &kind_goal, "affiliate", "NEW", "agreement", "Accord", "title", "Meet",
        "measure", "yes-no", "target", "1", "start", "2026-01-01", "due", "2026-12-31", NULL);
    rivals_meet(rivals);
    char *list = rivals_list(rivals->mine);
    assert_non_null(strstr(list, "Meet: Whole record"));
    free(list);
    struct office here = {.context = rivals->mine};
    char *before = office_ask(&here, "SELECT count(*) + 1 FROM journal_entry");
    rivals_decided(rivals->mine, DECISION_TAKE);
    rivals_says(rivals->mine, entries, before);
    free(before);
    rivals_says(rivals->mine,
        "SELECT g.title || ' ' || a.title || ' ' || f.code FROM goal g JOIN agreement a ON a.id ="
        " g.agreement JOIN affiliate f ON f.id = a.affiliate",
        "Meet Accord NEW");
    rivals_meet(rivals);
    rivals_expect(rivals->theirs, "");
    rivals_undo(rivals->mine);
    rivals_says(rivals->mine, "SELECT count(*) FROM affiliate WHERE code = 'NEW'", "0");
}

static void test_a_reference_comes_back_with_its_record(void **state)
{
    struct rivals *rivals = *state;
    office_add(rivals->office, &kind_agreement, "affiliate", "CAMA", "title", "Accord", "kind",
        "memorandum", NULL);
    rivals_meet(rivals);
    rivals_undo(rivals->mine);
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "agreement", "Accord");
    rivals_meet(rivals);
    rivals_decided(rivals->mine, DECISION_TAKE);
    rivals_says(rivals->mine, "SELECT a.title FROM goal g JOIN agreement a ON a.id = g.agreement",
        "Accord");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIVALS_TEST(test_keep),
        RIVALS_TEST(test_take),
        RIVALS_TEST(test_two_decisions),
        RIVALS_TEST(test_decided_before_it_was_dated_anew),
        RIVALS_TEST(test_combine),
        RIVALS_TEST(test_take_when_it_was_archived),
        RIVALS_TEST(test_take_of_what_was_added_twice),
        RIVALS_TEST(test_all_at_once),
        RIVALS_TEST(test_what_breaks_a_rule_is_refused),
        RIVALS_TEST(test_what_was_changed_meanwhile_is_refused),
        RIVALS_TEST(test_a_removed_record_comes_back),
        RIVALS_TEST(test_it_comes_back_with_what_it_needs),
        RIVALS_TEST(test_a_reference_comes_back_with_its_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
