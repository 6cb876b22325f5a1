/*
 * sql_functions_goal.c: goals and agreements as SQL functions: aggregates gather what was logged,
 * goal_facts() and agreement_facts() put the facts together, and the others judge those facts.
 */
#include "core/function/sql_function.h"
#include "core/health/agreement_state.h"
#include "core/health/goal_entries.h"
#include <math.h>
#include <string.h>

/* --- goals ------------------------------------------------------------------------------------ */

static void sql_entries_step(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct goal_entries *entries = sqlite3_aggregate_context(call, sizeof *entries);
    struct id id = {{0}};
    if (!entries)
        return;
    sql_value_struct(v[1], &id, ID_SIZE);
    goal_entries_add(entries, sql_value_day(v[0]), &id, sqlite3_value_double(v[2]));
}

static void sql_entries_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct goal_entries));
}

struct sql_milestones {
    int count, done, due;
    day_t done_on, next;
};

static void sql_milestones_step(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct sql_milestones *milestones = sqlite3_aggregate_context(call, sizeof *milestones);
    if (!milestones)
        return;
    day_t due = sql_value_day(v[0]), done_on = sql_value_day(v[1]),
          today = sql_function_context(call)->today;
    if (milestones->count++ == 0)
        milestones->done_on = milestones->next = DAY_NONE;
    milestones->done += done_on != DAY_NONE;
    milestones->due += due != DAY_NONE && due <= today;
    if (done_on > milestones->done_on)
        milestones->done_on = done_on;
    if (due > today)
        milestones->next = sql_sooner(milestones->next, due);
}

static void sql_milestones_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct sql_milestones));
}

/* In the order of GOAL_PLAN_SQL and GOAL_FACTS_SQL (kind/goal.h). */
enum { GOAL_FACT_COUNT = 11 };

static void sql_function_goal_facts(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct goal_entries entries = {.latest = NAN, .latest_on = DAY_NONE};
    struct sql_milestones milestones = {.done_on = DAY_NONE, .next = DAY_NONE};
    sql_value_struct(v[8], &entries, sizeof entries);
    sql_value_struct(v[9], &milestones, sizeof milestones);
    struct goal_facts facts;
    memset(&facts, 0, offsetof(struct goal_facts, points)); /* its padding, too */
    facts.measure = (enum measure)sql_value_name(v[0], measure_names, MEASURE_LEVEL);
    facts.state = (enum goal_state)sql_value_name(v[1], goal_state_names, STATE_OPEN);
    facts.cadence = (enum cadence)sql_value_name(v[2], cadence_names, CADENCE_QUARTERLY);
    facts.baseline = sql_value_number(v[3]);
    facts.target = sql_value_number(v[4]);
    facts.tolerance = sql_value_number(v[5]);
    facts.start = sql_value_day(v[6]);
    facts.due = sql_value_day(v[7]);
    facts.entries = entries.count;
    facts.total = entries.total;
    facts.latest = entries.count ? entries.latest : NAN;
    facts.latest_on = facts.measure == MEASURE_MILESTONES ? milestones.done_on : entries.latest_on;
    facts.milestones = milestones.count;
    facts.milestones_done = milestones.done;
    facts.milestones_due = milestones.due;
    facts.milestone_next = milestones.next;
    sql_value_goal_points(v[10], &facts);
    sqlite3_result_blob(call, &facts, (int)goal_facts_size(&facts), SQLITE_TRANSIENT);
}

static void sql_function_cadence_days(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    int cadence = sql_value_name(values[0], cadence_names, -1);
    if (cadence >= 0)
        sqlite3_result_int(call, cadence_days((enum cadence)cadence));
}

static void sql_function_goal_fraction(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts;
    if (sql_value_goal_facts(values[0], &facts))
        sql_result_number(call, goal_fraction(&facts));
}

static void sql_function_goal_expected(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts;
    if (sql_value_goal_facts(values[0], &facts))
        sql_result_number(call, goal_expected(&facts, sql_function_context(call)->today));
}

static void sql_function_goal_latest(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts;
    if (sql_value_goal_facts(values[0], &facts))
        sql_result_number(call, facts.latest);
}

static void sql_function_goal_latest_on(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts;
    char text[DAY_TEXT_SIZE];
    if (sql_value_goal_facts(values[0], &facts) && facts.latest_on != DAY_NONE)
        sqlite3_result_text(call, date_text(facts.latest_on, text), -1, SQLITE_TRANSIENT);
}

static void sql_function_goal_check_in(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts;
    char text[DAY_TEXT_SIZE];
    day_t day = sql_value_goal_facts(values[0], &facts) ? goal_check_in(&facts) : DAY_NONE;
    if (day != DAY_NONE)
        sqlite3_result_text(call, date_text(day, text), -1, SQLITE_TRANSIENT);
}

static void sql_function_goal_health(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const struct context *context = sql_function_context(call);
    struct pace_limits limits = context_limits(context);
    struct goal_facts facts;
    enum health health = sql_value_goal_facts(values[0], &facts)
                             ? goal_health(&facts, context->today, &limits)
                             : HEALTH_NONE;
    if (health != HEALTH_NONE)
        sqlite3_result_text(call, health_names[health], -1, SQLITE_STATIC);
}

static void sql_function_goal_until(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const struct context *context = sql_function_context(call);
    struct pace_limits limits = context_limits(context);
    struct goal_facts facts;
    if (sql_value_goal_facts(values[0], &facts))
        sql_result_day_number(call, goal_until(&facts, context->today, &limits));
}

/* --- agreements ------------------------------------------------------------------------------- */

/* In the order of AGREEMENT_FACTS_SQL (kind/agreement.h). */
enum { AGREEMENT_FACT_COUNT = 6 };

static void sql_function_agreement_facts(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    bool leads = sqlite3_value_type(v[4]) != SQLITE_NULL;
    day_t renewed_on = sql_value_day(v[5]), today = sql_function_context(call)->today;
    struct agreement_facts facts;
    memset(&facts, 0, sizeof facts); /* its padding, too */
    facts.signed_on = sql_value_day(v[0]);
    facts.from = sql_value_day(v[1]);
    facts.to = sql_value_day(v[2]);
    facts.ended_on = sql_value_day(v[3]);
    facts.lead_days = leads ? sqlite3_value_int(v[4]) : AGREEMENT_LEAD_DAYS;
    facts.renewed = renewed_on != DAY_NONE && renewed_on <= today;
    facts.renews_on = facts.renewed ? DAY_NONE : renewed_on;
    sqlite3_result_blob(call, &facts, sizeof facts, SQLITE_TRANSIENT);
}

static void sql_function_agreement_state(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct agreement_facts facts;
    if (sql_value_struct(values[0], &facts, sizeof facts))
        sqlite3_result_text(call,
            agreement_state_names[agreement_state(&facts, sql_function_context(call)->today)], -1,
            SQLITE_STATIC);
}

static void sql_function_agreement_until(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct agreement_facts facts;
    if (sql_value_struct(values[0], &facts, sizeof facts))
        sql_result_day_number(call, agreement_until(&facts, sql_function_context(call)->today));
}

const struct sql_function sql_functions_goal[] = {
    {"cadence_days", 1, sql_function_cadence_days, NULL},
    {"goal_entries", 3, sql_entries_step, sql_entries_final},
    {"goal_milestones", 2, sql_milestones_step, sql_milestones_final},
    {"goal_facts", GOAL_FACT_COUNT, sql_function_goal_facts, NULL},
    {"goal_fraction", 1, sql_function_goal_fraction, NULL},
    {"goal_expected", 1, sql_function_goal_expected, NULL},
    {"goal_latest", 1, sql_function_goal_latest, NULL},
    {"goal_latest_on", 1, sql_function_goal_latest_on, NULL},
    {"goal_check_in", 1, sql_function_goal_check_in, NULL},
    {"goal_health", 1, sql_function_goal_health, NULL},
    {"goal_until", 1, sql_function_goal_until, NULL},
    {"agreement_facts", AGREEMENT_FACT_COUNT, sql_function_agreement_facts, NULL},
    {"agreement_state", 1, sql_function_agreement_state, NULL},
    {"agreement_until", 1, sql_function_agreement_until, NULL},
    {0},
};
