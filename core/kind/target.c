/*
 * target.c: goals in the plans of years, each once.
 */
#include "core/kind/target.h"
#include "core/base/name.h"
#include "core/kind/goal.h"
#include "core/kind/rules.h"
#include "core/kind/target_write.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <math.h>
#include <stdlib.h>

const char *const verdict_names[] = {"open", "met", "missed", "dropped", "continues", NULL};

#define TARGET_TITLE_SQL                                                                           \
    "(SELECT g.title FROM goal g WHERE g.id = r.goal) || ', ' || (SELECT coalesce(a.code, a.name)" \
    " || ' ' || p.year FROM plan p JOIN affiliate a ON a.id = p.affiliate WHERE p.id = r.plan)"

static const struct field target_fields[] = {TARGET_FIELDS(KIND_ENTRY)};

/* A goal whose measure has no numbers has no target value for a year. */
static void target_check_value(
    struct context *context, const struct record *target, kind_problem problem, void *arg)
{
    struct record *goal;
    struct id id;
    const char *ref = record_get(target, TARGET_GOAL);
    if (!record_get(target, TARGET_TARGET) || !ref || !id_parse(ref, &id) ||
        record_load(context, &kind_goal, &id, &goal, &(struct li_error){0}))
        return;
    int measure = name_find(measure_names, record_get(goal, GOAL_MEASURE));
    if (measure == MEASURE_MILESTONES || measure == MEASURE_YES_NO) {
        char word[CHOICE_WORD_SIZE];
        char *message = li_format("Target must be blank: the goal's measure is %s.",
            choice_word(measure_names[measure], word));
        problem(arg, TARGET_TARGET, message);
        free(message);
    }
    record_free(goal);
}

static bool target_is_live(const struct record *target)
{
    return target->archived_on == DAY_NONE;
}

static bool target_is_placed_anew(const struct record *target)
{
    return !target->stored || target->changed[TARGET_PLAN] || target->changed[TARGET_GOAL] ||
           target->changed[target->kind->stored_count];
}

/* Two targets of one goal in one plan may come from two laptops; they stay until one is archived.
 */
static void target_check_once(
    struct context *context, const struct record *target, kind_problem problem, void *arg)
{
    struct id plan, goal;
    if (!target_is_live(target) || !target_is_placed_anew(target) ||
        !target_write_refs(target, &plan, &goal))
        return;
    struct query *query = query_new(context->store,
        "SELECT g.title, coalesce(a.code, a.name) || ' ' || p.year FROM target n"
        " JOIN goal g ON g.id = n.goal JOIN plan p ON p.id = n.plan"
        " JOIN affiliate a ON a.id = p.affiliate"
        " WHERE n.plan = ?1 AND n.goal = ?2 AND n.id <> ?3 AND n.archived_on IS NULL",
        NULL);
    if (!query)
        return;
    query_bind_id(query, 1, &plan);
    query_bind_id(query, 2, &goal);
    query_bind_id(query, 3, &target->id);
    if (query_step(query, NULL) > 0) {
        char *message = li_format("\"%s\" already has a target in the plan %s; change that one.",
            query_text(query, 0), query_text(query, 1));
        problem(arg, TARGET_GOAL, message);
        free(message);
    }
    query_free(query);
}

static void target_check(
    struct context *context, const struct record *target, kind_problem problem, void *arg)
{
    target_check_value(context, target, problem, arg);
    target_check_once(context, target, problem, arg);
    rule_one_affiliate(context, target, TARGET_PLAN, TARGET_GOAL, problem, arg);
}

const struct kind kind_target = {
    .name = "target",
    .plural = "targets",
    .label = "Target",
    .labels = "Targets",
    .help = "A goal's target for the end of a plan year, and the result for that year.",
    .fields = target_fields,
    .field_count = TARGET_FIELD_COUNT,
    .stored_count = TARGET_FIELD_COUNT,
    .title = TARGET_TITLE_SQL,
    .code = -1,
    .unique = true,
    .unique_by = 2,
    .sort = "plan,goal",
    .before_write = target_write_before,
    .check = target_check,
};
