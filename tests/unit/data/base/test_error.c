/*
 * test_error.c: a sentence that says what went wrong, however long.
 */
#include "data/base/error.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_error_is_cut_at_a_character(void **state)
{
    (void)state;
    struct li_error err;
    char text[600] = "";
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "ā", 3);
    assert_int_equal(li_fail(&err, LI_IO, "x%s", text), LI_IO);
    size_t length = strlen(err.message);
    assert_int_equal(length, 511);
    li_fail(&err, LI_IO, "%s", text);
    assert_int_equal(strlen(err.message), 510);
    memset(text, 0x80, sizeof text - 1); /* no character begins anywhere */
    li_fail(&err, LI_IO, "%s", text);
    assert_int_equal(strlen(err.message), 511);
    li_fail(&err, LI_USAGE, "Again: %s", "short");
    li_fail(&err, LI_USAGE, "%s!", err.message);
    assert_string_equal(err.message, "Again: short!");
    assert_int_equal(li_fail(NULL, LI_NONE, "nobody hears"), LI_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_error_is_cut_at_a_character),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
