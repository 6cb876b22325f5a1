/*
 * affiliate_health.h: the health of the relationship with an affiliate, explained from its parts.
 * Pure functions.
 *
 * Each part has a score, a sentence, and a weight from the settings. The health is the weighted
 * mean of the scores, by the same limits as a goal's pace. A part of which nothing is known is left
 * out together with its weight.
 */
#ifndef LI_CORE_HEALTH_AFFILIATE_HEALTH_H
#define LI_CORE_HEALTH_AFFILIATE_HEALTH_H

#include "core/health/agreement_state.h"
#include <stdint.h>

enum affiliate_health_part {
    /* Its open goals that have started, weighted: 1 met or on track; 0 off track or overdue;
       between at risk, stale or no data. */
    AFFILIATE_PART_GOALS,
    /* 1 in force; 0 all lapsed; between due for renewal, or some lapsed. */
    AFFILIATE_PART_AGREEMENT,
    /* 1 within the target days since the last; then target days / days passed. */
    AFFILIATE_PART_CONTACT,
    /* Events of either side that the other attended: the fewer / the more. */
    AFFILIATE_PART_VISITS,
    /* 1 unless it shrank; 0 if a fifth or more was lost. */
    AFFILIATE_PART_MEMBERSHIP,
    /* Filled required roles / required roles. */
    AFFILIATE_PART_ROLES,
    AFFILIATE_PARTS,
};
/* "goals", "agreement", ... in the order of the enum, which is also that of the settings. */
extern const char *const affiliate_health_part_names[];

/* Visits and membership count over two years, of which today is the last day. */
enum { AFFILIATE_HEALTH_MONTHS = 24 };

struct affiliate_health_rules {
    struct pace_limits pace;
    int contact_days;               /* the target for affiliates without a cadence; 0: none */
    double weight[AFFILIATE_PARTS]; /* 0: the part is switched off */
};
extern const struct affiliate_health_rules
    affiliate_health_rules_initial; /* what the settings begin with */

enum membership_count { COUNT_MEMBERS, COUNT_JOINT, MEMBERSHIP_COUNTS };

/* What is known of an affiliate. Where nothing is, days are DAY_NONE and counts 0. */
struct affiliate_facts {
    int goals[HEALTH_COUNT];
    double goal_weight[HEALTH_COUNT]; /* the sum of their weights */
    bool goals_differ;                /* not all weigh the same */
    int agreements[AGREEMENT_STATE_COUNT];
    bool active;      /* a prospect or active: contact and filled roles are expected */
    int cadence;      /* enum cadence; -1: none */
    day_t contact;    /* the last, up to today */
    int ours, theirs; /* their events that we attended, and our events that they attended */
    struct membership {
        double first, last; /* counts of the two years; there are two if their days differ */
        day_t first_on, last_on;
    } membership[MEMBERSHIP_COUNTS];
    bool staffed; /* someone holds, held or will hold a required role */
    int roles_required, roles_filled;
    day_t
        until; /* the first day after today on which any of this may be another; DAY_NONE: never */
};

/* The target days between contacts; 0: there is no target. */
int affiliate_health_contact_days(
    const struct affiliate_facts *facts, const struct affiliate_health_rules *rules);

/* The counts that its score rests on: of members, else of joint members. NULL: neither has two. */
const struct membership *affiliate_health_membership(const struct affiliate_facts *facts);

/* Scores are whole percents, rounded down, so that a score that is shown as a limit has reached it,
   and the mean can be recomputed from the parts as shown. */
enum { AFFILIATE_SCORE_NONE = -1 }; /* or switched off */
int affiliate_health_part_score(const struct affiliate_facts *facts,
    enum affiliate_health_part part, day_t today, const struct affiliate_health_rules *rules);

/* The scores of the parts, in few bytes, for the cache; and what the score of contact is computed
   from, as it alone changes from day to day while the facts hold. */
struct affiliate_health_scores {
    day_t contact;
    int32_t contact_days;
    int8_t part[AFFILIATE_PARTS];
};
struct affiliate_health_scores affiliate_health_scores(
    const struct affiliate_facts *facts, const struct affiliate_health_rules *rules);

/* The weighted mean of the parts' scores on a day on which the facts still hold. */
int affiliate_health_score_on(const struct affiliate_health_scores *scores, day_t today,
    const struct affiliate_health_rules *rules);
int affiliate_health_score(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules);

/* The health by a score: HEALTH_NO_DATA if it is missing; else on track, at risk or off track. */
enum health affiliate_health_standing(int score, const struct pace_limits *limits);

/* The first day after today on which the health may differ if nothing else changes; DAY_NONE: none.
 */
day_t affiliate_health_until(
    const struct affiliate_facts *facts, day_t today, const struct affiliate_health_rules *rules);

/* "Contact: last on 2026-01-10, 64 days ago (target: monthly)."; NULL: there is nothing to say.
   vacant: the vacant required roles, "President, Secretary"; NULL: none, or not known. The caller
   frees it. */
char *affiliate_health_sentence(const struct affiliate_facts *facts,
    enum affiliate_health_part part, const char *vacant, day_t today,
    const struct affiliate_health_rules *rules);

/* The sentences, one a line; affiliate_health_nothing if there are none. The caller frees it. */
extern const char affiliate_health_nothing[];
char *affiliate_health_reasons(const struct affiliate_facts *facts, const char *vacant, day_t today,
    const struct affiliate_health_rules *rules);

#endif
