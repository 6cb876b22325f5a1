/*
 * goal_value.h: a goal's value as people say it, perhaps of a whole: "12 of 30", "40%". Pure.
 */
#ifndef LI_CORE_LOG_GOAL_VALUE_H
#define LI_CORE_LOG_GOAL_VALUE_H

#include "core/health/goal_health.h"
#include "data/base/error.h"

/* 1 or 0 for the words that say yes or no, any case; typed itself for any other. */
const char *goal_value_yes_or_no(const char *typed);

/* The value to log on a goal that is not measured by milestones: 1 and 0 for yes and no; for "12 of
   30" what brings it to 12; for "40%" what brings it to 40% of the way from baseline to target,
   unless its unit (may be NULL) is percent; any other text as typed. *out is the caller's to free.
   LI_REFUSED: the whole is not the goal's target, or the goal has no baseline and target. */
enum li_err goal_value(const struct goal_facts *facts, const char *unit, const char *typed,
    char **out, struct li_error *err);

#endif
