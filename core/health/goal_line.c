/*
 * goal_line.c: what can be expected of a goal by a day: along the line from where it starts through
 * what the plans of its years state to where it is due.
 */
#include "core/health/goal_health.h"
#include <assert.h>
#include <math.h>
#include <string.h>

size_t goal_facts_size(const struct goal_facts *facts)
{
    assert(facts && facts->point_count >= 0 && facts->point_count <= GOAL_POINTS);
    return offsetof(struct goal_facts, points) + (size_t)facts->point_count * sizeof *facts->points;
}

bool goal_facts_read(const void *bytes, size_t size, struct goal_facts *out)
{
    assert(out);
    if (!bytes || size < offsetof(struct goal_facts, points) || size > sizeof *out)
        return false;
    memcpy(out, bytes, size);
    return out->point_count >= 0 && out->point_count <= GOAL_POINTS && size == goal_facts_size(out);
}

static double goal_line_or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static double goal_level_share(const struct goal_facts *facts, double value)
{
    double baseline = goal_line_or_zero(facts->baseline), way = facts->target - baseline;
    if (way == 0)
        return value >= facts->target;
    return (value - baseline) / way;
}

static double goal_total_share(const struct goal_facts *facts, double value)
{
    if (facts->target == 0)
        return value >= 0;
    return value / facts->target;
}

/* By measure: the fraction that a value would be; NULL: the measure has no baseline and target. */
static double (*const goal_shares[])(const struct goal_facts *facts, double value) = {
    [MEASURE_LEVEL] = goal_level_share,
    [MEASURE_TOTAL] = goal_total_share,
    [MEASURE_MILESTONES] = NULL,
    [MEASURE_YES_NO] = NULL,
    [MEASURE_MAINTAIN] = NULL,
};

double goal_share(const struct goal_facts *facts, double value)
{
    assert(facts);
    return goal_shares[facts->measure] ? goal_shares[facts->measure](facts, value) : NAN;
}

struct goal_place {
    day_t day;
    double share;
};

static double goal_between(struct goal_place from, struct goal_place to, day_t day)
{
    if (day >= to.day)
        return to.share;
    if (day <= from.day)
        return from.share;
    double gone = ((double)day - from.day) / ((double)to.day - from.day);
    return from.share + gone * (to.share - from.share);
}

/* What a plan states may lie beyond the target or before the baseline; what is expected does not.
 */
static double goal_bounded(double share)
{
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* After the last plan of a goal without a due date, no more is expected than that plan's target. */
static double goal_along_line(const struct goal_facts *facts, day_t today)
{
    struct goal_place from = {facts->start, 0};
    for (int i = 0; i < facts->point_count; i++) {
        const struct goal_point *point = &facts->points[i];
        struct goal_place to = {point->day, goal_bounded(goal_share(facts, point->value))};
        if (today <= to.day)
            return goal_between(from, to, today);
        from = to;
    }
    return facts->due == DAY_NONE ? from.share
                                  : goal_between(from, (struct goal_place){facts->due, 1}, today);
}

double goal_expected(const struct goal_facts *facts, day_t today)
{
    assert(facts);
    if (facts->measure == MEASURE_MILESTONES)
        return facts->milestones > 0 ? (double)facts->milestones_due / facts->milestones : NAN;
    if (facts->start == DAY_NONE || (facts->due == DAY_NONE && facts->point_count == 0))
        return NAN;
    return goal_along_line(facts, today);
}

day_t goal_line_bends(const struct goal_facts *facts, day_t today)
{
    assert(facts);
    int i = 0;
    while (i < facts->point_count && facts->points[i].day <= today)
        i++;
    return i < facts->point_count ? facts->points[i].day : DAY_NONE;
}

void goal_add_point(struct goal_facts *facts, struct goal_point point)
{
    assert(facts && facts->point_count >= 0 && facts->point_count <= GOAL_POINTS);
    struct goal_point *points = facts->points;
    int at = facts->point_count;
    bool first = facts->start == DAY_NONE || point.day > facts->start;
    bool last = facts->due == DAY_NONE || point.day < facts->due;
    if (!first || !last || isnan(goal_share(facts, point.value)))
        return;
    while (at > 0 && points[at - 1].day > point.day)
        at--;
    if (at > 0 && points[at - 1].day == point.day) {
        /* Two laptops may each have added a target: all choose the same. */
        points[at - 1].value = fmax(points[at - 1].value, point.value);
        return;
    }
    if (at == GOAL_POINTS)
        return;
    int moved = facts->point_count < GOAL_POINTS ? facts->point_count++ : GOAL_POINTS - 1;
    for (; moved > at; moved--)
        points[moved] = points[moved - 1];
    points[at] = point;
}

/* To whole numbers if baseline and target are whole, else to a hundredth of the way or finer. */
static double goal_rounded(double value, double baseline, double target)
{
    if (baseline == round(baseline) && target == round(target))
        return round(value);
    double way = fabs(target - baseline);
    double unit = way > 0 ? pow(10, floor(log10(way)) - 2) : 1;
    return unit >= 1 ? round(value / unit) * unit
                     : round(value * round(1 / unit)) / round(1 / unit);
}

double goal_on_line(const struct goal_facts *facts, day_t day)
{
    assert(facts);
    if (!goal_shares[facts->measure] || isnan(facts->target))
        return NAN;
    if (facts->due != DAY_NONE && facts->due <= day)
        return facts->target;
    if (facts->due == DAY_NONE || facts->start == DAY_NONE)
        return NAN;
    double from = facts->measure == MEASURE_LEVEL ? goal_line_or_zero(facts->baseline) : 0;
    struct goal_place first = {facts->start, from}, last = {facts->due, facts->target};
    return goal_rounded(goal_between(first, last, day), from, facts->target);
}
