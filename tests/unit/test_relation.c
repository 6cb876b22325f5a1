/*
 * test_relation.c: an affiliate's health from its parts: every boundary of each, the whole, the day
 * until which it holds, and the words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "../../core/relation.h"
#include <cmocka.h>
#include <stdlib.h>

enum { TODAY = 20527 /* 2026-03-15 */, NONE = DAY_NONE };

static const struct relation_rules *const rules = &relation_rules_initial;

/* An affiliate of which nothing is known. */
static struct relation bare(void)
{
    return (struct relation){.kept_up = true,
        .cadence = -1,
        .contact = NONE,
        .membership = {{.first_on = NONE, .last_on = NONE}, {.first_on = NONE, .last_on = NONE}},
        .until = NONE};
}

/* What a part comes to, and says. */
static void expect_part(const struct relation *relation, enum relation_part part, int score,
    enum health standing, const char *sentence)
{
    int got = relation_part_score(relation, part, TODAY, rules);
    char *words = relation_sentence(relation, part, NULL, TODAY, rules);
    if (sentence)
        assert_string_equal(words ? words : "", sentence);
    else
        assert_null(words);
    free(words);
    if (got != score)
        fail_msg("%s: %d %%, not %d %%", sentence, got, score);
    assert_int_equal(relation_standing(got, &rules->pace), standing);
}

/* Each health and how many goals, of weight one, have it. */
static struct relation with_goals(const int counts[HEALTH_COUNT])
{
    struct relation relation = bare();
    for (int i = 0; i < HEALTH_COUNT; i++) {
        relation.goals[i] = counts[i];
        relation.goal_weight[i] = counts[i];
    }
    return relation;
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
        {{0}, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {{[HEALTH_NOT_STARTED] = 4}, RELATION_MISSING, HEALTH_NO_DATA, "Goals: 4 not started."},
        {{[HEALTH_NONE] = 3}, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {{[HEALTH_MET] = 1, [HEALTH_NOT_STARTED] = 4, [HEALTH_NONE] = 3}, 100, HEALTH_ON_TRACK,
            "Goals: 1 met, 4 not started."},
        {{[HEALTH_ON_TRACK] = 2}, 100, HEALTH_ON_TRACK, "Goals: 2 on track."},
        {{[HEALTH_AT_RISK] = 5}, 75, HEALTH_AT_RISK, "Goals: 5 at risk."},
        {{[HEALTH_STALE] = 1}, 75, HEALTH_AT_RISK, "Goals: 1 stale."},
        {{[HEALTH_NO_DATA] = 1}, 75, HEALTH_AT_RISK, "Goals: 1 without data."},
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
        struct relation relation = with_goals(cases[i].counts);
        expect_part(
            &relation, RELATION_GOALS, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

static void goals_count_by_their_weight(void **state)
{
    (void)state;
    struct relation relation = bare();
    relation.goals[HEALTH_ON_TRACK] = relation.goals[HEALTH_OFF_TRACK] = 1;
    relation.goal_weight[HEALTH_ON_TRACK] = 9;
    relation.goal_weight[HEALTH_OFF_TRACK] = 1;
    relation.goals_differ = true;
    expect_part(&relation, RELATION_GOALS, 90, HEALTH_ON_TRACK,
        "Goals, by their weight: 1 on track, 1 off track.");
}

static void agreements(void **state)
{
    (void)state;
    static const struct {
        int counts[TERM_STATE_COUNT];
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {{0}, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {{[TERM_IN_FORCE] = 12}, 100, HEALTH_ON_TRACK, "Agreement: 12 in force."},
        {{[TERM_DUE] = 1}, 75, HEALTH_AT_RISK, "Agreement: one due for renewal."},
        {{[TERM_IN_FORCE] = 1, [TERM_DUE] = 1}, 75, HEALTH_AT_RISK,
            "Agreement: one in force; one due for renewal."},
        {{[TERM_LAPSED] = 2, [TERM_IN_FORCE] = 1}, 75, HEALTH_AT_RISK,
            "Agreement: one in force; two lapsed."},
        {{[TERM_LAPSED] = 1}, 0, HEALTH_OFF_TRACK, "Agreement: one lapsed."},
        {{[TERM_RENEWED] = 1, [TERM_IN_FORCE] = 1, [TERM_ENDED] = 1}, 100, HEALTH_ON_TRACK,
            "Agreement: one in force; one renewed; one ended."},
        {{[TERM_DRAFT] = 1}, RELATION_MISSING, HEALTH_NO_DATA, "Agreement: one in draft."},
        {{[TERM_ENDED] = 1}, RELATION_MISSING, HEALTH_NO_DATA, "Agreement: one ended."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct relation relation = bare();
        for (int j = 0; j < TERM_STATE_COUNT; j++)
            relation.agreements[j] = cases[i].counts[j];
        expect_part(
            &relation, RELATION_AGREEMENT, cases[i].score, cases[i].standing, cases[i].sentence);
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
            "Contact: last on 2026-01-10, 64 days ago; wanted monthly."},
        {CADENCE_WEEKLY, 0, 100, HEALTH_ON_TRACK,
            "Contact: last on 2026-03-15, today; wanted weekly."},
        {CADENCE_WEEKLY, 1, 100, HEALTH_ON_TRACK,
            "Contact: last on 2026-03-14, yesterday; wanted weekly."},
        {CADENCE_WEEKLY, 7, 100, HEALTH_ON_TRACK,
            "Contact: last on 2026-03-08, 7 days ago; wanted weekly."},
        {CADENCE_WEEKLY, 8, 87, HEALTH_AT_RISK,
            "Contact: last on 2026-03-07, 8 days ago; wanted weekly."},
        {CADENCE_MONTHLY, 33, 90, HEALTH_ON_TRACK,
            "Contact: last on 2026-02-10, 33 days ago; wanted monthly."},
        {CADENCE_MONTHLY, 34, 88, HEALTH_AT_RISK,
            "Contact: last on 2026-02-09, 34 days ago; wanted monthly."},
        {CADENCE_MONTHLY, 50, 60, HEALTH_AT_RISK,
            "Contact: last on 2026-01-24, 50 days ago; wanted monthly."},
        {CADENCE_MONTHLY, 51, 58, HEALTH_OFF_TRACK,
            "Contact: last on 2026-01-23, 51 days ago; wanted monthly."},
        {-1, 90, 100, HEALTH_ON_TRACK,
            "Contact: last on 2025-12-15, 90 days ago; wanted every 90 days."},
        {-1, 100, 90, HEALTH_ON_TRACK,
            "Contact: last on 2025-12-05, 100 days ago; wanted every 90 days."},
        {-1, 101, 89, HEALTH_AT_RISK,
            "Contact: last on 2025-12-04, 101 days ago; wanted every 90 days."},
        {-1, 150, 60, HEALTH_AT_RISK,
            "Contact: last on 2025-10-16, 150 days ago; wanted every 90 days."},
        {-1, 151, 59, HEALTH_OFF_TRACK,
            "Contact: last on 2025-10-15, 151 days ago; wanted every 90 days."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct relation relation = bare();
        relation.cadence = cases[i].cadence;
        relation.contact = TODAY - cases[i].days_ago;
        expect_part(
            &relation, RELATION_CONTACT, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

/* With whom it is not expected, and where there never was any, it says nothing. */
static void contact_that_is_not_wanted(void **state)
{
    (void)state;
    struct relation never = bare(), over = bare(), free_of_it = bare();
    expect_part(&never, RELATION_CONTACT, RELATION_MISSING, HEALTH_NO_DATA, NULL);
    over.kept_up = false;
    over.cadence = CADENCE_MONTHLY;
    over.contact = TODAY - 400;
    expect_part(&over, RELATION_CONTACT, RELATION_MISSING, HEALTH_NO_DATA, NULL);
    struct relation_rules none = *rules;
    none.contact_days = 0;
    free_of_it.contact = TODAY - 400;
    assert_int_equal(
        relation_part_score(&free_of_it, RELATION_CONTACT, TODAY, &none), RELATION_MISSING);
    assert_null(relation_sentence(&free_of_it, RELATION_CONTACT, NULL, TODAY, &none));
    free_of_it.cadence = CADENCE_YEARLY;
    assert_int_equal(relation_part_score(&free_of_it, RELATION_CONTACT, TODAY, &none), 91);
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
        {0, 0, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {2, 0, 0, HEALTH_OFF_TRACK,
            "Visits in two years: ours at 2 of their events, theirs at none of ours."},
        {0, 1, 0, HEALTH_OFF_TRACK,
            "Visits in two years: ours at none of their events, theirs at 1 of ours."},
        {1, 1, 100, HEALTH_ON_TRACK,
            "Visits in two years: ours at 1 of their events, theirs at 1 of ours."},
        {1, 2, 50, HEALTH_OFF_TRACK,
            "Visits in two years: ours at 1 of their events, theirs at 2 of ours."},
        {5, 3, 60, HEALTH_AT_RISK,
            "Visits in two years: ours at 5 of their events, theirs at 3 of ours."},
        {8, 9, 88, HEALTH_AT_RISK,
            "Visits in two years: ours at 8 of their events, theirs at 9 of ours."},
        {10, 9, 90, HEALTH_ON_TRACK,
            "Visits in two years: ours at 10 of their events, theirs at 9 of ours."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct relation relation = bare();
        relation.ours = cases[i].ours;
        relation.theirs = cases[i].theirs;
        expect_part(
            &relation, RELATION_VISITS, cases[i].score, cases[i].standing, cases[i].sentence);
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
        {{0, 0, NONE, NONE}, {0, 0, NONE, NONE}, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {{1000, 1000, now, now}, {0, 0, NONE, NONE}, RELATION_MISSING, HEALTH_NO_DATA,
            NULL}, /* one count */
        {{1000, 1000, then, now}, {0, 0, NONE, NONE}, 100, HEALTH_ON_TRACK,
            "Membership: 1000 on 2026-02-13, as many as on 2025-02-08."},
        {{1000, 1200, then, now}, {0, 0, NONE, NONE}, 100, HEALTH_ON_TRACK,
            "Membership: 1200 on 2026-02-13, 20 % more than 1000 on 2025-02-08."},
        {{1000, 980, then, now}, {0, 0, NONE, NONE}, 90, HEALTH_ON_TRACK,
            "Membership: 980 on 2026-02-13, 2 % fewer than 1000 on 2025-02-08."},
        {{1000, 979, then, now}, {0, 0, NONE, NONE}, 89, HEALTH_AT_RISK,
            "Membership: 979 on 2026-02-13, 2.1 % fewer than 1000 on 2025-02-08."},
        {{1000, 920, then, now}, {0, 0, NONE, NONE}, 60, HEALTH_AT_RISK,
            "Membership: 920 on 2026-02-13, 8 % fewer than 1000 on 2025-02-08."},
        {{1000, 919, then, now}, {0, 0, NONE, NONE}, 59, HEALTH_OFF_TRACK,
            "Membership: 919 on 2026-02-13, 8.1 % fewer than 1000 on 2025-02-08."},
        {{1000, 800, then, now}, {0, 0, NONE, NONE}, 0, HEALTH_OFF_TRACK,
            "Membership: 800 on 2026-02-13, 20 % fewer than 1000 on 2025-02-08."},
        {{1000, 0, then, now}, {0, 0, NONE, NONE}, 0, HEALTH_OFF_TRACK,
            "Membership: 0 on 2026-02-13, 100 % fewer than 1000 on 2025-02-08."},
        {{0, 12, then, now}, {0, 0, NONE, NONE}, 100, HEALTH_ON_TRACK,
            "Membership: 12 on 2026-02-13, more than 0 on 2025-02-08."},
        {{100000, 99999, then, now}, {0, 0, NONE, NONE}, 99, HEALTH_ON_TRACK,
            "Membership: 99999 on 2026-02-13, less than 0.1 % fewer than 100000 on 2025-02-08."},
        {{1000, 1000, now, now}, {50, 40, then, now}, 0, HEALTH_OFF_TRACK,
            "Membership: 40 joint members on 2026-02-13, 20 % fewer than 50 on 2025-02-08."},
        {{1000, 1000, then, now}, {50, 40, then, now}, 100, HEALTH_ON_TRACK,
            "Membership: 1000 on 2026-02-13, as many as on 2025-02-08."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct relation relation = bare();
        relation.membership[COUNT_MEMBERS] = cases[i].members;
        relation.membership[COUNT_JOINT] = cases[i].joint;
        expect_part(
            &relation, RELATION_MEMBERSHIP, cases[i].score, cases[i].standing, cases[i].sentence);
    }
}

static void roles(void **state)
{
    (void)state;
    static const struct {
        bool kept_up, staffed;
        int required, filled;
        int score;
        enum health standing;
        const char *sentence;
    } cases[] = {
        {true, false, 3, 0, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {true, true, 0, 0, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {false, true, 3, 1, RELATION_MISSING, HEALTH_NO_DATA, NULL},
        {true, true, 3, 0, 0, HEALTH_OFF_TRACK, "Roles: 0 of 3 required filled."},
        {true, true, 3, 3, 100, HEALTH_ON_TRACK, "Roles: 3 of 3 required filled."},
        {true, true, 5, 3, 60, HEALTH_AT_RISK, "Roles: 3 of 5 required filled."},
        {true, true, 5, 2, 40, HEALTH_OFF_TRACK, "Roles: 2 of 5 required filled."},
        {true, true, 10, 9, 90, HEALTH_ON_TRACK, "Roles: 9 of 10 required filled."},
        {true, true, 9, 8, 88, HEALTH_AT_RISK, "Roles: 8 of 9 required filled."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct relation relation = bare();
        relation.kept_up = cases[i].kept_up;
        relation.staffed = cases[i].staffed;
        relation.roles_required = cases[i].required;
        relation.roles_filled = cases[i].filled;
        expect_part(
            &relation, RELATION_ROLES, cases[i].score, cases[i].standing, cases[i].sentence);
    }
    struct relation relation = bare();
    relation.staffed = true;
    relation.roles_required = 3;
    relation.roles_filled = 1;
    char *words =
        relation_sentence(&relation, RELATION_ROLES, "President, Secretary", TODAY, rules);
    assert_string_equal(words, "Roles: 1 of 3 required filled; vacant: President, Secretary.");
    free(words);
}

/* All parts known: 100, 75, 60, 100, 90 and 50 %. */
static struct relation known(void)
{
    struct relation relation = with_goals((const int[HEALTH_COUNT]){[HEALTH_ON_TRACK] = 1});
    relation.agreements[TERM_DUE] = 1;
    relation.cadence = CADENCE_MONTHLY;
    relation.contact = TODAY - 50;
    relation.ours = relation.theirs = 1;
    relation.membership[COUNT_MEMBERS] = (struct membership){1000, 980, TODAY - 500, TODAY};
    relation.staffed = true;
    relation.roles_required = 2;
    relation.roles_filled = 1;
    return relation;
}

static void expect_whole(const struct relation *relation, const struct relation_rules *by,
    int score, enum health standing)
{
    int got = relation_score(relation, TODAY, by);
    assert_int_equal(got, score);
    assert_int_equal(relation_standing(got, &by->pace), standing);
}

static void the_whole_is_the_mean_by_weight(void **state)
{
    (void)state;
    struct relation relation = known(), nothing = bare();
    struct relation_rules by = *rules;
    expect_whole(&nothing, &by, RELATION_MISSING, HEALTH_NO_DATA);
    /* (3 * 100 + 2 * 75 + 2 * 60 + 100 + 90 + 50) / 10 */
    expect_whole(&relation, &by, 81, HEALTH_AT_RISK);
    for (int i = 0; i < RELATION_PARTS; i++)
        by.weight[i] = 0.5; /* only how they stand to each other matters */
    expect_whole(&relation, &by, 79, HEALTH_AT_RISK); /* of 79.17 */
    by.weight[RELATION_ROLES] = by.weight[RELATION_CONTACT] = by.weight[RELATION_AGREEMENT] = 0;
    expect_whole(&relation, &by, 96, HEALTH_ON_TRACK);
    by.weight[RELATION_GOALS] = by.weight[RELATION_VISITS] = 0;
    expect_whole(&relation, &by, 90, HEALTH_ON_TRACK);
    by.weight[RELATION_MEMBERSHIP] = 0;
    expect_whole(&relation, &by, RELATION_MISSING, HEALTH_NO_DATA);
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
        struct relation relation = bare();
        struct relation_rules by = *rules;
        relation.agreements[TERM_IN_FORCE] = 1;
        relation.ours = cases[i].ours;
        relation.theirs = cases[i].theirs;
        by.weight[RELATION_AGREEMENT] = 1;
        by.weight[RELATION_VISITS] = cases[i].weight;
        expect_whole(&relation, &by, cases[i].score, cases[i].standing);
    }
}

static void a_missing_part_takes_its_weight_along(void **state)
{
    (void)state;
    struct relation relation = bare();
    relation.agreements[TERM_IN_FORCE] = 1;
    expect_whole(&relation, rules, 100, HEALTH_ON_TRACK); /* no goals, no contact: not bad */
    relation.contact = TODAY - 1800;                      /* 90 of 1800 days: 5 % */
    expect_whole(&relation, rules, 52, HEALTH_OFF_TRACK);
    relation.kept_up = false;
    expect_whole(&relation, rules, 100, HEALTH_ON_TRACK);
}

static void a_part_switched_off_is_not_told_of(void **state)
{
    (void)state;
    struct relation relation = known(), nothing = bare();
    struct relation_rules by = *rules;
    char *all = relation_reasons(&relation, "President", TODAY, &by);
    assert_string_equal(all,
        "Goals: 1 on track.\n"
        "Agreement: one due for renewal.\n"
        "Contact: last on 2026-01-24, 50 days ago; wanted monthly.\n"
        "Visits in two years: ours at 1 of their events, theirs at 1 of ours.\n"
        "Membership: 980 on 2026-03-15, 2 % fewer than 1000 on 2024-10-31.\n"
        "Roles: 1 of 2 required filled; vacant: President.");
    free(all);
    by.weight[RELATION_CONTACT] = by.weight[RELATION_VISITS] = by.weight[RELATION_MEMBERSHIP] = 0;
    by.weight[RELATION_GOALS] = 0;
    char *some = relation_reasons(&relation, NULL, TODAY, &by);
    assert_string_equal(some, "Agreement: one due for renewal.\nRoles: 1 of 2 required filled.");
    free(some);
    char *none = relation_reasons(&nothing, NULL, TODAY, rules);
    assert_string_equal(none, "Nothing is known yet to tell by.");
    free(none);
}

static void limits_are_those_of_the_pace(void **state)
{
    (void)state;
    const struct pace_limits limits = {.on_track = 0.8, .at_risk = 0.55};
    assert_int_equal(relation_standing(100, &limits), HEALTH_ON_TRACK);
    assert_int_equal(relation_standing(80, &limits), HEALTH_ON_TRACK);
    assert_int_equal(relation_standing(79, &limits), HEALTH_AT_RISK);
    assert_int_equal(relation_standing(55, &limits), HEALTH_AT_RISK);
    assert_int_equal(relation_standing(54, &limits), HEALTH_OFF_TRACK);
    assert_int_equal(relation_standing(0, &limits), HEALTH_OFF_TRACK);
    assert_int_equal(relation_standing(RELATION_MISSING, &limits), HEALTH_NO_DATA);
    struct relation_rules by = *rules;
    by.pace = limits;
    struct relation relation = with_goals((const int[HEALTH_COUNT]){[HEALTH_AT_RISK] = 7});
    assert_int_equal(relation_part_score(&relation, RELATION_GOALS, TODAY, &by), 67);
}

/* The first day of another standing, found by looking at every day. */
static day_t until_by_looking(const struct relation *relation, const struct relation_rules *by)
{
    day_t end = relation->until == NONE ? TODAY + 4000 : relation->until;
    enum health now = relation_standing(relation_score(relation, TODAY, by), &by->pace);
    for (day_t day = TODAY + 1; day < end; day++)
        if (relation_standing(relation_score(relation, day, by), &by->pace) != now)
            return day;
    return relation->until;
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
                    struct relation relation = bare();
                    relation.contact = TODAY - days;
                    relation.cadence = cadences[c];
                    relation.until = untils[u];
                    relation.agreements[TERM_IN_FORCE] = due > 0;
                    relation.agreements[TERM_DUE] = due > 1;
                    day_t until = relation_until(&relation, TODAY, rules);
                    assert_int_equal(until, until_by_looking(&relation, rules));
                    found += until != relation.until;
                }
    assert_true(found > 100);
}

static void parts_have_names(void **state)
{
    (void)state;
    assert_int_equal(name_index(relation_part_names, "goals"), RELATION_GOALS);
    assert_int_equal(name_index(relation_part_names, "roles"), RELATION_ROLES);
    assert_null(relation_part_names[RELATION_PARTS]);
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
        cmocka_unit_test(the_whole_is_the_mean_by_weight),
        cmocka_unit_test(the_limits_of_the_whole),
        cmocka_unit_test(a_missing_part_takes_its_weight_along),
        cmocka_unit_test(a_part_switched_off_is_not_told_of),
        cmocka_unit_test(limits_are_those_of_the_pace),
        cmocka_unit_test(holds_until_the_day_of_another_standing),
        cmocka_unit_test(parts_have_names),
    };
    return cmocka_run_group_tests_name("relation", tests, NULL, NULL);
}
