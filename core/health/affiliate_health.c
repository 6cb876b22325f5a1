/*
 * affiliate_health.c: the parts of an affiliate's health: a score each, and the whole of them.
 */
#include "core/health/affiliate_health.h"
#include "core/base/number.h"
#include "core/health/pace.h"
#include <math.h>
#include <string.h>

const char *const affiliate_health_part_names[] = {
    "goals", "agreement", "contact", "visits", "membership", "roles", NULL};

const struct affiliate_health_rules affiliate_health_rules_initial = {
    .pace = {.on_track = PACE_ON_TRACK, .at_risk = PACE_AT_RISK, .stale_cadences = PACE_STALE},
    .contact_days = 90,
    .weight = {[RELATION_GOALS] = 3,
        [RELATION_AGREEMENT] = 2,
        [RELATION_CONTACT] = 2,
        [RELATION_VISITS] = 1,
        [RELATION_MEMBERSHIP] = 1,
        [RELATION_ROLES] = 1},
};

/* The share of its members that, lost within the two years, makes the worst of it. */
static const double affiliate_worst_loss = 0.2;

/* What is neither well nor badly off: halfway through what stands at risk. */
static double affiliate_in_between(const struct affiliate_health_rules *rules)
{
    return (rules->pace.on_track + rules->pace.at_risk) / 2;
}

/* --- the parts -------------------------------------------------------------------------------- */

static double affiliate_goals_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
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
        sum += relation->goal_weight[i] * points[verdicts[i]];
        weight += verdicts[i] == UNJUDGED ? 0 : relation->goal_weight[i];
    }
    return weight > 0 ? sum / weight : NAN;
}

static double affiliate_agreement_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    (void)today;
    const int *agreements = relation->agreements;
    int holding = agreements[TERM_IN_FORCE] + agreements[TERM_DUE];
    if (holding + agreements[TERM_LAPSED] == 0)
        return NAN;
    if (holding == 0)
        return 0;
    return agreements[TERM_DUE] + agreements[TERM_LAPSED] == 0 ? 1 : affiliate_in_between(rules);
}

int affiliate_health_contact_days(
    const struct affiliate_health *relation, const struct affiliate_health_rules *rules)
{
    if (!relation->kept_up)
        return 0;
    return relation->cadence < 0 ? rules->contact_days
                                 : cadence_days((enum cadence)relation->cadence);
}

static double affiliate_share_of_days(day_t contact, int wanted, day_t today)
{
    if (wanted == 0 || contact == DAY_NONE)
        return NAN;
    double passed = (double)today - contact;
    return passed <= wanted ? 1 : wanted / passed;
}

static double affiliate_contact_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    return affiliate_share_of_days(
        relation->contact, affiliate_health_contact_days(relation, rules), today);
}

static double affiliate_visits_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    (void)today;
    (void)rules;
    double ours = relation->ours, theirs = relation->theirs;
    return ours + theirs > 0 ? fmin(ours, theirs) / fmax(ours, theirs) : NAN;
}

const struct membership *affiliate_health_membership(const struct affiliate_health *relation)
{
    for (int i = 0; i < MEMBERSHIP_COUNTS; i++)
        if (relation->membership[i].first_on < relation->membership[i].last_on)
            return &relation->membership[i];
    return NULL;
}

static double affiliate_membership_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    (void)today;
    (void)rules;
    const struct membership *counts = affiliate_health_membership(relation);
    if (!counts)
        return NAN;
    double loss = counts->last < counts->first ? 1 - counts->last / counts->first : 0;
    return fmax(0, 1 - loss / affiliate_worst_loss);
}

static double affiliate_roles_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    (void)today;
    (void)rules;
    bool known = relation->kept_up && relation->staffed && relation->roles_required > 0;
    return known ? (double)relation->roles_filled / relation->roles_required : NAN;
}

static int affiliate_percent(double share)
{
    return isnan(share) ? RELATION_MISSING : (int)floor((share + NUMBER_HAIR) * 100);
}

int affiliate_health_part_score(const struct affiliate_health *relation,
    enum affiliate_health_part part, day_t today, const struct affiliate_health_rules *rules)
{
    static double (*const scores[RELATION_PARTS])(const struct affiliate_health *relation,
        day_t today, const struct affiliate_health_rules *rules) = {
        [RELATION_GOALS] = affiliate_goals_score,
        [RELATION_AGREEMENT] = affiliate_agreement_score,
        [RELATION_CONTACT] = affiliate_contact_score,
        [RELATION_VISITS] = affiliate_visits_score,
        [RELATION_MEMBERSHIP] = affiliate_membership_score,
        [RELATION_ROLES] = affiliate_roles_score,
    };
    double score = rules->weight[part] > 0 ? scores[part](relation, today, rules) : NAN;
    return affiliate_percent(score);
}

/* --- the whole -------------------------------------------------------------------------------- */

struct affiliate_health_scores affiliate_health_scores(
    const struct affiliate_health *relation, const struct affiliate_health_rules *rules)
{
    struct affiliate_health_scores scores;
    memset(&scores, 0, sizeof scores); /* and what lies behind its members */
    scores.contact = relation->contact;
    scores.contact_days = affiliate_health_contact_days(relation, rules);
    for (int part = 0; part < RELATION_PARTS; part++)
        scores.part[part] = (int8_t)affiliate_health_part_score(
            relation, (enum affiliate_health_part)part, relation->contact, rules);
    return scores;
}

int affiliate_health_score_on(const struct affiliate_health_scores *scores, day_t today,
    const struct affiliate_health_rules *rules)
{
    double sum = 0, weight = 0;
    for (int part = 0; part < RELATION_PARTS; part++) {
        int score = (int)scores->part[part]; /* RELATION_MISSING among them */
        if (part == RELATION_CONTACT && score != RELATION_MISSING)
            score = affiliate_percent(
                affiliate_share_of_days(scores->contact, scores->contact_days, today));
        if (score == RELATION_MISSING)
            continue;
        sum += rules->weight[part] * score / 100;
        weight += rules->weight[part];
    }
    return weight > 0 ? affiliate_percent(sum / weight) : RELATION_MISSING;
}

int affiliate_health_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    struct affiliate_health_scores scores = affiliate_health_scores(relation, rules);
    return affiliate_health_score_on(&scores, today, rules);
}

enum health affiliate_health_standing(int score, const struct pace_limits *limits)
{
    if (score == RELATION_MISSING)
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

/* While the facts hold, the score of contact alone goes by the day, and only falls: the last day of
   a standing is found by halving. */
day_t affiliate_health_until(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules)
{
    enum { FAR = 1 << 15 /* days: some ninety years */ };
    bool ends = relation->until != DAY_NONE;
    day_t holds = today, changed = ends ? relation->until : today + FAR;
    struct affiliate_health_scores scores = affiliate_health_scores(relation, rules);
    enum health now = affiliate_stands(&scores, today, rules);
    if (affiliate_stands(&scores, changed, rules) == now)
        return relation->until;
    while (changed - holds > 1) {
        day_t middle = holds + (changed - holds) / 2;
        *(affiliate_stands(&scores, middle, rules) == now ? &holds : &changed) = middle;
    }
    return changed;
}
