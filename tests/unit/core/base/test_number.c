/*
 * test_number.c: numbers and amounts as people write them.
 */
#include "core/base/number.h"
#include "tests/support/check.h"
#include <stdlib.h>

static void test_one_is_singular(void **state)
{
    static const struct {
        const char *number, *unit, *expected;
    } cases[] = {{"12", "members", "12 members"}, {"1", "pages", "1 page"},
        {"1", "secretaries", "1 secretary"}, {"1", "branches", "1 branch"},
        {"1", "classes", "1 class"}, {"1", "press", "1 press"}, {"1", "is", "1 is"},
        {"1", "s", "1 s"}, {"1.5", "pages", "1.5 pages"}, {"1", "%", "1%"}, {"1", NULL, "1"},
        {"1", "", "1"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *amount = number_amount(cases[i].number, cases[i].unit);
        assert_string_equal(amount, cases[i].expected);
        free(amount);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_is_singular)};
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
