/*
 * test_journal_stops.c: work on the journal that is stopped half-way, or meets tables that
 * something else wrote to.
 */
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/journal/journal.h"
#include "data/journal/journal_as_of.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <stdlib.h>
#include <string.h>

static void assert_said(const struct ledger *ledger, const char *words)
{
    if (!strstr(ledger->err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", ledger->err.message, words);
}

/* Goes on for so many calls. */
static bool go_on(void *arg, int64_t done, int64_t total, int64_t count)
{
    (void)done, (void)total, (void)count;
    return --*(int *)arg >= 0;
}

static void pass_finding(void *arg, const char *finding)
{
    (void)arg, (void)finding;
}

/* Wherever it is stopped, it says that it is not complete; left alone, it is. */
static void test_check_that_is_stopped(void **state)
{
    struct ledger *ledger = *state;
    enum { ROWS = 3000 };
    ledger_import(ledger, ROWS);
    enum li_err code = LI_INTERRUPTED;
    int stopped = 0;
    for (int calls = 0; code == LI_INTERRUPTED; calls++) {
        int left = calls;
        code = journal_check(
            ledger->store, NULL, NULL, pass_finding, NULL, go_on, &left, &ledger->err);
        if (code)
            assert_said(ledger, "Stopped; the check is not complete.");
        stopped += code != LI_OK;
    }
    assert_int_equal(code, LI_OK);
    assert_true(stopped > 1);
    ledger_is_sound(ledger);
}

static void test_as_of_that_is_stopped(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct store *then;
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    ledger->clock = ledger_noon + 5000;
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    enum li_err code = LI_INTERRUPTED;
    for (int calls = 0; code == LI_INTERRUPTED; calls++) {
        int left = calls;
        then = NULL;
        code = journal_as_of(
            ledger->store, "2026-03-15T12:00:00Z", &then, NULL, NULL, go_on, &left, &ledger->err);
        if (code)
            assert_null(then);
    }
    assert_int_equal(code, LI_OK);
    store_close(then);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Equity");
}

/* What something else wrote to a table is not overwritten by a merge that would take out what an
   entry did there. */
static void test_merge_into_foreign_values(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id area = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    ledger_take(other, ledger, LI_OK);
    other->clock = ledger_noon + 1000;
    ledger->clock = ledger_noon + 2000;
    ledger_write(other, "Theirs", "UPDATE area SET name = 'Theirs'", NULL, NULL);
    ledger_write(ledger, "Own", "UPDATE area SET name = 'Own'", NULL, NULL);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(
        query_run(ledger->store, "UPDATE area SET name = 'Forged'", &ledger->err), LI_OK);
    ledger->store->gate = GATE_SHUT;
    ledger_take(ledger, other, LI_CORRUPT);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Forged");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "2");
    ledger_free(other);
}

/* A trigger that is not ours breaks a reference of another record while an entry is applied. */
static void test_merge_past_a_hostile_trigger(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id country = id_new(), region = id_new(), area = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add", ledger_add_region, &country, &region);
    ledger_write(other, "Add", ledger_add_area, &area, NULL);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(query_run(ledger->store,
                         "CREATE TRIGGER hostile AFTER INSERT ON area BEGIN"
                         " UPDATE region SET country = x'00112233445566778899aabbccddeeff'; END",
                         &ledger->err),
        LI_OK);
    ledger->store->gate = GATE_SHUT;
    ledger_take(ledger, other, LI_CORRUPT);
    assert_string_equal(
        ledger->err.message, "A record links to a missing record; run `liaise check` for details.");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    assert_string_equal(
        ledger_value(ledger, "SELECT count(*) FROM region JOIN country c ON c.id = country"), "1");
    ledger_free(other);
}

/* The same while one is undone. */
static void test_undo_past_a_hostile_trigger(void **state)
{
    struct ledger *ledger = *state;
    struct id country = id_new(), region = id_new(), area = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add", ledger_add_region, &country, &region);
    ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    struct entry_name name =
        ledger_write(ledger, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(query_run(ledger->store,
                         "CREATE TRIGGER hostile AFTER UPDATE ON area BEGIN"
                         " UPDATE region SET country = x'00112233445566778899aabbccddeeff'; END",
                         &ledger->err),
        LI_OK);
    ledger->store->gate = GATE_SHUT;
    assert_int_equal(ledger_undo(ledger, &name), LI_REFUSED);
    assert_string_equal(
        ledger->err.message, "Rename can't be undone: it would leave a link to a missing record.");
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Equity");
}

/* An entry that lost all it meant has nothing to undo. */
static void test_undo_of_what_had_no_effect(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id area = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    other->clock += 1000;
    struct entry_name name = ledger_write(other, "Add too", ledger_add_area, &area, NULL);
    ledger_take(ledger, other, LI_OK);
    assert_string_equal(
        ledger_value(ledger, "SELECT length(effect) FROM journal_entry WHERE label = 'Add too'"),
        "0");
    assert_int_equal(ledger_undo(ledger, &name), LI_REFUSED);
    assert_string_equal(ledger->err.message, "Add too has nothing left to undo.");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "1");
    ledger_is_sound(ledger);
    ledger_free(other);
}

/* A journal_fn: two areas, each long enough to be an entry of its own; arg: their ids. */
static enum li_err add_two(struct store *store, void *arg, struct li_error *err)
{
    const struct id *ids = arg;
    enum li_err code = LI_OK;
    for (int i = 0; i < 2 && !code; i++) {
        struct ledger_writing writing = {
            .sql = "INSERT INTO area (id, name) VALUES (?1, printf('%.*c', 2000000, 'a'))",
            .one = &ids[i]};
        code = ledger_run(store, &writing, err);
        if (!code)
            code = journal_checkpoint(store, err);
    }
    return code;
}

/* Of a group, one entry lost all it meant, and what the other added has changed since. */
static void test_undo_of_a_group_in_part(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id ids[2] = {id_new(), id_new()};
    ledger_write(ledger, "Add", ledger_add_area, &ids[0], NULL);
    other->clock += 1000;
    assert_int_equal(journal_write(other->store, "Two", add_two, ids, NULL, &other->err), LI_OK);
    ledger_take(ledger, other, LI_OK);
    ledger->clock += 2000;
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'B' WHERE id = ?1", &ids[1], NULL);
    struct entry_name last = ledger_entry(other, 2);
    assert_int_equal(ledger_undo(ledger, &last), LI_REFUSED);
    assert_said(ledger, "Two can't be undone: later changes build on it.");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "2");
    ledger_is_sound(ledger);
    ledger_free(other);
}

/* Of the records that an undo would bring back, one needs a record that is gone. */
static void test_undo_of_a_removal_in_part(void **state)
{
    struct ledger *ledger = *state;
    struct id stays = id_new(), goes = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &stays, NULL);
    ledger_write(ledger, "Add", ledger_add_country, &goes, NULL);
    for (int i = 0; i < 6; i++) {
        struct id region = id_new();
        ledger_write(ledger, "Add region", ledger_add_region, i == 3 ? &goes : &stays, &region);
    }
    struct entry_name name = ledger_write(ledger, "Remove", "DELETE FROM region", NULL, NULL);
    ledger_write(ledger, "Remove", "DELETE FROM country WHERE id = ?1", &goes, NULL);
    assert_int_equal(ledger_undo(ledger, &name), LI_REFUSED);
    assert_string_equal(ledger->err.message,
        "Remove can't be undone: the region it would restore needs its country, which no "
        "longer exists.");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM region"), "0");
    ledger_is_sound(ledger);
}

static void test_undo_of_no_entry(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct entry_name name = ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    name.hash.byte[0] ^= 1;
    assert_int_equal(ledger_undo(ledger, &name), LI_NONE);
    assert_said(ledger, "There is no entry 1");
}

static char *name_record(void *arg, const char *table, const struct id *id)
{
    (void)arg, (void)id;
    return li_strdup(strcmp(table, "region") == 0 ? "North" : "");
}

/* What an addition can't be undone for is named, as people call it, and not all of many. */
static void test_undo_of_what_others_use(void **state)
{
    struct ledger *ledger = *state;
    struct id country = id_new(), region = id_new();
    struct entry_name name = ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
    assert_int_equal(ledger_undo(ledger, &name), LI_REFUSED);
    assert_said(ledger, "Add can't be undone: region ");
    store_set_naming(ledger->store, name_record, NULL);
    assert_int_equal(ledger_undo(ledger, &name), LI_REFUSED);
    assert_string_equal(
        ledger->err.message, "Add can't be undone: region \"North\" links to what it added.");
    for (int i = 0; i < 9; i++) {
        region = id_new();
        ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
    }
    assert_int_equal(ledger_undo(ledger, &name), LI_REFUSED);
    assert_said(ledger, "region \"North\", region \"North\"");
    assert_said(ledger, " and others link to what it added.");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM country"), "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_check_that_is_stopped),
        LEDGER_TEST(test_as_of_that_is_stopped),
        LEDGER_TEST(test_merge_into_foreign_values),
        LEDGER_TEST(test_merge_past_a_hostile_trigger),
        LEDGER_TEST(test_undo_past_a_hostile_trigger),
        LEDGER_TEST(test_undo_of_what_had_no_effect),
        LEDGER_TEST(test_undo_of_a_group_in_part),
        LEDGER_TEST(test_undo_of_a_removal_in_part),
        LEDGER_TEST(test_undo_of_no_entry),
        LEDGER_TEST(test_undo_of_what_others_use),
    };
    return cmocka_run_group_tests_name("journal stops", tests, NULL, NULL);
}
