/*
 * progress.c: values logged on goals, and which a goal takes.
 */
#include "progress.h"
#include "../record.h"

#define PROGRESS_TITLE_SQL                                                                         \
    "r.day || ': ' || r.value ||"                                                                  \
    " coalesce(' ' || (SELECT g.unit FROM goal g WHERE g.id = r.goal), '')"

static const struct field progress_fields[] = {PROGRESS_FIELDS(KIND_ENTRY)};

static void progress_check(
    struct li *li, const struct record *progress, kind_problem problem, void *arg)
{
    struct id goal;
    struct goal_facts facts;
    const char *named = record_get(progress, PROGRESS_GOAL);
    if (!named || !id_parse(named, &goal) || record_goal_facts(li, &goal, &facts, NULL))
        return;
    double value = record_number(progress, PROGRESS_VALUE);
    if (facts.measure == MEASURE_MILESTONES)
        problem(arg, PROGRESS_GOAL,
            "Goal is measured by milestones; mark a milestone done instead of logging a value.");
    else if (facts.measure == MEASURE_YES_NO && value != 0 && value != 1)
        problem(arg, PROGRESS_VALUE, "Value must be yes (1) or no (0) on this goal.");
}

const struct kind kind_progress = {
    .name = "progress",
    .plural = "progress",
    .label = "Progress",
    .labels = "Progress",
    .help = "One value logged on a goal.",
    .fields = progress_fields,
    .field_count = PROGRESS_FIELD_COUNT,
    .stored_count = PROGRESS_FIELD_COUNT,
    .title = PROGRESS_TITLE_SQL,
    .code = -1,
    .sort = "-day",
    .check = progress_check,
};
