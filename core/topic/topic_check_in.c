/*
 * topic_check_in.c: goals whose next value is late by their cadence.
 */
#include "core/kind/goal.h"
#include "core/topic/topic_goal.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"

static char *topic_check_in_why(struct context *context, struct query *query, day_t day)
{
    const char *last = query_text(query, TOPIC_LINE_FACTS + 1);
    int late = context->today - day;
    return li_format("%s %s; due %s, %d day%s overdue.", last ? "Last logged" : "Nothing logged",
        last ? last : "yet", topic_text(query, TOPIC_LINE_FACTS), late, late == 1 ? "" : "s");
}

const struct topic topic_check_in = TOPIC_DEFINE({
    .name = "check-in",
    .heading = "Overdue check-ins",
    .kind = &kind_goal,
    .table = NULL,
    .cached = true,
    .within = NULL,
    .holds = TOPIC_GOAL_HOLDS_SQL(TOPIC_GOAL_LATE_SQL),
    .day = "k.check_in",
    .newest_first = false,
    .mine = TOPIC_MY_GOALS_SQL,
    .affiliate = "r.affiliate",
    .what = "r.title",
    .facts = "r.cadence, k.latest_on",
    .why = topic_check_in_why,
    .changes = topic_goal_changes,
    .step = TOPIC_STEP_LOG("log progress"),
    .filter = "state:open check_in:<today -health:overdue",
});
