/*
 * topic_goal.h: what the two topics of goals share. A goal that needs attention is in one of them:
 * while its check-in is late, what its health rests on is out of date.
 */
#ifndef LI_CORE_TOPIC_TOPIC_GOAL_H
#define LI_CORE_TOPIC_TOPIC_GOAL_H

#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"

/* Whether the condition holds of the goal in k, and the goal is open. */
#define TOPIC_GOAL_HOLDS_SQL(condition)                                                            \
    condition " AND k.archived = 0 AND EXISTS (SELECT 1 FROM goal g, affiliate x"                  \
              " WHERE g.rowid = k.rid AND " TOPIC_LIVE_GOAL_SQL("g", "x") ")"

/* Whether its check-in is late. Past due, it is the goal that is late. */
#define TOPIC_GOAL_LATE_SQL "(k.check_in < today() AND k.health <> 'overdue')"

extern const struct topic_change topic_goal_changes[];

#endif
