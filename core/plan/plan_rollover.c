/*
 * plan_rollover.c: targets and dates moved to another year.
 */
#include "core/plan/plan_rollover.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/activity.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/target_write.h"
#include "core/plan/plan_target.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool plan_finished(const struct goal_facts *facts)
{
    assert(facts);
    bool called = facts->state == STATE_MET || facts->state == STATE_DROPPED;
    return called || (facts->measure != MEASURE_MAINTAIN && goal_fraction(facts) >= 1);
}

bool plan_runs_on(const struct record *goal, const struct year *year)
{
    assert(goal->kind == &kind_goal);
    day_t due = record_day(goal, GOAL_DUE);
    const char *state = record_get(goal, GOAL_STATE);
    bool open = state && name_find(goal_state_names, state) <= STATE_OPEN;
    return open && (due == DAY_NONE || due >= year->first);
}

static void plan_move_day(struct record *record, int field, int months)
{
    char text[DAY_TEXT_SIZE];
    day_t day = record_day(record, field);
    if (day != DAY_NONE)
        record_set(record, field, date_text(date_add_months(day, months), text));
}

/* In a title that contains the year of that day, the year is that of `months` later. */
static void plan_move_title(struct record *record, int field, day_t day, int months)
{
    int year, month, mday;
    const char *title = record_get(record, field);
    if (!title || day == DAY_NONE)
        return;
    date_parts(day, &year, &month, &mday);
    char *moved = year_renamed(title, year, year + months / 12);
    record_set(record, field, moved);
    free(moved);
}

/* --- goals ------------------------------------------------------------------------------------ */

/* How many months, in whole years, bring a day into the year or beyond. */
static int plan_months_into(day_t day, const struct year *year)
{
    int months = 0;
    while (day != DAY_NONE && date_add_months(day, months) < year->first)
        months += 12;
    return months;
}

static void plan_set_number(struct record *record, int field, double number)
{
    char text[32];
    record_set(record, field, number_text(number, text));
}

/* A level continues from its latest value. */
static char *plan_roll_level(struct record *goal, const struct goal_facts *facts)
{
    char latest[32], target[32];
    plan_set_number(goal, GOAL_BASELINE, facts->latest);
    return li_format("Now at %s, target %s.", number_text(facts->latest, latest),
        number_text(facts->target, target));
}

/* A total keeps what remains. */
static char *plan_roll_total(struct record *goal, const struct goal_facts *facts)
{
    char total[32], target[32], rest[32];
    plan_set_number(goal, GOAL_TARGET, facts->target - facts->total);
    return li_format("%s of %s reached; %s remaining.", number_text(facts->total, total),
        number_text(facts->target, target), number_text(facts->target - facts->total, rest));
}

static char *plan_roll_milestones(struct record *goal, const struct goal_facts *facts)
{
    (void)goal;
    int open = facts->milestones - facts->milestones_done;
    return li_format("%d of %d milestone%s %s still open.", open, facts->milestones,
        facts->milestones == 1 ? "" : "s", open == 1 ? "is" : "are");
}

static char *plan_roll_yes_no(struct record *goal, const struct goal_facts *facts)
{
    (void)goal;
    (void)facts;
    return li_strdup("Not done yet.");
}

static char *plan_roll_maintained(struct record *goal, const struct goal_facts *facts)
{
    (void)goal;
    (void)facts;
    return li_strdup("To be maintained.");
}

static char *(*const plan_rolls[])(struct record *goal, const struct goal_facts *facts) = {
    [MEASURE_LEVEL] = plan_roll_level,
    [MEASURE_TOTAL] = plan_roll_total,
    [MEASURE_MILESTONES] = plan_roll_milestones,
    [MEASURE_YES_NO] = plan_roll_yes_no,
    [MEASURE_MAINTAIN] = plan_roll_maintained,
};

/* Returns the reason why it is in the proposal. */
static char *plan_roll_target(struct record *goal, const struct goal_facts *facts, bool whole)
{
    if (whole)
        return li_strdup("Yearly commitment.");
    if (isnan(goal_fraction(facts)))
        return li_strdup("No entries.");
    return plan_rolls[facts->measure](goal, facts);
}

/* It begins with the year, unless it begins later, or is due before. */
static void plan_roll_days(struct record *goal, const struct year *year, int months)
{
    char text[DAY_TEXT_SIZE];
    plan_move_day(goal, GOAL_START, months);
    plan_move_day(goal, GOAL_DUE, months);
    day_t start = record_day(goal, GOAL_START), due = record_day(goal, GOAL_DUE);
    if (start < year->first && (due == DAY_NONE || due > year->first))
        record_set(goal, GOAL_START, date_text(year->first, text));
}

void plan_roll_goal(struct plan_item *item, const struct record *goal, struct records *milestones,
    const struct goal_facts *facts, const struct plan_proposal *into, bool whole)
{
    assert(goal->kind == &kind_goal && into->plan);
    const struct year *year = &into->year;
    const struct id *plan = &into->plan->id;
    int months = plan_months_into(record_day(goal, GOAL_DUE), year);
    char text[ID_TEXT_SIZE];
    item->source = goal->id;
    item->record = record_copy(goal);
    item->record->id = target_write_id_from("goal", plan, &goal->id);
    record_set(item->record, GOAL_STATE, goal_state_names[STATE_DRAFT]);
    record_set(item->record, GOAL_OUTCOME, NULL);
    item->why = plan_roll_target(item->record, facts, whole);
    plan_move_title(item->record, GOAL_TITLE, record_day(goal, GOAL_DUE), months);
    plan_roll_days(item->record, year, months);
    id_text(&item->record->id, text);
    for (size_t i = 0; i < milestones->count; i++) {
        if (!whole && record_get(milestones->list[i], MILESTONE_DONE_ON))
            continue;
        struct record *step = record_copy(milestones->list[i]);
        step->id = target_write_id_from("milestone", plan, &milestones->list[i]->id);
        record_set(step, MILESTONE_GOAL, text);
        record_set(step, MILESTONE_DONE_ON, NULL);
        plan_move_day(step, MILESTONE_DUE, months);
        records_add(&item->steps, step);
    }
}

/* --- activities ------------------------------------------------------------------------------- */

/* What belongs to last year's activity alone: its outcome and its follow-up. */
static const int plan_of_last[] = {
    ACTIVITY_OUTCOME, ACTIVITY_LINK, ACTIVITY_FOLLOW_UP_ON, ACTIVITY_FOLLOW_UP_DONE_ON};

/* Calls and emails are seldom planned for a year. */
static bool plan_is_passing(const struct record *activity)
{
    static const char *const passing[] = {"call", "email", NULL};
    return name_find(passing, record_get(activity, ACTIVITY_KIND)) >= 0;
}

static bool plan_is_done(const struct record *activity)
{
    return strcmp(record_get(activity, ACTIVITY_STATE), "done") == 0;
}

bool plan_is_ahead(const struct record *activity, const struct year *year)
{
    assert(activity->kind == &kind_activity);
    return !plan_is_done(activity) && record_day(activity, ACTIVITY_DAY) >= year->first;
}

void plan_roll_activity(
    struct plan_item *item, const struct record *activity, const struct id *plan, int months)
{
    assert(activity->kind == &kind_activity && plan);
    bool done = plan_is_done(activity);
    const char *day = record_get(activity, ACTIVITY_DAY);
    item->source = activity->id;
    item->record = record_copy(activity);
    item->record->id = target_write_id_from("activity", plan, &activity->id);
    item->left_out = done && plan_is_passing(activity);
    for (size_t i = 0; i < sizeof plan_of_last / sizeof *plan_of_last; i++)
        record_set(item->record, plan_of_last[i], NULL);
    if (done)
        record_set(item->record, ACTIVITY_DETAILS, NULL);
    record_set(item->record, ACTIVITY_STATE, "planned");
    plan_move_title(item->record, ACTIVITY_TITLE, record_day(activity, ACTIVITY_DAY), months);
    plan_move_day(item->record, ACTIVITY_DAY, months);
    plan_move_day(item->record, ACTIVITY_UNTIL, months);
    item->why = li_format(
        "%s %s%s.", done ? "Done" : "Planned for", day, item->left_out ? "; may be one-time" : "");
}
