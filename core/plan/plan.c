/*
 * plan.c: the proposal for a new year, from last plan, commitments and activities.
 */
#include "core/plan/plan.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/commitment.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/milestone.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/kind/target_write.h"
#include "core/plan/plan_find.h"
#include "core/plan/plan_rollover.h"
#include "core/plan/plan_target.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Commitments of agreements that are in force, or signed and will be. */
/* clang-format off */
#define PROMISED_SQL \
    "r.archived_on IS NULL AND r.agreement IN (SELECT a.id FROM agreement a" \
    " WHERE a.affiliate = ?1 AND a.archived_on IS NULL" \
    " AND (agreement_state(" AGREEMENT_FACTS_SQL("a") ") IN ('in-force', 'due-for-renewal')" \
    " OR (a.signed_on <= today() AND a.\"from\" > today() AND a.ended_on IS NULL))) ORDER BY r.id"
/* clang-format on */

/* A proposal being made. */
struct plan_gathering {
    struct context *context;
    struct plan_proposal *out;
    char plan[ID_TEXT_SIZE]; /* the new one */
    struct record *last;     /* the plan before; NULL: there is none */
    struct records goals;    /* of the affiliate */
    struct records promised; /* commitments in force */
    bool *carried;           /* by commitment: it has a goal */
};

/* --- goals ------------------------------------------------------------------------------------ */

static struct plan_item *plan_add_item(struct plan_gathering *gathering)
{
    struct plan_proposal *out = gathering->out;
    out->items = li_realloc(out->items, out->count + 1, sizeof *out->items);
    out->items[out->count] = (struct plan_item){.continues = DAY_NONE};
    return &out->items[out->count++];
}

/* The index of the goal's commitment: itself or, after its agreement was renewed, the one of the
   same words. -1: none. */
static int plan_promise_of(const struct plan_gathering *gathering, const struct record *goal)
{
    const char *commitment = record_get(goal, GOAL_COMMITMENT);
    struct record *old = NULL;
    struct id id;
    char text[ID_TEXT_SIZE];
    int found = -1;
    if (commitment && id_parse(commitment, &id))
        record_load(gathering->context, &kind_commitment, &id, &old, &(struct li_error){0});
    for (int i = 0; old && found < 0 && i < (int)gathering->promised.count; i++) {
        const struct record *promise = gathering->promised.list[i];
        bool same =
            strcmp(id_text(&promise->id, text), commitment) == 0 ||
            strcmp(record_get(promise, COMMITMENT_TEXT), record_get(old, COMMITMENT_TEXT)) == 0;
        found = same ? i : -1;
    }
    record_free(old);
    return found;
}

static void plan_set_commitment(struct record *goal, const struct record *promise)
{
    char text[ID_TEXT_SIZE];
    record_set(goal, GOAL_COMMITMENT, id_text(&promise->id, text));
    record_set(goal, GOAL_AGREEMENT, record_get(promise, COMMITMENT_AGREEMENT));
}

/* Moves the record itself from the list into the proposal. */
static struct plan_item *plan_carry_over(
    struct plan_gathering *gathering, struct records *from, size_t at, char *why)
{
    struct plan_item *item = plan_add_item(gathering);
    struct record *record = from->list[at];
    from->list[at] = NULL;
    *item = (struct plan_item){
        .record = record, .source = record->id, .continues = DAY_NONE, .why = why};
    return item;
}

static void plan_state_target(struct plan_gathering *gathering, struct plan_item *item)
{
    const struct plan_proposal *out = gathering->out;
    item->target = plan_target_new(gathering->context, &out->plan->id, item->record,
        plan_target_proposed(item->record, &out->year));
}

static char *plan_why_it_continues(const struct record *goal)
{
    const char *due = record_get(goal, GOAL_DUE), *target = record_get(goal, GOAL_TARGET);
    return li_format("Continues until %s%s%s%s.", due, target ? " (target " : "",
        target ? target : "", target ? ")" : "");
}

/* The goal stays in the plans it is in; its own field names the first. */
static void plan_add_running(struct plan_gathering *gathering, size_t at)
{
    const struct record *goal = gathering->goals.list[at];
    const struct year *year = &gathering->out->year;
    day_t day = record_day(goal, GOAL_DUE);
    const char *due = record_get(goal, GOAL_DUE);
    char *why = day > year->last ? plan_why_it_continues(goal)
                : due            ? li_format("Continues until %s.", due)
                                 : li_strdup("Continues.");
    struct plan_item *item = plan_carry_over(gathering, &gathering->goals, at, why);
    if (!due || day > year->last)
        item->continues = year->last;
    if (!record_get(item->record, GOAL_PLAN))
        record_set(item->record, GOAL_PLAN, gathering->plan);
    plan_state_target(gathering, item);
}

static enum li_err plan_roll_one_goal(
    struct plan_gathering *gathering, const struct record *goal, int promise, struct li_error *err)
{
    struct goal_facts facts;
    struct records milestones = {0};
    enum li_err code = goal_facts_load(gathering->context, &goal->id, &facts, err);
    if (!code && promise < 0 && plan_finished(&facts))
        return LI_OK;
    if (!code)
        code = records_load(gathering->context, &kind_milestone,
            "r.goal = ?1 AND r.archived_on IS NULL ORDER BY r.due IS NULL, r.due, r.id", &goal->id,
            &milestones, err);
    if (!code) {
        struct plan_item *item = plan_add_item(gathering);
        plan_roll_goal(item, goal, &milestones, &facts, gathering->out, promise >= 0);
        record_set(item->record, GOAL_PLAN, gathering->plan);
        if (promise >= 0)
            plan_set_commitment(item->record, gathering->promised.list[promise]);
        plan_state_target(gathering, item);
    }
    records_free(&milestones);
    return code;
}

/* The plan that a goal is in: none, the last one, or another. */
enum plan_standing { NOWHERE, LAST, ELSEWHERE };

static enum plan_standing plan_standing_of(
    const struct plan_gathering *gathering, const struct record *goal)
{
    struct query *query = query_new(gathering->context->store,
        "SELECT ?1 IN (" PLAN_GOALS_SQL("?2") "), EXISTS (SELECT 1 FROM target n WHERE n.goal = ?1"
                                              " AND n.archived_on IS NULL)",
        NULL);
    if (!query)
        return ELSEWHERE;
    query_bind_id(query, 1, &goal->id);
    query_bind_id(query, 2, gathering->last ? &gathering->last->id : NULL);
    bool read = query_step(query, NULL) > 0;
    bool last = read && query_int(query, 0);
    bool any = !read || query_int(query, 1) || record_get(goal, GOAL_PLAN);
    query_free(query);
    return last ? LAST : any ? ELSEWHERE : NOWHERE;
}

/* Goals of the last plan, and unfinished goals in no plan. */
static bool plan_is_considered(const struct plan_gathering *gathering, const struct record *goal)
{
    int state = name_find(goal_state_names, record_get(goal, GOAL_STATE));
    switch (plan_standing_of(gathering, goal)) {
    case NOWHERE: return state <= STATE_OPEN;
    case LAST: return state != STATE_DROPPED;
    default: return false;
    }
}

static enum li_err plan_add_goals(struct plan_gathering *gathering, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < gathering->goals.count && !code; i++) {
        const struct record *goal = gathering->goals.list[i];
        if (!plan_is_considered(gathering, goal))
            continue;
        int promise = plan_promise_of(gathering, goal);
        if (promise >= 0)
            gathering->carried[promise] = true;
        if (plan_runs_on(goal, &gathering->out->year))
            plan_add_running(gathering, i);
        else
            code = plan_roll_one_goal(gathering, goal, promise, err);
    }
    return code;
}

/* A yes-no goal for a commitment that has none yet, due by the end of the year. */
static void plan_add_promised(struct plan_gathering *gathering, const struct record *promise)
{
    static const int same[][2] = {{GOAL_WHOSE, COMMITMENT_WHOSE}, {GOAL_AREA, COMMITMENT_AREA}};
    const struct year *year = &gathering->out->year;
    struct plan_item *item = plan_add_item(gathering);
    struct record *goal = record_new(gathering->context, &kind_goal);
    char *title = record_called(gathering->context, promise), text[DAY_TEXT_SIZE];
    size_t length = strlen(title);
    if (length > 0 && title[length - 1] == '.')
        title[length - 1] = '\0';
    item->record = goal;
    item->source = promise->id;
    item->why = li_strdup("Commitment with no goal yet.");
    goal->id = target_write_id_from("goal", &gathering->out->plan->id, &promise->id);
    goal->id.byte[0] |= 0x80; /* sorts after those made from goals */
    record_set(goal, GOAL_AFFILIATE, record_get(gathering->out->plan, PLAN_AFFILIATE));
    record_set(goal, GOAL_PLAN, gathering->plan);
    record_set(goal, GOAL_TITLE, title);
    record_set(goal, GOAL_MEASURE, measure_names[MEASURE_YES_NO]);
    record_set(goal, GOAL_BASELINE, NULL);
    record_set(goal, GOAL_STATE, goal_state_names[STATE_DRAFT]);
    record_set(goal, GOAL_START, date_text(year->first, text));
    record_set(goal, GOAL_DUE, date_text(year->last, text));
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        record_set(goal, same[i][0], record_get(promise, same[i][1]));
    plan_set_commitment(goal, promise);
    plan_state_target(gathering, item);
    free(title);
}

/* --- activities ------------------------------------------------------------------------------- */

static enum li_err plan_add_activities(struct plan_gathering *gathering, struct li_error *err)
{
    struct records activities;
    if (!gathering->last)
        return LI_OK;
    int last = (int)record_number(gathering->last, PLAN_YEAR);
    enum li_err code = records_load(gathering->context, &kind_activity,
        "r.plan = ?1 AND r.state <> 'cancelled' AND r.archived_on IS NULL ORDER BY r.day, r.id",
        &gathering->last->id, &activities, err);
    for (size_t i = 0; i < activities.count; i++) {
        if (plan_is_ahead(activities.list[i], &gathering->out->year)) {
            char *why = li_strdup("Already planned for that year.");
            struct plan_item *item = plan_carry_over(gathering, &activities, i, why);
            record_set(item->record, ACTIVITY_PLAN, gathering->plan);
            continue;
        }
        struct plan_item *item = plan_add_item(gathering);
        plan_roll_activity(item, activities.list[i], &gathering->out->plan->id,
            12 * (gathering->out->year.number - last));
        record_set(item->record, ACTIVITY_PLAN, gathering->plan);
    }
    records_free(&activities);
    return code;
}

/* A reference to a record that the proposal carries over becomes one to its new form; other
   references of a new record to last year are cleared. */
static void plan_update_refs(struct plan_proposal *out, struct record *record, int field)
{
    struct id id;
    char text[ID_TEXT_SIZE];
    const char *ref = record_get(record, field);
    if (!ref || !id_parse(ref, &id))
        return;
    if (!record->stored)
        record_set(record, field, NULL);
    for (size_t i = 0; i < out->count; i++)
        if (id_equal(&out->items[i].source, &id))
            record_set(record, field, id_text(&out->items[i].record->id, text));
}

/* ---------------------------------------------------------------------------------------------- */

static enum li_err plan_gather(
    struct plan_gathering *gathering, const struct id *affiliate, struct li_error *err)
{
    struct plan_proposal *out = gathering->out;
    enum li_err code =
        plan_find_before(gathering->context, affiliate, &out->year, &gathering->last, err);
    if (!code && gathering->last)
        out->from = li_strdup(record_get(gathering->last, PLAN_YEAR));
    if (!code)
        code = records_load(gathering->context, &kind_goal,
            "r.affiliate = ?1 AND r.archived_on IS NULL ORDER BY r.due IS NULL, r.due, r.id",
            affiliate, &gathering->goals, err);
    if (!code)
        code = records_load(gathering->context, &kind_commitment, PROMISED_SQL, affiliate,
            &gathering->promised, err);
    gathering->carried = li_calloc(gathering->promised.count + 1, sizeof(bool));
    if (!code)
        code = plan_add_goals(gathering, err);
    for (size_t i = 0; i < gathering->promised.count && !code; i++)
        if (!gathering->carried[i])
            plan_add_promised(gathering, gathering->promised.list[i]);
    if (!code)
        code = plan_add_activities(gathering, err);
    for (size_t i = 0; i < out->count; i++) {
        struct plan_item *item = &out->items[i];
        plan_update_refs(out, item->record,
            item->record->kind == &kind_goal ? (int)GOAL_PARENT : (int)ACTIVITY_GOAL);
        item->why = date_show_all(item->why, context_dates(gathering->context));
    }
    return code;
}

/* LI_REFUSED: the year is out of range, the affiliate is archived, or it has a plan for the year.
 */
static enum li_err plan_begin(struct context *context, const struct id *affiliate, int year,
    struct record *plan, struct li_error *err)
{
    struct record *whose;
    char text[ID_TEXT_SIZE], number[32];
    enum li_err code = record_parse(context, plan, PLAN_YEAR, number_text(year, number), err);
    if (!code)
        code = record_load(context, &kind_affiliate, affiliate, &whose, err);
    if (code)
        return code;
    record_set(plan, PLAN_AFFILIATE, id_text(affiliate, text));
    if (whose->archived_on != DAY_NONE)
        code = li_fail(err, LI_REFUSED, "\"%s\" is archived; restore it to draft a plan.",
            record_get(whose, AFFILIATE_NAME));
    record_free(whose);
    if (!code)
        code = plan_refuse_second(context, affiliate, year, err);
    plan->id = plan_find_id(context, affiliate, year);
    return code;
}

enum li_err plan_propose(struct context *context, const struct id *affiliate, int year,
    struct plan_proposal *out, struct li_error *err)
{
    assert(affiliate);
    struct plan_gathering gathering = {.context = context, .out = out};
    *out = (struct plan_proposal){.plan = record_new(context, &kind_plan)};
    enum li_err code = plan_begin(context, affiliate, year, out->plan, err);
    if (code)
        return code;
    out->year = year_of(year, year_starts(context));
    id_text(&out->plan->id, gathering.plan);
    code = plan_gather(&gathering, affiliate, err);
    record_free(gathering.last);
    records_free(&gathering.goals);
    records_free(&gathering.promised);
    free(gathering.carried);
    return code;
}

void plan_proposal_free(struct plan_proposal *proposal)
{
    assert(proposal);
    for (size_t i = 0; i < proposal->count; i++) {
        record_free(proposal->items[i].record);
        record_free(proposal->items[i].target);
        records_free(&proposal->items[i].steps);
        free(proposal->items[i].why);
    }
    free(proposal->items);
    free(proposal->from);
    record_free(proposal->plan);
    *proposal = (struct plan_proposal){0};
}
