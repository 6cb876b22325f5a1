/*
 * test_agreement_state.c: agreements by their days.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/name.h"
#include "core/health/agreement_state.h"
#include <cmocka.h>
#include <stdlib.h>

enum { TODAY = 20527 /* 2026-03-15 */, NONE = DAY_NONE };

static struct agreement_facts agreement(day_t signed_on, day_t from, day_t to)
{
    return (struct agreement_facts){
        .signed_on = signed_on, .from = from, .to = to, .ended_on = NONE, .lead_days = 90};
}

static struct agreement_facts renewed(struct agreement_facts facts)
{
    facts.renewed = true;
    return facts;
}

static struct agreement_facts ended(struct agreement_facts facts, day_t on)
{
    facts.ended_on = on;
    return facts;
}

static void agreements_by_their_days(void **state)
{
    (void)state;
    const day_t past = TODAY - 400;
    const struct {
        struct agreement_facts facts;
        enum agreement_state state;
        const char *reason;
    } cases[] = {
        {agreement(NONE, past, TODAY + 400), AGREEMENT_DRAFT, "not signed yet"},
        {agreement(TODAY + 1, past, TODAY + 400), AGREEMENT_DRAFT, "not signed yet"},
        {agreement(past, TODAY + 1, TODAY + 400), AGREEMENT_DRAFT,
            "signed; term starts 2026-03-16, tomorrow"},
        {agreement(TODAY, TODAY, TODAY + 91), AGREEMENT_IN_FORCE,
            "in force until 2026-06-14, in 3 months"},
        {agreement(past, past, NONE), AGREEMENT_IN_FORCE, "in force, no end date"},
        {agreement(past, NONE, NONE), AGREEMENT_IN_FORCE, "in force, no end date"},
        {agreement(past, past, TODAY + 90), AGREEMENT_DUE,
            "due for renewal; ends 2026-06-13, in 3 months"},
        {agreement(past, past, TODAY), AGREEMENT_DUE, "due for renewal; ends 2026-03-15, today"},
        {agreement(past, past, TODAY - 1), AGREEMENT_LAPSED,
            "lapsed 2026-03-14, yesterday; not renewed"},
        {renewed(agreement(past, past, TODAY - 1)), AGREEMENT_RENEWED, "superseded"},
        {renewed(agreement(past, past, TODAY + 10)), AGREEMENT_RENEWED, "superseded"},
        {renewed(agreement(NONE, past, TODAY + 10)), AGREEMENT_DRAFT, "not signed yet"},
        {ended(agreement(past, past, TODAY + 10), TODAY), AGREEMENT_ENDED,
            "ended early 2026-03-15, today"},
        {ended(agreement(past, past, TODAY + 400), TODAY + 1), AGREEMENT_IN_FORCE,
            "in force until 2027-04-19, in 13 months"},
        {ended(renewed(agreement(past, past, TODAY + 10)), TODAY - 3), AGREEMENT_ENDED,
            "ended early 2026-03-12, 3 days ago"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(agreement_state(&cases[i].facts, TODAY), cases[i].state);
        char *reason = agreement_reason(&cases[i].facts, TODAY);
        assert_string_equal(reason, cases[i].reason);
        free(reason);
    }
}

static void states_have_names(void **state)
{
    (void)state;
    assert_int_equal(name_find(agreement_state_names, "in-force"), AGREEMENT_IN_FORCE);
    assert_int_equal(name_find(agreement_state_names, "due-for-renewal"), AGREEMENT_DUE);
    assert_int_equal(name_find(agreement_state_names, "ended"), AGREEMENT_ENDED);
    assert_null(agreement_state_names[AGREEMENT_STATE_COUNT]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreements_by_their_days),
        cmocka_unit_test(states_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
