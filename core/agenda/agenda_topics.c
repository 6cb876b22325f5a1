/*
 * agenda_topics.c: what can need attention: each topic's rule, its order, its sentence, and what
 * acting on it means.
 */
#include "core/agenda/agenda_rules.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/people/people.h"
#include "data/base/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct agenda_topic_spec agenda_topics[AGENDA_TOPIC_COUNT] = {
    [AGENDA_CHECK_IN] = {"check-in", "Overdue check-ins", "log progress", &kind_goal, AGENDA_LOGS,
        "state:open check_in:<today -health:overdue", NULL},
    [AGENDA_GOAL] = {"goal", "Goals at risk", "log progress", &kind_goal, AGENDA_LOGS,
        "state:open health:overdue,off-track,at-risk", NULL},
    [AGENDA_MILESTONE] = {"milestone", "Milestones", "mark done", &kind_milestone, AGENDA_ENDS,
        "done_on:none due:<=+%dd goal.state:open", "done_on"},
    [AGENDA_RENEWAL] = {"renewal", "Agreements to renew", "renew", &kind_agreement, AGENDA_RENEWS,
        "state:due-for-renewal,lapsed", NULL},
    [AGENDA_TERM] = {"term", "Terms ending soon", "name a successor", &kind_assignment, AGENDA_ADDS,
        "state:current to:<=+%dd", NULL},
    [AGENDA_FOLLOW_UP] = {"follow-up", "Follow-ups", "mark done", &kind_activity, AGENDA_ENDS,
        "follow_up_done_on:none follow_up_on:<=+%dd", "follow_up_done_on"},
    [AGENDA_EVENT] = {"event", "Events with no one attending", "add an attendee", &kind_event,
        AGENDA_ADDS, "time:coming -state:cancelled from:<=+%dd", NULL},
    [AGENDA_CONTACT] = {"contact", "Affiliates out of touch", "log a contact", &kind_affiliate,
        AGENDA_CONTACTS, NULL, NULL},
    [AGENDA_ROLE] = {"role", "Vacant roles", "assign someone", &kind_affiliate, AGENDA_ADDS, NULL,
        NULL},
    [AGENDA_CORRECT] = {"correct", "Records to correct", "open to correct", NULL, AGENDA_EDITS,
        NULL, NULL},
};

/* What both sides no longer work at needs nobody's attention. */
#define LIVE_GOAL(g, a)                                                                            \
    g ".archived_on IS NULL AND " g ".state = 'open' AND " a ".id = " g                            \
      ".affiliate AND " PEOPLE_LIVE_SQL(a)
#define LIVE_AFFILIATE(id)                                                                         \
    "EXISTS (SELECT 1 FROM affiliate x WHERE x.id = " id " AND " PEOPLE_LIVE_SQL("x") ")"

#define GOAL_HOLDS(which)                                                                          \
    which " AND k.archived = 0 AND EXISTS (SELECT 1 FROM goal g, affiliate x"                      \
          " WHERE g.rowid = k.rid AND " LIVE_GOAL("g", "x") ")"
#define GOAL_LATE "(k.check_in < today() AND k.health <> 'overdue')"

/* The days within which contact is wanted with the affiliate in row r; the last with it. */
#define CONTACT_DAYS                                                                               \
    "CASE r.cadence WHEN 'weekly' THEN 7 WHEN 'monthly' THEN 30 WHEN 'quarterly' THEN 91"          \
    " WHEN 'yearly' THEN 365 ELSE ?4 END"
#define CONTACT_LAST                                                                               \
    "(SELECT max(c.day) FROM activity c WHERE c.affiliate = r.id AND c.day <= today()"             \
    " AND c.state = 'done' AND c.archived_on IS NULL)"
#define KEPT_UP "r.archived_on IS NULL AND r.status IN ('prospect', 'active')"

/* Whether somebody holds the role of the assignment in row r longer, there. By whom it is held is
   looked for where it is: a role is held by many. */
#define FOLLOWED(where)                                                                            \
    "EXISTS (SELECT 1 FROM assignment n WHERE n." where " = r." where                              \
    " AND +n.role = r.role AND n.archived_on IS NULL"                                              \
    " AND (n.\"to\" IS NULL OR n.\"to\" > r.\"to\"))"

#define GOING                                                                                      \
    "SELECT 1 FROM attendance t, person p WHERE t.event = r.id AND t.archived_on IS NULL"          \
    " AND p.id = t.person AND (r.host IS NULL OR p.organization IS NOT r.host)"

#define MY_GOALS                                                                                   \
    "SELECT g.rowid AS rid, g.id FROM mine CROSS JOIN goal g ON g.affiliate = mine.id"             \
    " UNION SELECT g.rowid, g.id FROM me CROSS JOIN goal g ON g.owner = me.id"
#define OF_MINE(kind)                                                                              \
    "SELECT r.rowid AS rid FROM mine CROSS JOIN " kind " r ON r.affiliate = mine.id"

/* --- sentences -------------------------------------------------------------------------------- */

/* Text of a column, never NULL. */
static const char *agenda_text(struct query *query, int column)
{
    const char *is = query_text(query, column);
    return is ? is : "";
}

static char *agenda_check_in_why(struct context *context, struct query *query, day_t day)
{
    const char *last = query_text(query, AGENDA_FACTS + 1);
    int late = context->today - day;
    return li_format("%s %s; due %s, %d day%s overdue.", last ? "Last logged" : "Nothing logged",
        last ? last : "yet", agenda_text(query, AGENDA_FACTS), late, late == 1 ? "" : "s");
}

static char *agenda_goal_why(struct context *context, struct query *query, day_t day)
{
    struct pace_limits limits = context_limits(context);
    struct goal_facts facts;
    size_t size;
    (void)day;
    const void *bytes = query_blob(query, AGENDA_FACTS, &size);
    if (!goal_facts_read(bytes, size, &facts))
        return li_strdup("");
    return goal_reason(&facts, query_text(query, AGENDA_FACTS + 1), context->today, &limits);
}

/* "Due on 2026-07-15, in 2 weeks" */
static char *agenda_on_day(struct context *context, const char *words, day_t day)
{
    char written[DAY_TEXT_SIZE], distance[32];
    return li_format(
        "%s %s, %s", words, date_text(day, written), date_distance(day, context->today, distance));
}

static char *agenda_milestone_why(struct context *context, struct query *query, day_t day)
{
    char *due = agenda_on_day(context, day < context->today ? "Was due" : "Due", day);
    char *why = li_format("%s; milestone of \"%s\".", due, agenda_text(query, AGENDA_FACTS));
    free(due);
    return why;
}

static char *agenda_renewal_why(struct context *context, struct query *query, day_t day)
{
    bool lapsed = strcmp(agenda_text(query, AGENDA_FACTS), agreement_state_names[TERM_LAPSED]) == 0;
    char *ends = day == DAY_NONE ? li_strdup("No end date")
                                 : agenda_on_day(context, lapsed ? "Lapsed" : "Ends", day);
    char *why = query_null(query, AGENDA_FACTS + 1)
                    ? li_format("%s.", ends)
                    : li_format("%s; %lld-day notice required.", ends,
                          (long long)query_int(query, AGENDA_FACTS + 1));
    free(ends);
    return why;
}

static char *agenda_term_why(struct context *context, struct query *query, day_t day)
{
    (void)query;
    char *ends = agenda_on_day(context, "Ends", day);
    char *why = li_format("%s; no successor named.", ends);
    free(ends);
    return why;
}

static char *agenda_follow_up_why(struct context *context, struct query *query, day_t day)
{
    char *wanted = agenda_on_day(context, "Follow-up due", day);
    char *why = li_format("%s; %s on %s.", wanted, agenda_text(query, AGENDA_FACTS),
        agenda_text(query, AGENDA_FACTS + 1));
    free(wanted);
    return why;
}

static char *agenda_event_why(struct context *context, struct query *query, day_t day)
{
    const char *place = query_text(query, AGENDA_FACTS);
    long long invited = query_int(query, AGENDA_FACTS + 1);
    char *begins = agenda_on_day(context, "On", day), *asked = li_format(", %lld invited", invited);
    char *why = li_format("%s%s%s; no one attending%s.", begins, place ? ", " : "",
        place ? place : "", invited ? asked : "");
    free(asked);
    free(begins);
    return why;
}

static char *agenda_contact_why(struct context *context, struct query *query, day_t day)
{
    const char *cadence = query_text(query, AGENDA_FACTS);
    char *last = day == DAY_NONE ? li_strdup("No contact logged")
                                 : agenda_on_day(context, "Last contact", day);
    char *why = cadence ? li_format("%s (target: %s).", last, cadence)
                        : li_format("%s (target: every %lld days).", last,
                              (long long)query_int(query, AGENDA_FACTS + 1));
    free(last);
    return why;
}

static char *agenda_role_why(struct context *context, struct query *query, day_t day)
{
    (void)context;
    (void)day;
    return li_format("Vacant: %s.", agenda_text(query, AGENDA_FACTS));
}

static char *agenda_correct_why(struct context *context, struct query *query, day_t day)
{
    (void)context;
    (void)day;
    return li_strdup(agenda_text(query, AGENDA_FACTS + 1));
}

/* --- rules ------------------------------------------------------------------------------------ */

const struct agenda_rule agenda_rules[AGENDA_TOPIC_COUNT] = {
    [AGENDA_CHECK_IN] =
        {
            .kept = true,
            .holds = GOAL_HOLDS(GOAL_LATE),
            .day = "k.check_in",
            .mine = MY_GOALS,
            .affiliate = "r.affiliate",
            .what = "r.title",
            .facts = "r.cadence, k.latest_on",
            .why = agenda_check_in_why,
        },
    /* A goal stands in one of the two: what is known of it is old where its check-in is late. */
    [AGENDA_GOAL] =
        {
            .kept = true,
            .holds = GOAL_HOLDS("k.health IN ('overdue', 'off-track', 'at-risk')"
                                " AND k.latest_on IS NOT today() AND " GOAL_LATE " IS NOT TRUE"),
            .day = "k.lead",
            .mine = MY_GOALS,
            .affiliate = "r.affiliate",
            .what = "r.title",
            .facts = GOAL_FACTS_SQL("r") ", r.unit",
            .why = agenda_goal_why,
        },
    [AGENDA_MILESTONE] =
        {
            .within = "r.done_on IS NULL AND r.due <= ?2",
            .holds = "r.archived_on IS NULL AND EXISTS (SELECT 1 FROM goal g, affiliate x"
                     " WHERE g.id = r.goal AND " LIVE_GOAL("g", "x") ")",
            .day = "r.due",
            .mine = "SELECT n.rowid AS rid FROM (" MY_GOALS ") g CROSS JOIN milestone n"
                    " ON n.goal = g.id",
            .affiliate = "(SELECT g.affiliate FROM goal g WHERE g.id = r.goal)",
            .what = "r.title",
            .facts = "(SELECT g.title FROM goal g WHERE g.id = r.goal)",
            .why = agenda_milestone_why,
        },
    [AGENDA_RENEWAL] =
        {
            .kept = true,
            .holds = "k.state IN ('due-for-renewal', 'lapsed') AND k.archived = 0 AND EXISTS"
                     " (SELECT 1 FROM agreement g, affiliate x WHERE g.rowid = k.rid"
                     " AND x.id = g.affiliate AND " PEOPLE_LIVE_SQL(
                         "x") " AND NOT EXISTS (SELECT 1"
                              " FROM agreement n WHERE n.renews = g.id AND n.archived_on IS NULL))",
            .day = "(SELECT g.\"to\" FROM agreement g WHERE g.rowid = k.rid)",
            .mine = OF_MINE("agreement"),
            .affiliate = "r.affiliate",
            .what = "r.title",
            .facts = "k.state, r.notice_days",
            .why = agenda_renewal_why,
        },
    [AGENDA_TERM] =
        {
            .within = "r.\"to\" BETWEEN today() AND ?2",
            .holds = PEOPLE_HELD_SQL("r", "today()") " AND (r.affiliate IS NULL OR " LIVE_AFFILIATE(
                "r.affiliate") ") AND NOT " FOLLOWED("affiliate") " AND NOT " FOLLOWED("region"),
            .day = "r.\"to\"",
            .mine =
                OF_MINE("assignment") " UNION SELECT r.rowid FROM my_region CROSS JOIN assignment r"
                                      " ON r.region = my_region.id"
                                      " UNION SELECT r.rowid FROM me CROSS JOIN assignment r ON "
                                      "r.person = me.id",
            .affiliate = "r.affiliate",
            .what =
                "(SELECT p.name || ', ' || o.name FROM person p, role o"
                " WHERE p.id = r.person AND o.id = r.role)"
                " || coalesce(' for ' || (SELECT g.name FROM region g WHERE g.id = r.region), '')",
            .facts = "NULL",
            .why = agenda_term_why,
        },
    [AGENDA_FOLLOW_UP] =
        {
            .within = "r.follow_up_done_on IS NULL AND r.follow_up_on <= ?2",
            .holds = "r.archived_on IS NULL AND " LIVE_AFFILIATE("r.affiliate"),
            .day = "r.follow_up_on",
            .mine = OF_MINE("activity") " UNION SELECT r.rowid FROM me CROSS JOIN activity r ON "
                                        "r.our_person = me.id",
            .affiliate = "r.affiliate",
            .what = "coalesce(r.title, r.kind)",
            .facts = "r.kind, r.day",
            .why = agenda_follow_up_why,
        },
    [AGENDA_EVENT] =
        {
            .within = "coalesce(r.\"from\", r.\"to\") BETWEEN today() AND ?2",
            .holds = "r.archived_on IS NULL AND r.state <> 'cancelled'"
                     " AND NOT EXISTS (" GOING " AND t.state IN ('going', 'attended'))",
            .day = "coalesce(r.\"from\", r.\"to\")",
            .mine = "SELECT r.rowid AS rid FROM mine CROSS JOIN event r ON r.host = mine.id",
            .affiliate = "r.host",
            .what = "r.title",
            .facts = "r.place, (SELECT count(*) FROM (" GOING " AND t.state = 'invited'))",
            .why = agenda_event_why,
        },
    [AGENDA_CONTACT] =
        {
            .holds = KEPT_UP " AND " CONTACT_DAYS " > 0 AND coalesce(" CONTACT_LAST ", r.since, '')"
                             " < date(today(), -(" CONTACT_DAYS ") || ' days')",
            .day = CONTACT_LAST,
            .mine = "SELECT r.rowid AS rid FROM mine CROSS JOIN affiliate r ON r.id = mine.id",
            .affiliate = "r.id",
            .what = "r.name",
            .facts = "r.cadence, " CONTACT_DAYS,
            .why = agenda_contact_why,
        },
    [AGENDA_ROLE] =
        {
            .holds = KEPT_UP " AND EXISTS (SELECT 1 FROM role o WHERE " ROLE_IS_REQUIRED(
                "o") " AND " PEOPLE_VACANT_SQL("r", "o", "today()") ")",
            .day = "NULL",
            .mine = "SELECT r.rowid AS rid FROM mine CROSS JOIN affiliate r ON r.id = mine.id",
            .affiliate = "r.id",
            .what = "r.name",
            .facts = "(SELECT group_concat(name, ', ') FROM (SELECT o.name FROM role o"
                     " WHERE " ROLE_IS_REQUIRED("o") " AND " PEOPLE_VACANT_SQL(
                         "r", "o", "today()") " ORDER BY o.position, o.name))",
            .why = agenda_role_why,
        },
    [AGENDA_CORRECT] =
        {
            .table = "local_broken",
            .holds = "broken_rule(r.kind, r.id) IS NOT NULL",
            .day = "NULL",
            .mine = "SELECT b.rid FROM local_broken b"
                    " WHERE record_affiliate(b.kind, b.id) IN (SELECT id FROM mine)",
            .affiliate = "record_affiliate(r.kind, r.id)",
            .what = "record_title(r.kind, r.id)",
            .facts = "r.kind, broken_rule(r.kind, r.id)",
            .why = agenda_correct_why,
        },
};
