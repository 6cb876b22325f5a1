/*
 * test_goal_line.c: how far a goal should be on a day, straight on or by the targets of plans.
 */
#include "core/health/goal_health.h"
#include "tests/support/sample_goal.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void expectations(void **state)
{
    (void)state;
    const struct {
        struct goal_facts facts;
        int day;
        double expected;
    } cases[] = {
        {level(0, 1, 0), -1, 0},
        {level(0, 1, 0), 0, 0},
        {level(0, 1, 0), 91, 0.25},
        {level(5, 2, 5), 182, 0.5},
        {level(0, 1, 0), LENGTH, 1},
        {level(0, 1, 0), LENGTH + 100, 1},
        {with_days(level(0, 1, 0), DAY_NONE, BEGIN + LENGTH), 91, NAN},
        {with_days(level(0, 1, 0), BEGIN, DAY_NONE), 91, NAN},
        {with_days(level(0, 1, 0), BEGIN, BEGIN), 0,
            1}, /* refused at entry, but files may hold it */
        {with_days(level(0, 1, 0), BEGIN, BEGIN - 10), 5, 1},
        {milestones(5, 0, 3), 91, 0.6},
        {milestones(5, 0, 0), 91, 0},
        {milestones(0, 0, 0), 91, NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_near(goal_expected(&cases[i].facts, BEGIN + cases[i].day), cases[i].expected, i);
}

static void expectations_follow_the_targets_of_plans(void **state)
{
    (void)state;
    struct goal_facts slow = with_point(total(30, 3), 182, 3); /* a tenth by the half of the time */
    struct goal_facts rise = with_point(with_point(level(10, 110, 20), 273, 60), 91, 20);
    struct goal_facts open_ended =
        with_point(with_days(total(30, 3), BEGIN, DAY_NONE), 182, 15); /* due on no day */
    const struct {
        struct goal_facts facts;
        int day;
        double expected;
    } cases[] = {
        {slow, 0, 0}, {slow, 91, 0.05}, {slow, 182, 0.1}, {slow, 273, 0.55}, {slow, LENGTH, 1},
        {rise, 91, 0.1}, {rise, 182, 0.3}, {rise, 273, 0.5}, {open_ended, 91, 0.25},
        {open_ended, LENGTH, 0.5},
        {with_point(total(30, 3), 182, 45), 200, 1},     /* no more than all of it */
        {with_point(level(10, 20, 3), 182, 5), 182, 0},  /* and no less than nothing */
        {with_point(total(30, 3), LENGTH, 7), 182, 0.5}, /* its own target counts on its due day */
        {with_point(total(30, 3), -5, 7), 182, 0.5},
        {with_point(maintain(0, 10, 1, 10), 100, 7), 182, 0.5}, /* has no way to go */
        {with_point(milestones(4, 1, 2), 100, 7), 182, 0.5},
        {with_point(with_point(total(30, 3), 182, 3), 182, 6), 182, 0.2}, /* one of two, always */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_near(goal_expected(&cases[i].facts, BEGIN + cases[i].day), cases[i].expected, i);
    assert_int_equal(goal_line_bends(&rise, BEGIN), BEGIN + 91);
    assert_int_equal(goal_line_bends(&rise, BEGIN + 91), BEGIN + 273);
    assert_int_equal(goal_line_bends(&rise, BEGIN + 273), DAY_NONE);
}

static void more_targets_than_are_kept_leave_the_first(void **state)
{
    struct goal_facts facts = with_days(total(100, 3), BEGIN, DAY_NONE);
    (void)state;
    for (int i = GOAL_POINTS + 3; i > 0; i--)
        facts = with_point(facts, i * 10, i);
    assert_int_equal(facts.point_count, GOAL_POINTS);
    for (int i = 0; i < GOAL_POINTS; i++)
        assert_int_equal(facts.points[i].day, BEGIN + (i + 1) * 10);
    struct goal_facts read;
    assert_true(goal_facts_read(&facts, goal_facts_size(&facts), &read));
    assert_memory_equal(read.points, facts.points, sizeof read.points);
    assert_false(goal_facts_read(&facts, goal_facts_size(&facts) - 1, &read));
    assert_false(goal_facts_read(NULL, 0, &read));
}

static void the_straight_line_is_rounded_as_people_would(void **state)
{
    const struct {
        struct goal_facts facts;
        int day;
        double value;
    } cases[] = {
        {total(30, 0), 91, 8},
        {total(30, 0), -20, 0},
        {total(30, 0), LENGTH, 30},
        {total(30, 0), LENGTH + 400, 30},
        {level(40, 160, 50), 182, 100},
        {level(11, 3, 11), 91, 9},
        {level(1.5, 0.9, 1), 91, 1.35},
        {with_days(total(30, 0), DAY_NONE, BEGIN + LENGTH), 91, NAN},
        {with_days(total(30, 0), DAY_NONE, BEGIN + LENGTH), LENGTH, 30},
        {with_days(total(30, 0), BEGIN, DAY_NONE), 91, NAN},
        {total(NAN, 0), 91, NAN},
        {maintain(0, 10, 1, 10), 91, NAN},
        {yes_no(0), 91, NAN},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_near(goal_on_line(&cases[i].facts, BEGIN + cases[i].day), cases[i].value, i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expectations),
        cmocka_unit_test(expectations_follow_the_targets_of_plans),
        cmocka_unit_test(more_targets_than_are_kept_leave_the_first),
        cmocka_unit_test(the_straight_line_is_rounded_as_people_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
