/*
 * goal_health.c: the arithmetic of goals and the sentences that explain it.
 *
 * Health is a table of goal_verdicts asked in order; the first that holds decides. Where the
 * definition leaves a choice: a goal of milestones is measured by them, so none done is 0 and not
 * "no data"; a goal that cannot be measured (no target, no milestones) has no data whatever was
 * logged; one of which nothing is expected yet, or that lacks a start or a due day, is on track
 * while its entries are fresh.
 *
 * Of what a person called a goal, three states decide: a draft or a dropped goal is not judged, and
 * one called met is met, whatever was logged, since people know more than the figures. Calling it
 * missed hides nothing: it is judged like an open one, overdue once past due, and met should the
 * figures say so after all.
 */
#include "core/health/goal_health.h"
#include "core/base/number.h"
#include "core/health/pace.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const measure_names[] = {"level", "total", "milestones", "yes-no", "maintain", NULL};
const char *const cadence_names[] = {"weekly", "monthly", "quarterly", "yearly", NULL};
const char *const goal_state_names[] = {"draft", "open", "met", "missed", "dropped", NULL};
const char *const health_names[] = {"", "met", "not-started", "overdue", "no-data", "stale",
    "on-track", "at-risk", "off-track", NULL};

const struct pace_limits goal_pace_limits = {
    .on_track = PACE_ON_TRACK, .at_risk = PACE_AT_RISK, .stale_cadences = PACE_STALE};

int cadence_days(enum cadence cadence)
{
    assert(cadence >= CADENCE_WEEKLY && cadence <= CADENCE_YEARLY);
    static const int days[] = {[CADENCE_WEEKLY] = 7,
        [CADENCE_MONTHLY] = 30,
        [CADENCE_QUARTERLY] = 91,
        [CADENCE_YEARLY] = 365};
    return days[cadence];
}

static double goal_or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static double goal_level_fraction(const struct goal_facts *facts)
{
    return goal_share(facts, facts->latest);
}

static double goal_total_fraction(const struct goal_facts *facts)
{
    return goal_share(facts, facts->total);
}

static double goal_milestones_fraction(const struct goal_facts *facts)
{
    return (double)facts->milestones_done / facts->milestones;
}

static double goal_yes_no_fraction(const struct goal_facts *facts)
{
    return facts->latest > 0;
}

/* 1 less the distance outside the tolerance, relative to the baseline's; on either side of the
   target. */
static double goal_maintain_fraction(const struct goal_facts *facts)
{
    double tolerance = goal_or_zero(facts->tolerance);
    double off = fabs(facts->latest - facts->target) - tolerance;
    double whole = fabs(goal_or_zero(facts->baseline) - facts->target) - tolerance;
    if (off <= NUMBER_HAIR)
        return 1;
    return off < whole ? 1 - off / whole : 0;
}

static const struct {
    double (*fraction)(const struct goal_facts *facts);
    bool aims; /* needs a target */
} goal_measures[] = {
    [MEASURE_LEVEL] = {goal_level_fraction, true},
    [MEASURE_TOTAL] = {goal_total_fraction, true},
    [MEASURE_MILESTONES] = {goal_milestones_fraction, false},
    [MEASURE_YES_NO] = {goal_yes_no_fraction, false},
    [MEASURE_MAINTAIN] = {goal_maintain_fraction, true},
};

static bool goal_by_milestones(const struct goal_facts *facts)
{
    return facts->measure == MEASURE_MILESTONES;
}

static bool goal_is_logged(const struct goal_facts *facts)
{
    return (goal_by_milestones(facts) ? facts->milestones_done : facts->entries) > 0;
}

static bool goal_is_measurable(const struct goal_facts *facts)
{
    return goal_by_milestones(facts)
               ? facts->milestones > 0
               : !(goal_measures[facts->measure].aims && isnan(facts->target));
}

double goal_fraction(const struct goal_facts *facts)
{
    assert(facts);
    if (!goal_is_measurable(facts) || !(goal_by_milestones(facts) || goal_is_logged(facts)))
        return NAN;
    return goal_measures[facts->measure].fraction(facts);
}

day_t goal_check_in(const struct goal_facts *facts)
{
    assert(facts);
    bool reached = facts->measure != MEASURE_MAINTAIN && goal_fraction(facts) >= 1 - NUMBER_HAIR;
    day_t last = goal_is_logged(facts) ? facts->latest_on : facts->start;
    if (facts->state != STATE_OPEN || goal_by_milestones(facts) || reached || last == DAY_NONE)
        return DAY_NONE;
    day_t next = date_add(last, cadence_days(facts->cadence));
    return facts->due != DAY_NONE && next > facts->due ? DAY_NONE : next;
}

/* What verdicts and reasons need, computed once. */
struct goal_judged {
    const struct goal_facts *facts;
    const struct pace_limits *limits;
    const char *unit;
    day_t today;
    double fraction, expected;
};

static struct goal_judged goal_judged_of(
    const struct goal_facts *facts, const char *unit, day_t today, const struct pace_limits *limits)
{
    return (struct goal_judged){
        facts, limits, unit, today, goal_fraction(facts), goal_expected(facts, today)};
}

static bool goal_is_before_start(const struct goal_judged *goal)
{
    return goal->facts->start != DAY_NONE && goal->today < goal->facts->start;
}

static bool goal_is_unjudged(const struct goal_judged *goal)
{
    return goal->facts->state == STATE_DRAFT || goal->facts->state == STATE_DROPPED;
}

static bool goal_is_called_met(const struct goal_judged *goal)
{
    return goal->facts->state == STATE_MET;
}

static bool goal_is_met(const struct goal_judged *goal)
{
    return goal->fraction >= 1 - NUMBER_HAIR;
}

static bool goal_is_not_started(const struct goal_judged *goal)
{
    const struct goal_facts *facts = goal->facts;
    bool first_cadence = facts->start != DAY_NONE &&
                         (int64_t)goal->today - facts->start < cadence_days(facts->cadence);
    return goal_is_before_start(goal) || (!goal_is_logged(facts) && first_cadence);
}

static bool goal_is_overdue(const struct goal_judged *goal)
{
    return goal->facts->due != DAY_NONE && goal->today > goal->facts->due;
}

static bool goal_has_no_data(const struct goal_judged *goal)
{
    return isnan(goal->fraction);
}

static bool goal_is_stale(const struct goal_judged *goal)
{
    if (!goal_is_logged(goal->facts) || goal->facts->latest_on == DAY_NONE)
        return false;
    double age = (double)goal->today - goal->facts->latest_on;
    return age > goal->limits->stale_cadences * cadence_days(goal->facts->cadence) + NUMBER_HAIR;
}

static bool goal_keeps(const struct goal_judged *goal, double pace)
{
    return isnan(goal->expected) || goal->expected == 0 ||
           goal->fraction / goal->expected >= pace - NUMBER_HAIR;
}

static bool goal_is_on_track(const struct goal_judged *goal)
{
    return goal_keeps(goal, goal->limits->on_track);
}

static bool goal_is_at_risk(const struct goal_judged *goal)
{
    return goal_keeps(goal, goal->limits->at_risk);
}

static bool goal_is_left(const struct goal_judged *goal)
{
    (void)goal;
    return true;
}

/* --- the goal's standing, as the subject of a sentence ---------------------------------------- */

/* "92 members (from 80 toward 120)"; "4 of 10 pairs" where the way begins at 0. */
static char *goal_tell_way(const struct goal_judged *goal)
{
    const struct goal_facts *facts = goal->facts;
    char value[32], baseline[32], target[32];
    number_text(facts->measure == MEASURE_TOTAL ? facts->total : facts->latest, value);
    number_text(facts->target, target);
    bool from_zero = facts->measure == MEASURE_TOTAL || goal_or_zero(facts->baseline) == 0;
    char *amount = number_amount(from_zero ? target : value, goal->unit);
    char *told = from_zero ? li_format("%s of %s", value, amount)
                           : li_format("%s (from %s toward %s)", amount,
                                 number_text(facts->baseline, baseline), target);
    free(amount);
    return told;
}

static char *goal_tell_milestones(const struct goal_judged *goal)
{
    return li_format("%d of %d milestone%s", goal->facts->milestones_done, goal->facts->milestones,
        goal->facts->milestones == 1 ? "" : "s");
}

static char *goal_tell_yes_no(const struct goal_judged *goal)
{
    return li_strdup(goal->fraction > 0 ? "Done" : "Not done yet");
}

/* "1.17 percent; should stay at 0.9 ± 0.1". */
static char *goal_tell_maintain(const struct goal_judged *goal)
{
    char value[32], target[32], tolerance[32];
    char *amount = number_amount(number_text(goal->facts->latest, value), goal->unit);
    number_text(goal->facts->target, target);
    char *told = goal_or_zero(goal->facts->tolerance) > 0
                     ? li_format("%s; should stay at %s \xC2\xB1 %s", amount, target,
                           number_text(goal->facts->tolerance, tolerance))
                     : li_format("%s; should stay at %s", amount, target);
    free(amount);
    return told;
}

static char *goal_tell(const struct goal_judged *goal)
{
    static char *(*const telling[])(const struct goal_judged *goal) = {
        [MEASURE_LEVEL] = goal_tell_way,
        [MEASURE_TOTAL] = goal_tell_way,
        [MEASURE_MILESTONES] = goal_tell_milestones,
        [MEASURE_YES_NO] = goal_tell_yes_no,
        [MEASURE_MAINTAIN] = goal_tell_maintain,
    };
    return telling[goal->facts->measure](goal);
}

static void goal_write_day(const char *before, day_t day, day_t today, FILE *out)
{
    char text[DAY_TEXT_SIZE], distance[32];
    fprintf(out, "%s %s, %s", before, date_text(day, text), date_distance(day, today, distance));
}

static void goal_write_standing(const struct goal_judged *goal, FILE *out)
{
    if (goal_has_no_data(goal))
        fputs("with nothing logged", out);
    else
        fprintf(out, "at %d%%", number_percent(goal->fraction));
}

/* --- the reasons, one for each verdict -------------------------------------------------------- */

static void goal_say_unjudged(const struct goal_judged *goal, FILE *out)
{
    fputs(
        goal->facts->state == STATE_DRAFT ? "Draft — not rated yet." : "Dropped — not rated.", out);
}

static void goal_say_called_met(const struct goal_judged *goal, FILE *out)
{
    fputs("Marked met ", out);
    goal_write_standing(goal, out);
    fputc('.', out);
}

static void goal_say_met(const struct goal_judged *goal, FILE *out)
{
    const struct goal_facts *facts = goal->facts;
    char *standing = goal_tell(goal);
    if (facts->measure == MEASURE_YES_NO)
        fprintf(out, "%s.", standing);
    else if (!goal_by_milestones(facts))
        fprintf(out, "%s: met (%d%%).", standing, number_percent(goal->fraction));
    else if (facts->milestones == 1)
        fputs("The milestone is done.", out);
    else
        fprintf(out, "All %d milestones done.", facts->milestones);
    free(standing);
}

static void goal_say_not_started(const struct goal_judged *goal, FILE *out)
{
    char began[DAY_TEXT_SIZE];
    const struct goal_facts *facts = goal->facts;
    if (goal_is_before_start(goal)) {
        goal_write_day("Starts", facts->start, goal->today, out);
    } else {
        fprintf(out, "Started %s; ", date_text(facts->start, began));
        goal_write_day(
            "first entry due", facts->start + cadence_days(facts->cadence), goal->today, out);
    }
    fputc('.', out);
}

static void goal_say_overdue(const struct goal_judged *goal, FILE *out)
{
    goal_write_day("Was due", goal->facts->due, goal->today, out);
    fputs(", ", out);
    goal_write_standing(goal, out);
    fputc('.', out);
}

static void goal_say_no_data(const struct goal_judged *goal, FILE *out)
{
    char began[DAY_TEXT_SIZE];
    const struct goal_facts *facts = goal->facts;
    if (!goal_is_measurable(facts))
        fprintf(out, "No %s set, so progress can't be calculated.",
            goal_by_milestones(facts) ? "milestones" : "target");
    else if (facts->start == DAY_NONE)
        fputs("Nothing logged yet.", out);
    else
        fprintf(out, "Nothing logged since the start on %s (%d days ago).",
            date_text(facts->start, began), goal->today - facts->start);
}

static void goal_say_stale(const struct goal_judged *goal, FILE *out)
{
    fprintf(out, "Last entry %d days ago; due every %d days.", goal->today - goal->facts->latest_on,
        cadence_days(goal->facts->cadence));
}

static void goal_say_pace(const struct goal_judged *goal, FILE *out)
{
    const struct goal_facts *facts = goal->facts;
    char *standing = goal_tell(goal);
    fputs(standing, out);
    free(standing);
    if (facts->start != DAY_NONE && facts->due > facts->start)
        fprintf(out, ", day %d of %d", goal->today - facts->start, facts->due - facts->start);
    if (isnan(goal->expected))
        fprintf(out, ": %d%% done; no pace without start and due dates.",
            number_percent(goal->fraction));
    else
        fprintf(out, ": %d%% done, %d%% %s.", number_percent(goal->fraction),
            number_percent(goal->expected), facts->point_count > 0 ? "planned" : "expected");
}

static const struct goal_verdict {
    bool (*holds)(const struct goal_judged *goal);
    enum health health;
    void (*say)(const struct goal_judged *goal, FILE *out);
} goal_verdicts[] = {
    {goal_is_unjudged, HEALTH_NONE, goal_say_unjudged},
    {goal_is_called_met, HEALTH_MET, goal_say_called_met},
    {goal_is_met, HEALTH_MET, goal_say_met},
    {goal_is_not_started, HEALTH_NOT_STARTED, goal_say_not_started},
    {goal_is_overdue, HEALTH_OVERDUE, goal_say_overdue},
    {goal_has_no_data, HEALTH_NO_DATA, goal_say_no_data},
    {goal_is_stale, HEALTH_STALE, goal_say_stale},
    {goal_is_on_track, HEALTH_ON_TRACK, goal_say_pace},
    {goal_is_at_risk, HEALTH_AT_RISK, goal_say_pace},
    {goal_is_left, HEALTH_OFF_TRACK, goal_say_pace},
};

static const struct goal_verdict *goal_verdict_on(const struct goal_judged *goal)
{
    const struct goal_verdict *verdict = goal_verdicts;
    while (!verdict->holds(goal))
        verdict++;
    return verdict;
}

enum health goal_health(
    const struct goal_facts *facts, day_t today, const struct pace_limits *limits)
{
    assert(facts && limits && today != DAY_NONE);
    struct goal_judged goal = goal_judged_of(facts, NULL, today, limits);
    return goal_verdict_on(&goal)->health;
}

/* Days until the line of what is expected bends. */
static int goal_stretch_of(const struct goal_facts *facts, day_t today)
{
    enum { FAR = 1 << 15 /* days: some ninety years */ };
    day_t bends = goal_line_bends(facts, today);
    return bends == DAY_NONE ? FAR : bends - today;
}

/* Until the line bends each health holds for one run of days: if the facts stay the same, pace only
   falls or only rises, and a goal that is overdue or stale remains so. So the last day of a run is
   found by bisection. */
day_t goal_until(const struct goal_facts *facts, day_t today, const struct pace_limits *limits)
{
    assert(facts && limits && today != DAY_NONE);
    const int stretch = goal_stretch_of(facts, today);
    enum health now = goal_health(facts, today, limits);
    bool bends = goal_line_bends(facts, today) != DAY_NONE;
    int holds = 0, changed = stretch;
    if (goal_health(facts, today + stretch, limits) == now)
        holds = changed;
    while (changed - holds > 1) {
        int middle = (holds + changed) / 2;
        *(goal_health(facts, today + middle, limits) == now ? &holds : &changed) = middle;
    }
    day_t until = holds == stretch && !bends ? DAY_NONE : today + changed;
    bool counted = goal_by_milestones(facts) && facts->milestone_next > today;
    return counted && (until == DAY_NONE || facts->milestone_next < until) ? facts->milestone_next
                                                                           : until;
}

char *goal_reason(
    const struct goal_facts *facts, const char *unit, day_t today, const struct pace_limits *limits)
{
    assert(facts && limits && today != DAY_NONE);
    struct goal_judged goal = goal_judged_of(facts, unit, today, limits);
    char *reason = NULL;
    FILE *out = li_text_open(&reason);
    goal_verdict_on(&goal)->say(&goal, out);
    li_text_close(out);
    return reason;
}
