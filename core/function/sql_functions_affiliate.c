/*
 * sql_functions_affiliate.c: the parts of an affiliate's health as SQL functions: an aggregate
 * gathers each, affiliate_facts() puts them together, and the others compute from those facts.
 */
#include "core/function/sql_function.h"
#include "core/health/affiliate_health.h"
#include "data/base/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- goals and agreements --------------------------------------------------------------------- */

struct sql_goals {
    int counts[HEALTH_COUNT];
    double weights[HEALTH_COUNT], first_weight;
    bool any, differ;
    day_t until;
};

static void sql_goals_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const struct context *context = sql_function_context(call);
    struct pace_limits limits = context_limits(context);
    struct goal_facts facts;
    struct sql_goals *goals = sqlite3_aggregate_context(call, sizeof *goals);
    if (!goals || !sql_value_goal_facts(values[0], &facts))
        return;
    enum health health = goal_health(&facts, context->today, &limits);
    day_t until = goal_until(&facts, context->today, &limits);
    double weight = sqlite3_value_double(values[1]);
    goals->until = goals->any ? sql_sooner(goals->until, until) : until;
    goals->differ = goals->any && (goals->differ || weight != goals->first_weight);
    goals->first_weight = weight;
    goals->any = true;
    goals->counts[health]++;
    goals->weights[health] += weight;
}

static void sql_goals_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct sql_goals));
}

struct sql_agreements {
    int counts[AGREEMENT_STATE_COUNT];
    bool any;
    day_t until;
};

static void sql_agreements_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    day_t today = sql_function_context(call)->today;
    struct agreement_facts facts;
    struct sql_agreements *agreements = sqlite3_aggregate_context(call, sizeof *agreements);
    if (!agreements || !sql_value_struct(values[0], &facts, sizeof facts))
        return;
    day_t until = agreement_until(&facts, today);
    agreements->until = agreements->any ? sql_sooner(agreements->until, until) : until;
    agreements->any = true;
    agreements->counts[agreement_state(&facts, today)]++;
}

static void sql_agreements_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct sql_agreements));
}

/* --- contact and visits ----------------------------------------------------------------------- */

struct sql_contact {
    bool any;
    day_t last, until;
};

static void sql_contact_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    day_t day = sql_value_day(values[0]);
    struct sql_contact *contact =
        day == DAY_NONE ? NULL : sqlite3_aggregate_context(call, sizeof *contact);
    if (!contact)
        return;
    if (!contact->any)
        *contact = (struct sql_contact){true, DAY_NONE, DAY_NONE};
    if (day > sql_function_context(call)->today)
        contact->until = sql_sooner(contact->until, day);
    else if (day > contact->last)
        contact->last = day;
}

static void sql_contact_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct sql_contact));
}

/* Whether the day lies in the two years. *until becomes the day on which that changes, if sooner.
 */
static bool sql_is_recent(day_t day, day_t today, day_t *until)
{
    bool recent = day <= today && day > date_add_months(today, -AFFILIATE_HEALTH_MONTHS);
    day_t leaves =
        date_add_months(day, AFFILIATE_HEALTH_MONTHS); /* a day later in a longer February */
    if (day > today)
        *until = sql_sooner(*until, day);
    else if (recent)
        *until = sql_sooner(*until, leaves > today ? leaves : today + 1);
    return recent;
}

struct sql_visits {
    bool any;
    int count;
    day_t until;
};

static void sql_visits_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    day_t day = sql_value_day(values[0]);
    struct sql_visits *visits =
        day == DAY_NONE ? NULL : sqlite3_aggregate_context(call, sizeof *visits);
    if (!visits)
        return;
    if (!visits->any)
        *visits = (struct sql_visits){true, 0, DAY_NONE};
    visits->count += sql_is_recent(day, sql_function_context(call)->today, &visits->until);
}

static void sql_visits_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct sql_visits));
}

/* --- membership ------------------------------------------------------------------------------- */

/* The first and the last count of the two years; of several of one day, the one with the newest id.
 */
struct sql_members {
    bool any;
    struct membership counts[MEMBERSHIP_COUNTS];
    struct id first[MEMBERSHIP_COUNTS], last[MEMBERSHIP_COUNTS];
    day_t until;
};

static void sql_add_count(
    struct sql_members *members, int which, double number, day_t day, struct id *id)
{
    struct membership *counts = &members->counts[which];
    struct id *first = &members->first[which], *last = &members->last[which];
    bool none = counts->last_on == DAY_NONE;
    if (none || day < counts->first_on ||
        (day == counts->first_on && memcmp(id, first, sizeof *id) > 0)) {
        counts->first = number;
        counts->first_on = day;
        *first = *id;
    }
    if (none || day > counts->last_on ||
        (day == counts->last_on && memcmp(id, last, sizeof *id) > 0)) {
        counts->last = number;
        counts->last_on = day;
        *last = *id;
    }
}

static const struct sql_members sql_no_members = {.any = true,
    .counts = {{.first_on = DAY_NONE, .last_on = DAY_NONE},
        {.first_on = DAY_NONE, .last_on = DAY_NONE}},
    .until = DAY_NONE};

/* The day, the id, and the counts in the order of enum membership_count. */
static void sql_members_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct id id = {{0}};
    day_t day = sql_value_day(values[0]);
    struct sql_members *members =
        day == DAY_NONE ? NULL : sqlite3_aggregate_context(call, sizeof *members);
    if (!members)
        return;
    if (!members->any)
        *members = sql_no_members;
    sql_value_struct(values[1], &id, sizeof id);
    if (!sql_is_recent(day, sql_function_context(call)->today, &members->until))
        return;
    for (int i = 0; i < MEMBERSHIP_COUNTS; i++) {
        double number = sql_value_number(values[2 + i]);
        if (!isnan(number))
            sql_add_count(members, i, number, day, &id);
    }
}

static void sql_members_final(sqlite3_context *call)
{
    sql_result_aggregate(call, sizeof(struct sql_members));
}

/* --- roles ------------------------------------------------------------------------------------ */

/* The number of required roles that are filled today, and until when. */
struct sql_roles {
    bool any;
    int filled;
    day_t until;
};

struct sql_roles_found {
    struct sql_roles roles;
    struct id *held;
};

static void sql_add_role(struct sql_roles_found *found, const struct id *role)
{
    int *filled = &found->roles.filled;
    for (int i = 0; i < *filled; i++)
        if (id_equal(&found->held[i], role))
            return;
    found->held = li_realloc(found->held, (size_t)*filled + 1, sizeof *found->held);
    found->held[(*filled)++] = *role;
}

/* The role, and the first and the last day of the term. */
static void sql_roles_step(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct id role = {{0}};
    day_t from = sql_value_day(values[1]), to = sql_value_day(values[2]);
    day_t today = sql_function_context(call)->today;
    struct sql_roles_found *found = sqlite3_aggregate_context(call, sizeof *found);
    if (!found || !sql_value_struct(values[0], &role, sizeof role))
        return;
    if (!found->roles.any)
        found->roles = (struct sql_roles){true, 0, DAY_NONE};
    if (from > today)
        found->roles.until = sql_sooner(found->roles.until, from);
    else if (to == DAY_NONE)
        sql_add_role(found, &role);
    else if (to >= today) {
        sql_add_role(found, &role);
        found->roles.until = sql_sooner(found->roles.until, to + 1);
    }
}

static void sql_roles_final(sqlite3_context *call)
{
    struct sql_roles_found *found = sqlite3_aggregate_context(call, 0);
    if (!found || !found->roles.any)
        return;
    sqlite3_result_blob(call, &found->roles, sizeof found->roles, SQLITE_TRANSIENT);
    free(found->held);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* In the order of AFFILIATE_FACTS_SQL (kind/affiliate.h). */
enum {
    FACT_GOALS,
    FACT_AGREEMENTS,
    FACT_ACTIVE,
    FACT_CADENCE,
    FACT_CONTACT,
    FACT_OURS,
    FACT_THEIRS,
    FACT_MEMBERSHIP,
    FACT_ROLES,
    FACT_ROLES_REQUIRED,
    FACT_COUNT
};

static void sql_function_affiliate_facts(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct sql_goals goals = {.until = DAY_NONE};
    struct sql_agreements agreements = {.until = DAY_NONE};
    struct sql_contact contact = {.last = DAY_NONE, .until = DAY_NONE};
    struct sql_visits ours = {.until = DAY_NONE}, theirs = ours;
    struct sql_members members = sql_no_members;
    struct sql_roles roles = {.until = DAY_NONE};
    sql_value_struct(v[FACT_GOALS], &goals, sizeof goals);
    sql_value_struct(v[FACT_AGREEMENTS], &agreements, sizeof agreements);
    sql_value_struct(v[FACT_CONTACT], &contact, sizeof contact);
    sql_value_struct(v[FACT_OURS], &ours, sizeof ours);
    sql_value_struct(v[FACT_THEIRS], &theirs, sizeof theirs);
    sql_value_struct(v[FACT_MEMBERSHIP], &members, sizeof members);
    sql_value_struct(v[FACT_ROLES], &roles, sizeof roles);

    struct affiliate_facts facts;
    memset(&facts, 0, sizeof facts); /* its padding, too */
    memcpy(facts.goals, goals.counts, sizeof facts.goals);
    memcpy(facts.goal_weight, goals.weights, sizeof facts.goal_weight);
    facts.goals_differ = goals.differ;
    memcpy(facts.agreements, agreements.counts, sizeof facts.agreements);
    facts.active = sqlite3_value_int(v[FACT_ACTIVE]);
    facts.cadence = sql_value_name(v[FACT_CADENCE], cadence_names, -1);
    facts.contact = contact.last;
    facts.ours = ours.count;
    facts.theirs = theirs.count;
    memcpy(facts.membership, members.counts, sizeof facts.membership);
    facts.staffed = roles.any;
    facts.roles_filled = roles.filled;
    facts.roles_required = sqlite3_value_int(v[FACT_ROLES_REQUIRED]);
    const day_t untils[] = {goals.until, agreements.until, contact.until, ours.until, theirs.until,
        members.until, roles.until};
    facts.until = DAY_NONE;
    for (size_t i = 0; i < sizeof untils / sizeof *untils; i++)
        facts.until = sql_sooner(facts.until, untils[i]);
    sqlite3_result_blob(call, &facts, sizeof facts, SQLITE_TRANSIENT);
}

/* As a fraction. */
static void sql_result_score(sqlite3_context *call, int score)
{
    if (score != AFFILIATE_SCORE_NONE)
        sqlite3_result_double(call, score / 100.0);
}

/* What these functions compute from. */
struct sql_affiliate {
    struct affiliate_facts facts;
    struct affiliate_health_rules rules;
    day_t today;
};

/* False: the value is no facts. */
static bool sql_affiliate_take(
    sqlite3_context *call, sqlite3_value *value, struct sql_affiliate *out)
{
    const struct context *context = sql_function_context(call);
    out->rules = context_rules(context);
    out->today = context->today;
    return sql_value_struct(value, &out->facts, sizeof out->facts);
}

static void sql_function_affiliate_score(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct sql_affiliate of;
    if (sql_affiliate_take(call, values[0], &of))
        sql_result_score(call, affiliate_health_score(&of.facts, of.today, &of.rules));
}

static void sql_function_affiliate_scores(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct sql_affiliate of;
    if (!sql_affiliate_take(call, values[0], &of))
        return;
    struct affiliate_health_scores scores = affiliate_health_scores(&of.facts, &of.rules);
    sqlite3_result_blob(call, &scores, sizeof scores, SQLITE_TRANSIENT);
}

static void sql_function_affiliate_score_now(
    sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const struct context *context = sql_function_context(call);
    struct affiliate_health_rules rules = context_rules(context);
    struct affiliate_health_scores scores;
    if (sql_value_struct(values[0], &scores, sizeof scores))
        sql_result_score(call, affiliate_health_score_on(&scores, context->today, &rules));
}

static void sql_function_affiliate_health(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct sql_affiliate of;
    if (!sql_affiliate_take(call, values[0], &of))
        return;
    enum health health = affiliate_health_standing(
        affiliate_health_score(&of.facts, of.today, &of.rules), &of.rules.pace);
    sqlite3_result_text(call, health_names[health], -1, SQLITE_STATIC);
}

static void sql_function_affiliate_reasons(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct sql_affiliate of;
    if (sql_affiliate_take(call, values[0], &of))
        sql_result_owned(call,
            affiliate_health_reasons(&of.facts, sql_value_plain(values[1]), of.today, &of.rules));
}

static void sql_function_affiliate_until(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct sql_affiliate of;
    if (sql_affiliate_take(call, values[0], &of))
        sql_result_day_number(call, affiliate_health_until(&of.facts, of.today, &of.rules));
}

const struct sql_function sql_functions_affiliate[] = {
    {"affiliate_goals", 2, sql_goals_step, sql_goals_final},
    {"affiliate_agreements", 1, sql_agreements_step, sql_agreements_final},
    {"affiliate_contact", 1, sql_contact_step, sql_contact_final},
    {"affiliate_visits", 1, sql_visits_step, sql_visits_final},
    {"affiliate_membership", 4, sql_members_step, sql_members_final},
    {"affiliate_roles", 3, sql_roles_step, sql_roles_final},
    {"affiliate_facts", FACT_COUNT, sql_function_affiliate_facts, NULL},
    {"affiliate_score", 1, sql_function_affiliate_score, NULL},
    {"affiliate_scores", 1, sql_function_affiliate_scores, NULL},
    {"affiliate_score_now", 1, sql_function_affiliate_score_now, NULL},
    {"affiliate_health", 1, sql_function_affiliate_health, NULL},
    {"affiliate_reasons", 2, sql_function_affiliate_reasons, NULL},
    {"affiliate_until", 1, sql_function_affiliate_until, NULL},
    {0},
};
