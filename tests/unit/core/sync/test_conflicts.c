/*
 * test_conflicts.c: which edits that lost are open conflicts, in what words, on either laptop.
 */
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/goal.h"
#include "core/open.h"
#include "core/record/record_save.h"
#include "data/journal/journal.h"
#include "data/store/store_state.h"
#include "tests/support/check.h"
#include "tests/support/rival_office.h"
#include <sqlite3.h>
#include <stdlib.h>

#define CITY_OF(by, current, lost)                                                                 \
    "Canadian managers: City: " current " <- " lost " (" by                                        \
    ": Changed in two places; the later change was kept.)\n"

static void set_city(struct rivals *rivals, struct context *context, const char *city)
{
    office_set(context, &kind_affiliate, &rivals->affiliate, "city", city);
}

/* --- two values ------------------------------------------------------------------------------- */

static void test_the_earlier_change_is_listed_on_both(void **state)
{
    struct rivals *rivals = *state;
    set_city(rivals, rivals->mine, "Toronto");
    set_city(rivals, rivals->theirs, "Montreal");
    rivals_expect(rivals->mine, "");
    rivals_meet(rivals);
    rivals_expect(rivals->mine, CITY_OF("Test", "Montreal", "Toronto"));
    rivals_expect(rivals->theirs, CITY_OF("Test", "Montreal", "Toronto"));
}

static void test_no_conflict_once_the_value_is_there(void **state)
{
    struct rivals *rivals = *state;
    set_city(rivals, rivals->mine, "Toronto");
    set_city(rivals, rivals->theirs, "Montreal");
    rivals_meet(rivals);
    set_city(rivals, rivals->mine, "Winnipeg");
    rivals_expect(rivals->mine, CITY_OF("Test", "Winnipeg", "Toronto"));
    set_city(rivals, rivals->mine, "Toronto");
    rivals_expect(rivals->mine, "");
}

static void test_the_same_change_twice_is_none(void **state)
{
    struct rivals *rivals = *state;
    set_city(rivals, rivals->mine, "Toronto");
    set_city(rivals, rivals->theirs, "Toronto");
    rivals_meet(rivals);
    rivals_expect(rivals->mine, "");
}

/* Three writers of one field: two lose. */
static void test_each_loser_is_listed(void **state)
{
    struct rivals *rivals = *state;
    struct context *third = office_copy(rivals->office, "third.db");
    set_city(rivals, rivals->mine, "Toronto");
    set_city(rivals, rivals->theirs, "Montreal");
    set_city(rivals, third, "Halifax");
    office_take(rivals->mine, third);
    rivals_meet(rivals);
    rivals_expect(
        rivals->mine, CITY_OF("Bo", "Halifax", "Montreal") CITY_OF("Test", "Halifax", "Toronto"));
    context_close(third);
}

static void test_blank_and_choices_in_words(void **state)
{
    struct rivals *rivals = *state;
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "status", "dormant");
    office_set(rivals->mine, &kind_affiliate, &rivals->affiliate, "since", "2020-03-15");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "status", "ended");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "since", "2021-03-15");
    office_set(rivals->theirs, &kind_affiliate, &rivals->affiliate, "since", "");
    rivals_meet(rivals);
    rivals_expect(rivals->mine,
        "Canadian managers: Since: (blank) <- 2020-03-15 (Test: Changed in two places; the later"
        " change was kept.)\n"
        "Canadian managers: Status: Ended <- Dormant (Test: Changed in two places; the later"
        " change was kept.)\n");
}

static void test_archived_in_two_places(void **state)
{
    struct rivals *rivals = *state;
    rivals_archive_both(rivals);
    rivals_expect(rivals->mine,
        "Canadian managers: Archived: 2026-06-30 <- 2026-06-29 (Bo: Changed in two places; the"
        " later change was kept.)\n");
}

/* What an undo leaves alone nobody has lost. */
static void test_an_undo_loses_nothing(void **state)
{
    struct rivals *rivals = *state;
    set_city(rivals, rivals->mine, "Toronto");
    rivals_meet(rivals);
    set_city(rivals, rivals->theirs, "Montreal");
    rivals_undo(rivals->mine);
    rivals_meet(rivals);
    rivals_says(rivals->mine, "SELECT count(*) > 0 FROM journal_conflict", "1");
    rivals_says(rivals->mine, "SELECT city FROM affiliate", "Montreal");
    rivals_expect(rivals->mine, "");
}

/* --- records that are gone -------------------------------------------------------------------- */

static void test_a_change_of_what_was_removed(void **state)
{
    struct rivals *rivals = *state;
    rivals_undo(rivals->mine);
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "title", "Train twelve");
    rivals_meet(rivals);
    rivals_expect(rivals->mine,
        "Train ten: Title: (removed) <- Train twelve (Bo: The goal had been removed before the"
        " change.)\n");
}

static void test_what_needs_a_removed_record(void **state)
{
    struct rivals *rivals = *state;
    office_add(rivals->office, &kind_agreement, "affiliate", "CAMA", "title", "Accord", "kind",
        "memorandum", NULL);
    struct office there = {.context = rivals->theirs};
    rivals_meet(rivals);
    rivals_undo(rivals->mine);
    office_set(rivals->theirs, &kind_goal, &rivals->goal, "agreement", "Accord");
    office_add(&there, &kind_goal, "affiliate", "CAMA", "title", "About it", "agreement", "Accord",
        "measure", "yes-no", "target", "1", "start", "2026-01-01", "due", "2026-12-31", NULL);
    rivals_meet(rivals);
    rivals_expect(rivals->mine,
        "About it: Agreement: (blank) <- Accord (Bo: The agreement it refers to had been"
        " removed.)\n"
        "Train ten: Agreement: (blank) <- Accord (Bo: The agreement it refers to had been"
        " removed.)\n");
}

/* Bo adds an agreement with an affiliate that is taken back elsewhere. */
static void lose_an_agreement(struct rivals *rivals)
{
    struct office there = {.context = rivals->theirs};
    office_add(rivals->office, &kind_affiliate, "code", "NEW", "name", "New managers", "kind",
        "international", "country", "CA", NULL);
    rivals_meet(rivals);
    rivals_undo(rivals->mine);
    office_add(
        &there, &kind_agreement, "affiliate", "NEW", "title", "Accord", "kind", "memorandum", NULL);
    rivals_meet(rivals);
}

static void test_what_cannot_be_without_a_removed_record(void **state)
{
    struct rivals *rivals = *state;
    lose_an_agreement(rivals);
    rivals_expect(rivals->mine, "Accord: Whole record: (left out) <- the agreement (Bo: Left out: "
                                "it needs a record that had been removed.)\n");
}

/* Only Bo's entries arrive, not those of the third, whose affiliate they name. */
static void test_what_waits_is_none(void **state)
{
    struct rivals *rivals = *state;
    struct context *third = office_copy(rivals->office, "third.db");
    struct office there = {.context = rivals->theirs}, far = {.context = third};
    office_add(&far, &kind_affiliate, "code", "NEW", "name", "New managers", "kind",
        "international", "country", "CA", NULL);
    office_take(rivals->theirs, third);
    office_add(
        &there, &kind_agreement, "affiliate", "NEW", "title", "Accord", "kind", "memorandum", NULL);
    struct id replica = *store_replica(rivals->theirs->store);
    rivals_take_of(rivals->mine, rivals->theirs, &replica);
    rivals_says(rivals->mine, "SELECT count(*) FROM journal_conflict", "1");
    rivals_expect(rivals->mine, "");
    office_take(rivals->mine, third);
    rivals_expect(rivals->mine, "");
    rivals_says(rivals->mine, "SELECT title FROM agreement", "Accord");
    context_close(third);
}

/* --- a statement that is interrupted ---------------------------------------------------------- */

static int interrupt_at(void *left)
{
    return --*(long *)left == 0;
}

/* Returns whether it was interrupted. Then nothing is known, rather than a wrong title. */
static bool describe_until(struct context *context, long step)
{
    struct conflicts conflicts;
    struct li_error err;
    assert_int_equal(conflicts_load(context, NULL, &conflicts, &err), LI_OK);
    assert_int_equal(conflicts.count, 1);
    struct conflicts_item *item = &conflicts.items[0];
    sqlite3_progress_handler(context->store->db, 1, interrupt_at, &step);
    enum li_err code = conflicts_describe(context, item, &err);
    sqlite3_progress_handler(context->store->db, 0, NULL, NULL);
    if (code) {
        assert_int_equal(code, LI_INTERRUPTED);
        assert_null(item->title);
    }
    assert_int_equal(conflicts_describe(context, item, &err), LI_OK);
    assert_string_equal(item->title, "Accord");
    conflicts_clear(&conflicts);
    return step <= 0;
}

static void test_an_interrupted_description_is_none(void **state)
{
    struct rivals *rivals = *state;
    lose_an_agreement(rivals);
    for (long step = 1; describe_until(rivals->mine, step); step++)
        ;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIVALS_TEST(test_the_earlier_change_is_listed_on_both),
        RIVALS_TEST(test_no_conflict_once_the_value_is_there),
        RIVALS_TEST(test_the_same_change_twice_is_none),
        RIVALS_TEST(test_each_loser_is_listed),
        RIVALS_TEST(test_blank_and_choices_in_words),
        RIVALS_TEST(test_archived_in_two_places),
        RIVALS_TEST(test_an_undo_loses_nothing),
        RIVALS_TEST(test_a_change_of_what_was_removed),
        RIVALS_TEST(test_what_needs_a_removed_record),
        RIVALS_TEST(test_what_cannot_be_without_a_removed_record),
        RIVALS_TEST(test_what_waits_is_none),
        RIVALS_TEST(test_an_interrupted_description_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
