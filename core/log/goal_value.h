/*
 * goal_value.h: a goal's value as it is said, which may name the whole: "12 of 30", "40 %". Pure.
 */
#ifndef LI_CORE_LOG_GOAL_VALUE_H
#define LI_CORE_LOG_GOAL_VALUE_H

#include "core/health/goal_health.h"
#include "data/base/error.h"

/* 1 or 0 for the words that say yes or no, any case; typed itself for any other. */
const char *goal_value_yes_or_no(const char *typed);

/* The value to be logged on a goal with these facts, not of milestones: yes and no become 1 and 0;
   "12 of 30" what brings it to 12, "40 %" what brings it to 40 % of its way, unless its unit (may
   be NULL) is percent; whatever else was typed stays as it is. *out is the caller's to free.
   LI_REFUSED when it speaks of another whole, or of a way where there is none. */
enum li_err goal_value(const struct goal_facts *facts, const char *unit, const char *typed,
    char **out, struct li_error *err);

#endif
