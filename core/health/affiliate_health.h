/*
 * affiliate_health.h: how the relationship with an affiliate does, explained from its parts. Pure
 * functions.
 *
 * Each part that is known has a score, a sentence and a weight from the settings. The whole is the
 * mean of the scores by their weights, held against the limits a goal's pace is held against. A
 * part of which nothing is known is left out, and its weight with it.
 */
#ifndef LI_CORE_HEALTH_AFFILIATE_HEALTH_H
#define LI_CORE_HEALTH_AFFILIATE_HEALTH_H

#include "core/health/agreement_state.h"
#include <stdint.h>

enum affiliate_health_part {
    RELATION_GOALS, /* its open goals that have begun, by their own weights: 1 on track or met, 0
                   off track or overdue, in between at risk, stale or without data */
    RELATION_AGREEMENT, /* 1 in force, 0 all lapsed, in between due for renewal or lapsed in part */
    RELATION_CONTACT, /* 1 within the days in which contact is wanted, then these by those passed */
    RELATION_VISITS,  /* events of either side the other came to: the fewer by the more */
    RELATION_MEMBERSHIP, /* 1 unless it shrank, falling to 0 where a fifth was lost */
    RELATION_ROLES,      /* required roles that somebody holds, by all that are required */
    RELATION_PARTS,
};
/* "goals", "agreement", ... in the order of the enum, which is also that of the settings. */
extern const char *const affiliate_health_part_names[];

/* Visits and membership are looked at over two years, today being the last of their days. */
enum { RELATION_MONTHS = 24 };

struct affiliate_health_rules {
    struct pace_limits pace;
    int contact_days;              /* wanted of who has no cadence; 0: none */
    double weight[RELATION_PARTS]; /* 0: the part is switched off */
};
extern const struct affiliate_health_rules
    affiliate_health_rules_initial; /* what the settings begin with */

enum membership_count { COUNT_MEMBERS, COUNT_JOINT, MEMBERSHIP_COUNTS };

/* What is known. Days are DAY_NONE, and counts 0, where nothing is. */
struct affiliate_health {
    int goals[HEALTH_COUNT];
    double goal_weight[HEALTH_COUNT]; /* what those weigh together */
    bool goals_differ;                /* in weight */
    int agreements[TERM_STATE_COUNT];
    bool kept_up;     /* prospects and active ones: contact and roles are expected of them */
    int cadence;      /* enum cadence; -1: none */
    day_t contact;    /* the last, up to today */
    int ours, theirs; /* events of theirs that ours came to, and the other way round */
    struct membership {
        double first, last; /* of the two years; the days tell whether there are two */
        day_t first_on, last_on;
    } membership[MEMBERSHIP_COUNTS];
    bool staffed; /* somebody holds, held or will hold a required role */
    int roles_required, roles_filled;
    day_t
        until; /* the first day after today on which any of this may be another; DAY_NONE: never */
};

/* The days within which contact is wanted; 0: it is not. */
int affiliate_health_contact_days(
    const struct affiliate_health *relation, const struct affiliate_health_rules *rules);

/* The counts that tell how membership goes: of members, else of joint members. NULL: neither has
   two. */
const struct membership *affiliate_health_membership(const struct affiliate_health *relation);

/* Scores are in whole percent, rounded down, so that a number on a limit has reached it and the
   whole can be worked out again from the parts as they are shown. */
enum { RELATION_MISSING = -1 }; /* or switched off */
int affiliate_health_part_score(const struct affiliate_health *relation,
    enum affiliate_health_part part, day_t today, const struct affiliate_health_rules *rules);

/* The scores of the parts, and what that of contact goes by, which alone is another from day to day
   while the facts hold. To be kept in few bytes. */
struct affiliate_health_scores {
    day_t contact;
    int32_t contact_days;
    int8_t part[RELATION_PARTS];
};
struct affiliate_health_scores affiliate_health_scores(
    const struct affiliate_health *relation, const struct affiliate_health_rules *rules);

/* The mean of the parts' scores by their weights: on a day until which the facts hold. */
int affiliate_health_score_on(const struct affiliate_health_scores *scores, day_t today,
    const struct affiliate_health_rules *rules);
int affiliate_health_score(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules);

/* How a score stands: HEALTH_NO_DATA where it is missing; else on-track, at-risk or off-track. */
enum health affiliate_health_standing(int score, const struct pace_limits *limits);

/* The first day after today on which the standing of the whole may be another, should nothing else
   change; DAY_NONE: never. */
day_t affiliate_health_until(const struct affiliate_health *relation, day_t today,
    const struct affiliate_health_rules *rules);

/* "Contact: last on 2026-01-10, 64 days ago; wanted monthly."; NULL: there is nothing to say.
   vacant: the required roles nobody holds, "President, Secretary"; NULL when none or not known. The
   caller frees it. */
char *affiliate_health_sentence(const struct affiliate_health *relation,
    enum affiliate_health_part part, const char *vacant, day_t today,
    const struct affiliate_health_rules *rules);

/* The sentences, a line each; affiliate_health_nothing where there are none. The caller frees it.
 */
extern const char affiliate_health_nothing[];
char *affiliate_health_reasons(const struct affiliate_health *relation, const char *vacant,
    day_t today, const struct affiliate_health_rules *rules);

#endif
