/*
 * sql_functions_target.c: what the plans of years state of goals, as SQL functions.
 */
#include "core/context/year.h"
#include "core/function/sql_function.h"
#include <assert.h>
#include <math.h>
#include <string.h>

/* What plans state of a goal, in any order. */
struct sql_points {
    int count;
    struct goal_point points[GOAL_POINTS];
};

static day_t sql_last_day_of(const struct context *context, sqlite3_value *year)
{
    return year_of(sqlite3_value_int(year), year_starts(context)).last;
}

static void sql_points_step(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    struct sql_points *points = sqlite3_aggregate_context(call, sizeof *points);
    if (!points)
        return;
    /* The same rows are left over whatever order they come in. */
    struct goal_facts facts = {
        .target = 1, .start = DAY_NONE, .due = DAY_NONE, .point_count = points->count};
    memcpy(facts.points, points->points, sizeof points->points);
    goal_add_point(&facts, (struct goal_point){sql_last_day_of(sql_function_context(call), v[0]),
                               sqlite3_value_double(v[1])});
    points->count = facts.point_count;
    memcpy(points->points, facts.points, sizeof points->points);
}

static void sql_points_final(sqlite3_context *call)
{
    const struct sql_points *points = sqlite3_aggregate_context(call, 0);
    if (points)
        sqlite3_result_blob(call, points, sizeof *points, SQLITE_TRANSIENT);
}

static void sql_function_year_last(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    char text[DAY_TEXT_SIZE];
    day_t last = sql_last_day_of(sql_function_context(call), values[0]);
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        sqlite3_result_text(call, date_text(last, text), -1, SQLITE_TRANSIENT);
}

/* In the order of GOAL_LINE_SQL (kind/goal.h), then the day. */
enum { GOAL_LINE_COUNT = 6 };

static void sql_function_goal_on_line(sqlite3_context *call, int count, sqlite3_value **v)
{
    (void)count;
    const struct goal_facts facts = {
        .measure = (enum measure)sql_value_name(v[0], measure_names, MEASURE_LEVEL),
        .baseline = sql_value_number(v[1]),
        .target = sql_value_number(v[2]),
        .start = sql_value_day(v[3]),
        .due = sql_value_day(v[4])};
    sql_result_number(call, goal_on_line(&facts, sql_value_day(v[5])));
}

void sql_value_goal_points(sqlite3_value *value, struct goal_facts *facts)
{
    assert(value && facts);
    struct sql_points points;
    if (sql_value_struct(value, &points, sizeof points))
        for (int i = 0; i < points.count; i++)
            goal_add_point(facts, points.points[i]);
}

bool sql_value_goal_facts(sqlite3_value *value, struct goal_facts *out)
{
    assert(value && out);
    return sqlite3_value_type(value) == SQLITE_BLOB &&
           goal_facts_read(sqlite3_value_blob(value), (size_t)sqlite3_value_bytes(value), out);
}

const struct sql_function sql_functions_target[] = {
    {"goal_points", 2, sql_points_step, sql_points_final},
    {"goal_on_line", GOAL_LINE_COUNT, sql_function_goal_on_line, NULL},
    {"year_last", 1, sql_function_year_last, NULL},
    {0},
};
