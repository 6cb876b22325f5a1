/*
 * plan.c: annual work plans, and what has to be done before one is closed.
 */
#include "core/kind/plan.h"
#include "core/context/year.h"
#include "core/kind/plan_write.h"
#include "core/kind/target.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PLAN_TITLE_SQL                                                                             \
    "(SELECT coalesce(a.code, a.name) FROM affiliate a WHERE a.id = r.affiliate) || ' ' || r.year"

static const struct field plan_fields[] = {PLAN_FIELDS(KIND_ENTRY)};

/* The number of goals that end with the year and are not marked met, missed or dropped. */
static int64_t plan_count_unjudged(struct context *context, const struct record *plan)
{
    char last[DAY_TEXT_SIZE];
    struct year year = year_of((int)record_number(plan, PLAN_YEAR), year_starts(context));
    struct query *query = query_new(context->store,
        "SELECT count(*) FROM goal g WHERE g.id IN (" PLAN_GOALS_SQL(
            "?1") ")"
                  " AND g.state IN ('draft', 'open') AND g.archived_on IS NULL AND NOT "
                  "(" GOAL_CONTINUES_SQL("g", "?2", "?3") ")",
        NULL);
    if (!query)
        return 0;
    query_bind_id(query, 1, &plan->id);
    query_bind_text(query, 2, date_text(year.last, last));
    query_bind_int(query, 3, year.number);
    int64_t count = query_step(query, NULL) > 0 ? query_int(query, 0) : 0;
    query_free(query);
    return count;
}

/* Applies when a person closes it: one that is imported closed has no goals yet. */
static void plan_check(
    struct context *context, const struct record *plan, kind_problem problem, void *arg)
{
    const char *state = record_get(plan, PLAN_STATE);
    bool closes =
        plan->stored && plan->changed[PLAN_STATE] && state && strcmp(state, "closed") == 0;
    int64_t unjudged =
        closes && record_get(plan, PLAN_YEAR) ? plan_count_unjudged(context, plan) : 0;
    if (unjudged == 0)
        return;
    char *message =
        li_format("A plan can't be closed until every goal is met, missed or dropped, and %" PRId64
                  " %s not. Review the plan first.",
            unjudged, unjudged == 1 ? "is" : "are");
    problem(arg, PLAN_STATE, message);
    free(message);
}

/* Its year decides when its targets are due. */
static const struct cache_dependency plan_feeds[] = {
    {.kind = "goal",
        .from = "target n CROSS JOIN goal t",
        .where = "n.plan = @.id AND t.id = n.goal",
        .columns = "year"},
    {0},
};

const struct kind kind_plan = {
    .name = "plan",
    .plural = "plans",
    .label = "Plan",
    .labels = "Plans",
    .help = "Work planned with an affiliate for one year.",
    .fields = plan_fields,
    .field_count = PLAN_FIELD_COUNT,
    .stored_count = PLAN_FIELD_COUNT,
    .title = PLAN_TITLE_SQL,
    .code = -1,
    .sort = "-year",
    .feeds = plan_feeds,
    .before_write = plan_write_before,
    .check = plan_check,
};
