/*
 * test_goal_entries.c: which of a goal's progress entries is the latest, whatever order they come
 * in.
 */
#include "core/health/goal_entries.h"
#include "tests/support/check.h"

static const struct entry {
    day_t day;
    struct id id;
    double value;
} given[] = {
    {100, {{1}}, 5}, {102, {{2}}, 7}, {102, {{3}}, 8}, /* the latest: of that day, written last */
    {101, {{4}}, 6},                                   /* written later, of an earlier day */
};
enum { GIVEN = sizeof given / sizeof *given };

static void test_the_same_in_any_order(void **state)
{
    (void)state;
    for (int first = 0; first < GIVEN; first++)
        for (int step = 1; step < GIVEN; step += 2) { /* steps that meet all of four */
            struct goal_entries entries = {0};
            for (int i = 0; i < GIVEN; i++) {
                const struct entry *entry = &given[(first + i * step) % GIVEN];
                goal_entries_add(&entries, entry->day, &entry->id, entry->value);
            }
            assert_int_equal(entries.count, GIVEN);
            assert_true(entries.total == 26);
            assert_true(entries.latest == 8);
            assert_int_equal(entries.latest_on, 102);
            assert_true(id_equal(&entries.latest_id, &given[2].id));
        }
}

/* A value below zero is one, too; so is one of a day before 1970. */
static void test_the_first_is_the_latest(void **state)
{
    (void)state;
    struct goal_entries entries = {0};
    goal_entries_add(&entries, -3000, &given[0].id, -2);
    assert_true(entries.latest == -2);
    assert_int_equal(entries.latest_on, -3000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_in_any_order),
        cmocka_unit_test(test_the_first_is_the_latest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
