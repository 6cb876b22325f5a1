/*
 * sql_functions_affiliate.c: the parts of an affiliate's health as SQL functions: an aggregate
 * gathers each, affiliate_facts() puts them together, and the others tell of those facts.
 */
#include "core/cache/sql_functions.h"
#include "core/health/affiliate_health.h"
#include "data/base/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- goals and agreements --------------------------------------------------------------------- */

struct goals {
    int counts[HEALTH_COUNT];
    double weights[HEALTH_COUNT], first_weight;
    bool any, differ;
    day_t until;
};

static void goals_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct li *li = function_li(context);
    struct pace_limits limits = li_limits(li);
    struct goal_facts facts;
    struct goals *goals = sqlite3_aggregate_context(context, sizeof *goals);
    if (!goals || !value_goal_facts(values[0], &facts))
        return;
    enum health health = goal_health(&facts, li->today, &limits);
    day_t until = goal_until(&facts, li->today, &limits);
    double weight = sqlite3_value_double(values[1]);
    goals->until = goals->any ? sooner(goals->until, until) : until;
    goals->differ = goals->any && (goals->differ || weight != goals->first_weight);
    goals->first_weight = weight;
    goals->any = true;
    goals->counts[health]++;
    goals->weights[health] += weight;
}

static void goals_final(sqlite3_context *context)
{
    const struct goals *goals = sqlite3_aggregate_context(context, 0);
    if (goals)
        sqlite3_result_blob(context, goals, sizeof *goals, SQLITE_TRANSIENT);
}

struct agreements {
    int counts[TERM_STATE_COUNT];
    bool any;
    day_t until;
};

static void agreements_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    day_t today = function_li(context)->today;
    struct agreement_facts facts;
    struct agreements *agreements = sqlite3_aggregate_context(context, sizeof *agreements);
    if (!agreements || !value_struct(values[0], &facts, sizeof facts))
        return;
    day_t until = agreement_until(&facts, today);
    agreements->until = agreements->any ? sooner(agreements->until, until) : until;
    agreements->any = true;
    agreements->counts[agreement_state(&facts, today)]++;
}

static void agreements_final(sqlite3_context *context)
{
    const struct agreements *agreements = sqlite3_aggregate_context(context, 0);
    if (agreements)
        sqlite3_result_blob(context, agreements, sizeof *agreements, SQLITE_TRANSIENT);
}

/* --- contact and visits ----------------------------------------------------------------------- */

struct contact {
    bool any;
    day_t last, until;
};

static void contact_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    day_t day = value_day(values[0]);
    struct contact *contact = sqlite3_aggregate_context(context, sizeof *contact);
    if (!contact || day == DAY_NONE)
        return;
    if (!contact->any)
        *contact = (struct contact){true, DAY_NONE, DAY_NONE};
    if (day > function_li(context)->today)
        contact->until = sooner(contact->until, day);
    else if (day > contact->last)
        contact->last = day;
}

static void contact_final(sqlite3_context *context)
{
    const struct contact *contact = sqlite3_aggregate_context(context, 0);
    if (contact && contact->any)
        sqlite3_result_blob(context, contact, sizeof *contact, SQLITE_TRANSIENT);
}

/* Whether the day is one of the two years; *until becomes the day on which that changes, if that is
   sooner. */
static bool is_recent(day_t day, day_t today, day_t *until)
{
    bool recent = day <= today && day > day_add_months(today, -RELATION_MONTHS);
    day_t leaves = day_add_months(day, RELATION_MONTHS); /* a day later in a longer February */
    if (day > today)
        *until = sooner(*until, day);
    else if (recent)
        *until = sooner(*until, leaves > today ? leaves : today + 1);
    return recent;
}

struct visits {
    bool any;
    int count;
    day_t until;
};

static void visits_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    day_t day = value_day(values[0]);
    struct visits *visits = sqlite3_aggregate_context(context, sizeof *visits);
    if (!visits || day == DAY_NONE)
        return;
    if (!visits->any)
        *visits = (struct visits){true, 0, DAY_NONE};
    visits->count += is_recent(day, function_li(context)->today, &visits->until);
}

static void visits_final(sqlite3_context *context)
{
    const struct visits *visits = sqlite3_aggregate_context(context, 0);
    if (visits && visits->any)
        sqlite3_result_blob(context, visits, sizeof *visits, SQLITE_TRANSIENT);
}

/* --- membership ------------------------------------------------------------------------------- */

/* The first and the last count of the two years; of those of one day the one of the newest id. */
struct members {
    bool any;
    struct membership counts[MEMBERSHIP_COUNTS];
    struct id first[MEMBERSHIP_COUNTS], last[MEMBERSHIP_COUNTS];
    day_t until;
};

static void add_count(struct members *members, int which, double number, day_t day, struct id *id)
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

static const struct members no_members = {.any = true,
    .counts = {{.first_on = DAY_NONE, .last_on = DAY_NONE},
        {.first_on = DAY_NONE, .last_on = DAY_NONE}},
    .until = DAY_NONE};

/* The day, the id, and the counts in the order of enum membership_count. */
static void members_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct id id = {{0}};
    day_t day = value_day(values[0]);
    struct members *members = sqlite3_aggregate_context(context, sizeof *members);
    if (!members || day == DAY_NONE)
        return;
    if (!members->any)
        *members = no_members;
    value_struct(values[1], &id, sizeof id);
    if (!is_recent(day, function_li(context)->today, &members->until))
        return;
    for (int i = 0; i < MEMBERSHIP_COUNTS; i++) {
        double number = value_number(values[2 + i]);
        if (!isnan(number))
            add_count(members, i, number, day, &id);
    }
}

static void members_final(sqlite3_context *context)
{
    const struct members *members = sqlite3_aggregate_context(context, 0);
    if (members && members->any)
        sqlite3_result_blob(context, members, sizeof *members, SQLITE_TRANSIENT);
}

/* --- roles ------------------------------------------------------------------------------------ */

/* The required roles somebody holds today, and until when that is so. */
struct roles {
    bool any;
    int filled;
    day_t until;
};

struct roles_found {
    struct roles roles;
    struct id *held;
};

static void add_role(struct roles_found *found, const struct id *role)
{
    int *filled = &found->roles.filled;
    for (int i = 0; i < *filled; i++)
        if (id_equal(&found->held[i], role))
            return;
    found->held = li_realloc(found->held, (size_t)*filled + 1, sizeof *found->held);
    found->held[(*filled)++] = *role;
}

/* The role, and the first and the last day of the term. */
static void roles_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct id role = {{0}};
    day_t from = value_day(values[1]), to = value_day(values[2]);
    day_t today = function_li(context)->today;
    struct roles_found *found = sqlite3_aggregate_context(context, sizeof *found);
    if (!found || !value_struct(values[0], &role, sizeof role))
        return;
    if (!found->roles.any)
        found->roles = (struct roles){true, 0, DAY_NONE};
    if (from > today)
        found->roles.until = sooner(found->roles.until, from);
    else if (to == DAY_NONE)
        add_role(found, &role);
    else if (to >= today) {
        add_role(found, &role);
        found->roles.until = sooner(found->roles.until, to + 1);
    }
}

static void roles_final(sqlite3_context *context)
{
    struct roles_found *found = sqlite3_aggregate_context(context, 0);
    if (!found || !found->roles.any)
        return;
    sqlite3_result_blob(context, &found->roles, sizeof found->roles, SQLITE_TRANSIENT);
    free(found->held);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* In the order of AFFILIATE_FACTS_SQL (kind/affiliate.h). */
enum {
    FACT_GOALS,
    FACT_AGREEMENTS,
    FACT_KEPT_UP,
    FACT_CADENCE,
    FACT_CONTACT,
    FACT_OURS,
    FACT_THEIRS,
    FACT_MEMBERSHIP,
    FACT_ROLES,
    FACT_ROLES_REQUIRED,
    FACT_COUNT
};

static void function_affiliate_facts(sqlite3_context *context, int count, sqlite3_value **v)
{
    (void)count;
    struct goals goals = {.until = DAY_NONE};
    struct agreements agreements = {.until = DAY_NONE};
    struct contact contact = {.last = DAY_NONE, .until = DAY_NONE};
    struct visits ours = {.until = DAY_NONE}, theirs = ours;
    struct members members = no_members;
    struct roles roles = {.until = DAY_NONE};
    value_struct(v[FACT_GOALS], &goals, sizeof goals);
    value_struct(v[FACT_AGREEMENTS], &agreements, sizeof agreements);
    value_struct(v[FACT_CONTACT], &contact, sizeof contact);
    value_struct(v[FACT_OURS], &ours, sizeof ours);
    value_struct(v[FACT_THEIRS], &theirs, sizeof theirs);
    value_struct(v[FACT_MEMBERSHIP], &members, sizeof members);
    value_struct(v[FACT_ROLES], &roles, sizeof roles);

    struct relation relation;
    memset(&relation, 0, sizeof relation); /* and what lies between its members */
    memcpy(relation.goals, goals.counts, sizeof relation.goals);
    memcpy(relation.goal_weight, goals.weights, sizeof relation.goal_weight);
    relation.goals_differ = goals.differ;
    memcpy(relation.agreements, agreements.counts, sizeof relation.agreements);
    relation.kept_up = sqlite3_value_int(v[FACT_KEPT_UP]);
    relation.cadence = value_name(v[FACT_CADENCE], cadence_names, -1);
    relation.contact = contact.last;
    relation.ours = ours.count;
    relation.theirs = theirs.count;
    memcpy(relation.membership, members.counts, sizeof relation.membership);
    relation.staffed = roles.any;
    relation.roles_filled = roles.filled;
    relation.roles_required = sqlite3_value_int(v[FACT_ROLES_REQUIRED]);
    const day_t untils[] = {goals.until, agreements.until, contact.until, ours.until, theirs.until,
        members.until, roles.until};
    relation.until = DAY_NONE;
    for (size_t i = 0; i < sizeof untils / sizeof *untils; i++)
        relation.until = sooner(relation.until, untils[i]);
    sqlite3_result_blob(context, &relation, sizeof relation, SQLITE_TRANSIENT);
}

/* As shares are kept, 1 being the whole. */
static void result_score(sqlite3_context *context, int score)
{
    if (score != RELATION_MISSING)
        sqlite3_result_double(context, score / 100.0);
}

static void function_affiliate_score(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct li *li = function_li(context);
    struct relation_rules rules = li_rules(li);
    struct relation relation;
    if (!value_struct(values[0], &relation, sizeof relation))
        return;
    result_score(context, relation_score(&relation, li->today, &rules));
}

static void function_affiliate_scores(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct relation_rules rules = li_rules(function_li(context));
    struct relation relation;
    if (!value_struct(values[0], &relation, sizeof relation))
        return;
    struct relation_scores scores = relation_scores(&relation, &rules);
    sqlite3_result_blob(context, &scores, sizeof scores, SQLITE_TRANSIENT);
}

static void function_affiliate_score_now(
    sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct li *li = function_li(context);
    struct relation_rules rules = li_rules(li);
    struct relation_scores scores;
    if (value_struct(values[0], &scores, sizeof scores))
        result_score(context, relation_score_on(&scores, li->today, &rules));
}

static void function_affiliate_health(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct li *li = function_li(context);
    struct relation_rules rules = li_rules(li);
    struct relation relation;
    if (!value_struct(values[0], &relation, sizeof relation))
        return;
    enum health health =
        relation_standing(relation_score(&relation, li->today, &rules), &rules.pace);
    sqlite3_result_text(context, health_names[health], -1, SQLITE_STATIC);
}

static void function_affiliate_reasons(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct li *li = function_li(context);
    struct relation_rules rules = li_rules(li);
    struct relation relation;
    if (value_struct(values[0], &relation, sizeof relation))
        result_owned(
            context, relation_reasons(&relation, value_plain(values[1]), li->today, &rules));
}

static void function_affiliate_until(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct li *li = function_li(context);
    struct relation_rules rules = li_rules(li);
    struct relation relation;
    if (value_struct(values[0], &relation, sizeof relation))
        result_day_number(context, relation_until(&relation, li->today, &rules));
}

const struct sql_function affiliate_functions[] = {
    {"affiliate_goals", 2, goals_step, goals_final},
    {"affiliate_agreements", 1, agreements_step, agreements_final},
    {"affiliate_contact", 1, contact_step, contact_final},
    {"affiliate_visits", 1, visits_step, visits_final},
    {"affiliate_membership", 4, members_step, members_final},
    {"affiliate_roles", 3, roles_step, roles_final},
    {"affiliate_facts", FACT_COUNT, function_affiliate_facts, NULL},
    {"affiliate_score", 1, function_affiliate_score, NULL},
    {"affiliate_scores", 1, function_affiliate_scores, NULL},
    {"affiliate_score_now", 1, function_affiliate_score_now, NULL},
    {"affiliate_health", 1, function_affiliate_health, NULL},
    {"affiliate_reasons", 2, function_affiliate_reasons, NULL},
    {"affiliate_until", 1, function_affiliate_until, NULL},
    {0},
};
