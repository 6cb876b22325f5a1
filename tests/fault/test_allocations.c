/*
 * test_allocations.c: a command that at any one moment gets no memory, or none from then on.
 */
#include "tests/fault/no_memory.h"
#include "tests/support/check.h"

/* A run takes up every other piece of work, with a try or two of each. */
enum { TURNS = 3, USUAL_SHARE = 14983 };

static void test_commands(void **state)
{
    struct bench bench;
    long wrongs = 0;
    (void)state;
    if (!bench_open(&bench, &no_memory))
        skip();
    for (size_t i = 0; i < work_count; i++)
        if (bench_has_turn(&bench, i, TURNS))
            wrongs += bench_try_all(&bench, &works[i], bench_share_of(&works[i], USUAL_SHARE));
    bench_close(&bench);
    assert_int_equal(wrongs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_commands)};
    return cmocka_run_group_tests_name("allocations", tests, NULL, NULL);
}
