/*
 * test_team_view.c: the order in which devices are listed.
 */
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include <stdlib.h>

enum { LAPTOPS = 11 };

/* Devices of one name have numbers, admitted at once. */
static void numbers_in_names_are_in_order(void **state)
{
    struct ledger *hq = *state;
    struct context context = {.store = hq->store};
    struct team_view view;
    sharing_found(hq->store);
    for (int i = 0; i < LAPTOPS; i++) {
        struct ledger *laptop = ledger_new();
        sharing_join(hq->store, laptop->store, ACT_ROLE_EDITOR);
        sharing_send_and_owe(laptop->store, hq->store);
        ledger_free(laptop);
    }
    assert_int_equal(team_view_load(&context, &view, &hq->err), LI_OK);
    assert_int_equal(view.count, 1 + LAPTOPS);
    assert_string_equal(view.devices[0].name, "HQ");
    assert_string_equal(view.devices[1].name, "Laptop");
    for (int i = 2; i <= LAPTOPS; i++) {
        char *name = li_format("Laptop (%d)", i);
        assert_string_equal(view.devices[i].name, name);
        free(name);
    }
    team_view_clear(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(numbers_in_names_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
