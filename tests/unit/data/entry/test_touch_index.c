/*
 * test_touch_index.c: which entries are listed, and from when on.
 */
#include "data/entry/touch_index.h"
#include "data/store/vector.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <stdlib.h>

/* A database that never merged lists nothing. */
static void test_empty(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    struct touch_index *index = touch_index_new(ledger->store, &ledger->err);
    assert_non_null(index);
    assert_int_equal(touch_index_catch_up(index, &ledger->err), LI_OK);
    assert_int_equal(touch_index_prune(index, 1, &ledger->err), LI_OK);
    assert_int_equal(touch_index_save(index, &ledger->err), LI_OK);
    touch_index_free(index);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_touch_range"), "0");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_touch"), "0");
}

/* How many times are found of entries that set the first field of a record, or add it. */
static size_t found(struct ledger *ledger, struct touch_index *index, const struct id *id)
{
    struct touched_record record = {*id, TOUCHED_COMES};
    const struct touched touched = {.records = &record, .count = 1};
    struct vector hlcs = {0};
    assert_int_equal(touch_index_find(index, &touched, 1, &hlcs, &ledger->err), LI_OK);
    size_t count = hlcs.count;
    vector_clear(&hlcs);
    return count;
}

static void test_listed(void **state)
{
    struct ledger *ledger = *state;
    struct id one = id_new(), other = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &one, NULL);
    ledger->clock += 1000;
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'B'", NULL, NULL);
    struct touch_index *index = touch_index_new(ledger->store, &ledger->err);
    assert_int_equal(touch_index_catch_up(index, &ledger->err), LI_OK);
    assert_int_equal(touch_index_cover(index, 1, &ledger->err), LI_OK);
    assert_int_equal(touch_index_cover(index, 2, &ledger->err), LI_OK);
    assert_int_equal(found(ledger, index, &one), 2);
    assert_int_equal(found(ledger, index, &other), 0);
    assert_int_equal(touch_index_save(index, &ledger->err), LI_OK);
    touch_index_free(index);
    ledger->clock += 1000;
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'C'", NULL, NULL);
    index = touch_index_new(ledger->store, &ledger->err);
    assert_int_equal(found(ledger, index, &one), 2);
    assert_int_equal(touch_index_catch_up(index, &ledger->err), LI_OK);
    assert_int_equal(found(ledger, index, &one), 3);
    touch_index_free(index);
    assert_int_equal(touch_index_forget(ledger->store, &ledger->err), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_touch"), "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {LEDGER_TEST(test_empty), LEDGER_TEST(test_listed)};
    return cmocka_run_group_tests_name("touch index", tests, NULL, NULL);
}
