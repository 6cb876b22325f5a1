/*
 * standing.h: where an agreement and an affiliate stand, with the reasons. Pure functions.
 */
#ifndef LI_STANDING_H
#define LI_STANDING_H

#include "progress.h"

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

/* The parts of an affiliate's health that are known; a missing part is left out, not counted bad.
 */
struct affiliate_facts {
    int goals[HEALTH_COUNT];
    int agreements[TERM_STATE_COUNT];
};
/* HEALTH_NO_DATA when no part is known; else on-track, at-risk or off-track. */
enum health affiliate_health(const struct affiliate_facts *facts, const struct pace_limits *limits);
/* One sentence a part, separated by newlines. The caller frees it. */
char *affiliate_reasons(const struct affiliate_facts *facts);

#endif
