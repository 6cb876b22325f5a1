/*
 * test_optional_library.c: libraries loaded when they are needed, and what is said where they are
 * not there.
 */
#include "data/base/optional_library.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MATH(S) S(floor) S(ceil)
struct math {
    MATH(OPTIONAL_LIBRARY_POINTER)
};

static void what_is_there_can_be_called(void **state)
{
    static const char *const names[] = {MATH(OPTIONAL_LIBRARY_NAME) NULL};
    const struct optional_library library = {"libm.so.6", "libc6", "Numbers", names};
    struct math math;
    struct li_error err = {.code = LI_OK};
    (void)state;
    assert_int_equal(optional_library_load(&library, &math, sizeof math, &err), LI_OK);
    assert_true(math.floor(1.5) == 1 && math.ceil(1.5) == 2);
}

static void what_is_not_there_is_named(void **state)
{
    static const char *const names[] = {"calendar", NULL}, *const others[] = {"no_such", NULL};
    const struct optional_library missing = {"libnone.so.1", "libnone1", "Calendars", names};
    const struct optional_library another = {"libm.so.6", "libc6", "Calendars", others};
    void *pointer;
    struct li_error err;
    (void)state;
    assert_int_equal(optional_library_load(&missing, &pointer, sizeof pointer, &err), LI_REFUSED);
    assert_string_equal(err.message,
        "Calendars need libnone.so.1, which is not installed; install the package libnone1.");
    assert_int_equal(optional_library_load(&another, &pointer, sizeof pointer, &err), LI_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_can_be_called),
        cmocka_unit_test(what_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
