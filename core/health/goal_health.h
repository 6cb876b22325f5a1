/*
 * goal_health.h: the progress and the health of a goal. Pure functions: no SQL, no clock.
 */
#ifndef LI_CORE_HEALTH_GOAL_HEALTH_H
#define LI_CORE_HEALTH_GOAL_HEALTH_H

#include "core/base/date.h"
#include <stdbool.h>
#include <stddef.h>

enum measure { MEASURE_LEVEL, MEASURE_TOTAL, MEASURE_MILESTONES, MEASURE_YES_NO, MEASURE_MAINTAIN };
enum cadence { CADENCE_WEEKLY, CADENCE_MONTHLY, CADENCE_QUARTERLY, CADENCE_YEARLY };
enum goal_state { STATE_DRAFT, STATE_OPEN, STATE_MET, STATE_MISSED, STATE_DROPPED };

enum health {
    HEALTH_NONE, /* a goal drafted or dropped has none */
    HEALTH_MET,  /* its target is reached, or a person marked it met */
    HEALTH_NOT_STARTED,
    HEALTH_OVERDUE,
    HEALTH_NO_DATA,
    HEALTH_STALE,
    HEALTH_ON_TRACK,
    HEALTH_AT_RISK,
    HEALTH_OFF_TRACK,
    HEALTH_COUNT,
};

/* The slugs in files, filters and JSON, in the order of the enums; NULL-terminated. */
extern const char *const measure_names[];
extern const char *const cadence_names[];
extern const char *const goal_state_names[];
extern const char *const health_names[]; /* [HEALTH_NONE] is "" */

int cadence_days(enum cadence cadence);

/* A plan's target for the goal: the value due by the plan's last day. */
struct goal_point {
    day_t day;
    double value;
};
enum { GOAL_POINTS = 16 }; /* of more, the first count */

/* What is known of a goal. Numbers without a value are NAN, days DAY_NONE. */
struct goal_facts {
    enum measure measure;
    enum goal_state state;
    enum cadence cadence;
    double baseline, target, tolerance;
    day_t start, due;
    int entries;     /* progress entries that count */
    double total;    /* their sum */
    double latest;   /* the value of the last one */
    day_t latest_on; /* its day; for milestones the last day one was done */
    int milestones, milestones_done, milestones_due; /* due: by today */
    day_t milestone_next; /* the first day after today on which another is due */
    int point_count;
    struct goal_point points[GOAL_POINTS]; /* between start and due, in order; goal_add_point */
};

struct pace_limits {          /* settings; goal_pace_limits has the defaults */
    double on_track, at_risk; /* p/e: 0.9, 0.6 */
    double stale_cadences;    /* 1.5 */
};
extern const struct pace_limits goal_pace_limits;

/* NAN when nothing is logged. Not clamped. A measure whose target equals its baseline (refused at
   entry, but files may hold it) counts as reached when the value has reached the target. */
double goal_fraction(const struct goal_facts *facts);

/* Facts are passed in SQL as bytes, up to the last point: of a million goals most have none. False:
   these bytes are no facts. */
size_t goal_facts_size(const struct goal_facts *facts);
bool goal_facts_read(const void *bytes, size_t size, struct goal_facts *out);

/* The fraction expected by today, 0..1: on the line through the plans' targets, if there are any.
   NAN without a start, and without a due date or a plan's target. */
double goal_expected(const struct goal_facts *facts, day_t today);

/* goal_line.c. The fraction that a value would be: 0 at the baseline, 1 at the target; NAN: the
   measure has no baseline and target. */
double goal_share(const struct goal_facts *facts, double value);

/* Adds a plan's target, unless it lies outside start and due, or the measure has no use for it. */
void goal_add_point(struct goal_facts *facts, struct goal_point point);

/* The day of the next plan's target after today, where the line bends; DAY_NONE: there is none. */
day_t goal_line_bends(const struct goal_facts *facts, day_t today);

/* The value due by that day on the straight line from baseline to target, rounded as people would;
   from its due day on, the target. NAN: there is no such line. */
double goal_on_line(const struct goal_facts *facts, day_t day);

/* The day by which the next entry is due: a cadence after the last one, or after the start.
   DAY_NONE: that is after its due day; the goal is not open, or reached (unless it is to be
   maintained); or it is measured by milestones, which have their own days. */
day_t goal_check_in(const struct goal_facts *facts);

/* The first that holds, in the order of enum health. A goal marked met is met; one marked missed is
   judged like an open one. */
enum health goal_health(
    const struct goal_facts *facts, day_t today, const struct pace_limits *limits);

/* The first day after today on which it may differ if nothing else changes; DAY_NONE: none. */
day_t goal_until(const struct goal_facts *facts, day_t today, const struct pace_limits *limits);

/* Why, in one sentence: "12 of 30 managers, day 180 of 365: 40% done, 49% expected." unit may be
   NULL. The caller frees it. */
char *goal_reason(const struct goal_facts *facts, const char *unit, day_t today,
    const struct pace_limits *limits);

#endif
