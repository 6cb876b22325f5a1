/*
 * long_goal.h: an office with a plan for 2026 and a goal, "Train", that runs from 2026 to 2028, for
 * the tests of targets in the plans of those years.
 *
 * What cannot be done where it should fails the test that asked for it.
 */
#ifndef LI_TESTS_SUPPORT_LONG_GOAL_H
#define LI_TESTS_SUPPORT_LONG_GOAL_H

#include "tests/support/sample_office.h"

/* For cmocka: *state is a struct office, with the affiliates CAMA and BARE and the plan "CAMA
   2026", agreed. */
int long_goal_set_up(void **state);
#define LONG_GOAL_TEST(test)                                                                       \
    cmocka_unit_test_setup_teardown(test, long_goal_set_up, office_teardown)

/* For three years: 10 a year on the straight line. */
struct id long_goal_add(struct office *office, const char *plan);

/* Progress of "Train". */
void long_goal_log(struct office *office, const char *day, const char *value);

/* Drafts CAMA's plan for the year and saves it as proposed. */
void long_goal_draft(struct office *office, int year);

/* Undoes the last change. */
void long_goal_undo(struct office *office);

/* The id that sql gives. */
struct id long_goal_id(struct office *office, const char *sql);

/* The first column of the first row of sql is as expected; "(null)": null or no row. */
void long_goal_says(struct office *office, const char *sql, const char *expected);

/* "Train 2026 10 open; ...": what stands in plans, in the order of years. */
#define LONG_GOAL_TARGETS                                                                          \
    "SELECT group_concat(line, '; ') FROM (SELECT g.title || ' ' || p.year || ' ' ||"              \
    " coalesce(n.target, '-') || ' ' || n.verdict || coalesce(' ' || n.comment, '') AS line"       \
    " FROM target n JOIN goal g ON g.id = n.goal JOIN plan p ON p.id = n.plan"                     \
    " WHERE n.archived_on IS NULL ORDER BY p.year, g.title)"

/* The target in that year's plan. */
#define LONG_GOAL_TARGET(year)                                                                     \
    "SELECT n.id FROM target n JOIN plan p ON p.id = n.plan WHERE p.year = " year                  \
    " AND n.archived_on IS NULL"

#endif
