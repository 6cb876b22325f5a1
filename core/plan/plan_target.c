/*
 * plan_target.c: targets of goals in the plans of years, found and proposed.
 */
#include "core/plan/plan_target.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/goal.h"
#include "core/kind/target.h"
#include "core/kind/target_write.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct goal_facts plan_target_line(const struct record *goal)
{
    int measure = name_find(measure_names, record_get(goal, GOAL_MEASURE));
    return (struct goal_facts){.measure = measure < 0 ? MEASURE_LEVEL : (enum measure)measure,
        .baseline = record_number(goal, GOAL_BASELINE),
        .target = record_number(goal, GOAL_TARGET),
        .start = record_day(goal, GOAL_START),
        .due = record_day(goal, GOAL_DUE)};
}

double plan_target_proposed(const struct record *goal, const struct year *year)
{
    assert(goal->kind == &kind_goal);
    struct goal_facts facts = plan_target_line(goal);
    return goal_on_line(&facts, year->last);
}

struct record *plan_target_new(
    struct context *context, const struct id *plan, const struct record *goal, double value)
{
    assert(plan && goal->kind == &kind_goal);
    struct record *target = record_new(context, &kind_target);
    char text[ID_TEXT_SIZE], number[32];
    target->id = target_write_id(context->store, plan, &goal->id);
    record_set(target, TARGET_PLAN, id_text(plan, text));
    record_set(target, TARGET_GOAL, id_text(&goal->id, text));
    record_set(target, TARGET_TARGET, isnan(value) ? NULL : number_text(value, number));
    record_set(target, TARGET_VERDICT, verdict_names[VERDICT_OPEN]);
    return target;
}

enum li_err plan_target_find(struct context *context, const struct id *plan, const struct id *goal,
    struct record **out, struct li_error *err)
{
    assert(plan && goal);
    struct query *query = query_new(context->store, "SELECT " TARGET_OF_SQL("id", "?1", "?2"), err);
    struct id id;
    if (!query)
        return err->code;
    query_bind_id(query, 1, plan);
    query_bind_id(query, 2, goal);
    int step = query_step(query, err);
    bool found = step > 0 && query_id(query, 0, &id);
    query_free(query);
    if (found)
        return record_load(context, &kind_target, &id, out, err);
    return step < 0 ? err->code : li_fail(err, LI_NONE, "The goal has no target in that plan.");
}
