/*
 * test_hub_address.c: addresses as others may see them.
 */
#include "data/base/memory.h"
#include "data/hub/hub_address.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_offers(const char *address, const char *login, const char *wanted)
{
    char *offered = hub_address_offer(address, login);
    assert_string_equal(offered, wanted);
    free(offered);
}

static void test_is(void **state)
{
    (void)state;
    assert_true(hub_address_is("postgresql://db/hub"));
    assert_true(hub_address_is("POSTGRES://db/hub"));
    assert_false(hub_address_is("host=db dbname=hub"));
    assert_false(hub_address_is(""));
}

static void test_no_password_is_shown(void **state)
{
    (void)state;
    assert_offers("postgresql://db/hub", NULL, "postgresql://db/hub");
    assert_offers("postgresql://ann@db/hub", NULL, "postgresql://ann@db/hub");
    assert_offers("postgresql://ann:secret@db:5432/hub", NULL, "postgresql://ann@db:5432/hub");
    assert_offers("postgresql://ann:se%40:c/r?et@db/hub", NULL, "postgresql://ann@db/hub");
    assert_offers("postgresql://ann:s@cret@a,b/hub?sslmode=require", NULL,
        "postgresql://ann@a,b/hub?sslmode=require");
    assert_offers("postgresql://db/hub?password=secret&sslmode=require&sslpassword=secret", NULL,
        "postgresql://db/hub?sslmode=require");
    assert_offers("postgresql://db/hub?password=secret", NULL, "postgresql://db/hub");
}

static void test_for_another_login(void **state)
{
    (void)state;
    assert_offers("postgresql://ann:secret@db/hub", "bo", "postgresql://bo@db/hub");
    assert_offers("postgresql://db/hub", "bo", "postgresql://bo@db/hub");
    assert_offers("postgresql://db/hub?user=ann&sslmode=require", "bo",
        "postgresql://bo@db/hub?sslmode=require");
    assert_offers("postgresql://db/hub", "Bo @ HQ", "postgresql://Bo%20%40%20HQ@db/hub");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is),
        cmocka_unit_test(test_no_password_is_shown),
        cmocka_unit_test(test_for_another_login),
    };
    return cmocka_run_group_tests_name("hub_address", tests, NULL, NULL);
}
