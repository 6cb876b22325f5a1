/*
 * test_journal_clock.c: how entries are dated, by a clock that is right, ahead, or behind.
 */
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/entry/entry_clock.h"
#include "data/journal/journal.h"
#include "data/journal/journal_as_of.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE = 60000 };
static const int64_t year = 365LL * 24 * 60 * MINUTE;
static const int64_t today = 1796040000000; /* 2026-11-30T12:00:00Z */

static const char future[] = "SELECT count(*) FROM journal_entry WHERE hlc >> 16 > 1796040600000";

/* Two areas, a name, and the name taken back, while the clock is a year ahead. */
static void write_ahead(struct ledger *ledger)
{
    struct id one = id_new(), two = id_new();
    ledger->clock = today;
    ledger_write(ledger, "Add", ledger_add_area, &one, NULL);
    ledger->clock = today + year;
    ledger_write(ledger, "Add ahead", ledger_add_area, &two, NULL);
    ledger_write(ledger, "Name ahead", "UPDATE area SET name = 'B'", NULL, NULL);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_null(store_take_notice(ledger->store));
    ledger->clock = today + MINUTE;
}

static void says(struct ledger *ledger, const char *wanted)
{
    char *notice = store_take_notice(ledger->store);
    assert_non_null(notice);
    if (!strstr(notice, wanted))
        fail_msg("said \"%s\"", notice);
    free(notice);
}

static void test_dated_anew(void **state)
{
    struct ledger *ledger = *state, then = {0};
    write_ahead(ledger);
    struct entry_name named = ledger_entry(ledger, 3);
    assert_true(journal_undo_is_undone(ledger->store, &named));
    /* What is here is here today, whatever the clock said. */
    assert_int_equal(journal_as_of(ledger->store, "2026-11-30T23:59:59Z", &then.store, NULL, NULL,
                         NULL, NULL, &ledger->err),
        LI_OK);
    assert_string_equal(ledger_value(&then, "SELECT count(*) FROM area"), "2");
    store_close(then.store);
    ledger_write(ledger, "Now", "UPDATE area SET position = 1", NULL, NULL);
    says(
        ledger, "clock was ahead: 3 changes dated as late as 2027-11-30 are now dated 2026-11-30.");
    assert_null(store_take_notice(ledger->store));
    assert_string_equal(ledger_value(ledger, future), "0");
    assert_string_equal(
        ledger_value(ledger, "SELECT at FROM journal_entry WHERE seq = 3"), "2027-11-30T12:00:00Z");
    named = ledger_entry(ledger, 3);
    assert_true(journal_undo_is_undone(ledger->store, &named));
    struct entry entry;
    assert_int_equal(entry_find(ledger->store, &named.hash, &entry, &ledger->err), LI_OK);
    assert_true(entry_clock_was_off(&entry));
    entry_free(&entry);
    ledger_is_sound(ledger);
    ledger_write(ledger, "Again", "UPDATE area SET position = 2", NULL, NULL);
    assert_null(store_take_notice(ledger->store));
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT max(position) FROM area"), "1");
    ledger_is_sound(ledger);
}

/* A backup that was restored goes on under a new name. */
static void test_dated_anew_under_a_new_name(void **state)
{
    struct ledger *ledger = *state;
    write_ahead(ledger);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(replica_rename(ledger->store, &ledger->err), LI_OK);
    ledger->store->gate = GATE_SHUT;
    ledger_write(ledger, "Now", "UPDATE area SET position = 1", NULL, NULL);
    says(ledger, "3 changes");
    assert_string_equal(ledger_value(ledger, future), "0");
    ledger_is_sound(ledger);
}

/* What has left this machine can't change. It is written anew under a new name, as is what follows
   it, and counts no more, here and elsewhere. */
static void test_shared_is_replaced(void **state)
{
    static const char counting[] = "SELECT count(*) FROM journal_entry WHERE state = 'applied'"
                                   " AND hlc >> 16 > 1796040600000";
    struct ledger *ledger = *state, *other = ledger_new();
    write_ahead(ledger);
    sharing_mark(ledger->store, 2);
    struct id before = *store_replica(ledger->store);
    ledger_write(ledger, "Now", "UPDATE area SET position = 1", NULL, NULL);
    says(ledger, "3 changes dated as late as 2027-11-30 are now dated 2026-11-30.");
    assert_false(id_equal(&before, store_replica(ledger->store)));
    assert_string_equal(ledger_value(ledger, counting), "0");
    assert_string_equal(ledger_value(ledger, future), "3");
    assert_string_equal(ledger_value(ledger, "SELECT count(stands_for) FROM journal_entry"), "3");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area WHERE name = 'B'"), "0");
    assert_string_equal(ledger_value(ledger, "SELECT sum(position) FROM area"), "2");
    ledger_is_sound(ledger);
    ledger_write(ledger, "Again", "UPDATE area SET position = 2", NULL, NULL);
    assert_null(store_take_notice(ledger->store));
    other->clock = ledger->clock;
    ledger_take(other, ledger, LI_OK);
    assert_string_equal(ledger_value(other, counting), "0");
    assert_string_equal(ledger_value(other, "SELECT sum(position) FROM area"), "4");
    ledger_is_sound(other);
    ledger_free(other);
}

/* A journal_fn. */
static enum li_err refuse(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    (void)arg;
    return li_fail(err, LI_REFUSED, "No.");
}

/* Where the write itself fails, so does the new name: the next is written under one that lasts. */
static void test_no_new_name_by_what_fails(void **state)
{
    struct ledger *ledger = *state;
    write_ahead(ledger);
    sharing_mark(ledger->store, 2);
    struct id before = *store_replica(ledger->store);
    assert_int_equal(
        journal_write(ledger->store, "No", refuse, NULL, NULL, &ledger->err), LI_REFUSED);
    assert_true(id_equal(&before, store_replica(ledger->store)));
    ledger_write(ledger, "Now", "UPDATE area SET position = 1", NULL, NULL);
    char digits[ID_TEXT_SIZE];
    assert_string_equal(ledger_value(ledger, "SELECT value FROM local_fact WHERE name = 'replica'"),
        id_text(store_replica(ledger->store), digits));
    ledger_is_sound(ledger);
}

/* A row that is no entry is refused, not met again and again. */
static void test_not_dated_anew_past_damage(void **state)
{
    static const char *const damage[] = {"PRAGMA ignore_check_constraints = ON",
        "CREATE TEMP TABLE damaged AS SELECT * FROM journal_entry WHERE seq = 4",
        "UPDATE damaged SET hash = x'00', seq = 1, state = 'waiting', effect = x''",
        "INSERT INTO journal_entry SELECT * FROM damaged"};
    struct ledger *ledger = *state;
    write_ahead(ledger);
    ledger->store->gate = GATE_OPEN;
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++)
        assert_int_equal(query_run(ledger->store, damage[i], &ledger->err), LI_OK);
    ledger->store->gate = GATE_SHUT;
    struct ledger_writing writing = {"UPDATE area SET position = 1", NULL, NULL};
    assert_int_equal(
        journal_write(ledger->store, "Now", ledger_run, &writing, NULL, &ledger->err), LI_CORRUPT);
    assert_string_equal(
        ledger->err.message, "A journal entry's name is damaged; run `liaise check` for details.");
}

/* A clock that has lost its battery dates nothing, and is told of once. */
static void test_clock_without_battery(void **state)
{
    struct ledger *ledger = *state;
    write_ahead(ledger);
    ledger->clock = 0;
    ledger_write(ledger, "1970", "UPDATE area SET position = 1", NULL, NULL);
    says(ledger, "says 1970-01-01, which can't be");
    ledger_write(ledger, "1970", "UPDATE area SET position = 2", NULL, NULL);
    assert_null(store_take_notice(ledger->store));
    assert_string_equal(ledger_value(ledger, future), "5");
    assert_string_equal(
        ledger_value(ledger, "SELECT at FROM journal_entry WHERE seq = 5"), "1970-01-01T00:00:00Z");
    ledger_is_sound(ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_dated_anew),
        LEDGER_TEST(test_dated_anew_under_a_new_name),
        LEDGER_TEST(test_shared_is_replaced),
        LEDGER_TEST(test_no_new_name_by_what_fails),
        LEDGER_TEST(test_not_dated_anew_past_damage),
        LEDGER_TEST(test_clock_without_battery),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
