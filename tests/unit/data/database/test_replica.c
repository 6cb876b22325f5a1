/*
 * test_replica.c: the name of a database among those that share.
 */
#include "data/database/replica.h"
#include "data/database/replica_key.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/sharing.h"
#include "tests/support/temp_folder.h"

/* A program that has the database open goes on under the name that another one gave it. */
static void test_renamed_by_another_program(void **state)
{
    struct place *place = *state;
    struct store *one = place_open(place, STORE_CREATE), *other = place_open(place, STORE_WRITE);
    const struct id before = *store_replica(other);
    int64_t written = 0;
    sharing_found(one);
    assert_false(id_equal(&before, store_replica(one)));
    place_add_country(place, other, "AU");
    assert_true(id_equal(store_replica(one), store_replica(other)));
    assert_true(replica_is_own(other, &before));
    assert_int_equal(query_number(other,
                         "SELECT count(*) FROM journal_entry WHERE label = 'Add country' AND"
                         " replica = (SELECT replica FROM local_key)",
                         &written, &place->err),
        LI_OK);
    assert_int_equal(written, 1);
    store_close(other);
    store_close(one);
}

/* While it is only read, a database without a name has none. */
static void test_missing_name(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    place_raw(place->path, "DELETE FROM local_fact WHERE name = 'replica'");
    struct store *store = place_open(place, STORE_READ);
    assert_true(id_is_nil(store_replica(store)));
    store_close(store);
    store = place_open(place, STORE_WRITE);
    const struct id name = *store_replica(store);
    assert_false(id_is_nil(&name));
    store_close(store);
    store = place_open(place, STORE_READ);
    assert_true(id_equal(&name, store_replica(store)));
    store_close(store);
}

/* The name that it had stays, if the one in the file can't be read again. */
static void test_name_that_is_gone(void **state)
{
    static const char *const harms[] = {
        "UPDATE local_fact SET value = 'x' WHERE name = 'replica'", "DROP TABLE local_fact"};
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    const struct id name = *store_replica(store);
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
        place_raw(place->path, harms[i]);
        replica_reload(store);
        assert_true(id_equal(&name, store_replica(store)));
    }
    /* Under which name, can't be told: nothing is written. */
    assert_int_equal(journal_write(store, "Add", place_country, "AU", NULL, &place->err), LI_IO);
    assert_int_equal(place_countries(store), 0);
    store_close(store);
}

/* A key that was cut short signs nothing. */
static void test_damaged_key(void **state)
{
    struct place *place = *state;
    struct signature_pair pair;
    struct store *store = place_open(place, STORE_CREATE);
    sharing_found(store);
    store_close(store);
    place_raw(
        place->path, "PRAGMA ignore_check_constraints = 1; UPDATE local_key SET seed = x'00'");
    store = place_open(place, STORE_WRITE);
    assert_int_equal(replica_key_load(store, store_replica(store), &pair, &place->err), LI_CORRUPT);
    assert_int_equal(
        journal_write(store, "Add", place_country, "AU", NULL, &place->err), LI_CORRUPT);
    assert_int_equal(place_countries(store), 0);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_renamed_by_another_program),
        PLACE_TEST(test_missing_name),
        PLACE_TEST(test_name_that_is_gone),
        PLACE_TEST(test_damaged_key),
    };
    return cmocka_run_group_tests_name("replica", tests, NULL, NULL);
}
