/*
 * test_id.c: identities are unique, sort by their making, and are read and written alike.
 */
#include "data/base/id.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_order(void **state)
{
    (void)state;
    /* More than one millisecond's counter holds. */
    struct id before = id_new();
    for (int i = 0; i < 20000; i++) {
        struct id id = id_new();
        assert_true(memcmp(before.byte, id.byte, ID_SIZE) < 0);
        before = id;
    }
}

static void test_version(void **state)
{
    (void)state;
    struct id fresh = id_new(), named = id_named("country", "AU");
    assert_int_equal(fresh.byte[6] >> 4, 7);
    assert_int_equal(fresh.byte[8] >> 6, 2);
    assert_int_equal(named.byte[6] >> 4, 8);
    assert_int_equal(named.byte[8] >> 6, 2);
}

static void test_named(void **state)
{
    (void)state;
    struct id one = id_named("country", "AU"), same = id_named("country", "AU");
    struct id other = id_named("countr", "yAU"), third = id_named("country", "AT");
    assert_true(id_equal(&one, &same));
    assert_false(id_equal(&one, &other));
    assert_false(id_equal(&one, &third));
    /* Databases made long ago hold it: it may never change. */
    char text[ID_TEXT_SIZE];
    assert_string_equal(id_text(&one, text), "0b25c062-6fe5-82d0-9d0d-73c2b75ac06b");
}

static void test_text(void **state)
{
    (void)state;
    char text[ID_TEXT_SIZE];
    struct id id, back;
    assert_true(id_parse("018F3C2A-7b1d-7e4f-8a2b-0123456789aB", &id));
    assert_string_equal(id_text(&id, text), "018f3c2a-7b1d-7e4f-8a2b-0123456789ab");
    assert_true(id_parse(text, &back));
    assert_true(id_equal(&id, &back));
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "018f", "018f3c2a-7b1d-7e4f-8a2b-0123456789a",
        "018f3c2a-7b1d-7e4f-8a2b-0123456789abc", "018f3c2a7b1d7e4f8a2b0123456789ab",
        "018f3c2a-7b1d-7e4f-8a2b-0123456789ag", "018f3c2a-7b1d-7e4f-8a2b_0123456789ab",
        " 018f3c2a-7b1d-7e4f-8a2b-0123456789ab"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct id id = {{1, 2, 3}}, kept = id;
        assert_false(id_parse(wrong[i], &id));
        assert_true(id_equal(&id, &kept));
    }
}

static void test_nil(void **state)
{
    (void)state;
    struct id nil = {{0}}, fresh = id_new();
    assert_true(id_is_nil(&nil));
    assert_false(id_is_nil(&fresh));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_named),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_nil),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
