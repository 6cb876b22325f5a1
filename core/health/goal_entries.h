/*
 * goal_entries.h: a goal's progress entries counted, and the latest of them. Pure.
 */
#ifndef LI_CORE_HEALTH_GOAL_ENTRIES_H
#define LI_CORE_HEALTH_GOAL_ENTRIES_H

#include "core/base/date.h"
#include "data/base/id.h"

/* {0}: none. The latest entry is that of the latest day and, of one day, the one written last: the
   newest id. */
struct goal_entries {
    int count;
    double total, latest; /* their sum; the value of the latest, undefined while there is none */
    day_t latest_on;
    struct id latest_id;
};

/* Adds one; they may come in any order. */
void goal_entries_add(struct goal_entries *entries, day_t day, const struct id *id, double value);

#endif
