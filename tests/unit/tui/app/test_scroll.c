/*
 * test_scroll.c: where the cursor goes, and what part of the way is which line.
 */
#include "tui/app/scroll.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_part_of_the_way_is_a_line(void **state)
{
    static const struct {
        size_t count;
        int percent;
        size_t line;
    } parts[] = {
        {0, 0, 0},
        {0, 100, 0},
        {1, 50, 0},
        {11, 0, 0},
        {11, 50, 5},
        {11, 99, 9},
        {11, 100, 10},
        {1000000, 50, 499999},
        {1000000, 100, 999999},
    };
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_int_equal(scroll_part(parts[i].count, parts[i].percent), parts[i].line);
}

static void the_cursor_stays_within_the_lines_and_on_the_screen(void **state)
{
    static const struct {
        enum action action;
        size_t at, top;
    } steps[] = {
        {ACTION_UP, 0, 0},
        {ACTION_PAGE_DOWN, 9, 0},
        {ACTION_DOWN, 10, 1},
        {ACTION_LAST, 999999, 999990},
        {ACTION_DOWN, 999999, 999990},
        {ACTION_PAGE_UP, 999990, 999990},
        {ACTION_UP, 999989, 999989},
        {ACTION_FIRST, 0, 0},
    };
    struct scroll scroll = {0};
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_true(scroll_act(&scroll, steps[i].action, 1000000, 10));
        assert_int_equal(scroll.at, steps[i].at);
        assert_int_equal(scroll.top, steps[i].top);
    }
    assert_false(scroll_act(&scroll, ACTION_OPEN, 1000000, 10));
}

static void a_press_takes_the_cursor_to_its_line(void **state)
{
    static const struct {
        uint32_t code;
        int button, y;
        bool pressed;
        size_t at;
    } keys[] = {
        {K_MOUSE, 1, 5, true, 2},                            /* the area begins at 3 */
        {K_MOUSE, 1, 2, false, 2},                           /* above it */
        {K_MOUSE, 1, 12, false, 2},                          /* below the last line */
        {K_MOUSE, 5, 5, false, 5},                           /* the wheel moves by three */
        {K_MOUSE, 4, 5, false, 2}, {K_DOWN, 1, 4, false, 2}, /* no mouse at all */
    };
    const struct area area = {3, 0, 10, 80};
    struct scroll scroll = {0};
    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct key key = {.code = keys[i].code, .button = keys[i].button, .y = keys[i].y};
        assert_int_equal(scroll_press(&scroll, &key, 9, area), keys[i].pressed);
        assert_int_equal(scroll.at, keys[i].at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_of_the_way_is_a_line),
        cmocka_unit_test(a_press_takes_the_cursor_to_its_line),
        cmocka_unit_test(the_cursor_stays_within_the_lines_and_on_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
