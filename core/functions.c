/*
 * functions.c: what core knows, as SQL functions, so that lists can show, filter and sort by it.
 */
#include "../data/memory.h"
#include "liaise.h"
#include "standing.h"
#include "text.h"
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const struct li *function_li(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

static const char *value_text(sqlite3_value *value)
{
    return (const char *)sqlite3_value_text(value);
}

static double value_number(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL ? NAN : sqlite3_value_double(value);
}

static day_t value_day(sqlite3_value *value)
{
    const char *text = value_text(value);
    return text ? day_parse(text) : DAY_NONE;
}

/* The name's place in names, or what stands in for a name no program of ours wrote. */
static int value_name(sqlite3_value *value, const char *const *names, int otherwise)
{
    int index = name_index(names, value_text(value));
    return index < 0 ? otherwise : index;
}

static void result_number(sqlite3_context *context, double number)
{
    if (isnan(number))
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, number);
}

static void result_owned(sqlite3_context *context, char *text)
{
    sqlite3_result_text(context, text, -1, free);
}

static void function_fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = value_text(values[0]);
    if (text)
        result_owned(context, text_fold(text));
}

static void function_today(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    char text[DAY_TEXT_SIZE];
    sqlite3_result_text(context, day_text(function_li(context)->today, text), -1, SQLITE_TRANSIENT);
}

static void function_id_text(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct id id;
    char text[ID_TEXT_SIZE];
    if (sqlite3_value_type(values[0]) != SQLITE_BLOB || sqlite3_value_bytes(values[0]) != ID_SIZE)
        return;
    memcpy(id.byte, sqlite3_value_blob(values[0]), ID_SIZE);
    sqlite3_result_text(context, id_text(&id, text), -1, SQLITE_TRANSIENT);
}

static void function_percent(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    double fraction = value_number(values[0]);
    if (!isnan(fraction))
        sqlite3_result_int(context, fraction_percent(fraction));
}

/* In the order of GOAL_FACTS_SQL (kind/goal.h). */
enum { GOAL_FACT_COUNT = 15 };

static struct goal_facts values_goal(sqlite3_value **v)
{
    return (struct goal_facts){
        .measure = (enum measure)value_name(v[0], measure_names, MEASURE_LEVEL),
        .state = (enum goal_state)value_name(v[1], goal_state_names, STATE_OPEN),
        .cadence = (enum cadence)value_name(v[2], cadence_names, CADENCE_QUARTERLY),
        .baseline = value_number(v[3]),
        .target = value_number(v[4]),
        .tolerance = value_number(v[5]),
        .start = value_day(v[6]),
        .due = value_day(v[7]),
        .entries = sqlite3_value_int(v[8]),
        .total = sqlite3_value_double(v[9]),
        .latest = value_number(v[10]),
        .latest_on = value_day(v[11]),
        .milestones = sqlite3_value_int(v[12]),
        .milestones_done = sqlite3_value_int(v[13]),
        .milestones_due = sqlite3_value_int(v[14]),
    };
}

/* The struct itself, for record_goal_facts to take out again. */
static void function_goal_facts(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts = values_goal(values);
    sqlite3_result_blob(context, &facts, sizeof facts, SQLITE_TRANSIENT);
}

static void function_goal_fraction(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts = values_goal(values);
    result_number(context, goal_fraction(&facts));
}

static void function_goal_expected(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts = values_goal(values);
    result_number(context, goal_expected(&facts, function_li(context)->today));
}

static void function_goal_health(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct goal_facts facts = values_goal(values);
    struct pace_limits limits = li_limits(function_li(context));
    enum health health = goal_health(&facts, function_li(context)->today, &limits);
    if (health != HEALTH_NONE)
        sqlite3_result_text(context, health_names[health], -1, SQLITE_STATIC);
}

/* In the order of AGREEMENT_FACTS_SQL (kind/agreement.h). */
enum { AGREEMENT_FACT_COUNT = 6 };

static void function_agreement_state(sqlite3_context *context, int count, sqlite3_value **v)
{
    (void)count;
    struct agreement_facts facts = {
        .signed_on = value_day(v[0]),
        .from = value_day(v[1]),
        .to = value_day(v[2]),
        .ended_on = value_day(v[3]),
        .lead_days =
            sqlite3_value_type(v[4]) == SQLITE_NULL ? AGREEMENT_LEAD_DAYS : sqlite3_value_int(v[4]),
        .renewed = sqlite3_value_int(v[5]),
    };
    enum agreement_state state = agreement_state(&facts, function_li(context)->today);
    sqlite3_result_text(context, agreement_state_names[state], -1, SQLITE_STATIC);
}

/* Counts the names of a comma separated list (NULL: none) at their places. */
static void count_names(sqlite3_value *list, const char *const *names, int *counts)
{
    const char *text = value_text(list);
    if (!text)
        return;
    char *copy = li_strdup(text), *rest = NULL;
    for (char *name = strtok_r(copy, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        int index = name_index(names, name);
        if (index >= 0)
            counts[index]++;
    }
    free(copy);
}

static struct affiliate_facts values_affiliate(sqlite3_value **values)
{
    struct affiliate_facts facts = {0};
    count_names(values[0], health_names, facts.goals);
    count_names(values[1], agreement_state_names, facts.agreements);
    return facts;
}

static void function_affiliate_health(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct affiliate_facts facts = values_affiliate(values);
    struct pace_limits limits = li_limits(function_li(context));
    sqlite3_result_text(
        context, health_names[affiliate_health(&facts, &limits)], -1, SQLITE_STATIC);
}

static void function_affiliate_reasons(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct affiliate_facts facts = values_affiliate(values);
    result_owned(context, affiliate_reasons(&facts));
}

int li_functions(struct sqlite3 *db, void *li)
{
    static const struct {
        const char *name;
        int arguments;
        void (*function)(sqlite3_context *context, int count, sqlite3_value **values);
    } functions[] = {
        {"fold", 1, function_fold},
        {"today", 0, function_today},
        {"id_text", 1, function_id_text},
        {"percent", 1, function_percent},
        {"goal_facts", GOAL_FACT_COUNT, function_goal_facts},
        {"goal_fraction", GOAL_FACT_COUNT, function_goal_fraction},
        {"goal_expected", GOAL_FACT_COUNT, function_goal_expected},
        {"goal_health", GOAL_FACT_COUNT, function_goal_health},
        {"agreement_state", AGREEMENT_FACT_COUNT, function_agreement_state},
        {"affiliate_health", 2, function_affiliate_health},
        {"affiliate_reasons", 2, function_affiliate_reasons},
    };
    /* Today is the same throughout a statement, so all of them are deterministic there. */
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0] && rc == SQLITE_OK; i++)
        rc = sqlite3_create_function_v2(db, functions[i].name, functions[i].arguments, flags, li,
            functions[i].function, NULL, NULL, NULL);
    return rc;
}
