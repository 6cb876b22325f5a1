/*
 * pace.h: the initial limits of a goal's pace: fractions of the expected progress, and cadences
 * since the last entry.
 */
#ifndef LI_CORE_HEALTH_PACE_H
#define LI_CORE_HEALTH_PACE_H

#define PACE_ON_TRACK 0.9
#define PACE_AT_RISK 0.6
#define PACE_STALE 1.5

#endif
