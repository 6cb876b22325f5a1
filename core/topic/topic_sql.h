/*
 * topic_sql.h: SQL that several topics share: what is in use, and what is the user's own.
 */
#ifndef LI_CORE_TOPIC_TOPIC_SQL_H
#define LI_CORE_TOPIC_TOPIC_SQL_H

#include "core/people/people.h"

/* Whether the affiliate of that id is one that people still look after. */
#define TOPIC_LIVE_AFFILIATE_SQL(id)                                                               \
    "EXISTS (SELECT 1 FROM affiliate x WHERE x.id = " id " AND " PEOPLE_LIVE_SQL("x") ")"

/* Whether the goal in row g is open, and the affiliate in row a, which is joined to it, live. */
/* clang-format off */
#define TOPIC_LIVE_GOAL_SQL(g, a) \
    g ".archived_on IS NULL AND " g ".state = 'open' AND " a ".id = " g ".affiliate" \
    " AND " PEOPLE_LIVE_SQL(a)
/* clang-format on */

/* Whether contact with the affiliate in row r is expected, and its roles are to be filled. */
#define TOPIC_ACTIVE_SQL "r.archived_on IS NULL AND r.status IN ('prospect', 'active')"

/* The user's own: goals of their affiliates or owned by them; records of a kind that belong to
   their affiliates; the affiliates themselves. */
#define TOPIC_MY_GOALS_SQL                                                                         \
    "SELECT g.rowid AS rid, g.id FROM mine CROSS JOIN goal g ON g.affiliate = mine.id"             \
    " UNION SELECT g.rowid, g.id FROM me CROSS JOIN goal g ON g.owner = me.id"
#define TOPIC_MINE_SQL(kind)                                                                       \
    "SELECT r.rowid AS rid FROM mine CROSS JOIN " kind " r ON r.affiliate = mine.id"
#define TOPIC_MY_AFFILIATES_SQL                                                                    \
    "SELECT r.rowid AS rid FROM mine CROSS JOIN affiliate r ON r.id = mine.id"

#endif
