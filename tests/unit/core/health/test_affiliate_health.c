/*
 * test_affiliate_health.c: the parts of an affiliate's health: every boundary of each, and its
 * sentence.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/name.h"
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

/* What a part comes to, and says. */
static void expect_part(const struct affiliate_facts *facts, enum affiliate_health_part part,
    int score, enum health standing, const char *sentence)
{
    int got = affiliate_health_part_score(facts, part, TODAY, rules);
    char *words = affiliate_health_sentence(facts, part, NULL, TODAY, rules);
    if (sentence)
        assert_string_equal(words ? words : "", sentence);
    else
        assert_null(words);
    free(words);
    if (got != score)
        fail_msg("%s: %d %%, not %d %%", sentence, got, score);
    assert_int_equal(affiliate_health_standing(got, &rules->pace), standing);
}

/* Each health and how many goals, of weight one, have it. */
static struct affiliate_facts with_goals(const int counts[HEALTH_COUNT])
{
    struct affiliate_facts facts = bare();
    for (int i = 0; i < HEALTH_COUNT; i++) {
        facts.goals[i] = counts[i];
        facts.goal_weight[i] = counts[i];
    }
    return facts;
}

static void goals(void **state)
{
    (void)state;
    static const struct {
        int counts[HEALTH_COUNT];
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {{0}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {{[HEALTH_NOT_STARTED] = 4}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, "Goals: 4 not started."},
        {{[HEALTH_NONE] = 3}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {{[HEALTH_MET] = 1, [HEALTH_NOT_STARTED] = 4, [HEALTH_NONE] = 3}, 100, HEALTH_ON_TRACK,
            "Goals: 1 met, 4 not started."},
        {{[HEALTH_ON_TRACK] = 2}, 100, HEALTH_ON_TRACK, "Goals: 2 on track."},
        {{[HEALTH_AT_RISK] = 5}, 75, HEALTH_AT_RISK, "Goals: 5 at risk."},
        {{[HEALTH_STALE] = 1}, 75, HEALTH_AT_RISK, "Goals: 1 stale."},
        {{[HEALTH_NO_DATA] = 1}, 75, HEALTH_AT_RISK, "Goals: 1 no data."},
        {{[HEALTH_OFF_TRACK] = 1}, 0, HEALTH_OFF_TRACK, "Goals: 1 off track."},
        {{[HEALTH_OVERDUE] = 1}, 0, HEALTH_OFF_TRACK, "Goals: 1 overdue."},
        /* on the limits, and one below each */
        {{[HEALTH_ON_TRACK] = 8, [HEALTH_MET] = 1, [HEALTH_OFF_TRACK] = 1}, 90, HEALTH_ON_TRACK,
            "Goals: 1 met, 8 on track, 1 off track."},
        {{[HEALTH_ON_TRACK] = 8, [HEALTH_OFF_TRACK] = 1}, 88, HEALTH_AT_RISK,
            "Goals: 8 on track, 1 off track."},
        {{[HEALTH_ON_TRACK] = 3, [HEALTH_OVERDUE] = 2}, 60, HEALTH_AT_RISK,
            "Goals: 3 on track, 2 overdue."},
        {{[HEALTH_AT_RISK] = 4, [HEALTH_OFF_TRACK] = 1}, 60, HEALTH_AT_RISK,
            "Goals: 4 at risk, 1 off track."},
        {{[HEALTH_AT_RISK] = 3, [HEALTH_OFF_TRACK] = 1}, 56, HEALTH_OFF_TRACK,
            "Goals: 3 at risk, 1 off track."},
        {{[HEALTH_ON_TRACK] = 3, [HEALTH_AT_RISK] = 2}, 90, HEALTH_ON_TRACK,
            "Goals: 3 on track, 2 at risk."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = with_goals(cases[i].counts);
        expect_part(
            &facts, AFFILIATE_PART_GOALS, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

static void goals_count_by_their_weight(void **state)
{
    (void)state;
    struct affiliate_facts facts = bare();
    facts.goals[HEALTH_ON_TRACK] = facts.goals[HEALTH_OFF_TRACK] = 1;
    facts.goal_weight[HEALTH_ON_TRACK] = 9;
    facts.goal_weight[HEALTH_OFF_TRACK] = 1;
    facts.goals_differ = true;
    expect_part(&facts, AFFILIATE_PART_GOALS, 90, HEALTH_ON_TRACK,
        "Goals (weighted): 1 on track, 1 off track.");
}

static void agreements(void **state)
{
    (void)state;
    static const struct {
        int counts[AGREEMENT_STATE_COUNT];
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {{0}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {{[AGREEMENT_IN_FORCE] = 12}, 100, HEALTH_ON_TRACK, "Agreements: 12 in force."},
        {{[AGREEMENT_DUE] = 1}, 75, HEALTH_AT_RISK, "Agreements: 1 due for renewal."},
        {{[AGREEMENT_IN_FORCE] = 1, [AGREEMENT_DUE] = 1}, 75, HEALTH_AT_RISK,
            "Agreements: 1 in force, 1 due for renewal."},
        {{[AGREEMENT_LAPSED] = 2, [AGREEMENT_IN_FORCE] = 1}, 75, HEALTH_AT_RISK,
            "Agreements: 1 in force, 2 lapsed."},
        {{[AGREEMENT_LAPSED] = 1}, 0, HEALTH_OFF_TRACK, "Agreements: 1 lapsed."},
        {{[AGREEMENT_RENEWED] = 1, [AGREEMENT_IN_FORCE] = 1, [AGREEMENT_ENDED] = 1}, 100,
            HEALTH_ON_TRACK, "Agreements: 1 in force, 1 renewed, 1 ended."},
        {{[AGREEMENT_DRAFT] = 1}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, "Agreements: 1 draft."},
        {{[AGREEMENT_ENDED] = 1}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, "Agreements: 1 ended."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = bare();
        for (int j = 0; j < AGREEMENT_STATE_COUNT; j++)
            facts.agreements[j] = cases[i].counts[j];
        expect_part(
            &facts, AFFILIATE_PART_AGREEMENT, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

static void contact(void **state)
{
    (void)state;
    static const struct {
        int cadence, days_ago;
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {CADENCE_MONTHLY, 64, 46, HEALTH_OFF_TRACK,
            "Contact: last on 2026-01-10, 64 days ago (target: monthly)."},
        {CADENCE_WEEKLY, 0, 100, HEALTH_ON_TRACK,
            "Contact: last on 2026-03-15, today (target: weekly)."},
        {CADENCE_WEEKLY, 1, 100, HEALTH_ON_TRACK,
            "Contact: last on 2026-03-14, yesterday (target: weekly)."},
        {CADENCE_WEEKLY, 7, 100, HEALTH_ON_TRACK,
            "Contact: last on 2026-03-08, 7 days ago (target: weekly)."},
        {CADENCE_WEEKLY, 8, 87, HEALTH_AT_RISK,
            "Contact: last on 2026-03-07, 8 days ago (target: weekly)."},
        {CADENCE_MONTHLY, 33, 90, HEALTH_ON_TRACK,
            "Contact: last on 2026-02-10, 33 days ago (target: monthly)."},
        {CADENCE_MONTHLY, 34, 88, HEALTH_AT_RISK,
            "Contact: last on 2026-02-09, 34 days ago (target: monthly)."},
        {CADENCE_MONTHLY, 50, 60, HEALTH_AT_RISK,
            "Contact: last on 2026-01-24, 50 days ago (target: monthly)."},
        {CADENCE_MONTHLY, 51, 58, HEALTH_OFF_TRACK,
            "Contact: last on 2026-01-23, 51 days ago (target: monthly)."},
        {-1, 90, 100, HEALTH_ON_TRACK,
            "Contact: last on 2025-12-15, 90 days ago (target: every 90 days)."},
        {-1, 100, 90, HEALTH_ON_TRACK,
            "Contact: last on 2025-12-05, 100 days ago (target: every 90 days)."},
        {-1, 101, 89, HEALTH_AT_RISK,
            "Contact: last on 2025-12-04, 101 days ago (target: every 90 days)."},
        {-1, 150, 60, HEALTH_AT_RISK,
            "Contact: last on 2025-10-16, 150 days ago (target: every 90 days)."},
        {-1, 151, 59, HEALTH_OFF_TRACK,
            "Contact: last on 2025-10-15, 151 days ago (target: every 90 days)."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = bare();
        facts.cadence = cases[i].cadence;
        facts.contact = TODAY - cases[i].days_ago;
        expect_part(
            &facts, AFFILIATE_PART_CONTACT, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

/* With whom it is not expected, and where there never was any, it says nothing. */
static void contact_that_is_not_wanted(void **state)
{
    (void)state;
    struct affiliate_facts never = bare(), over = bare(), free_of_it = bare();
    expect_part(&never, AFFILIATE_PART_CONTACT, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL);
    over.active = false;
    over.cadence = CADENCE_MONTHLY;
    over.contact = TODAY - 400;
    expect_part(&over, AFFILIATE_PART_CONTACT, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL);
    struct affiliate_health_rules none = *rules;
    none.contact_days = 0;
    free_of_it.contact = TODAY - 400;
    assert_int_equal(affiliate_health_part_score(&free_of_it, AFFILIATE_PART_CONTACT, TODAY, &none),
        AFFILIATE_SCORE_NONE);
    assert_null(affiliate_health_sentence(&free_of_it, AFFILIATE_PART_CONTACT, NULL, TODAY, &none));
    free_of_it.cadence = CADENCE_YEARLY;
    assert_int_equal(
        affiliate_health_part_score(&free_of_it, AFFILIATE_PART_CONTACT, TODAY, &none), 91);
}

static void visits(void **state)
{
    (void)state;
    static const struct {
        int ours, theirs;
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {0, 0, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {2, 0, 0, HEALTH_OFF_TRACK,
            "Visits, last 2 years: we attended 2 of their events; they attended none of ours."},
        {0, 1, 0, HEALTH_OFF_TRACK,
            "Visits, last 2 years: we attended none of their events; they attended 1 of ours."},
        {1, 1, 100, HEALTH_ON_TRACK,
            "Visits, last 2 years: we attended 1 of their events; they attended 1 of ours."},
        {1, 2, 50, HEALTH_OFF_TRACK,
            "Visits, last 2 years: we attended 1 of their events; they attended 2 of ours."},
        {5, 3, 60, HEALTH_AT_RISK,
            "Visits, last 2 years: we attended 5 of their events; they attended 3 of ours."},
        {8, 9, 88, HEALTH_AT_RISK,
            "Visits, last 2 years: we attended 8 of their events; they attended 9 of ours."},
        {10, 9, 90, HEALTH_ON_TRACK,
            "Visits, last 2 years: we attended 10 of their events; they attended 9 of ours."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = bare();
        facts.ours = cases[i].ours;
        facts.theirs = cases[i].theirs;
        expect_part(
            &facts, AFFILIATE_PART_VISITS, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

static void membership(void **state)
{
    (void)state;
    const day_t then = TODAY - 400, now = TODAY - 30;
    const struct {
        struct membership members, joint;
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {{0, 0, NONE, NONE}, {0, 0, NONE, NONE}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {{1000, 1000, now, now}, {0, 0, NONE, NONE}, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA,
            NULL}, /* one count */
        {{1000, 1000, then, now}, {0, 0, NONE, NONE}, 100, HEALTH_ON_TRACK,
            "Membership: 1000 on 2026-02-13, the same as on 2025-02-08."},
        {{1000, 1200, then, now}, {0, 0, NONE, NONE}, 100, HEALTH_ON_TRACK,
            "Membership: 1200 on 2026-02-13, 20% more than 1000 on 2025-02-08."},
        {{1000, 980, then, now}, {0, 0, NONE, NONE}, 90, HEALTH_ON_TRACK,
            "Membership: 980 on 2026-02-13, 2% fewer than 1000 on 2025-02-08."},
        {{1000, 979, then, now}, {0, 0, NONE, NONE}, 89, HEALTH_AT_RISK,
            "Membership: 979 on 2026-02-13, 2.1% fewer than 1000 on 2025-02-08."},
        {{1000, 920, then, now}, {0, 0, NONE, NONE}, 60, HEALTH_AT_RISK,
            "Membership: 920 on 2026-02-13, 8% fewer than 1000 on 2025-02-08."},
        {{1000, 919, then, now}, {0, 0, NONE, NONE}, 59, HEALTH_OFF_TRACK,
            "Membership: 919 on 2026-02-13, 8.1% fewer than 1000 on 2025-02-08."},
        {{1000, 800, then, now}, {0, 0, NONE, NONE}, 0, HEALTH_OFF_TRACK,
            "Membership: 800 on 2026-02-13, 20% fewer than 1000 on 2025-02-08."},
        {{1000, 0, then, now}, {0, 0, NONE, NONE}, 0, HEALTH_OFF_TRACK,
            "Membership: 0 on 2026-02-13, 100% fewer than 1000 on 2025-02-08."},
        {{0, 12, then, now}, {0, 0, NONE, NONE}, 100, HEALTH_ON_TRACK,
            "Membership: 12 on 2026-02-13, up from 0 on 2025-02-08."},
        {{100000, 99999, then, now}, {0, 0, NONE, NONE}, 99, HEALTH_ON_TRACK,
            "Membership: 99999 on 2026-02-13, less than 0.1% fewer than 100000 on 2025-02-08."},
        {{1000, 1000, now, now}, {50, 40, then, now}, 0, HEALTH_OFF_TRACK,
            "Membership: 40 joint members on 2026-02-13, 20% fewer than 50 on 2025-02-08."},
        {{1000, 1000, then, now}, {50, 40, then, now}, 100, HEALTH_ON_TRACK,
            "Membership: 1000 on 2026-02-13, the same as on 2025-02-08."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = bare();
        facts.membership[COUNT_MEMBERS] = cases[i].members;
        facts.membership[COUNT_JOINT] = cases[i].joint;
        expect_part(&facts, AFFILIATE_PART_MEMBERSHIP, cases[i].score, cases[i].standing,
            cases[i].sentence);
    }
}

static void roles(void **state)
{
    (void)state;
    static const struct {
        bool active, staffed;
        int required, filled;
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {true, false, 3, 0, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {true, true, 0, 0, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {false, true, 3, 1, AFFILIATE_SCORE_NONE, HEALTH_NO_DATA, NULL},
        {true, true, 3, 0, 0, HEALTH_OFF_TRACK, "Required roles: 0 of 3 filled."},
        {true, true, 3, 3, 100, HEALTH_ON_TRACK, "Required roles: 3 of 3 filled."},
        {true, true, 5, 3, 60, HEALTH_AT_RISK, "Required roles: 3 of 5 filled."},
        {true, true, 5, 2, 40, HEALTH_OFF_TRACK, "Required roles: 2 of 5 filled."},
        {true, true, 10, 9, 90, HEALTH_ON_TRACK, "Required roles: 9 of 10 filled."},
        {true, true, 9, 8, 88, HEALTH_AT_RISK, "Required roles: 8 of 9 filled."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct affiliate_facts facts = bare();
        facts.active = cases[i].active;
        facts.staffed = cases[i].staffed;
        facts.roles_required = cases[i].required;
        facts.roles_filled = cases[i].filled;
        expect_part(
            &facts, AFFILIATE_PART_ROLES, cases[i].score, cases[i].standing, cases[i].sentence);
    }
    struct affiliate_facts facts = bare();
    facts.staffed = true;
    facts.roles_required = 3;
    facts.roles_filled = 1;
    char *words = affiliate_health_sentence(
        &facts, AFFILIATE_PART_ROLES, "President, Secretary", TODAY, rules);
    assert_string_equal(words, "Required roles: 1 of 3 filled; vacant: President, Secretary.");
    free(words);
}

static void parts_have_names(void **state)
{
    (void)state;
    assert_int_equal(name_find(affiliate_health_part_names, "goals"), AFFILIATE_PART_GOALS);
    assert_int_equal(name_find(affiliate_health_part_names, "roles"), AFFILIATE_PART_ROLES);
    assert_null(affiliate_health_part_names[AFFILIATE_PARTS]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goals),
        cmocka_unit_test(goals_count_by_their_weight),
        cmocka_unit_test(agreements),
        cmocka_unit_test(contact),
        cmocka_unit_test(contact_that_is_not_wanted),
        cmocka_unit_test(visits),
        cmocka_unit_test(membership),
        cmocka_unit_test(roles),
        cmocka_unit_test(parts_have_names),
    };
    return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
