/*
 * topic_milestone.c: milestones of open goals that are due, or soon will be.
 */
#include "core/kind/milestone.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

static char *topic_milestone_why(struct context *context, struct query *query, day_t day)
{
    char *due = topic_text_day(context, day < context->today ? "Was due" : "Due", day);
    char *why = li_format("%s; milestone of \"%s\".", due, topic_text(query, TOPIC_LINE_FACTS));
    free(due);
    return why;
}

static const struct topic_change topic_milestone_changes[] = {
    {"milestone", NULL, TOPIC_SAME_SQL("milestone")},
    {"goal", NULL, "SELECT rowid FROM milestone WHERE goal = ?1"},
    {"affiliate", NULL,
        "SELECT m.rowid FROM goal g CROSS JOIN milestone m ON m.goal = g.id"
        " WHERE g.affiliate = ?1"},
    TOPIC_CHANGES_END,
};

const struct topic topic_milestone = TOPIC_DEFINE({
    .name = "milestone",
    .heading = "Milestones",
    .kind = &kind_milestone,
    .table = NULL,
    .cached = false,
    .within = "r.done_on IS NULL AND r.due <= ?2",
    .holds = "r.archived_on IS NULL AND EXISTS (SELECT 1 FROM goal g, affiliate x"
             " WHERE g.id = r.goal AND " TOPIC_LIVE_GOAL_SQL("g", "x") ")",
    .day = "r.due",
    .newest_first = false,
    .mine = "SELECT n.rowid AS rid FROM (" TOPIC_MY_GOALS_SQL ") g CROSS JOIN milestone n"
            " ON n.goal = g.id",
    .affiliate = "(SELECT g.affiliate FROM goal g WHERE g.id = r.goal)",
    .what = "r.title",
    .facts = "(SELECT g.title FROM goal g WHERE g.id = r.goal)",
    .why = topic_milestone_why,
    .changes = topic_milestone_changes,
    .step = TOPIC_STEP_END("mark done", "done_on"),
    .filter = "done_on:none due:<=+%dd goal.state:open",
});
