/*
 * goal.h: what both sides aim to achieve, and how it is measured.
 */
#ifndef LI_CORE_KIND_GOAL_H
#define LI_CORE_KIND_GOAL_H

#include "core/health/goal_health.h"
#include "core/schema/kind.h"

/* What is known of the goal in row g (an alias, as a literal), for the functions goal_fraction(),
   goal_health() and their like (core/function/sql_functions_goal.c). GOAL_PLAN_SQL leaves out what
   was logged. */
/* clang-format off */
#define GOAL_SQL(g, entries) \
    "goal_facts(" g ".measure, " g ".state, " g ".cadence, " \
    g ".baseline, " g ".target, " g ".tolerance, " g ".start, " g ".due, " entries ", " \
    "CASE " g ".measure WHEN 'milestones' THEN (SELECT goal_milestones(m.due, m.done_on)" \
    " FROM milestone m WHERE m.goal = " g ".id AND m.archived_on IS NULL) END, " \
    "CASE WHEN " g ".measure IN ('level', 'total')" \
    " AND EXISTS (SELECT 1 FROM target e WHERE e.goal = " g ".id)" /* most have none */ \
    " THEN (SELECT goal_points(y.year, n.target)" \
    " FROM target n CROSS JOIN plan y ON y.id = n.plan WHERE n.goal = " g ".id" \
    " AND n.target IS NOT NULL AND n.archived_on IS NULL AND y.archived_on IS NULL) END)"
/* What decides its straight line, for goal_on_line(). */
#define GOAL_LINE_SQL(g) g ".measure, " g ".baseline, " g ".target, " g ".start, " g ".due"
#define GOAL_PLAN_SQL(g) GOAL_SQL(g, "NULL")
#define GOAL_FACTS_SQL(g) \
    GOAL_SQL(g, "(SELECT goal_entries(p.day, p.id, p.value)" \
        " FROM progress p WHERE p.goal = " g ".id AND p.archived_on IS NULL)")

/* As of a day: what was logged later does not count. */
#define GOAL_FACTS_ON_SQL(g, last) \
    GOAL_SQL(g, "(SELECT goal_entries(p.day, p.id, p.value) FROM progress p" \
        " WHERE p.goal = " g ".id AND p.archived_on IS NULL AND p.day <= " last ")")

#define GOAL_FIELDS(F) \
    F(GOAL_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", \
        .width = 9, \
        .help = "Affiliate.") \
    F(GOAL_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 34, \
        .help = "Short title of the goal.") \
    F(GOAL_AGREEMENT, .name = "agreement", .label = "Agreement", .type = FIELD_REF, \
        .ref = "agreement", \
        .help = "Agreement it supports.") \
    F(GOAL_AREA, .name = "area", .label = "Area", .type = FIELD_REF, .ref = "area", \
        .help = "Emphasis area.") \
    F(GOAL_WHY, .name = "why", .label = "Rationale", .type = FIELD_LONG, \
        .help = "Why it matters.") \
    F(GOAL_WHOSE, .name = "whose", .label = "Responsible side", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = CHOICES("ours", "theirs", "both"), .initial = "both", \
        .help = "Side responsible for the goal.") \
    F(GOAL_OWNER, .name = "owner", .label = "Owner", .type = FIELD_REF, .flags = FIELD_LISTED, \
        .ref = "person", .width = 18, \
        .help = "Who is responsible.") \
    F(GOAL_MEASURE, .name = "measure", .label = "Measure", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = measure_names, .initial = "level", .width = 17, \
        .help = "How progress is measured.") \
    F(GOAL_UNIT, .name = "unit", .label = "Unit", .type = FIELD_TEXT, \
        .when = "measure", .when_is = CHOICES("level", "total", "maintain"), \
        .help = "What is counted, such as members or sessions.") \
    F(GOAL_BASELINE, .name = "baseline", .label = "Baseline", .type = FIELD_NUMBER, \
        .initial = "0", \
        .when = "measure", .when_is = CHOICES("level", "total", "maintain"), \
        .help = "Value at the start.") \
    F(GOAL_TARGET, .name = "target", .label = "Target", .type = FIELD_NUMBER, \
        .when = "measure", .when_is = CHOICES("level", "total", "maintain"), \
        .help = "Value to reach.") \
    F(GOAL_TOLERANCE, .name = "tolerance", .label = "Tolerance", .type = FIELD_NUMBER, \
        .when = "measure", .when_is = CHOICES("maintain"), .least = 0, .most = 1e15, \
        .help = "How far from target is still acceptable (maintain only).") \
    F(GOAL_START, .name = "start", .label = "Start date", .type = FIELD_DAY, .initial = "today", \
        .help = "First day that counts.") \
    F(GOAL_DUE, .name = "due", .label = "Due date", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "Date it should be achieved by.") \
    F(GOAL_CADENCE, .name = "cadence", .label = "Cadence", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = cadence_names, .initial = "quarterly", \
        .help = "How often progress is reported.") \
    F(GOAL_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = goal_state_names, .initial = "open", \
        .help = "Status of the goal.") \
    F(GOAL_WEIGHT, .name = "weight", .label = "Weight", .type = FIELD_NUMBER, \
        .flags = FIELD_REQUIRED, .initial = "1", .least = 0.001, .most = 1000, \
        .help = "Weight among the affiliate's goals.") \
    F(GOAL_PARENT, .name = "parent", .label = "Parent", .type = FIELD_REF, .ref = "goal", \
        .help = "Goal this one is part of.") \
    F(GOAL_PLAN, .name = "plan", .label = "Plan", .type = FIELD_REF, .ref = "plan", \
        .help = "Annual plan it is part of.") \
    F(GOAL_COMMITMENT, .name = "commitment", .label = "Commitment", .type = FIELD_REF, \
        .ref = "commitment", \
        .help = "Commitment it fulfills.") \
    F(GOAL_OUTCOME, .name = "outcome", .label = "Outcome", .type = FIELD_LONG, \
        .help = "Outcome.") \
    F(GOAL_FRACTION, .name = "fraction", .label = "Progress", .type = FIELD_NUMBER, \
        .flags = FIELD_LISTED | FIELD_PERCENT, .width = 6, \
        .sql = "goal_fraction(" GOAL_FACTS_SQL("r") ")", .cached = "goal_fraction(facts)", \
        .help = "Progress (0 to 1, may exceed 1).") \
    F(GOAL_EXPECTED, .name = "expected", .label = "Expected", .type = FIELD_NUMBER, \
        .flags = FIELD_PERCENT, .sql = "goal_expected(" GOAL_PLAN_SQL("r") ")", .width = 8, \
        .help = "Progress expected by today (0 to 1).") \
    F(GOAL_HEALTH, .name = "health", .label = "Health", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED | FIELD_INVALIDATES, .choices = health_names + 1, \
        .sql = "goal_health(" GOAL_FACTS_SQL("r") ")", .cached = "goal_health(facts)", \
        .width = 11, \
        .help = "Progress compared with what was expected.") \
    F(GOAL_LATEST, .name = "latest", .label = "Last value", .type = FIELD_NUMBER, \
        .sql = "goal_latest(" GOAL_FACTS_SQL("r") ")", .cached = "goal_latest(facts)", .width = 8, \
        .help = "Last logged value.") \
    F(GOAL_LATEST_ON, .name = "latest_on", .label = "Last logged", .type = FIELD_DAY, \
        .sql = "goal_latest_on(" GOAL_FACTS_SQL("r") ")", .cached = "goal_latest_on(facts)", \
        .help = "Date of the last logged value.") \
    F(GOAL_CHECK_IN, .name = "check_in", .label = "Next check-in", .type = FIELD_DAY, \
        .sql = "goal_check_in(" GOAL_FACTS_SQL("r") ")", .cached = "goal_check_in(facts)", \
        .help = "Date the next entry is due, by the goal's cadence.")
/* clang-format on */

enum goal_field { GOAL_FIELDS(KIND_ENUM) GOAL_FIELD_COUNT };

extern const struct kind kind_goal;

#endif
