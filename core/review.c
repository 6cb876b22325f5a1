/*
 * review.c: the goals of a plan judged by their figures first, then by people.
 */
#include "review.h"
#include "../data/memory.h"
#include "kind/goal.h"
#include "kind/plan.h"
#include "plan_roll.h"
#include "writer.h"
#include <stdlib.h>
#include <string.h>

static enum goal_state state_of(const struct record *goal)
{
    int state = name_index(goal_state_names, record_get(goal, GOAL_STATE));
    return state < 0 ? STATE_OPEN : (enum goal_state)state;
}

/* What a person has said stands. What is kept up and was inside its bounds is met too. */
static enum goal_state propose(const struct reviewed *reviewed, const struct goal_facts *facts)
{
    if (facts->state > STATE_OPEN)
        return facts->state;
    if (goal_fraction(facts) >= 1)
        return STATE_MET;
    return reviewed->runs_on ? facts->state : STATE_MISSED;
}

static enum li_err read_goal(
    struct li *li, const struct year *year, struct reviewed *reviewed, struct li_error *err)
{
    struct goal_facts facts;
    const struct pace_limits limits = li_limits(li);
    struct record *goal = reviewed->goal;
    enum li_err code = record_goal_facts(li, &goal->id, &facts, err);
    if (code)
        return code;
    day_t due = record_day(goal, GOAL_DUE);
    reviewed->runs_on = due != DAY_NONE && due > year->last;
    reviewed->proposed = propose(reviewed, &facts);
    reviewed->standing = goal_reason(&facts, record_get(goal, GOAL_UNIT), li->today, &limits);
    return LI_OK;
}

static enum li_err read_goals(struct li *li, struct review *out, struct li_error *err)
{
    struct records goals;
    enum li_err code = records_read(li, &kind_goal,
        "r.plan = ?1 AND r.archived_on IS NULL ORDER BY r.due IS NULL, r.due, r.id", &out->plan->id,
        &goals, err);
    out->goals = li_calloc(goals.count + 1, sizeof *out->goals);
    for (size_t i = 0; i < goals.count; i++)
        out->goals[out->count++].goal = goals.list[i];
    goals.count = 0;
    records_free(&goals);
    record_guard(out->plan);
    for (size_t i = 0; i < out->count && !code; i++) {
        record_guard(out->goals[i].goal);
        code = read_goal(li, &out->year, &out->goals[i], err);
    }
    return code;
}

static enum li_err refuse_early(const struct review *review, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    return li_fail(err, LI_REFUSED, "The plan of %d begins on %s; there is nothing to review yet.",
        review->year.number, day_text(review->year.first, day));
}

enum li_err review_read(
    struct li *li, const struct id *plan, struct review *out, struct li_error *err)
{
    *out = (struct review){0};
    enum li_err code = record_load(li, &kind_plan, plan, &out->plan, err);
    if (code)
        return code;
    out->year = year_of((int)record_number(out->plan, PLAN_YEAR), year_starts(li));
    return out->year.first > li->today ? refuse_early(out, err) : read_goals(li, out, err);
}

void review_free(struct review *review)
{
    for (size_t i = 0; i < review->count; i++) {
        record_free(review->goals[i].goal);
        free(review->goals[i].standing);
    }
    free(review->goals);
    record_free(review->plan);
    *review = (struct review){0};
}

/* --- saving ----------------------------------------------------------------------------------- */

static enum li_err judge(struct li *li, const struct reviewed *reviewed, struct li_error *err)
{
    struct li_error why;
    const char *title = record_get(reviewed->goal, GOAL_TITLE);
    if (state_of(reviewed->goal) <= STATE_OPEN && !reviewed->runs_on)
        return li_fail(err, LI_REFUSED, "\"%s\" is to be met, missed or dropped.", title);
    if (record_judge(li, reviewed->goal, &why) != LI_OK)
        return li_fail(err, why.code, "%s: %s", title, why.message);
    return LI_OK;
}

/* A verdict stands on the goal, and a review on the plan, as they were read. */
static enum li_err refuse_overtaken(
    struct store *store, struct record *record, const char *called, struct li_error *err)
{
    enum li_err code = record_ask_guard(store, record, err);
    return record->overtaken
               ? li_fail(err, LI_REFUSED,
                     "Not saved: somebody changed %s meanwhile. Close the review and open it again;"
                     " what you typed is kept.",
                     called)
               : code;
}

static enum li_err write_review(struct store *store, void *arg, struct li_error *err)
{
    struct review *review = arg;
    struct writer *writer = writer_new(store, &kind_goal);
    enum li_err code = refuse_overtaken(store, review->plan, "the plan", err);
    for (size_t i = 0; i < review->count && !code; i++) {
        struct record *goal = review->goals[i].goal;
        char *called = li_format("\"%s\"", record_get(goal, GOAL_TITLE));
        code = refuse_overtaken(store, goal, called, err);
        free(called);
    }
    if (!code)
        code = record_write(store, review->plan, err);
    for (size_t i = 0; i < review->count && !code; i++)
        code = writer_put(writer, review->goals[i].goal, err);
    writer_free(writer);
    return code;
}

enum li_err review_save(struct li *li, struct review *review, int *goal, struct li_error *err)
{
    enum li_err code = LI_OK;
    int at = -1;
    for (size_t i = 0; i < review->count && !code; i++)
        if ((code = judge(li, &review->goals[i], err)) != LI_OK)
            at = (int)i;
    if (goal)
        *goal = at;
    if (!code)
        code = record_judge(li, review->plan, err);
    if (code)
        return code;
    /* Not before: what would keep it from being closed are its goals as they stood until now. */
    record_set(review->plan, PLAN_STATE, "closed");
    char *called = record_called(li, review->plan), *label = li_format("Review plan %s", called);
    code = journal_write(li->store, label, write_review, review, NULL, err);
    free(label);
    free(called);
    return code;
}
