/*
 * test_affiliate_health_whole.c: the whole of an affiliate's health: the mean of its parts, what it
 * is held against, and the day until which it holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/health/affiliate_health.h"
#include <cmocka.h>
#include <stdlib.h>

enum { TODAY = 20527 /* 2026-03-15 */, NONE = DAY_NONE };

static const struct affiliate_health_rules *const rules = &affiliate_health_rules_initial;

/* An affiliate of which nothing is known. */
static struct affiliate_facts bare(void)
{
    return (struct affiliate_facts){.active = true,
        .cadence = -1,
        .contact = NONE,
        .membership = {{.first_on = NONE, .last_on = NONE}, {.first_on = NONE, .last_on = NONE}},
        .until = NONE};
}

/* All parts known: 100, 75, 60, 100, 90 and 50 %. */
static struct affiliate_facts known(void)
{
    struct affiliate_facts facts = bare();
    facts.goals[HEALTH_ON_TRACK] = 1;
    facts.goal_weight[HEALTH_ON_TRACK] = 1;
    facts.agreements[AGREEMENT_DUE] = 1;
    facts.cadence = CADENCE_MONTHLY;
    facts.contact = TODAY - 50;
    facts.ours = facts.theirs = 1;
    facts.membership[COUNT_MEMBERS] = (struct membership){1000, 980, TODAY - 500, TODAY};
    facts.staffed = true;
    facts.roles_required = 2;
    facts.roles_filled = 1;
    return facts;
}

static void expect_whole(const struct affiliate_facts *facts,
    const struct affiliate_health_rules *by, int score, enum health standing)
{
    int got = affiliate_health_score(facts, TODAY, by);
    assert_int_equal(got, score);
    assert_int_equal(affiliate_health_standing(got, &by->pace), standing);
}

static void the_whole_is_the_mean_by_weight(void **state)
{
    (void)state;
    struct affiliate_facts facts = known(), nothing = bare();
    struct affiliate_health_rules by = *rules;
    expect_whole(&nothing, &by, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA);
    /* (3 * 100 + 2 * 75 + 2 * 60 + 100 + 90 + 50) / 10 */
    expect_whole(&facts, &by, 81, HEALTH_AT_RISK);
    for (int i = 0; i < AFFILIATE_PARTS; i++)
        by.weight[i] = 0.5;                        /* only how they stand to each other matters */
    expect_whole(&facts, &by, 79, HEALTH_AT_RISK); /* of 79.17 */
    by.weight[AFFILIATE_PART_ROLES] = by.weight[AFFILIATE_PART_CONTACT] =
        by.weight[AFFILIATE_PART_AGREEMENT] = 0;
    expect_whole(&facts, &by, 96, HEALTH_ON_TRACK);
    by.weight[AFFILIATE_PART_GOALS] = by.weight[AFFILIATE_PART_VISITS] = 0;
    expect_whole(&facts, &by, 90, HEALTH_ON_TRACK);
    by.weight[AFFILIATE_PART_MEMBERSHIP] = 0;
    expect_whole(&facts, &by, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA);
}

static void the_limits_of_the_whole(void **state)
{
    (void)state;
    static const struct {
        int ours, theirs; /* a part whose score is easily set */
        double weight;    /* beside one of 100 %, of weight 1 */
        int score;
        enum health standing;
    } cases[] = {
        {0, 1, 1 / 9.0, 90, HEALTH_ON_TRACK},
        {0, 1, 0.112, 89, HEALTH_AT_RISK},
        {0, 1, 2 / 3.0, 60, HEALTH_AT_RISK},
        {0, 1, 0.667, 59, HEALTH_OFF_TRACK},
        {1, 1, 5, 100, HEALTH_ON_TRACK},
        {0, 1, 1e9, 0, HEALTH_OFF_TRACK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = bare();
        struct affiliate_health_rules by = *rules;
        facts.agreements[AGREEMENT_IN_FORCE] = 1;
        facts.ours = cases[i].ours;
        facts.theirs = cases[i].theirs;
        by.weight[AFFILIATE_PART_AGREEMENT] = 1;
        by.weight[AFFILIATE_PART_VISITS] = cases[i].weight;
        expect_whole(&facts, &by, cases[i].score, cases[i].standing);
    }
}

static void a_missing_part_takes_its_weight_along(void **state)
{
    (void)state;
    struct affiliate_facts facts = bare();
    facts.agreements[AGREEMENT_IN_FORCE] = 1;
    expect_whole(&facts, rules, 100, HEALTH_ON_TRACK); /* no goals, no contact: not bad */
    facts.contact = TODAY - 1800;                      /* 90 of 1800 days: 5 % */
    expect_whole(&facts, rules, 52, HEALTH_OFF_TRACK);
    facts.active = false;
    expect_whole(&facts, rules, 100, HEALTH_ON_TRACK);
}

static void a_part_switched_off_is_not_told_of(void **state)
{
    (void)state;
    struct affiliate_facts facts = known(), nothing = bare();
    struct affiliate_health_rules by = *rules;
    char *all = affiliate_health_reasons(&facts, "President", TODAY, &by);
    assert_string_equal(all,
        "Goals: 1 on track.\n"
        "Agreements: 1 due for renewal.\n"
        "Contact: last on 2026-01-24, 50 days ago (target: monthly).\n"
        "Visits, last 2 years: we attended 1 of their events; they attended 1 of ours.\n"
        "Membership: 980 on 2026-03-15, 2% fewer than 1000 on 2024-10-31.\n"
        "Required roles: 1 of 2 filled; vacant: President.");
    free(all);
    by.weight[AFFILIATE_PART_CONTACT] = by.weight[AFFILIATE_PART_VISITS] =
        by.weight[AFFILIATE_PART_MEMBERSHIP] = 0;
    by.weight[AFFILIATE_PART_GOALS] = 0;
    char *some = affiliate_health_reasons(&facts, NULL, TODAY, &by);
    assert_string_equal(some, "Agreements: 1 due for renewal.\n"
                              "Required roles: 1 of 2 filled.");
    free(some);
    char *none = affiliate_health_reasons(&nothing, NULL, TODAY, rules);
    assert_string_equal(none, "Not enough data yet.");
    free(none);
}

static void limits_are_those_of_the_pace(void **state)
{
    (void)state;
    const struct pace_limits limits = {.on_track = 0.8, .at_risk = 0.55};
    assert_int_equal(affiliate_health_standing(100, &limits), HEALTH_ON_TRACK);
    assert_int_equal(affiliate_health_standing(80, &limits), HEALTH_ON_TRACK);
    assert_int_equal(affiliate_health_standing(79, &limits), HEALTH_AT_RISK);
    assert_int_equal(affiliate_health_standing(55, &limits), HEALTH_AT_RISK);
    assert_int_equal(affiliate_health_standing(54, &limits), HEALTH_OFF_TRACK);
    assert_int_equal(affiliate_health_standing(0, &limits), HEALTH_OFF_TRACK);
    assert_int_equal(affiliate_health_standing(AFFILIATE_SCORE_NONE, &limits), HEALTH_NO_DATA);
    struct affiliate_health_rules by = *rules;
    by.pace = limits;
    struct affiliate_facts facts = bare();
    facts.goals[HEALTH_AT_RISK] = 7;
    facts.goal_weight[HEALTH_AT_RISK] = 7;
    assert_int_equal(affiliate_health_part_score(&facts, AFFILIATE_PART_GOALS, TODAY, &by), 67);
}

/* The first day of another standing, found by looking at every day. */
static day_t until_by_looking(
    const struct affiliate_facts *facts, const struct affiliate_health_rules *by)
{
    day_t end = facts->until == NONE ? TODAY + 4000 : facts->until;
    enum health now =
        affiliate_health_standing(affiliate_health_score(facts, TODAY, by), &by->pace);
    for (day_t day = TODAY + 1; day < end; day++)
        if (affiliate_health_standing(affiliate_health_score(facts, day, by), &by->pace) != now)
            return day;
    return facts->until;
}

static void holds_until_the_day_of_another_standing(void **state)
{
    (void)state;
    static const int cadences[] = {-1, CADENCE_WEEKLY, CADENCE_MONTHLY, CADENCE_YEARLY};
    static const day_t untils[] = {NONE, TODAY + 1, TODAY + 40, TODAY + 900};
    int found = 0;
    for (int days = 0; days < 400; days += 7)
        for (size_t c = 0; c < sizeof cadences / sizeof *cadences; c++)
            for (size_t u = 0; u < sizeof untils / sizeof *untils; u++)
                for (int due = 0; due < 3; due++) {
                    struct affiliate_facts facts = bare();
                    facts.contact = TODAY - days;
                    facts.cadence = cadences[c];
                    facts.until = untils[u];
                    facts.agreements[AGREEMENT_IN_FORCE] = due > 0;
                    facts.agreements[AGREEMENT_DUE] = due > 1;
                    day_t until = affiliate_health_until(&facts, TODAY, rules);
                    assert_int_equal(until, until_by_looking(&facts, rules));
                    found += until != facts.until;
                }
    assert_true(found > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_is_the_mean_by_weight),
        cmocka_unit_test(the_limits_of_the_whole),
        cmocka_unit_test(a_missing_part_takes_its_weight_along),
        cmocka_unit_test(a_part_switched_off_is_not_told_of),
        cmocka_unit_test(limits_are_those_of_the_pace),
        cmocka_unit_test(holds_until_the_day_of_another_standing),
    };
    return cmocka_run_group_tests_name("facts, whole", tests, NULL, NULL);
}
