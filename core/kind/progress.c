/*
 * progress.c: values logged on goals, and which a goal takes.
 */
#include "core/kind/progress.h"
#include "core/base/name.h"
#include "core/record/record.h"
#include "data/store/query.h"

#define PROGRESS_TITLE_SQL                                                                         \
    "r.day || ': ' || r.value ||"                                                                  \
    " coalesce(' ' || (SELECT g.unit FROM goal g WHERE g.id = r.goal), '')"

static const struct field progress_fields[] = {PROGRESS_FIELDS(KIND_ENTRY)};

/* The goal's measure; -1: there is no such goal. Files hold entries by the million, so only one
   column is read. */
static int progress_goal_measure(struct context *context, const char *goal)
{
    struct query *query = query_new(context->store, "SELECT measure FROM goal WHERE id = ?1", NULL);
    int measure = -1;
    if (!query)
        return measure;
    query_bind_text(query, 1, goal);
    if (query_step(query, NULL) > 0)
        measure = name_find(measure_names, query_text(query, 0));
    query_free(query);
    return measure;
}

static void progress_check(
    struct context *context, const struct record *progress, kind_problem problem, void *arg)
{
    const char *goal = record_get(progress, PROGRESS_GOAL);
    int measure = goal ? progress_goal_measure(context, goal) : -1;
    double value = record_number(progress, PROGRESS_VALUE);
    if (measure == MEASURE_MILESTONES)
        problem(arg, PROGRESS_GOAL,
            "This goal is measured by milestones; mark a milestone done instead of logging a "
            "value.");
    else if (measure == MEASURE_YES_NO && value != 0 && value != 1)
        problem(arg, PROGRESS_VALUE, "Value must be yes (1) or no (0) for this goal.");
}

const struct kind kind_progress = {
    .name = "progress",
    .plural = "progress",
    .label = "Progress",
    .labels = "Progress",
    .help = "A value logged on a goal.",
    .fields = progress_fields,
    .field_count = PROGRESS_FIELD_COUNT,
    .stored_count = PROGRESS_FIELD_COUNT,
    .title = PROGRESS_TITLE_SQL,
    .code = -1,
    .sort = "-day",
    .check = progress_check,
};
