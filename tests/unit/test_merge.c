/*
 * test_merge.c: entries from elsewhere taken in, and those that can't be.
 */
#include "../../data/memory.h"
#include "ledger.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Merging. */

static void test_merge_later_wins(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id id = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    ledger_take(other, ledger, LI_OK);
    ledger->clock = ledger_noon + 2000;
    other->clock = ledger_noon + 1000;
    ledger_write(ledger, "Mine", "UPDATE area SET name = 'Mine'", NULL, NULL);
    ledger_write(other, "Theirs", "UPDATE area SET name = 'Theirs', position = 7", NULL, NULL);
    ledger_take(ledger, other, LI_OK);
    ledger_take(other, ledger, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct ledger *at = i ? other : ledger;
        assert_string_equal(ledger_value(at, "SELECT name FROM area"), "Mine");
        assert_string_equal(ledger_value(at, "SELECT position FROM area"), "7");
        assert_string_equal(ledger_value(at, "SELECT tbl || ' ' || col || ' ' || why || ' ' || lost"
                                             " || ' ' || kept FROM journal_conflict"),
            "area name changed Theirs Mine");
        ledger_is_sound(at);
    }
    ledger_free(other);
}

static void test_merge_rejects_whole(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id country = id_new(), region = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_take(other, ledger, LI_OK);
    ledger->clock = ledger_noon + 1000;
    other->clock = ledger_noon + 2000;
    ledger_write(ledger, "Remove", "DELETE FROM country", NULL, NULL);
    char *both = li_format(
        "%s; INSERT INTO area (id, name) VALUES (randomblob(16), 'Too')", ledger_add_region);
    ledger_write(other, "Add region", both, &country, &region);
    free(both);
    ledger_take(ledger, other, LI_OK);
    ledger_take(other, ledger, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct ledger *at = i ? other : ledger;
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM region"), "0");
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM area"), "0");
        assert_string_equal(
            ledger_value(at, "SELECT state FROM journal_entry WHERE label = 'Add region'"),
            "rejected");
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM journal_conflict"), "2");
        ledger_is_sound(at);
    }
    ledger_free(other);
}

static void test_merge_gap(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id one = id_new(), two = id_new();
    struct journal_merged merged;
    struct entry entry;
    ledger_write(other, "Add", ledger_add_area, &one, NULL);
    struct entry_name second = ledger_write(other, "Add", ledger_add_area, &two, NULL);
    assert_int_equal(entry_find(other->store, &second, &entry, &other->err), LI_OK);
    assert_int_equal(journal_merge(ledger->store, &entry, 1, &merged, &ledger->err), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, "-1 did not"));
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    ledger_take(ledger, other, LI_OK);
    assert_int_equal(journal_merge(ledger->store, &entry, 1, &merged, &ledger->err), LI_OK);
    assert_int_equal(merged.known, 1);
    assert_int_equal(merged.taken, 0);
    /* The same name over another content: a copied database that went its own way. */
    entry.hlc++;
    assert_int_equal(journal_merge(ledger->store, &entry, 1, &merged, &ledger->err), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, "copied"));
    entry_free(&entry);
    ledger_free(other);
}

static void test_merge_damaged(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id one = id_new();
    struct journal_merged merged;
    struct entry entry;
    struct entry_name name = ledger_write(other, "Add", ledger_add_area, &one, NULL);
    assert_int_equal(entry_find(other->store, &name, &entry, &other->err), LI_OK);
    entry.changeset_size -= 3;
    assert_int_equal(journal_merge(ledger->store, &entry, 1, &merged, &ledger->err), LI_CORRUPT);
    entry.changeset_size += 3;
    /* A clock with no room to count on from. */
    uint64_t hlc = entry.hlc;
    entry.hlc = INT64_MAX;
    assert_int_equal(journal_merge(ledger->store, &entry, 1, &merged, &ledger->err), LI_CORRUPT);
    assert_non_null(strstr(ledger->err.message, "impossible time"));
    entry.hlc = hlc;
    /* A table that is none of the records: 'area' becomes 'xrea'. */
    char *table = memmem(entry.changeset, entry.changeset_size, "area", 4);
    assert_non_null(table);
    *table = 'x';
    assert_int_equal(journal_merge(ledger->store, &entry, 1, &merged, &ledger->err), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, "update"));
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "0");
    entry_free(&entry);
    ledger_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_merge_later_wins),
        LEDGER_TEST(test_merge_rejects_whole),
        LEDGER_TEST(test_merge_gap),
        LEDGER_TEST(test_merge_damaged),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
