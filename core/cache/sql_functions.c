/*
 * sql_functions.c: what core knows, as SQL functions, so that lists can show, filter and sort by
 * it.
 */
#include "core/cache/sql_functions.h"
#include "core/base/match_key.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/cache/cache_extension.h"
#include "core/health/agreement_state.h"
#include "data/base/memory.h"
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

const struct context *sql_functions_context(sqlite3_context *call)
{
    return sqlite3_user_data(call);
}

const char *sql_value_plain(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text && sqlite3_value_type(value) != SQLITE_NULL)
        li_out_of_memory();
    return text;
}

double sql_value_number(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL ? NAN : sqlite3_value_double(value);
}

day_t sql_value_day(sqlite3_value *value)
{
    const char *text = sql_value_plain(value);
    return text ? date_parse(text) : DAY_NONE;
}

/* The name's place in names, or what stands in for a name no program of ours wrote. */
int sql_value_name(sqlite3_value *value, const char *const *names, int otherwise)
{
    int index = name_find(names, sql_value_plain(value));
    return index < 0 ? otherwise : index;
}

void sql_result_number(sqlite3_context *call, double number)
{
    if (isnan(number))
        sqlite3_result_null(call);
    else
        sqlite3_result_double(call, number);
}

void sql_result_owned(sqlite3_context *call, char *text)
{
    sqlite3_result_text(call, text, -1, free);
}

static void sql_function_fold(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = sql_value_plain(values[0]);
    if (text)
        sql_result_owned(call, text_fold(text));
}

static void sql_function_likeness(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    int how = sqlite3_value_int(values[0]);
    const char *text = sql_value_plain(values[1]);
    if (text && how >= 0 && how < LIKENESS_COUNT)
        sql_result_owned(call, match_key((enum match_key)how, text));
}

/* Numbers as text; NULL for what is empty. */
static const void *sql_value_bytes(sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    bool there = type == SQLITE_TEXT || type == SQLITE_BLOB;
    return there ? sqlite3_value_blob(value) : sql_value_plain(value);
}

/* instr() steps from character to character of what it looks through; folded text, which is looked
   through by the million, need not be. */
static void sql_function_holds(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const void *text = sql_value_bytes(values[0]), *part = sql_value_bytes(values[1]);
    size_t size = (size_t)sqlite3_value_bytes(values[0]);
    size_t wanted = (size_t)sqlite3_value_bytes(values[1]);
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        sqlite3_result_int(call, wanted == 0 || (text && memmem(text, size, part, wanted)));
}

static void sql_function_today(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    char text[DAY_TEXT_SIZE];
    sqlite3_result_text(
        call, date_text(sql_functions_context(call)->today, text), -1, SQLITE_TRANSIENT);
}

static void sql_function_id_text(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct id id;
    char text[ID_TEXT_SIZE];
    if (sql_value_struct(values[0], id.byte, ID_SIZE))
        sqlite3_result_text(call, id_text(&id, text), -1, SQLITE_TRANSIENT);
}

static void sql_function_percent(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    double fraction = sql_value_number(values[0]);
    if (!isnan(fraction))
        sqlite3_result_int(call, number_percent(fraction));
}

/* What is kept of a record carries the day it was worked out for. */
static void sql_function_today_number(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    sqlite3_result_int(call, sql_functions_context(call)->today);
}

/* Whether nothing kept needs be asked whether it holds: what was written here since holds today. */
static void sql_function_all_hold(sqlite3_context *call, int count, sqlite3_value **values)
{
    const struct context *context = sql_functions_context(call);
    (void)count;
    (void)values;
    sqlite3_result_int(call, context->refreshed.version != 0 &&
                                 context->refreshed.day == context->today &&
                                 context->refreshed.version == store_version(context->store));
}

bool sql_value_struct(sqlite3_value *value, void *out, int size)
{
    if (sqlite3_value_type(value) != SQLITE_BLOB || sqlite3_value_bytes(value) != size)
        return false;
    const void *bytes = sqlite3_value_blob(value);
    if (!bytes)
        li_out_of_memory();
    memcpy(out, bytes, (size_t)size);
    return true;
}

void sql_result_day_number(sqlite3_context *call, day_t day)
{
    if (day != DAY_NONE)
        sqlite3_result_int(call, day);
}

day_t sql_sooner(day_t a, day_t b)
{
    return a == DAY_NONE || (b != DAY_NONE && b < a) ? b : a;
}

/* --- goals ------------------------------------------------------------------------------------ */

/* Of a goal's entries, which come in any order: the last is the one of the latest day, then the
   newest id. */
struct entries {
    int count;
    double total, latest;
    day_t latest_on;
    struct id latest_id;
};

static void sql_entries_step(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct entries *entries = sqlite3_aggregate_context(call, sizeof *entries);
    struct id id = {{0}};
    if (!entries)
        return;
    day_t day = sql_value_day(v[0]);
    sql_value_struct(v[1], &id, ID_SIZE);
    bool later = entries->count == 0 || day > entries->latest_on ||
                 (day == entries->latest_on && memcmp(&id, &entries->latest_id, sizeof id) > 0);
    double value = sqlite3_value_double(v[2]);
    entries->count++;
    entries->total += value;
    if (later) {
        entries->latest = value;
        entries->latest_on = day;
        entries->latest_id = id;
    }
}

static void sql_entries_final(sqlite3_context *call)
{
    const struct entries *entries = sqlite3_aggregate_context(call, 0);
    if (entries)
        sqlite3_result_blob(call, entries, sizeof *entries, SQLITE_TRANSIENT);
}

struct steps {
    int count, done, due;
    day_t done_on, next;
};

static void sql_steps_step(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct steps *steps = sqlite3_aggregate_context(call, sizeof *steps);
    if (!steps)
        return;
    day_t due = sql_value_day(v[0]), done_on = sql_value_day(v[1]),
          today = sql_functions_context(call)->today;
    if (steps->count++ == 0)
        steps->done_on = steps->next = DAY_NONE;
    steps->done += done_on != DAY_NONE;
    steps->due += due != DAY_NONE && due <= today;
    if (done_on > steps->done_on)
        steps->done_on = done_on;
    if (due > today)
        steps->next = sql_sooner(steps->next, due);
}

static void sql_steps_final(sqlite3_context *call)
{
    const struct steps *steps = sqlite3_aggregate_context(call, 0);
    if (steps)
        sqlite3_result_blob(call, steps, sizeof *steps, SQLITE_TRANSIENT);
}

/* In the order of GOAL_PLAN_SQL and GOAL_FACTS_SQL (kind/goal.h). */
enum { GOAL_FACT_COUNT = 11 };

static void sql_function_goal_facts(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct entries entries = {.latest = NAN, .latest_on = DAY_NONE};
    struct steps steps = {.done_on = DAY_NONE, .next = DAY_NONE};
    sql_value_struct(v[8], &entries, sizeof entries);
    sql_value_struct(v[9], &steps, sizeof steps);
    struct goal_facts facts;
    memset(&facts, 0, offsetof(struct goal_facts, points)); /* and what lies between its members */
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
    facts.latest_on = facts.measure == MEASURE_MILESTONES ? steps.done_on : entries.latest_on;
    facts.milestones = steps.count;
    facts.milestones_done = steps.done;
    facts.milestones_due = steps.due;
    facts.milestone_next = steps.next;
    sql_value_goal_points(v[10], &facts);
    sqlite3_result_blob(call, &facts, (int)goal_facts_size(&facts), SQLITE_TRANSIENT);
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
        sql_result_number(call, goal_expected(&facts, sql_functions_context(call)->today));
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
    const struct context *context = sql_functions_context(call);
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
    const struct context *context = sql_functions_context(call);
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
    day_t renewed_on = sql_value_day(v[5]), today = sql_functions_context(call)->today;
    struct agreement_facts facts;
    memset(&facts, 0, sizeof facts); /* and what lies between its members */
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
            agreement_state_names[agreement_state(&facts, sql_functions_context(call)->today)], -1,
            SQLITE_STATIC);
}

static void sql_function_agreement_until(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct agreement_facts facts;
    if (sql_value_struct(values[0], &facts, sizeof facts))
        sql_result_day_number(call, agreement_until(&facts, sql_functions_context(call)->today));
}

/* ---------------------------------------------------------------------------------------------- */

/* Today is the same throughout a statement, so all of them are deterministic there. */
static int sql_add_functions(
    struct sqlite3 *db, const struct sql_function *functions, void *context)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int rc = SQLITE_OK;
    for (const struct sql_function *one = functions; one->name && rc == SQLITE_OK; one++)
        rc = sqlite3_create_function_v2(db, one->name, one->arguments, flags, context,
            one->final ? NULL : one->function, one->final ? one->function : NULL, one->final, NULL);
    return rc;
}

int sql_functions_add(struct sqlite3 *db, void *context)
{
    static const struct sql_function functions[] = {
        {"fold", 1, sql_function_fold, NULL},
        {"likeness", 2, sql_function_likeness, NULL},
        {"holds", 2, sql_function_holds, NULL},
        {"today", 0, sql_function_today, NULL},
        {"today_number", 0, sql_function_today_number, NULL},
        {"id_text", 1, sql_function_id_text, NULL},
        {"percent", 1, sql_function_percent, NULL},
        {"goal_entries", 3, sql_entries_step, sql_entries_final},
        {"goal_milestones", 2, sql_steps_step, sql_steps_final},
        {"goal_facts", GOAL_FACT_COUNT, sql_function_goal_facts, NULL},
        {"goal_fraction", 1, sql_function_goal_fraction, NULL},
        {"goal_expected", 1, sql_function_goal_expected, NULL},
        {"goal_latest", 1, sql_function_goal_latest, NULL},
        {"goal_latest_on", 1, sql_function_goal_latest_on, NULL},
        {"goal_check_in", 1, sql_function_goal_check_in, NULL},
        {"goal_health", 1, sql_function_goal_health, NULL},
        {"all_hold", 0, sql_function_all_hold, NULL},
        {"goal_until", 1, sql_function_goal_until, NULL},
        {"agreement_facts", AGREEMENT_FACT_COUNT, sql_function_agreement_facts, NULL},
        {"agreement_state", 1, sql_function_agreement_state, NULL},
        {"agreement_until", 1, sql_function_agreement_until, NULL},
        {0},
    };
    const struct cache_extension *extension = ((const struct context *)context)->extension;
    const struct sql_function *const tables[] = {functions, sql_functions_target,
        sql_functions_affiliate, extension ? extension->functions : NULL};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && rc == SQLITE_OK; i++)
        if (tables[i])
            rc = sql_add_functions(db, tables[i], context);
    return rc;
}
