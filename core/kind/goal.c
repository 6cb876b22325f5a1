/*
 * goal.c: goals, and the rules that make one measurable.
 */
#include "core/kind/goal.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/rules.h"
#include "core/kind/target_write.h"
#include "core/record/record.h"
#include "core/schema/choice_word.h"
#include <math.h>
#include <stdio.h>

static const struct field goal_fields[] = {GOAL_FIELDS(KIND_ENTRY)};

static bool goal_aims(const struct record *goal)
{
    int measure = name_find(measure_names, record_get(goal, GOAL_MEASURE));
    return measure == MEASURE_LEVEL || measure == MEASURE_TOTAL || measure == MEASURE_MAINTAIN;
}

static void goal_check_aim(const struct record *goal, kind_problem problem, void *arg)
{
    double target = record_number(goal, GOAL_TARGET);
    double baseline = record_number(goal, GOAL_BASELINE);
    int measure = name_find(measure_names, record_get(goal, GOAL_MEASURE));
    if (isnan(baseline))
        baseline = 0;
    char message[120], number[32];
    if (isnan(target)) {
        char word[CHOICE_WORD_SIZE];
        snprintf(message, sizeof message, "Target is required for the measure %s.",
            choice_word(measure_names[measure], word));
        problem(arg, GOAL_TARGET, message);
    } else if (target == baseline) {
        snprintf(message, sizeof message, "Target must differ from the baseline (%s).",
            number_text(baseline, number));
        problem(arg, GOAL_TARGET, message);
    } else if (measure == MEASURE_TOTAL && target == 0) {
        problem(arg, GOAL_TARGET, "Target can't be 0 for a running total.");
    }
}

/* Outside the tolerance of its target a goal to maintain falls towards its baseline. */
static void goal_check_tolerance(const struct record *goal, kind_problem problem, void *arg)
{
    double tolerance = record_number(goal, GOAL_TOLERANCE);
    double target = record_number(goal, GOAL_TARGET);
    double baseline = record_number(goal, GOAL_BASELINE);
    if (isnan(tolerance) || tolerance == 0)
        return;
    if (name_find(measure_names, record_get(goal, GOAL_MEASURE)) != MEASURE_MAINTAIN)
        problem(arg, GOAL_TOLERANCE, "Tolerance applies only to the measure Keep within range.");
    else if (fabs(target - (isnan(baseline) ? 0 : baseline)) <= tolerance)
        problem(arg, GOAL_TOLERANCE,
            "Tolerance must be smaller than the difference between baseline and target.");
}

static void goal_check(
    struct context *context, const struct record *goal, kind_problem problem, void *arg)
{
    if (goal_aims(goal))
        goal_check_aim(goal, problem, arg);
    goal_check_tolerance(goal, problem, arg);
    day_t start = record_day(goal, GOAL_START), due = record_day(goal, GOAL_DUE);
    if (start != DAY_NONE && due != DAY_NONE && due <= start) {
        char message[64], shown[DATE_SHOWN_SIZE];
        snprintf(message, sizeof message, "Due date must be after the start date (%s).",
            date_show(start, context_dates(context), shown));
        problem(arg, GOAL_DUE, message);
    }
    rule_same_affiliate(context, goal, GOAL_AFFILIATE, GOAL_PLAN, problem, arg);
    rule_same_affiliate(context, goal, GOAL_AFFILIATE, GOAL_COMMITMENT, problem, arg);
}

const struct kind kind_goal = {
    .name = "goal",
    .plural = "goals",
    .label = "Goal",
    .labels = "Goals",
    .help = "What both sides aim to achieve, and how it is measured.",
    .fields = goal_fields,
    .field_count = GOAL_FIELD_COUNT,
    .stored_count = GOAL_FRACTION,
    .title = "r.title",
    .code = -1,
    .sort = "due,title",
    .facts = GOAL_FACTS_SQL("r"),
    .valid_until = "goal_until(facts)",
    .follow = target_write_follow,
    .check = goal_check,
};
