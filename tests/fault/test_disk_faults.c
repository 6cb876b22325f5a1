/*
 * test_disk_faults.c: a command whose disk at any one moment fails it, or from then on.
 */
#include "tests/fault/disk_fault.h"
#include "tests/support/check.h"
#include <stdlib.h>

/* A run tries one piece of work in so many, and of that one moment in so many. */
enum { TURNS = 6, USUAL_SHARE = 61 };

static void try_all(const struct fault *fault)
{
    struct bench bench;
    long wrongs = 0;
    if (!bench_open(&bench, fault))
        skip();
    setenv("TMPDIR", bench.desk.home, 1);
    for (size_t i = 0; i < work_count; i++)
        if (bench_has_turn(&bench, i, TURNS))
            wrongs += bench_try_all(&bench, &works[i], bench_share_of(&works[i], USUAL_SHARE));
    bench_close(&bench);
    assert_int_equal(wrongs, 0);
}

static void test_broken(void **state)
{
    (void)state;
    try_all(&disk_broken);
}

static void test_full(void **state)
{
    (void)state;
    try_all(&disk_full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_broken), cmocka_unit_test(test_full)};
    return cmocka_run_group_tests_name("disk faults", tests, NULL, NULL);
}
