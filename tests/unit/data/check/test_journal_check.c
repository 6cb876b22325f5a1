/*
 * test_journal_check.c: the records as of an instant, and the tables held against the journal.
 */
#include "data/journal/journal_as_of.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/ledger.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Looking back, and checking. */

static void test_as_of(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct ledger then = {0};
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    ledger->clock = ledger_noon + 5000;
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    static const struct {
        const char *instant, *name, *entries;
    } cases[] = {
        {"2026-03-15T11:59:59Z", "no row", "0"}, {"2026-03-15T12:00:00Z", "Ethics", "1"},
        {"2026-03-15T12:00:04Z", "Ethics", "1"}, {"2026-03-15T12:00:05Z", "Equity", "2"},
        {"2030-01-01T00:00:00Z", "Equity", "2"},
        {"9999-12-31T23:59:59Z", "Equity", "2"}, /* beyond any clock an entry can hold */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(journal_as_of(ledger->store, cases[i].instant, &then.store, NULL, NULL,
                             NULL, NULL, &ledger->err),
            LI_OK);
        assert_string_equal(ledger_value(&then, "SELECT name FROM area"), cases[i].name);
        assert_string_equal(
            ledger_value(&then, "SELECT count(*) FROM journal_entry"), cases[i].entries);
        assert_int_equal(ledger_undo(&then, NULL), LI_REFUSED);
        store_close(then.store);
    }
    assert_int_equal(
        journal_as_of(ledger->store, "then", &then.store, NULL, NULL, NULL, NULL, &ledger->err),
        LI_USAGE);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Equity");
}

/* What waits is there, and does not count, whatever day is looked at. */
static void test_as_of_while_some_wait(void **state)
{
    enum { DAY = 86400000 };
    struct ledger *ledger = *state, *other = ledger_new(), then = {0};
    struct id id = id_new();
    other->clock = ledger_noon + DAY;
    ledger_write(other, "Add", ledger_add_area, &id, NULL);
    other->clock += DAY;
    ledger_import(other, 1000);
    ledger_take(ledger, other, LI_OK);
    /* Before that day everything is looked at, and after it what came until then. */
    for (int days = 0; days < 4; days += 3) {
        ledger->clock = ledger_noon + days * (int64_t)DAY;
        assert_int_equal(journal_as_of(ledger->store, "2026-03-16T12:00:00Z", &then.store, NULL,
                             NULL, NULL, NULL, &ledger->err),
            LI_OK);
        assert_string_equal(ledger_value(&then, "SELECT state FROM journal_entry"), "waiting");
        assert_string_equal(ledger_value(&then, "SELECT count(*) FROM area"), "0");
        store_close(then.store);
    }
    ledger_free(other);
}

static void tamper(struct ledger *ledger, const char *sql)
{
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(query_run(ledger->store, sql, &ledger->err), LI_OK);
    ledger->store->gate = GATE_SHUT;
}

static void test_check_finds(void **state)
{
    struct ledger *ledger = *state;
    struct id one, other;
    char said[2000] = "";
    assert_true(id_parse("018f3c2a-7b1d-7e4f-8a2b-0123456789ab", &one));
    assert_true(id_parse("018f3c2a-7b1d-7e4f-8a2b-0123456789ac", &other));
    ledger_write(ledger, "Add", ledger_add_area, &one, NULL);
    ledger_write(ledger, "Add", ledger_add_area, &other, NULL);
    ledger_write(ledger, "Order", "UPDATE area SET position = 12 WHERE id = ?1", &one, NULL);
    ledger_is_sound(ledger);
    tamper(ledger, "UPDATE area SET position = 30 WHERE position = 12");
    tamper(ledger, "DELETE FROM area WHERE position IS NULL");
    tamper(ledger, "INSERT INTO area (id, name) VALUES (x'00000000000000000000000000000001', 'X')");
    assert_int_equal(ledger_check(ledger, said), LI_OK);
    assert_string_equal(said,
        "area 00000000-0000-0000-0000-000000000001: in the table, but not in the journal.\n"
        "area 018f3c2a-7b1d-7e4f-8a2b-0123456789ab column position: the table has 30, the journal "
        "gives 12.\n"
        "area 018f3c2a-7b1d-7e4f-8a2b-0123456789ac: in the journal, but not in the table.\n");
}

static void test_check_knows_the_tables(void **state)
{
    struct ledger *ledger = *state;
    char said[2000] = "";
    tamper(ledger, "CREATE TABLE scrap (x)");
    tamper(ledger, "DROP TABLE milestone");
    assert_int_equal(ledger_check(ledger, said), LI_OK);
    assert_string_equal(
        said, "The table milestone is missing.\nThe table scrap was not made by liaise.\n");
}

/* Whatever is altered of an entry shows. */
static void test_check_finds_what_was_altered(void **state)
{
    static const struct {
        const char *sql, *said;
    } cases[] = {
        {"UPDATE journal_entry SET author = 'Bob' WHERE seq = 2", "Entry 2 was altered"},
        {"UPDATE journal_entry SET label = 'x' WHERE seq = 2", "Entry 2 was altered"},
        {"UPDATE journal_entry SET at = '2020-01-01T00:00:00Z' WHERE seq = 2", "altered"},
        {"UPDATE journal_entry SET hlc = hlc + 1 WHERE seq = 3", "Entry 3 was altered"},
        {"UPDATE journal_entry SET seq = 7 WHERE seq = 3", "Entry 7 was altered"},
        {"UPDATE journal_entry SET grp = randomblob(16) WHERE seq = 2", "Entry 2 was altered"},
        {"UPDATE journal_entry SET reverts = hash WHERE seq = 3", "Entry 3 was altered"},
        {"UPDATE journal_entry SET schema = 3 WHERE seq = 3", "Entry 3 was altered"},
        {"UPDATE journal_entry SET hash = randomblob(32) WHERE seq = 2", "was altered"},
        {"UPDATE journal_entry SET last_id = randomblob(16) WHERE seq = 2", "a stored span"},
        {"UPDATE journal_entry SET size = 9 WHERE seq = 2", "a stored span or size"},
        {"UPDATE journal_entry SET effect = x'' WHERE seq = 2", "a stored effect"},
        {"UPDATE journal_entry SET state = 'waiting' WHERE seq = 2",
            "marked as waiting, but should be applied"},
        {"INSERT INTO journal_conflict (entry, tbl, id, why) SELECT hash, 'area', x'00', 'rule'"
         " FROM journal_entry WHERE seq = 2",
            "has 1 stored conflict; the replay"},
        {"INSERT INTO journal_conflict (entry, tbl, id, why) VALUES (x'00', 'area', x'00', 'rule')",
            "from an entry that is missing"},
        {"UPDATE local_fact SET value = '018f3c2a-7b1d-7e4f-8a2b-0123456789ab' WHERE name ="
         " 'replica'",
            "(replica) was altered"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ledger *ledger = ledger_new();
        char said[2000] = "";
        struct id country = id_new(), region = id_new(), area = id_new();
        ledger_write(ledger, "Add area", ledger_add_area, &area, NULL);
        ledger_write(ledger, "Add country", ledger_add_country, &country, NULL);
        ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
        tamper(ledger, cases[i].sql);
        assert_int_equal(ledger_check(ledger, said), LI_OK);
        if (!strstr(said, cases[i].said))
            fail_msg("%s: said \"%s\"", cases[i].sql, said);
        ledger_free(ledger);
    }
}

static void test_check_finds_a_gap(void **state)
{
    struct ledger *ledger = *state;
    char said[2000] = "";
    for (int i = 0; i < 4; i++) {
        struct id id = id_new();
        ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    }
    tamper(ledger, "DELETE FROM journal_entry WHERE seq = 2");
    assert_int_equal(ledger_check(ledger, said), LI_OK);
    assert_non_null(
        strstr(said, "The journal has entry 3, but 2, the entry before it, is missing."));
    assert_non_null(strstr(said, "in the table, but not in the journal"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_as_of),
        LEDGER_TEST(test_as_of_while_some_wait),
        LEDGER_TEST(test_check_finds),
        LEDGER_TEST(test_check_knows_the_tables),
        LEDGER_TEST(test_check_finds_what_was_altered),
        LEDGER_TEST(test_check_finds_a_gap),
    };
    return cmocka_run_group_tests_name("replay", tests, NULL, NULL);
}
