/*
 * test_take_out.c: an entry is taken out exactly, or not at all of tables that are not as it left
 * them.
 */
#include "data/apply/take_out.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <string.h>

/* Past the journal. ?1 and ?2 are the ids. */
static void forge(
    struct ledger *ledger, const char *sql, const struct id *one, const struct id *other)
{
    struct ledger_writing writing = {sql, one, other};
    ledger->store->gate = GATE_OPEN;
    if (ledger_run(ledger->store, &writing, &ledger->err))
        fail_msg("%s: %s", sql, ledger->err.message);
    ledger->store->gate = GATE_SHUT;
}

/* Takes it out, and all is as before: what it said of that. */
static enum li_err take_out(struct ledger *ledger, const struct entry_name *name)
{
    struct store *store = ledger->store;
    struct entry entry;
    assert_int_equal(entry_find(store, &name->hash, &entry, &ledger->err), LI_OK);
    assert_int_equal(transaction_begin(store, &ledger->err), LI_OK);
    struct apply_tables *tables = apply_tables_new(store);
    store->gate = GATE_OPEN;
    enum li_err code = take_out_entry(tables, &entry, &ledger->err);
    store->gate = GATE_SHUT;
    apply_tables_free(tables);
    transaction_rollback(store);
    entry_free(&entry);
    return code;
}

static void assert_refused(struct ledger *ledger, const struct entry_name *name, const char *became)
{
    assert_int_equal(take_out(ledger, name), LI_CORRUPT);
    if (!strstr(ledger->err.message, "The records do not match what entry ") ||
        !strstr(ledger->err.message, became))
        fail_msg("\"%s\" does not say \"%s\"", ledger->err.message, became);
}

static void test_tables_differ(void **state)
{
    static const struct {
        const char *written, *forged;
    } cases[] = {
        {"UPDATE region SET name = 'North' WHERE id = ?2", "UPDATE region SET name = 'X'"},
        {"UPDATE region SET name = 'North' WHERE id = ?2", "DELETE FROM region"},
        {"INSERT INTO area (id, name) VALUES (?1, 'Ethics')", "DELETE FROM area"},
        {"INSERT INTO area (id, name) VALUES (?1, 'Ethics')", "UPDATE area SET name = 'X'"},
        {"DELETE FROM region WHERE id = ?2",
            "INSERT INTO region (id, name) VALUES (?2, 'Oceania')"},
        {"DELETE FROM region WHERE id = ?2", "DELETE FROM country WHERE id = ?1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ledger *ledger = ledger_new();
        struct id country = id_new(), region = id_new();
        ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
        ledger_write(ledger, "Add", ledger_add_region, &country, &region);
        struct entry_name name =
            ledger_write(ledger, "Change", cases[i].written, &country, &region);
        assert_int_equal(take_out(ledger, &name), LI_OK);
        forge(ledger, cases[i].forged, &country, &region);
        assert_refused(ledger, &name, "left; nothing was changed. Run `liaise check` for details.");
        ledger_free(ledger);
    }
}

/* What is said of the change is true also where a part of the work was saved before. */
static void test_in_a_series(void **state)
{
    struct ledger *ledger = *state;
    struct id area = id_new(), other = id_new();
    struct entry_name name = ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    forge(ledger, "UPDATE area SET name = 'X'", NULL, NULL);
    transaction_series_begin(ledger->store);
    assert_refused(ledger, &name, "left; nothing was changed. Run");
    ledger_write(ledger, "Add", ledger_add_area, &other, NULL);
    assert_refused(ledger, &name, "left; what came before stays. Run");
    transaction_series_end(ledger->store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_differ),
        LEDGER_TEST(test_in_a_series),
    };
    return cmocka_run_group_tests_name("taking out", tests, NULL, NULL);
}
