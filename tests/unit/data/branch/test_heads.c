/*
 * test_heads.c: the last entry of each branch, as it was saved and what was added since.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/branch/heads.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <stdlib.h>
#include <string.h>

static int64_t count_ends(struct ledger *ledger)
{
    int64_t count = 0;
    assert_int_equal(query_number(ledger->store,
                         "SELECT count(*) FROM journal_entry e WHERE NOT EXISTS"
                         " (SELECT 1 FROM journal_entry n WHERE n.before = e.hash)",
                         &count, &ledger->err),
        LI_OK);
    return count;
}

static bool is_end(struct ledger *ledger, const struct entry_name *name)
{
    struct query *query = query_new(ledger->store,
        "SELECT 1 FROM journal_entry WHERE hash = ?1 AND replica = ?2 AND seq = ?3"
        " AND hash NOT IN (SELECT before FROM journal_entry)",
        &ledger->err);
    query_bind_hash(query, 1, &name->hash);
    query_bind_id(query, 2, &name->replica);
    query_bind_int(query, 3, name->seq);
    int step = query_step(query, &ledger->err);
    query_free(query);
    return step > 0;
}

static void assert_heads(struct ledger *ledger)
{
    struct heads heads;
    assert_int_equal(heads_load(ledger->store, &heads, &ledger->err), LI_OK);
    assert_int_equal(heads.count, count_ends(ledger));
    for (size_t i = 0; i < heads.count; i++)
        assert_true(is_end(ledger, &heads.items[i]));
    heads_clear(&heads);
}

static void write_one(struct ledger *ledger)
{
    struct id id = id_new();
    ledger->clock += 1000;
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
}

/* Saved as if much had been added since. */
static void save(struct ledger *ledger)
{
    for (int i = 0; i < 1001; i++)
        write_one(ledger);
    assert_int_equal(heads_save(ledger->store, &ledger->err), LI_OK);
    char *text;
    assert_int_equal(fact_load(ledger->store, "heads", &text, &ledger->err), LI_OK);
    assert_non_null(text);
    free(text);
}

static void test_what_was_added_since(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    assert_heads(ledger);
    save(ledger);
    assert_heads(ledger);
    write_one(ledger);
    write_one(ledger);
    assert_heads(ledger);
    for (int i = 0; i < 3; i++)
        write_one(other);
    ledger_take(ledger, other, LI_OK);
    assert_heads(ledger);
    save(ledger);
    write_one(other);
    ledger_take(ledger, other, LI_OK);
    assert_heads(ledger);
    ledger_free(other);
}

static void test_little_is_not_saved(void **state)
{
    struct ledger *ledger = *state;
    char *text;
    write_one(ledger);
    assert_int_equal(heads_save(ledger->store, &ledger->err), LI_OK);
    assert_int_equal(fact_load(ledger->store, "heads", &text, &ledger->err), LI_OK);
    assert_null(text);
}

/* Branches of a copied database. */
static void test_forks(void **state)
{
    struct ledger *ledger = *state, *copy = ledger_new(), *third = ledger_new();
    write_one(copy);
    ledger_take(ledger, copy, LI_OK);
    ledger_take(third, copy, LI_OK);
    third->store->replica = copy->store->replica;
    save(ledger);
    write_one(third);
    write_one(copy);
    third->clock += 500;
    write_one(third);
    ledger_take(ledger, copy, LI_OK);
    assert_heads(ledger);
    ledger_take(ledger, third, LI_OK);
    assert_heads(ledger);
    save(ledger);
    assert_heads(ledger);
    write_one(copy);
    ledger_take(ledger, copy, LI_OK);
    assert_heads(ledger);
    ledger_free(copy);
    ledger_free(third);
}

/* An entry of the future that was not shared is dated anew, once the clock is right. */
static void test_dated_anew(void **state)
{
    struct ledger *ledger = *state;
    int64_t now = ledger->clock;
    ledger->clock += (int64_t)400 * 86400000;
    save(ledger);
    ledger->clock = now;
    write_one(ledger);
    assert_heads(ledger);
}

static void test_damaged(void **state)
{
    static const char *const facts[] = {"", "12", "12 ", "x y", "1000000 00", "3 0g"};
    struct ledger *ledger = *state;
    save(ledger);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        assert_int_equal(fact_save(ledger->store, "heads", facts[i], &ledger->err), LI_OK);
        assert_heads(ledger);
    }
}

/* An entry that was saved as a head is gone: the journal itself says which is the last. */
static void test_end_cut_off(void **state)
{
    struct ledger *ledger = *state;
    save(ledger);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(query_run(ledger->store,
                         "DELETE FROM journal_entry WHERE rowid ="
                         " (SELECT max(rowid) FROM journal_entry)",
                         &ledger->err),
        LI_OK);
    ledger->store->gate = GATE_SHUT;
    assert_heads(ledger);
    write_one(ledger); /* which takes the place of the one that is gone */
    assert_heads(ledger);
}

/* As bytes: whole, or refused. */
static void test_bytes(void **state)
{
    enum { COUNT_SIZE = 8, ITEM_SIZE = 8 + ID_SIZE + 8 + 8 + HASH_SIZE };
    struct ledger *ledger = *state;
    struct heads heads, read;
    struct bytes bytes = {0};
    write_one(ledger);
    assert_int_equal(heads_load(ledger->store, &heads, &ledger->err), LI_OK);
    heads_encode(&heads, &bytes);
    assert_int_equal(heads_parse(bytes.at, bytes.size, &read, &ledger->err), LI_OK);
    assert_int_equal(read.count, 1);
    assert_memory_equal(read.items, heads.items, sizeof *read.items);
    heads_clear(&read);
    for (size_t size = 0; size < bytes.size; size++) {
        assert_int_equal(heads_parse(bytes.at, size, &read, &ledger->err), LI_CORRUPT);
        assert_int_equal(read.count, 0);
    }
    static const unsigned char counts[][COUNT_SIZE] = {{0}, {[COUNT_SIZE - 1] = 2}, {0xFF}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        memcpy(bytes.at + bytes.size - ITEM_SIZE - COUNT_SIZE, counts[i], COUNT_SIZE);
        assert_int_equal(heads_parse(bytes.at, bytes.size, &read, &ledger->err), LI_CORRUPT);
        heads_clear(&read);
    }
    free(bytes.at);
    heads_clear(&heads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_what_was_added_since),
        LEDGER_TEST(test_little_is_not_saved),
        LEDGER_TEST(test_forks),
        LEDGER_TEST(test_dated_anew),
        LEDGER_TEST(test_damaged),
        LEDGER_TEST(test_end_cut_off),
        LEDGER_TEST(test_bytes),
    };
    return cmocka_run_group_tests_name("heads", tests, NULL, NULL);
}
