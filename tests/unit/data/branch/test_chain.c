/*
 * test_chain.c: which entries lead to which, where a copy of a database went on writing.
 */
#include "data/base/memory.h"
#include "data/branch/chain.h"
#include "data/entry/entry_hash.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/take_in.h"
#include <stdlib.h>

enum { FIRST, SECOND, THIRD, OTHER_SECOND, OTHER_THIRD, ENTRIES };

/* Three entries of one replica, and two more that follow the first instead. */
static void make_branches(struct ledger *ledger, struct entry entries[ENTRIES])
{
    struct ledger *writer = ledger_new();
    struct journal_merged merged;
    for (int i = FIRST; i <= THIRD; i++) {
        struct id id = id_new();
        ledger_write(writer, "Add", ledger_add_area, &id, NULL);
        struct entry_name name = ledger_entry(writer, i + 1);
        assert_int_equal(entry_find(writer->store, &name.hash, &entries[i], &writer->err), LI_OK);
    }
    for (int i = OTHER_SECOND; i <= OTHER_THIRD; i++) {
        entry_copy(&entries[i - OTHER_SECOND + SECOND], &entries[i]);
        entries[i].hlc += 1000;
        if (i == OTHER_THIRD)
            entries[i].before = entries[OTHER_SECOND].name.hash;
        entries[i].name.hash = entry_hash(&entries[i]);
    }
    assert_int_equal(take_in(ledger->store, entries, OTHER_SECOND, &merged, &ledger->err), LI_OK);
    assert_int_equal(
        take_in(ledger->store, &entries[OTHER_SECOND], 2, &merged, &ledger->err), LI_OK);
    assert_int_equal(merged.taken, 2);
    ledger_free(writer);
}

static void free_branches(struct entry entries[ENTRIES])
{
    for (int i = 0; i < ENTRIES; i++)
        entry_free(&entries[i]);
}

static void test_leads(void **state)
{
    static const bool leads[ENTRIES][ENTRIES] = {
        [FIRST] = {true, true, true, true, true},
        [SECOND] = {[SECOND] = true, [THIRD] = true},
        [THIRD] = {[THIRD] = true},
        [OTHER_SECOND] = {[OTHER_SECOND] = true, [OTHER_THIRD] = true},
        [OTHER_THIRD] = {[OTHER_THIRD] = true},
    };
    struct ledger *ledger = *state;
    struct entry entries[ENTRIES];
    const struct hash absent = {{1}};
    make_branches(ledger, entries);
    struct chain *chain = chain_new(ledger->store, &ledger->err);
    assert_non_null(chain);
    for (int i = 0; i < ENTRIES; i++) {
        for (int k = 0; k < ENTRIES; k++)
            assert_int_equal(
                chain_leads(chain, &entries[i].name, &entries[k].name.hash), leads[i][k]);
        assert_false(chain_leads(chain, &entries[i].name, &absent));
    }
    assert_int_equal(chain_failed(chain, &ledger->err), LI_OK);
    chain_free(chain);
    free_branches(entries);
}

/* A branch whose middle is missing leads to nothing before it. */
static void test_broken(void **state)
{
    struct ledger *ledger = *state;
    struct entry entries[ENTRIES];
    make_branches(ledger, entries);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(
        query_run(ledger->store, "UPDATE journal_entry SET before = randomblob(32) WHERE seq = 3",
            &ledger->err),
        LI_OK);
    ledger->store->gate = GATE_SHUT;
    struct chain *chain = chain_new(ledger->store, &ledger->err);
    assert_non_null(chain);
    assert_false(chain_leads(chain, &entries[SECOND].name, &entries[THIRD].name.hash));
    assert_true(chain_leads(chain, &entries[FIRST].name, &entries[SECOND].name.hash));
    assert_int_equal(chain_failed(chain, &ledger->err), LI_OK);
    chain_free(chain);
    free_branches(entries);
}

static size_t count_led(struct chain_entries *all, const struct hash *head)
{
    size_t led = 0;
    chain_mark(all, head);
    for (size_t i = 0; i < all->count; i++)
        led += all->items[i].leads;
    return led;
}

static void test_marked(void **state)
{
    struct ledger *ledger = *state;
    struct entry entries[ENTRIES];
    struct chain_entries all, none;
    const struct hash absent = {{1}};
    const struct id nobody = {{1}};
    make_branches(ledger, entries);
    assert_int_equal(
        chain_load(ledger->store, &entries[0].name.replica, &all, &ledger->err), LI_OK);
    assert_int_equal(all.count, ENTRIES);
    assert_int_equal(count_led(&all, &entries[OTHER_THIRD].name.hash), 3);
    assert_int_equal(count_led(&all, &entries[SECOND].name.hash), 2);
    assert_int_equal(count_led(&all, &absent), 0);
    assert_int_equal(chain_load(ledger->store, &nobody, &none, &ledger->err), LI_OK);
    assert_int_equal(count_led(&none, &absent), 0);
    chain_clear(&none);
    chain_clear(&all);
    free_branches(entries);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_leads), LEDGER_TEST(test_broken), LEDGER_TEST(test_marked)};
    return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
