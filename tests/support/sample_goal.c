/*
 * sample_goal.c: goals of each measure.
 */
#include "tests/support/sample_goal.h"
#include "tests/support/check.h"
#include <math.h>

struct goal_facts unlogged(enum measure measure, double target)
{
    return (struct goal_facts){.measure = measure,
        .state = STATE_OPEN,
        .cadence = CADENCE_QUARTERLY,
        .baseline = 0,
        .target = target,
        .tolerance = NAN,
        .start = BEGIN,
        .due = BEGIN + LENGTH,
        .total = NAN,
        .latest = NAN,
        .latest_on = DAY_NONE};
}

struct goal_facts logged(enum measure measure, double target, double value)
{
    struct goal_facts facts = unlogged(measure, target);
    facts.entries = 1;
    facts.total = facts.latest = value;
    facts.latest_on = BEGIN;
    return facts;
}

struct goal_facts level(double from, double to, double value)
{
    struct goal_facts facts = logged(MEASURE_LEVEL, to, value);
    facts.baseline = from;
    return facts;
}

struct goal_facts total(double to, double sum)
{
    struct goal_facts facts = logged(MEASURE_TOTAL, to, sum);
    facts.latest = 1;
    return facts;
}

struct goal_facts yes_no(double value)
{
    return logged(MEASURE_YES_NO, NAN, value);
}

struct goal_facts maintain(double from, double to, double within, double value)
{
    struct goal_facts facts = logged(MEASURE_MAINTAIN, to, value);
    facts.baseline = from;
    facts.tolerance = within;
    return facts;
}

struct goal_facts milestones(int all, int reached, int by_now)
{
    struct goal_facts facts = unlogged(MEASURE_MILESTONES, NAN);
    facts.milestones = all;
    facts.milestones_done = reached;
    facts.milestones_due = by_now;
    if (reached > 0)
        facts.latest_on = BEGIN;
    return facts;
}

struct goal_facts with_state(struct goal_facts facts, enum goal_state state)
{
    facts.state = state;
    return facts;
}

struct goal_facts with_days(struct goal_facts facts, day_t start, day_t due)
{
    facts.start = start;
    facts.due = due;
    return facts;
}

struct goal_facts with_latest(struct goal_facts facts, enum cadence cadence, day_t on)
{
    facts.cadence = cadence;
    facts.latest_on = on;
    return facts;
}

struct goal_facts with_point(struct goal_facts facts, int day, double value)
{
    goal_add_point(&facts, (struct goal_point){BEGIN + day, value});
    return facts;
}

void assert_near(double got, double wanted, size_t which)
{
    if (isnan(wanted) ? !isnan(got) : !(fabs(got - wanted) < 1e-9))
        fail_msg("case %zu: %g where %g was expected", which, got, wanted);
}
