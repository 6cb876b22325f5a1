/*
 * agreement_state.h: where an agreement stands, and why. Pure functions.
 */
#ifndef LI_CORE_HEALTH_AGREEMENT_STATE_H
#define LI_CORE_HEALTH_AGREEMENT_STATE_H

#include "core/health/goal_health.h"

enum agreement_state {
    TERM_DRAFT, /* not signed, or signed and its term not begun */
    TERM_IN_FORCE,
    TERM_DUE,     /* for renewal: its end is inside the lead days */
    TERM_LAPSED,  /* past its end and not renewed */
    TERM_RENEWED, /* a signed agreement renews it */
    TERM_ENDED,   /* ended early by one side */
    TERM_STATE_COUNT,
};
extern const char
    *const agreement_state_names[]; /* draft, in-force, due-for-renewal, lapsed, ... */

/* Before its end an agreement is due for renewal, unless it says otherwise. */
enum { AGREEMENT_LEAD_DAYS = 90 };

struct agreement_facts {
    day_t signed_on, from, to, ended_on;
    int lead_days; /* before the end */
    bool renewed;
    day_t renews_on; /* the day to come on which a later agreement is signed */
};
enum agreement_state agreement_state(const struct agreement_facts *facts, day_t today);
/* The first day after today on which that may be another, should nothing else change; DAY_NONE:
   never. */
day_t agreement_until(const struct agreement_facts *facts, day_t today);
/* "in force until 2027-06-30, in 7 months". The caller frees it. */
char *agreement_reason(const struct agreement_facts *facts, day_t today);

#endif
