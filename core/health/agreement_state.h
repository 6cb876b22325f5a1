/*
 * agreement_state.h: the state of an agreement, and why. Pure functions.
 */
#ifndef LI_CORE_HEALTH_AGREEMENT_STATE_H
#define LI_CORE_HEALTH_AGREEMENT_STATE_H

#include "core/health/goal_health.h"

enum agreement_state {
    AGREEMENT_DRAFT, /* not signed, or signed and its term not begun */
    AGREEMENT_IN_FORCE,
    AGREEMENT_DUE,     /* for renewal: its end is within the lead days */
    AGREEMENT_LAPSED,  /* past its end and not renewed */
    AGREEMENT_RENEWED, /* a signed agreement renews it */
    AGREEMENT_ENDED,   /* ended early by one side */
    AGREEMENT_STATE_COUNT,
};
extern const char
    *const agreement_state_names[]; /* draft, in-force, due-for-renewal, lapsed, ... */

/* An agreement is due for renewal this many days before its end, unless it has its own number. */
enum { AGREEMENT_LEAD_DAYS = 90 };

struct agreement_facts {
    day_t signed_on, from, to, ended_on;
    int lead_days; /* before the end */
    bool renewed;
    day_t renews_on; /* the future day on which a later agreement is signed */
};
enum agreement_state agreement_state(const struct agreement_facts *facts, day_t today);
/* The first day after today on which it may differ if nothing else changes; DAY_NONE: none. */
day_t agreement_until(const struct agreement_facts *facts, day_t today);
/* "in force until 2027-06-30, in 7 months". The caller frees it. */
char *agreement_reason(const struct agreement_facts *facts, day_t today);

#endif
