/*
 * test_panel.c: what a panel inherits that only counts its lines.
 */
#include "tui/app/app.h"
#include "tui/app/panel.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LINES = 10, WHEEL_DOWN = 5 };

static struct app app;
static enum action acted, moved;
static int moves;

static void sample_draw(struct panel *panel, struct app *app_, struct area area, bool focused)
{
    (void)app_;
    (void)focused;
    panel->lines = (struct area){area.y + 1, area.x, area.height - 1, area.width};
}

static size_t sample_count(struct panel *panel)
{
    (void)panel;
    return LINES;
}

/* Headings: the first line, two in the middle, the last. */
static bool sample_rests(struct panel *panel, size_t line)
{
    (void)panel;
    return line != 0 && line != 4 && line != 5 && line != LINES - 1;
}

static bool sample_act(struct panel *panel, struct app *app_, enum action action)
{
    (void)panel;
    (void)app_;
    if (action == ACTION_OPEN || action == ACTION_ACCEPT)
        acted = action;
    return acted == action;
}

static void sample_moved(struct panel *panel, struct app *app_, enum action action)
{
    (void)panel;
    (void)app_;
    moved = action;
    moves++;
}

static const struct panel_ops plain_ops = {.place = PLACE_TEXT,
    .draw = sample_draw,
    .act = sample_act,
    .count = sample_count,
    .moved = sample_moved};
static const struct panel_ops headed_ops = {
    .place = PLACE_TEXT, .draw = sample_draw, .count = sample_count, .rests = sample_rests};
static const struct panel_ops overlay_ops = {.place = PLACE_ENTRY,
    .overlay = true,
    .draw = sample_draw,
    .act = sample_act,
    .count = sample_count};
static const struct panel_ops still_ops = {.place = PLACE_TEXT, .draw = sample_draw};

/* Drawn in six rows from row 1 on, of which the lines have five from row 2 on. */
static struct panel drawn(const struct panel_ops *ops)
{
    struct panel panel = {.ops = ops};
    acted = ACTION_NONE;
    moves = 0;
    panel_draw(&panel, &app, (struct area){1, 0, 6, 40}, true);
    return panel;
}

static void press(struct panel *panel, int y, int button)
{
    const struct key key = {.code = K_MOUSE, .y = y, .button = button};
    assert_true(panel_type(panel, &app, &key));
}

static void keys_move_within_the_lines(void **state)
{
    struct panel panel = drawn(&plain_ops);
    (void)state;
    assert_true(panel_act(&panel, &app, ACTION_DOWN));
    assert_int_equal(panel.scroll.at, 1);
    assert_int_equal(moved, ACTION_DOWN);
    assert_true(panel_act(&panel, &app, ACTION_PAGE_DOWN));
    assert_int_equal(panel.scroll.at, 5);
    assert_true(panel_act(&panel, &app, ACTION_LAST));
    assert_int_equal(panel.scroll.at, LINES - 1);
    assert_true(panel_act(&panel, &app, ACTION_DOWN));
    assert_int_equal(panel.scroll.at, LINES - 1);
    assert_int_equal(moves, 4);
    assert_false(panel_act(&panel, &app, ACTION_SORT));
}

static void the_mouse_takes_the_cursor_and_opens_at_the_second_press(void **state)
{
    struct panel panel = drawn(&plain_ops);
    (void)state;
    press(&panel, 4, 1);
    assert_int_equal(panel.scroll.at, 2);
    assert_int_equal(acted, ACTION_NONE);
    press(&panel, 1, 1); /* above the lines */
    assert_int_equal(panel.scroll.at, 2);
    press(&panel, 4, 2);
    assert_int_equal(acted, ACTION_OPEN);
    press(&panel, 4, WHEEL_DOWN);
    assert_int_equal(panel.scroll.at, 5);
}

static void an_overlay_takes_the_line_at_once(void **state)
{
    struct panel panel = drawn(&overlay_ops);
    (void)state;
    press(&panel, 3, 1);
    assert_int_equal(panel.scroll.at, 1);
    assert_int_equal(acted, ACTION_ACCEPT);
}

static void the_cursor_rests_on_no_heading(void **state)
{
    struct panel panel = drawn(&headed_ops);
    (void)state;
    panel_land(&panel, 0);
    assert_int_equal(panel.scroll.at, 1);
    assert_true(panel_act(&panel, &app, ACTION_UP));
    assert_int_equal(panel.scroll.at, 1);
    assert_int_equal(panel.scroll.top, 0);
    panel.scroll.at = 3;
    assert_true(panel_act(&panel, &app, ACTION_DOWN));
    assert_int_equal(panel.scroll.at, 6);
    assert_true(panel_act(&panel, &app, ACTION_UP));
    assert_int_equal(panel.scroll.at, 3);
    assert_true(panel_act(&panel, &app, ACTION_LAST));
    assert_int_equal(panel.scroll.at, LINES - 2);
    panel.scroll = (struct scroll){.at = 2};
    press(&panel, 2, 1); /* the first heading */
    assert_int_equal(panel.scroll.at, 2);
}

static void without_lines_nothing_moves(void **state)
{
    struct panel panel = drawn(&still_ops);
    const struct key wheel = {.code = K_MOUSE, .y = 3, .button = WHEEL_DOWN};
    (void)state;
    assert_false(panel_act(&panel, &app, ACTION_DOWN));
    assert_false(panel_type(&panel, &app, &wheel));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_move_within_the_lines),
        cmocka_unit_test(the_mouse_takes_the_cursor_and_opens_at_the_second_press),
        cmocka_unit_test(an_overlay_takes_the_line_at_once),
        cmocka_unit_test(the_cursor_rests_on_no_heading),
        cmocka_unit_test(without_lines_nothing_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
