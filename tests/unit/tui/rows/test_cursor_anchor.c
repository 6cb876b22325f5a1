/*
 * test_cursor_anchor.c: the cursor of a list stays on its record, and that on its line of the
 * screen, while rows are found, moved and filtered.
 */
#include "core/kind/affiliate.h"
#include "tests/support/row_desk.h"
#include "tui/rows/cursor_anchor.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct cursor {
    struct scroll scroll;
    struct cursor_anchor anchor;
};

static void follow_to_end(struct row_desk *desk, struct cursor *cursor)
{
    bool more;
    do {
        more = row_desk_work(desk);
        cursor_anchor_follow(&cursor->anchor, desk->rows, &cursor->scroll);
    } while (more);
}

static void put(struct row_desk *desk, struct cursor *cursor, size_t at, size_t top)
{
    cursor->scroll = (struct scroll){.at = at, .top = top};
    cursor_anchor_drop(&cursor->anchor, desk->rows, &cursor->scroll);
}

static void the_cursor_stays_on_its_record_and_line(void **state)
{
    struct row_desk desk;
    struct cursor cursor = {0};
    struct li_error err;
    struct office *office = *state;
    row_desk_open(&desk, office, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    row_desk_work_to_end(&desk);
    put(&desk, &cursor, 1500, 1493);
    int64_t row = row_finder_rowid(desk.rows, 1500);
    static const char *const orders[] = {"city,name", "-name", "name"};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        cursor_anchor_reorder(&cursor.anchor, desk.rows, &cursor.scroll);
        row_desk_find(&desk, NULL, orders[i]);
        follow_to_end(&desk, &cursor);
        assert_int_equal(row_finder_rowid(desk.rows, cursor.scroll.at), row);
        assert_int_equal(cursor.scroll.at - cursor.scroll.top, 7);
    }
    office_add(office, &kind_affiliate, "name", "AAB", "kind", "state", "country", "US", NULL);
    cursor_anchor_hold(&cursor.anchor, desk.rows, &cursor.scroll);
    assert_int_equal(row_finder_refresh(desk.rows, &err), LI_OK);
    follow_to_end(&desk, &cursor);
    assert_int_equal(row_finder_rowid(desk.rows, cursor.scroll.at), row);
    assert_int_equal(cursor.scroll.at - cursor.scroll.top, 7);
    row_desk_close(&desk);
}

static void work_to_next_turn(struct row_desk *desk, struct cursor *cursor)
{
    unsigned turn = row_finder_turn(desk->rows);
    while (row_finder_turn(desk->rows) == turn)
        assert_true(row_desk_work(desk));
    cursor_anchor_follow(&cursor->anchor, desk->rows, &cursor->scroll);
}

/* The first rows of a long order are shown before the rest. */
static void an_order_begins_at_the_first_until_the_record_is_found(void **state)
{
    struct row_desk desk;
    struct cursor cursor = {0};
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "city,name");
    while (row_finder_count(desk.rows) < ROW_DESK_SCREEN)
        assert_true(row_desk_work(&desk));
    put(&desk, &cursor, 15, 9);
    int64_t row = row_finder_rowid(desk.rows, 15);
    cursor_anchor_reorder(&cursor.anchor, desk.rows, &cursor.scroll);
    row_desk_find(&desk, NULL, "-city,name");
    work_to_next_turn(&desk, &cursor);
    assert_int_equal(cursor.scroll.at, 0);
    assert_int_equal(cursor.scroll.top, 0);
    follow_to_end(&desk, &cursor);
    assert_int_equal(row_finder_rowid(desk.rows, cursor.scroll.at), row);
    assert_int_equal(cursor.scroll.at - cursor.scroll.top, 6);
    row_desk_close(&desk);
}

static void a_filter_begins_at_the_first_until_the_record_is_found(void **state)
{
    struct row_desk desk;
    struct cursor cursor = {0};
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, "kind:state", "name");
    row_desk_work_to_end(&desk);
    int64_t state_row = row_finder_rowid(desk.rows, 100);
    put(&desk, &cursor, 100, 95);
    cursor_anchor_afresh(&cursor.anchor);
    row_desk_find(&desk, "kind:national", "name");
    follow_to_end(&desk, &cursor);
    assert_int_equal(cursor.scroll.at, 0);
    cursor_anchor_afresh(&cursor.anchor);
    row_desk_find(&desk, NULL, "name");
    follow_to_end(&desk, &cursor);
    assert_int_equal(row_finder_rowid(desk.rows, cursor.scroll.at), state_row);
    assert_int_equal(cursor.scroll.at - cursor.scroll.top, 5);
    row_desk_close(&desk);
}

static void the_end_moves_while_more_are_found(void **state)
{
    struct row_desk desk;
    struct cursor cursor = {0};
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    while (row_finder_count(desk.rows) == 0)
        assert_true(row_desk_work(&desk));
    cursor_anchor_pin(&cursor.anchor, desk.rows, &cursor.scroll, 100);
    assert_int_equal(cursor.scroll.at, row_finder_count(desk.rows) - 1);
    follow_to_end(&desk, &cursor);
    assert_int_equal(cursor.scroll.at, row_finder_count(desk.rows) - 1);
    cursor_anchor_pin(&cursor.anchor, desk.rows, &cursor.scroll, 0);
    assert_int_equal(cursor.scroll.at, 0);
    cursor_anchor_pin(&cursor.anchor, desk.rows, &cursor.scroll, 50);
    assert_int_equal(cursor.scroll.at, (row_finder_count(desk.rows) - 1) / 2);
    row_desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cursor_stays_on_its_record_and_line),
        cmocka_unit_test(an_order_begins_at_the_first_until_the_record_is_found),
        cmocka_unit_test(a_filter_begins_at_the_first_until_the_record_is_found),
        cmocka_unit_test(the_end_moves_while_more_are_found),
    };
    return cmocka_run_group_tests(tests, row_desk_setup, office_teardown);
}
