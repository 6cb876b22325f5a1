/*
 * review.c: the goals of a plan, with a verdict proposed from their figures, then given by a
 * person.
 */
#include "core/plan/review.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/plan/plan_target.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum goal_state review_state_of(const struct record *goal)
{
    int state = name_find(goal_state_names, record_get(goal, GOAL_STATE));
    return state < 0 ? STATE_OPEN : (enum goal_state)state;
}

/* A verdict given by a person stays. A goal to be maintained is met only when it ends. */
static enum goal_state review_propose(
    const struct review_goal *reviewed, const struct goal_facts *facts)
{
    if (facts->state > STATE_OPEN)
        return facts->state;
    bool maintained = reviewed->runs_on && facts->measure == MEASURE_MAINTAIN;
    if (goal_fraction(facts) >= 1 && !maintained)
        return STATE_MET;
    return reviewed->runs_on ? facts->state : STATE_MISSED;
}

/* --- the year of a goal that runs on ---------------------------------------------------------- */

/* Whether it runs on after the year; if so, *facts is what it had come to by the end of it. */
static enum li_err review_read_year(struct context *context, const struct year *year,
    struct review_goal *reviewed, struct goal_facts *facts, struct li_error *err)
{
    struct query *query = query_new(context->store,
        "SELECT " GOAL_CONTINUES_SQL("g", "?2", "?3") ", " GOAL_FACTS_ON_SQL(
            "g", "?2") " FROM goal g WHERE g.id = ?1",
        err);
    char last[DAY_TEXT_SIZE];
    size_t size;
    if (!query)
        return err->code;
    query_bind_id(query, 1, &reviewed->goal->id);
    query_bind_plain(query, 2, date_text(year->last, last));
    query_bind_int(query, 3, year->number);
    bool read = query_step(query, err) > 0;
    reviewed->runs_on = read && query_int(query, 0);
    const void *bytes = read && reviewed->runs_on ? query_blob(query, 1, &size) : NULL;
    if (bytes && !goal_facts_read(bytes, size, facts))
        read = false;
    query_free(query);
    return read ? LI_OK : li_fail(err, LI_IO, "A goal in the plan can't be read; try again.");
}

/* The stored target or, if goal.plan alone puts it in the plan, a new one; of a goal that runs on,
   without a value. */
static enum li_err review_read_target(struct context *context, const struct id *plan,
    const struct year *year, struct review_goal *reviewed, struct li_error *err)
{
    const struct record *goal = reviewed->goal;
    enum li_err code = plan_target_find(context, plan, &goal->id, &reviewed->target, err);
    if (!code)
        record_guard(reviewed->target);
    if (code != LI_NONE)
        return code;
    double value = reviewed->runs_on ? NAN : plan_target_proposed(goal, year);
    reviewed->target = plan_target_new(context, plan, goal, value);
    return LI_OK;
}

/* Whether the value due by the end of the year was reached by then. */
static bool review_is_reached(const struct review_goal *reviewed, const struct goal_facts *facts)
{
    double due = record_number(reviewed->target, TARGET_TARGET);
    double fraction = goal_fraction(facts), share = goal_share(facts, due);
    return fraction >= (isnan(share) ? 1 : share) - 1e-9;
}

static enum verdict review_propose_verdict(
    const struct review_goal *reviewed, const struct goal_facts *facts)
{
    static const enum verdict of_state[] = {[STATE_MET] = VERDICT_MET,
        [STATE_MISSED] = VERDICT_MISSED,
        [STATE_DROPPED] = VERDICT_DROPPED};
    int said = name_find(verdict_names, record_get(reviewed->target, TARGET_VERDICT));
    if (said > VERDICT_OPEN)
        return (enum verdict)said;
    if (review_is_reached(reviewed, facts))
        return VERDICT_MET;
    return facts->state > STATE_OPEN ? of_state[facts->state] : VERDICT_CONTINUES;
}

/* "8 of 10 sessions", "98 members; 100", "Nothing logged; 10 sessions" */
static char *review_against(const struct goal_facts *facts, const char *due, const char *unit)
{
    char number[32];
    bool logged = facts->entries > 0, total = facts->measure == MEASURE_TOTAL;
    number_text(total ? facts->total : facts->latest, number);
    char *amount = number_amount(logged && !total ? number : due, unit);
    char *text = !logged ? li_format("Nothing logged; %s", amount)
                 : total ? li_format("%s of %s", number, amount)
                         : li_format("%s; %s", amount, due);
    free(amount);
    return text;
}

/* "8 of 10 sessions due by 2026-12-31 (30 by 2028-06-30)."; NULL: nothing was due by then. */
static char *review_figures(
    const struct review_goal *reviewed, const struct year *year, const struct goal_facts *facts)
{
    const char *due = record_get(reviewed->target, TARGET_TARGET);
    const char *end = record_get(reviewed->goal, GOAL_DUE);
    char last[DAY_TEXT_SIZE], whole[32];
    if (!due || isnan(goal_share(facts, 0)))
        return NULL;
    char *figures = review_against(facts, due, record_get(reviewed->goal, GOAL_UNIT));
    char *said = li_format("%s due by %s (%s%s%s).", figures, date_text(year->last, last),
        number_text(facts->target, whole), end ? " by " : " total", end ? end : "");
    free(figures);
    return said;
}

/* ---------------------------------------------------------------------------------------------- */

static enum li_err review_read_goal(struct context *context, const struct review *review,
    struct review_goal *reviewed, struct li_error *err)
{
    struct goal_facts facts, then = {0};
    const struct pace_limits limits = context_limits(context);
    const struct record *goal = reviewed->goal;
    enum li_err code = goal_facts_load(context, &goal->id, &facts, err);
    if (!code)
        code = review_read_year(context, &review->year, reviewed, &then, err);
    if (!code)
        code = review_read_target(context, &review->plan->id, &review->year, reviewed, err);
    if (code)
        return code;
    reviewed->proposed = review_propose(reviewed, &facts);
    if (reviewed->runs_on) {
        reviewed->standing = review_figures(reviewed, &review->year, &then);
        record_set(reviewed->target, TARGET_VERDICT,
            verdict_names[review_propose_verdict(reviewed, &then)]);
    }
    if (!reviewed->standing)
        reviewed->standing =
            goal_reason(&facts, record_get(goal, GOAL_UNIT), context->today, &limits);
    reviewed->standing = date_show_all(reviewed->standing, context_dates(context));
    return LI_OK;
}

static enum li_err review_read_goals(
    struct context *context, struct review *out, struct li_error *err)
{
    struct records goals;
    enum li_err code = records_load(context, &kind_goal,
        "r.id IN (" PLAN_GOALS_SQL("?1") ") AND r.archived_on IS NULL"
                                         " ORDER BY r.due IS NULL, r.due, r.id",
        &out->plan->id, &goals, err);
    out->goals = li_calloc(goals.count + 1, sizeof *out->goals);
    for (size_t i = 0; i < goals.count; i++)
        out->goals[out->count++].goal = goals.list[i];
    goals.count = 0;
    records_free(&goals);
    record_guard(out->plan);
    for (size_t i = 0; i < out->count && !code; i++) {
        record_guard(out->goals[i].goal);
        code = review_read_goal(context, out, &out->goals[i], err);
    }
    return code;
}

static enum li_err review_refuse_early(
    const struct context *context, const struct review *review, struct li_error *err)
{
    char day[DATE_SHOWN_SIZE];
    return li_fail(err, LI_REFUSED, "The %d plan starts on %s; there is nothing to review yet.",
        review->year.number, date_show(review->year.first, context_dates(context), day));
}

enum li_err review_load(
    struct context *context, const struct id *plan, struct review *out, struct li_error *err)
{
    assert(plan);
    *out = (struct review){0};
    enum li_err code = record_load(context, &kind_plan, plan, &out->plan, err);
    if (code)
        return code;
    out->year = year_of((int)record_number(out->plan, PLAN_YEAR), year_starts(context));
    return out->year.first > context->today ? review_refuse_early(context, out, err)
                                            : review_read_goals(context, out, err);
}

void review_free(struct review *review)
{
    assert(review);
    for (size_t i = 0; i < review->count; i++) {
        record_free(review->goals[i].goal);
        record_free(review->goals[i].target);
        free(review->goals[i].standing);
    }
    free(review->goals);
    record_free(review->plan);
    *review = (struct review){0};
}

/* --- saving ----------------------------------------------------------------------------------- */

static bool review_is_called(const struct review_goal *reviewed, enum verdict verdict)
{
    return name_find(verdict_names, record_get(reviewed->target, TARGET_VERDICT)) == (int)verdict;
}

enum li_err review_set_verdict(struct review_goal *reviewed, int verdict, struct li_error *err)
{
    assert(verdict >= VERDICT_OPEN && verdict_names[verdict]);
    const char *word = verdict_names[verdict];
    if (reviewed->runs_on)
        record_set(reviewed->target, TARGET_VERDICT, word);
    else if (verdict == VERDICT_CONTINUES)
        return li_fail(err, LI_REFUSED,
            "\"%s\" doesn't continue after the year: change its due date first, or mark it met, "
            "missed or dropped.",
            record_get(reviewed->goal, GOAL_TITLE));
    else
        record_set(reviewed->goal, GOAL_STATE, word);
    return LI_OK;
}

/* A goal that ends with the year has the year's verdict. One that runs on ends early only where it
   is dropped, or met in whole. */
static void review_conclude(struct review_goal *reviewed)
{
    struct record *goal = reviewed->goal;
    if (!reviewed->runs_on)
        record_set(reviewed->target, TARGET_VERDICT, record_get(goal, GOAL_STATE));
    else if (review_state_of(goal) > STATE_OPEN)
        return;
    else if (review_is_called(reviewed, VERDICT_DROPPED))
        record_set(goal, GOAL_STATE, goal_state_names[STATE_DROPPED]);
    else if (review_is_called(reviewed, VERDICT_MET) && reviewed->proposed == STATE_MET)
        record_set(goal, GOAL_STATE, goal_state_names[STATE_MET]);
}

static enum li_err review_judge(
    struct context *context, struct review_goal *reviewed, struct li_error *err)
{
    struct li_error why;
    const char *title = record_get(reviewed->goal, GOAL_TITLE);
    if (review_state_of(reviewed->goal) <= STATE_OPEN && !reviewed->runs_on)
        return li_fail(err, LI_REFUSED, "Mark \"%s\" met, missed or dropped.", title);
    review_conclude(reviewed);
    if (record_judge(context, reviewed->goal, &why) ||
        record_judge(context, reviewed->target, &why))
        return li_fail(err, why.code, "%s: %s", title, why.message);
    return LI_OK;
}

/* Refuses where a goal or the plan was changed since it was loaded. */
static enum li_err review_refuse_overtaken(
    struct store *store, struct record *record, const char *called, struct li_error *err)
{
    enum li_err code = record_ask_guard(store, record, err);
    return record->overtaken ? li_fail(err, LI_REFUSED,
                                   "Not saved: someone else changed %s. Close the review and open "
                                   "it again; your entries are saved as a draft.",
                                   called)
                             : code;
}

static enum li_err review_refuse_overtaken_goal(
    struct store *store, struct review_goal *reviewed, struct li_error *err)
{
    char *called = li_format("\"%s\"", record_get(reviewed->goal, GOAL_TITLE));
    enum li_err code = review_refuse_overtaken(store, reviewed->goal, called, err);
    if (!code)
        code = review_refuse_overtaken(store, reviewed->target, called, err);
    free(called);
    return code;
}

static enum li_err review_write_review(struct store *store, void *arg, struct li_error *err)
{
    struct review *review = arg;
    struct record_writer *goals = record_writer_new(store, &kind_goal);
    struct record_writer *targets = record_writer_new(store, &kind_target);
    enum li_err code = review_refuse_overtaken(store, review->plan, "the plan", err);
    for (size_t i = 0; i < review->count && !code; i++)
        code = review_refuse_overtaken_goal(store, &review->goals[i], err);
    if (!code)
        code = record_write(store, review->plan, err);
    for (size_t i = 0; i < review->count && !code; i++) {
        code = record_writer_put(goals, review->goals[i].goal, err);
        if (!code)
            code = record_writer_put(targets, review->goals[i].target, err);
    }
    record_writer_free(targets);
    record_writer_free(goals);
    return code;
}

enum li_err review_save(
    struct context *context, struct review *review, int *goal, struct li_error *err)
{
    assert(review->plan);
    enum li_err code = LI_OK;
    int at = -1;
    for (size_t i = 0; i < review->count && !code; i++)
        if ((code = review_judge(context, &review->goals[i], err)))
            at = (int)i;
    if (goal)
        *goal = at;
    if (!code)
        code = record_judge(context, review->plan, err);
    if (code)
        return code;
    /* Not before: until now its goals would keep it from being closed. */
    record_set(review->plan, PLAN_STATE, "closed");
    char *called = record_called(context, review->plan),
         *label = li_format("Review plan %s", called);
    code = journal_write(context->store, label, review_write_review, review, NULL, err);
    free(label);
    free(called);
    return code;
}
