/*
 * target.h: a goal in the plan of one year: what is due by the plan's last day.
 *
 * A goal that runs for years is in each year's plan with a target for each. goal.plan is read
 * as its first: even without a target, the goal is in that plan.
 */
#ifndef LI_CORE_KIND_TARGET_H
#define LI_CORE_KIND_TARGET_H

#include "core/schema/kind.h"

enum verdict { VERDICT_OPEN, VERDICT_MET, VERDICT_MISSED, VERDICT_DROPPED, VERDICT_CONTINUES };
extern const char *const verdict_names[];

/* clang-format off */
/* The goals in a plan (an expression), as ids. */
#define PLAN_GOALS_SQL(plan_id) \
    "SELECT n.goal FROM target n WHERE n.plan = " plan_id " AND n.archived_on IS NULL" \
    " UNION SELECT o.id FROM goal o WHERE o.plan = " plan_id

/* The target of a goal in a plan (expressions), as its column of that name. Two laptops may each
   have added one: the same is read everywhere. */
#define TARGET_OF_SQL(column, plan_id, goal_id) \
    "(SELECT n." column " FROM target n WHERE n.goal = " goal_id " AND n.plan = " plan_id \
    " AND n.archived_on IS NULL ORDER BY n.id LIMIT 1)"

/* Whether the goal in row g continues after a plan, whose last day and year those are: it is due
   later or, where it has no due date, is in a later plan. */
#define GOAL_CONTINUES_SQL(g, last, in_year) \
    "CASE WHEN " g ".due IS NOT NULL THEN " g ".due > " last " ELSE EXISTS (SELECT 1 FROM target l" \
    " JOIN plan y ON y.id = l.plan WHERE l.goal = " g ".id AND l.archived_on IS NULL" \
    " AND y.archived_on IS NULL AND y.year > " in_year ") END"

#define TARGET_FIELDS(F) \
    F(TARGET_PLAN, .name = "plan", .label = "Plan", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "plan", .width = 14, \
        .help = "Annual plan the goal is part of.") \
    F(TARGET_GOAL, .name = "goal", .label = "Goal", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_INVALIDATES, .ref = "goal", .width = 34, \
        .help = "Goal the target belongs to.") \
    F(TARGET_TARGET, .name = "target", .label = "Target", .type = FIELD_NUMBER, \
        .flags = FIELD_LISTED, .width = 8, \
        .help = "Value due by the last day of the plan year, counted from the goal's start.") \
    F(TARGET_VERDICT, .name = "verdict", .label = "Verdict", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = verdict_names, .initial = "open", \
        .width = 9, \
        .help = "Result for the year; Continues means not reached yet, carried on.") \
    F(TARGET_COMMENT, .name = "comment", .label = "Comment", .type = FIELD_LONG, \
        .flags = FIELD_LISTED, .width = 30, \
        .help = "Comment on the goal for that year.")
/* clang-format on */

enum target_field { TARGET_FIELDS(KIND_ENUM) TARGET_FIELD_COUNT };

extern const struct kind kind_target;

#endif
