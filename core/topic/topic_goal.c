/*
 * topic_goal.c: goals past due, off track or at risk on which nothing was logged today.
 */
#include "core/topic/topic_goal.h"
#include "core/kind/goal.h"
#include "data/base/memory.h"

static char *topic_goal_why(struct context *context, struct query *query, day_t day)
{
    struct pace_limits limits = context_limits(context);
    struct goal_facts facts;
    size_t size;
    (void)day;
    const void *bytes = query_blob(query, TOPIC_LINE_FACTS, &size);
    if (!goal_facts_read(bytes, size, &facts))
        return li_strdup("");
    return goal_reason(&facts, query_text(query, TOPIC_LINE_FACTS + 1), context->today, &limits);
}

const struct topic_change topic_goal_changes[] = {
    {"goal", NULL, TOPIC_SAME_SQL("goal")},
    {"progress", "goal", TOPIC_SAME_SQL("goal")},
    {"milestone", "goal", TOPIC_SAME_SQL("goal")},
    {"target", "goal", TOPIC_SAME_SQL("goal")},
    {"plan", NULL,
        "SELECT g.rowid FROM target n CROSS JOIN goal g ON g.id = n.goal WHERE n.plan = ?1"},
    {"affiliate", NULL, TOPIC_OF_AFFILIATE_SQL("goal")},
    TOPIC_CHANGES_END,
};

const struct topic topic_goal = TOPIC_DEFINE({
    .name = "goal",
    .heading = "Goals at risk",
    .kind = &kind_goal,
    .table = NULL,
    .cached = true,
    .within = NULL,
    .holds = TOPIC_GOAL_HOLDS_SQL(
        "k.health IN ('overdue', 'off-track', 'at-risk')"
        " AND k.latest_on IS NOT today() AND " TOPIC_GOAL_LATE_SQL " IS NOT TRUE"),
    .day = "k.lead",
    .newest_first = false,
    .mine = TOPIC_MY_GOALS_SQL,
    .affiliate = "r.affiliate",
    .what = "r.title",
    .facts = GOAL_FACTS_SQL("r") ", r.unit",
    .why = topic_goal_why,
    .changes = topic_goal_changes,
    .step = TOPIC_STEP_LOG("log progress"),
    .filter = "state:open health:overdue,off-track,at-risk",
});
