/*
 * test_goal_health.c: every measure, edge and boundary of how far a goal is and how healthy.
 */
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/health/goal_health.h"
#include "tests/support/sample_goal.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void fractions(void **state)
{
    (void)state;
    const struct {
        struct goal_facts facts;
        double fraction;
    } cases[] = {
        {level(0, 30, 12), 0.4},
        {level(100, 150, 110), 0.2},
        {level(5, 2, 3.5), 0.5}, /* falling */
        {level(5, 2, 1.7), 1.1},
        {level(5, 2, 6.5), -0.5}, /* the wrong way */
        {level(-10, 10, 0), 0.5},
        {level(0, 30, 45), 1.5},
        {level(NAN, 30, 15), 0.5}, /* no baseline is 0 */
        {level(30, 30, 30), 1},    /* target equal to baseline: reached or not */
        {level(30, 30, 31), 1},
        {level(30, 30, 29), 0},
        {level(0, NAN, 12), NAN}, /* no target */
        {total(30, 12), 0.4},
        {total(30, 36), 1.2},
        {total(30, -3), -0.1},
        {total(0, 0), 1},
        {total(NAN, 12), NAN},
        {milestones(5, 2, 3), 0.4},
        {milestones(5, 0, 3), 0}, /* none done is a fraction, not its absence */
        {milestones(5, 5, 3), 1},
        {milestones(0, 0, 0), NAN},
        {yes_no(1), 1},
        {yes_no(0), 0},
        {maintain(80, 100, 5, 100), 1},
        {maintain(80, 100, 5, 95), 1}, /* the edge of the tolerance */
        {maintain(80, 100, 5, 105), 1},
        {maintain(80, 100, 5, 87.5), 0.5},
        {maintain(80, 100, 5, 112.5), 0.5}, /* as far on the other side */
        {maintain(80, 100, 5, 80), 0},
        {maintain(80, 100, 5, 70), 0},
        {maintain(80, 100, NAN, 90), 0.5},
        {maintain(80, 100, NAN, 100), 1},
        {maintain(100, 100, 5, 104), 1}, /* no room to fall */
        {maintain(100, 100, 5, 106), 0},
        {maintain(0, NAN, 5, 6), NAN},
        {unlogged(MEASURE_LEVEL, 30), NAN}, /* nothing logged */
        {unlogged(MEASURE_TOTAL, 30), NAN},
        {unlogged(MEASURE_YES_NO, NAN), NAN},
        {unlogged(MEASURE_MAINTAIN, 30), NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_near(goal_fraction(&cases[i].facts), cases[i].fraction, i);
}

/* Day by day: no health changes before the day that is told, whatever plans state. */
static void a_health_holds_until_the_day_told(void **state)
{
    unsigned seed = 7;
    (void)state;
    for (int i = 0; i < 300; i++) {
        struct goal_facts facts = with_latest(total(30, rand_r(&seed) % 32),
            rand_r(&seed) % 2 ? CADENCE_YEARLY : CADENCE_QUARTERLY, BEGIN + rand_r(&seed) % LENGTH);
        for (int points = rand_r(&seed) % 4; points > 0; points--)
            facts = with_point(facts, rand_r(&seed) % LENGTH, rand_r(&seed) % 40 - 4);
        day_t today = BEGIN + rand_r(&seed) % LENGTH;
        enum health now = goal_health(&facts, today, &goal_pace_limits);
        day_t until = goal_until(&facts, today, &goal_pace_limits);
        day_t end = until == DAY_NONE ? BEGIN + 3 * LENGTH : until;
        assert_true(end > today);
        for (day_t day = today; day < end; day++)
            if (goal_health(&facts, day, &goal_pace_limits) != now)
                fail_msg("goal %d: another health on day %d, before %d", i, day, until);
    }
}

struct health_case {
    struct goal_facts facts;
    int day;
    enum health health;
};

static void assert_health(const struct health_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum health got = goal_health(&cases[i].facts, BEGIN + cases[i].day, &goal_pace_limits);
        if (got != cases[i].health)
            fail_msg("case %zu: \"%s\" where \"%s\" was expected", i, health_names[got],
                health_names[cases[i].health]);
    }
}
#define ASSERT_HEALTH(cases) assert_health(cases, sizeof(cases) / sizeof *(cases))

static void a_goals_own_state_comes_first(void **state)
{
    (void)state;
    const struct health_case cases[] = {
        {with_state(total(30, 36), STATE_DRAFT), 10, HEALTH_NONE},
        {with_state(total(30, 36), STATE_DROPPED), 500, HEALTH_NONE},
        {with_state(total(30, 3), STATE_MET), 500, HEALTH_MET},
    };
    ASSERT_HEALTH(cases);
}

/* A goal called missed hides nothing: it is judged as if it were open. */
static void missed_follows_the_order(void **state)
{
    (void)state;
    const struct health_case cases[] = {
        {with_state(total(30, 3), STATE_MISSED), 500, HEALTH_OVERDUE},
        {with_state(total(30, 30), STATE_MISSED), 500, HEALTH_MET},
        {with_state(total(30, 30), STATE_MISSED), 10, HEALTH_MET},
        {with_state(unlogged(MEASURE_TOTAL, 30), STATE_MISSED), 10, HEALTH_NOT_STARTED},
        {with_state(unlogged(MEASURE_TOTAL, 30), STATE_MISSED), 100, HEALTH_NO_DATA},
        {with_state(total(30, 1), STATE_MISSED), 100, HEALTH_OFF_TRACK},
    };
    ASSERT_HEALTH(cases);
}

static void met_comes_before_everything(void **state)
{
    (void)state;
    const struct health_case cases[] = {
        {total(30, 30), -10, HEALTH_MET}, /* before its start */
        {total(30, 30), 500, HEALTH_MET}, /* past due and stale */
        {total(30, 45), 100, HEALTH_MET}, /* over 100 % */
        {total(1, 0.1 + 0.2 + 0.3 + 0.4 - 1e-16), 100, HEALTH_MET},
        {total(1, 0.1 + 0.7 + 0.2), 100, HEALTH_MET}, /* a hair below 1 in binary */
        {total(30, 29.9), 100, HEALTH_ON_TRACK},
        {yes_no(1), 10, HEALTH_MET},
        {milestones(3, 3, 0), 10, HEALTH_MET},
        {maintain(80, 100, 5, 96), 10, HEALTH_MET},
        {level(5, 2, 2), 10, HEALTH_MET},
        {level(30, 30, 30), 10, HEALTH_MET},
    };
    ASSERT_HEALTH(cases);
}

static void before_and_without_data(void **state)
{
    (void)state;
    const struct goal_facts none = unlogged(MEASURE_TOTAL, 30);
    const struct goal_facts undated = with_days(none, DAY_NONE, DAY_NONE);
    const struct goal_facts brief = with_days(none, BEGIN, BEGIN + 30);
    const struct health_case cases[] = {
        {total(30, 3), -1, HEALTH_NOT_STARTED}, {none, -1, HEALTH_NOT_STARTED},
        {none, 0, HEALTH_NOT_STARTED},
        {none, 90, HEALTH_NOT_STARTED}, /* the last day of its first cadence */
        {none, 91, HEALTH_NO_DATA}, {none, LENGTH, HEALTH_NO_DATA}, /* due today */
        {none, LENGTH + 1, HEALTH_OVERDUE}, {undated, 0, HEALTH_NO_DATA},
        {brief, 31, HEALTH_NOT_STARTED}, /* its first cadence is not over: the order decides */
        {total(NAN, 12), 10, HEALTH_NO_DATA}, {milestones(0, 0, 0), 100, HEALTH_NO_DATA},
        {milestones(5, 0, 0), 90, HEALTH_NOT_STARTED},
        {milestones(5, 0, 0), 91, HEALTH_ON_TRACK},  /* nothing was to be done yet */
        {milestones(5, 0, 1), 91, HEALTH_OFF_TRACK}, /* none done is known to be none */
    };
    ASSERT_HEALTH(cases);
}

static void late_and_stale(void **state)
{
    (void)state;
    const struct goal_facts weekly = with_latest(total(10, 9), CADENCE_WEEKLY, BEGIN + 10);
    const struct goal_facts monthly = with_latest(total(10, 9), CADENCE_MONTHLY, BEGIN + 10);
    const struct goal_facts undated = with_days(total(10, 1), DAY_NONE, DAY_NONE);
    const struct goal_facts fresh = with_latest(total(30, 29.9), CADENCE_WEEKLY, BEGIN + LENGTH);
    const struct goal_facts ahead = with_latest(total(10, 9), CADENCE_WEEKLY, BEGIN + 200);
    const struct health_case cases[] = {
        {fresh, LENGTH, HEALTH_ON_TRACK}, /* due today is not overdue */
        {total(30, 29), LENGTH, HEALTH_STALE}, {total(30, 29), LENGTH + 1, HEALTH_OVERDUE},
        {yes_no(0), LENGTH + 1, HEALTH_OVERDUE},
        {weekly, 20, HEALTH_ON_TRACK}, /* 10 days old, 1.5 cadences are 10.5 */
        {weekly, 21, HEALTH_STALE}, {monthly, 55, HEALTH_ON_TRACK},   /* exactly 1.5 cadences old */
        {monthly, 56, HEALTH_STALE}, {undated, 136, HEALTH_ON_TRACK}, /* no pace to hold it to */
        {undated, 137, HEALTH_STALE}, {milestones(5, 4, 4), 136, HEALTH_ON_TRACK},
        {milestones(5, 4, 4), 137, HEALTH_STALE},
        {ahead, 100, HEALTH_ON_TRACK}, /* an entry dated ahead is not old */
    };
    ASSERT_HEALTH(cases);
}

static void pace(void **state)
{
    (void)state;
    const struct health_case cases[] = {
        {total(1, 0.225), 91, HEALTH_ON_TRACK}, /* p/e exactly 0.9 */
        {total(1, 0.2249), 91, HEALTH_AT_RISK},
        {total(1, 0.15), 91, HEALTH_AT_RISK}, /* p/e exactly 0.6 */
        {total(1, 0.1499), 91, HEALTH_OFF_TRACK},
        {total(1, 0.9), 91, HEALTH_ON_TRACK},
        {total(1, 0), 0, HEALTH_ON_TRACK}, /* nothing is expected on the first day */
        {total(1, 0), 1, HEALTH_OFF_TRACK},
        {level(5, 2, 4.325), 91, HEALTH_ON_TRACK}, /* falling, p/e 0.9 */
        {level(5, 2, 5.5), 91, HEALTH_OFF_TRACK},
        {level(100, 150, 108), 91, HEALTH_AT_RISK},
        {maintain(80, 100, 5, 90), 91, HEALTH_ON_TRACK},
        {yes_no(0), 91, HEALTH_OFF_TRACK},
        {milestones(5, 1, 1), 91, HEALTH_ON_TRACK},
        {milestones(5, 2, 3), 91, HEALTH_AT_RISK},
        {milestones(5, 1, 3), 91, HEALTH_OFF_TRACK},
        {milestones(5, 1, 0), 91, HEALTH_ON_TRACK},
    };
    ASSERT_HEALTH(cases);
}

static void limits_are_settings(void **state)
{
    (void)state;
    const struct pace_limits strict = {.on_track = 1, .at_risk = 0.95, .stale_cadences = 0.5};
    const struct goal_facts facts = total(1, 0.12);
    assert_int_equal(goal_health(&facts, BEGIN + 45, &strict), HEALTH_AT_RISK);
    assert_int_equal(goal_health(&facts, BEGIN + 46, &strict), HEALTH_STALE);
    assert_int_equal(goal_health(&facts, BEGIN + 46, &goal_pace_limits), HEALTH_ON_TRACK);
}

static void reasons(void **state)
{
    (void)state;
    struct goal_facts fresh = total(30, 12);
    fresh.due = BEGIN + 365;
    fresh.latest_on = BEGIN + 170;
    struct goal_facts undue = fresh;
    undue.due = DAY_NONE;
    const struct {
        struct goal_facts facts;
        int day;
        const char *unit, *reason;
    } cases[] = {
        {fresh, 180, "sessions", "12 of 30 sessions, day 180 of 365: 40% done, 49% expected."},
        {fresh, 180, NULL, "12 of 30, day 180 of 365: 40% done, 49% expected."},
        {undue, 180, "", "12 of 30: 40% done; no pace without start and due dates."},
        {level(5, 2, 3.1), 91, "days",
            "3.1 days (from 5 toward 2), day 91 of 364: 63% done, 25% expected."},
        {milestones(5, 2, 3), 91, NULL,
            "2 of 5 milestones, day 91 of 364: 40% done, 60% expected."},
        {yes_no(0), 91, NULL, "Not done yet, day 91 of 364: 0% done, 25% expected."},
        {maintain(80, 100, 5, 90), 91, "members",
            "90 members; should stay at 100 ± 5, day 91 of 364: 67% done, 25% expected."},
        {total(30, 31), 91, "sessions", "31 of 30 sessions: met (103%)."},
        {yes_no(1), 91, NULL, "Done."},
        {total(1000, 999), 91, NULL, "999 of 1000, day 91 of 364: 99% done, 25% expected."},
        {total(30, 24), LENGTH + 12, NULL, "Was due 2026-12-31, 12 days ago, at 80%."},
        {unlogged(MEASURE_TOTAL, 30), LENGTH + 1, NULL,
            "Was due 2026-12-31, yesterday, with nothing logged."},
        {unlogged(MEASURE_TOTAL, 30), 91, NULL,
            "Nothing logged since the start on 2026-01-01 (91 days ago)."},
        {with_days(unlogged(MEASURE_TOTAL, 30), DAY_NONE, DAY_NONE), 91, NULL,
            "Nothing logged yet."},
        {total(NAN, 3), 10, NULL, "No target set, so progress can't be calculated."},
        {milestones(0, 0, 0), 100, NULL, "No milestones set, so progress can't be calculated."},
        {total(30, 12), 200, NULL, "Last entry 200 days ago; due every 91 days."},
        {total(30, 12), -21, NULL, "Starts 2026-01-01, in 3 weeks."},
        {unlogged(MEASURE_TOTAL, 30), 88, NULL,
            "Started 2026-01-01; first entry due 2026-04-02, in 3 days."},
        {with_state(total(30, 12), STATE_DRAFT), 5, NULL, "Draft — not rated yet."},
        {with_state(total(30, 12), STATE_DROPPED), 5, NULL, "Dropped — not rated."},
        {with_state(total(30, 12), STATE_MET), 5, NULL, "Marked met at 40%."},
        {with_state(total(30, 12), STATE_MISSED), LENGTH + 12, NULL,
            "Was due 2026-12-31, 12 days ago, at 40%."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *reason =
            goal_reason(&cases[i].facts, cases[i].unit, BEGIN + cases[i].day, &goal_pace_limits);
        assert_string_equal(reason, cases[i].reason);
        free(reason);
    }
}

static void names_and_numbers(void **state)
{
    (void)state;
    char text[32];
    assert_int_equal(name_find(health_names, "off-track"), HEALTH_OFF_TRACK);
    assert_int_equal(name_find(measure_names, "maintain"), MEASURE_MAINTAIN);
    assert_int_equal(name_find(cadence_names, "yearly"), CADENCE_YEARLY);
    assert_int_equal(name_find(goal_state_names, "dropped"), STATE_DROPPED);
    assert_int_equal(name_find(measure_names, "Level"), -1);
    assert_int_equal(name_find(measure_names, NULL), -1);
    assert_null(health_names[HEALTH_COUNT]);
    assert_int_equal(cadence_days(CADENCE_WEEKLY), 7);
    assert_int_equal(cadence_days(CADENCE_YEARLY), 365);
    assert_string_equal(number_text(12, text), "12");
    assert_string_equal(number_text(0.1 + 0.2, text), "0.3");
    assert_string_equal(number_text(-0.0, text), "0");
    assert_string_equal(number_text(-2.50, text), "-2.5");
    assert_string_equal(number_text(123456789012345, text), "123456789012345");
    assert_string_equal(number_text(NAN, text), "");
}

static void the_next_entry_is_wanted_a_cadence_after_the_last(void **state)
{
    struct goal_facts late = with_latest(total(30, 12), CADENCE_MONTHLY, BEGIN + 40);
    struct goal_facts aimless = with_days(unlogged(MEASURE_LEVEL, 10), DAY_NONE, DAY_NONE);
    const struct {
        struct goal_facts facts;
        day_t wanted;
    } cases[] = {
        {late, BEGIN + 70},
        {with_latest(late, CADENCE_WEEKLY, BEGIN), BEGIN + 7},
        {with_latest(late, CADENCE_YEARLY, BEGIN - 1), BEGIN + LENGTH}, /* on its last day */
        {with_latest(late, CADENCE_YEARLY, BEGIN), DAY_NONE},           /* it is due before */
        {unlogged(MEASURE_LEVEL, 10), BEGIN + 91},                      /* counted from its start */
        {aimless, DAY_NONE},
        {with_state(late, STATE_DRAFT), DAY_NONE},
        {with_state(late, STATE_MET), DAY_NONE},
        {with_state(late, STATE_MISSED), DAY_NONE},
        {with_state(late, STATE_DROPPED), DAY_NONE},
        {total(30, 30), DAY_NONE},            /* reached */
        {maintain(0, 10, 1, 10), BEGIN + 91}, /* kept so far */
        {milestones(3, 1, 2), DAY_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (goal_check_in(&cases[i].facts) != cases[i].wanted)
            fail_msg("case %zu: day %d where %d was expected", i, goal_check_in(&cases[i].facts),
                cases[i].wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_entry_is_wanted_a_cadence_after_the_last),
        cmocka_unit_test(fractions),
        cmocka_unit_test(a_health_holds_until_the_day_told),
        cmocka_unit_test(a_goals_own_state_comes_first),
        cmocka_unit_test(missed_follows_the_order),
        cmocka_unit_test(met_comes_before_everything),
        cmocka_unit_test(before_and_without_data),
        cmocka_unit_test(late_and_stale),
        cmocka_unit_test(pace),
        cmocka_unit_test(limits_are_settings),
        cmocka_unit_test(reasons),
        cmocka_unit_test(names_and_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
