/*
 * affiliate_health.c: the parts of an affiliate's health: a score each, and the whole of them.
 */
#include "core/health/affiliate_health.h"
#include "core/base/number.h"
#include "core/health/pace.h"
#include <assert.h>
#include <math.h>
#include <string.h>

const char *const affiliate_health_part_names[] = {
    "goals", "agreement", "contact", "visits", "membership", "roles", NULL};

const struct affiliate_health_rules affiliate_health_rules_initial = {
    .pace = {.on_track = PACE_ON_TRACK, .at_risk = PACE_AT_RISK, .stale_cadences = PACE_STALE},
    .contact_days = 90,
    .weight = {[AFFILIATE_PART_GOALS] = 3,
        [AFFILIATE_PART_AGREEMENT] = 2,
        [AFFILIATE_PART_CONTACT] = 2,
        [AFFILIATE_PART_VISITS] = 1,
        [AFFILIATE_PART_MEMBERSHIP] = 1,
        [AFFILIATE_PART_ROLES] = 1},
};

/* The share of members whose loss within the two years gives the lowest score. */
static const double affiliate_worst_loss = 0.2;

/* The score between good and bad: the middle of "at risk". */
static double affiliate_in_between(const struct affiliate_health_rules *rules)
{
    return (rules->pace.on_track + rules->pace.at_risk) / 2;
}

/* --- the parts -------------------------------------------------------------------------------- */

static double affiliate_goals_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    (void)today;
    enum affiliate_goal_grade { UNJUDGED, GOOD, BETWEEN, BAD };
    static const enum affiliate_goal_grade verdicts[HEALTH_COUNT] = {
        [HEALTH_MET] = GOOD,
        [HEALTH_ON_TRACK] = GOOD,
        [HEALTH_AT_RISK] = BETWEEN,
        [HEALTH_STALE] = BETWEEN,
        [HEALTH_NO_DATA] = BETWEEN,
        [HEALTH_OFF_TRACK] = BAD,
        [HEALTH_OVERDUE] = BAD,
    };
    const double points[] = {0, 1, affiliate_in_between(rules), 0};
    double sum = 0, weight = 0;
    for (int i = 0; i < HEALTH_COUNT; i++) {
        sum += facts->goal_weight[i] * points[verdicts[i]];
        weight += verdicts[i] == UNJUDGED ? 0 : facts->goal_weight[i];
    }
    return weight > 0 ? sum / weight : NAN;
}

static double affiliate_agreement_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    (void)today;
    const int *agreements = facts->agreements;
    int holding = agreements[AGREEMENT_IN_FORCE] + agreements[AGREEMENT_DUE];
    if (holding + agreements[AGREEMENT_LAPSED] == 0)
        return NAN;
    if (holding == 0)
        return 0;
    return agreements[AGREEMENT_DUE] + agreements[AGREEMENT_LAPSED] == 0
               ? 1
               : affiliate_in_between(rules);
}

int affiliate_health_contact_days(
    const struct affiliate_facts *facts, const struct affiliate_health_rules *rules)
{
    assert(facts && rules);
    if (!facts->active)
        return 0;
    return facts->cadence < 0 ? rules->contact_days : cadence_days((enum cadence)facts->cadence);
}

static double affiliate_share_of_days(day_t contact, int wanted, day_t today)
{
    if (wanted == 0 || contact == DAY_NONE)
        return NAN;
    double passed = (double)today - contact;
    return passed <= wanted ? 1 : wanted / passed;
}

static double affiliate_contact_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    return affiliate_share_of_days(
        facts->contact, affiliate_health_contact_days(facts, rules), today);
}

static double affiliate_visits_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    (void)today;
    (void)rules;
    double ours = facts->ours, theirs = facts->theirs;
    return ours + theirs > 0 ? fmin(ours, theirs) / fmax(ours, theirs) : NAN;
}

const struct membership *affiliate_health_membership(const struct affiliate_facts *facts)
{
    assert(facts);
    for (int i = 0; i < MEMBERSHIP_COUNTS; i++)
        if (facts->membership[i].first_on < facts->membership[i].last_on)
            return &facts->membership[i];
    return NULL;
}

static double affiliate_membership_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    (void)today;
    (void)rules;
    const struct membership *counts = affiliate_health_membership(facts);
    if (!counts)
        return NAN;
    double loss = counts->last < counts->first ? 1 - counts->last / counts->first : 0;
    return fmax(0, 1 - loss / affiliate_worst_loss);
}

static double affiliate_roles_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    (void)today;
    (void)rules;
    bool known = facts->active && facts->staffed && facts->roles_required > 0;
    return known ? (double)facts->roles_filled / facts->roles_required : NAN;
}

static int affiliate_percent(double share)
{
    return isnan(share) ? AFFILIATE_SCORE_NONE : (int)floor((share + NUMBER_HAIR) * 100);
}

int affiliate_health_part_score(const struct affiliate_facts *facts,
    enum affiliate_health_part part, day_t today, const struct affiliate_health_rules *rules)
{
    assert(facts && rules && (int)part < AFFILIATE_PARTS);
    static double (*const scores[AFFILIATE_PARTS])(const struct affiliate_facts *facts, day_t today,
        const struct affiliate_health_rules *rules) = {
        [AFFILIATE_PART_GOALS] = affiliate_goals_score,
        [AFFILIATE_PART_AGREEMENT] = affiliate_agreement_score,
        [AFFILIATE_PART_CONTACT] = affiliate_contact_score,
        [AFFILIATE_PART_VISITS] = affiliate_visits_score,
        [AFFILIATE_PART_MEMBERSHIP] = affiliate_membership_score,
        [AFFILIATE_PART_ROLES] = affiliate_roles_score,
    };
    double score = rules->weight[part] > 0 ? scores[part](facts, today, rules) : NAN;
    return affiliate_percent(score);
}

/* --- the whole -------------------------------------------------------------------------------- */

struct affiliate_health_scores affiliate_health_scores(
    const struct affiliate_facts *facts, const struct affiliate_health_rules *rules)
{
    assert(facts && rules);
    struct affiliate_health_scores scores;
    memset(&scores, 0, sizeof scores); /* its padding, too */
    scores.contact = facts->contact;
    scores.contact_days = affiliate_health_contact_days(facts, rules);
    for (int part = 0; part < AFFILIATE_PARTS; part++)
        scores.part[part] = (int8_t)affiliate_health_part_score(
            facts, (enum affiliate_health_part)part, facts->contact, rules);
    return scores;
}

int affiliate_health_score_on(const struct affiliate_health_scores *scores, day_t today,
    const struct affiliate_health_rules *rules)
{
    assert(scores && rules);
    double sum = 0, weight = 0;
    for (int part = 0; part < AFFILIATE_PARTS; part++) {
        int score = (int)scores->part[part]; /* may be AFFILIATE_SCORE_NONE */
        if (part == AFFILIATE_PART_CONTACT && score != AFFILIATE_SCORE_NONE)
            score = affiliate_percent(
                affiliate_share_of_days(scores->contact, scores->contact_days, today));
        if (score == AFFILIATE_SCORE_NONE)
            continue;
        sum += rules->weight[part] * score / 100;
        weight += rules->weight[part];
    }
    return weight > 0 ? affiliate_percent(sum / weight) : AFFILIATE_SCORE_NONE;
}

int affiliate_health_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    struct affiliate_health_scores scores = affiliate_health_scores(facts, rules);
    return affiliate_health_score_on(&scores, today, rules);
}

enum health affiliate_health_standing(int score, const struct pace_limits *limits)
{
    assert(limits);
    if (score == AFFILIATE_SCORE_NONE)
        return HEALTH_NO_DATA;
    double share = score / 100.0 + NUMBER_HAIR;
    return share >= limits->on_track  ? HEALTH_ON_TRACK
           : share >= limits->at_risk ? HEALTH_AT_RISK
                                      : HEALTH_OFF_TRACK;
}

static enum health affiliate_stands(const struct affiliate_health_scores *scores, day_t today,
    const struct affiliate_health_rules *rules)
{
    return affiliate_health_standing(affiliate_health_score_on(scores, today, rules), &rules->pace);
}

/* While the facts hold, only the score of contact changes with the day, and it only falls. So the
   last day on which the health holds is found by bisection. */
day_t affiliate_health_until(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules)
{
    assert(facts && rules);
    enum { FAR = 1 << 15 /* days: some ninety years */ };
    bool ends = facts->until != DAY_NONE;
    day_t holds = today, changed = ends ? facts->until : today + FAR;
    struct affiliate_health_scores scores = affiliate_health_scores(facts, rules);
    enum health now = affiliate_stands(&scores, today, rules);
    if (affiliate_stands(&scores, changed, rules) == now)
        return facts->until;
    while (changed - holds > 1) {
        day_t middle = holds + (changed - holds) / 2;
        *(affiliate_stands(&scores, middle, rules) == now ? &holds : &changed) = middle;
    }
    return changed;
}
