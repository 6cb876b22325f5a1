/*
 * affiliate.h: an association that ours has a relationship with.
 */
#ifndef LI_CORE_KIND_AFFILIATE_H
#define LI_CORE_KIND_AFFILIATE_H

#include "core/kind/agreement.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"

/* What is known of the affiliate in row r, for the functions affiliate_health() and its like
   (core/function/sql_functions_affiliate.c), part by part. */
/* clang-format off */
#define AFFILIATE_GOALS_SQL \
    "(SELECT affiliate_goals(" GOAL_FACTS_SQL("g") ", g.weight) FROM goal g" \
    " WHERE g.affiliate = r.id AND g.state = 'open' AND g.archived_on IS NULL)"
#define AFFILIATE_AGREEMENTS_SQL \
    "(SELECT affiliate_agreements(" AGREEMENT_FACTS_SQL("a") ") FROM agreement a" \
    " WHERE a.affiliate = r.id AND a.archived_on IS NULL)"
/* The days of activities of any kind. */
#define AFFILIATE_CONTACT_SQL \
    "(SELECT affiliate_contact(c.day) FROM activity c" \
    " WHERE c.affiliate = r.id AND c.state = 'done' AND c.archived_on IS NULL)"
/* Their events that someone of ours attended, and ours that someone of theirs did. */
#define AFFILIATE_OURS_SQL \
    "(SELECT affiliate_visits(" EVENT_FIRST_SQL("e") ") FROM event e" \
    " WHERE e.host = r.id AND e.archived_on IS NULL AND EXISTS (SELECT 1 FROM attendance n" \
    " CROSS JOIN person p ON p.id = n.person AND p.organization IS NULL" \
    " WHERE n.event = e.id AND n.state = 'attended' AND n.archived_on IS NULL))"
#define AFFILIATE_THEIRS_SQL \
    "(SELECT affiliate_visits(" EVENT_FIRST_SQL("e") ") FROM event e" \
    " WHERE e.id IN (SELECT n.event FROM person p CROSS JOIN attendance n ON n.person = p.id" \
    " WHERE p.organization = r.id AND n.state = 'attended' AND n.archived_on IS NULL)" \
    " AND e.host IS NULL AND e.archived_on IS NULL)"
#define AFFILIATE_MEMBERSHIP_SQL \
    "(SELECT affiliate_membership(m.day, m.id, m.members, m.joint_members) FROM membership m" \
    " WHERE m.affiliate = r.id AND m.archived_on IS NULL)"
/* Its region: its own or, if it has none, its state's. */
#define AFFILIATE_REGION_SQL(r) \
    "coalesce(" r ".region, (SELECT st.region FROM state st WHERE st.id = " r ".state))"
/* Who holds a required role, here or in the region. */
#define ROLE_IS_REQUIRED(q) q ".required = 1 AND " q ".archived_on IS NULL"
#define ASSIGNED_HERE(t) \
    "(" t ".affiliate = r.id OR " t ".region = " AFFILIATE_REGION_SQL("r") ")" \
    " AND " t ".archived_on IS NULL"
#define AFFILIATE_ROLES_SQL \
    "(SELECT affiliate_roles(t.role, t.\"from\", t.\"to\") FROM assignment t" \
    " CROSS JOIN role q ON q.id = t.role AND " ROLE_IS_REQUIRED("q") \
    " WHERE " ASSIGNED_HERE("t") ")"
#define AFFILIATE_REQUIRED_SQL "(SELECT count(*) FROM role q WHERE " ROLE_IS_REQUIRED("q") ")"
#define AFFILIATE_VACANT_SQL \
    "(SELECT group_concat(name, ', ') FROM (SELECT q.name FROM role q" \
    " WHERE " ROLE_IS_REQUIRED("q") " AND NOT EXISTS (SELECT 1 FROM assignment t" \
    " WHERE +t.role = q.id AND " ASSIGNED_HERE("t") \
    " AND coalesce(t.\"from\" <= today(), 1) AND coalesce(t.\"to\" >= today(), 1))" \
    " ORDER BY q.position, q.name))"
/* Evaluated once for each statement, so that an empty table does not cost a lookup for each
   affiliate. */
#define WHERE_ANY(table, part) "CASE WHEN EXISTS (SELECT 1 FROM " table ") THEN " part " END"
#define AFFILIATE_FACTS_SQL \
    "affiliate_facts(" AFFILIATE_GOALS_SQL ", " AFFILIATE_AGREEMENTS_SQL \
    ", r.status IN ('prospect', 'active'), r.cadence" \
    ", " WHERE_ANY("activity", AFFILIATE_CONTACT_SQL) \
    ", " WHERE_ANY("attendance", AFFILIATE_OURS_SQL) \
    ", " WHERE_ANY("attendance", AFFILIATE_THEIRS_SQL) \
    ", " WHERE_ANY("membership", AFFILIATE_MEMBERSHIP_SQL) \
    ", " WHERE_ANY("assignment", AFFILIATE_ROLES_SQL) ", " AFFILIATE_REQUIRED_SQL ")"

#define AFFILIATE_KINDS \
    CHOICES("state", "national", "equity", "international", "multinational")
#define AFFILIATE_STATUSES CHOICES("prospect", "active", "dormant", "ended")
#define AFFILIATE_HEALTHS CHOICES("on-track", "at-risk", "off-track", "no-data")
#define AFFILIATE_FIELDS(F) \
    F(AFFILIATE_CODE, .name = "code", .label = "Code", .type = FIELD_CODE, \
        .flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_IDENTIFIES | FIELD_UNIQUE, .width = 9, \
        .help = "Short name, such as CAMA.") \
    F(AFFILIATE_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_IDENTIFIES, .width = 36, \
        .help = "Full name of the association.") \
    F(AFFILIATE_KIND, .name = "kind", .label = "Type", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = AFFILIATE_KINDS, \
        .help = "Type of association.") \
    F(AFFILIATE_REGION, .name = "region", .label = "Region", .type = FIELD_REF, .ref = "region", \
        .fallback = "state", \
        .help = "Region; if blank, the region of its state.") \
    F(AFFILIATE_COUNTRY, .name = "country", .label = "Country", .type = FIELD_REF, \
        .flags = FIELD_LISTED, .ref = "country", .width = 16, \
        .help = "Country where it operates.") \
    F(AFFILIATE_STATE, .name = "state", .label = "State", .type = FIELD_REF, .ref = "state", \
        .help = "State where it operates, for a state association.") \
    F(AFFILIATE_CITY, .name = "city", .label = "City", .type = FIELD_TEXT, \
        .help = "City of its office.") \
    F(AFFILIATE_WEBSITE, .name = "website", .label = "Website", .type = FIELD_LINK, \
        .flags = FIELD_IDENTIFIES, \
        .help = "Website address.") \
    F(AFFILIATE_EMAIL, .name = "email", .label = "Email", .type = FIELD_EMAIL, \
        .flags = FIELD_IDENTIFIES, \
        .help = "Office email.") \
    F(AFFILIATE_PHONE, .name = "phone", .label = "Phone", .type = FIELD_PHONE, \
        .flags = FIELD_IDENTIFIES, \
        .help = "Office phone with country code, such as +64 4 978 1280.") \
    F(AFFILIATE_TIME_ZONE, .name = "time_zone", .label = "Time zone", .type = FIELD_ZONE, \
        .help = "Office time zone, such as Pacific/Auckland.") \
    F(AFFILIATE_SINCE, .name = "since", .label = "Since", .type = FIELD_DAY, \
        .help = "Date the relationship began.") \
    F(AFFILIATE_STATUS, .name = "status", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = AFFILIATE_STATUSES, \
        .initial = "active", \
        .help = "Status of the relationship.") \
    F(AFFILIATE_PARENT, .name = "parent", .label = "Parent", .type = FIELD_REF, \
        .ref = "affiliate", \
        .help = "Affiliate it is a chapter or member of.") \
    F(AFFILIATE_TAGS, .name = "tags", .label = "Tags", .type = FIELD_TAGS, \
        .help = "Keywords, separated by commas.") \
    F(AFFILIATE_NOTES, .name = "notes", .label = "Notes", .type = FIELD_LONG, \
        .help = "Anything else worth knowing.") \
    F(AFFILIATE_CADENCE, .name = "cadence", .label = "Cadence", .type = FIELD_CHOICE, \
        .choices = cadence_names, \
        .help = "Target contact frequency; blank uses the default.") \
    F(AFFILIATE_HEALTH, .name = "health", .label = "Health", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED, .choices = AFFILIATE_HEALTHS, \
        .sql = "affiliate_health(" AFFILIATE_FACTS_SQL ")", .cached = "affiliate_health(facts)", \
        .width = 11, \
        .help = "Overall health of the relationship (weighted average).") \
    F(AFFILIATE_HEALTH_REASONS, .name = "health_reasons", .label = "Explanation", .type = FIELD_LONG, \
        .sql = "affiliate_reasons(" AFFILIATE_FACTS_SQL ", " AFFILIATE_VACANT_SQL ")", \
        .help = "Explanation of each part of its health.") \
    F(AFFILIATE_SCORE, .name = "score", .label = "Score", .type = FIELD_NUMBER, \
        .flags = FIELD_PERCENT, .sql = "affiliate_score(" AFFILIATE_FACTS_SQL ")", \
        .cached = "affiliate_scores(facts)", .cached_read = "affiliate_score_now", .width = 6, \
        .help = "Weighted average of the parts of its health (0 to 1).")
/* clang-format on */

enum affiliate_field { AFFILIATE_FIELDS(KIND_ENUM) AFFILIATE_FIELD_COUNT };

extern const struct kind kind_affiliate;

#endif
