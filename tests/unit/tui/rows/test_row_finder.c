/*
 * test_row_finder.c: the rows of a list are found between keys: a key interrupts, the next refines,
 * and what stands there in the end is right, however slow the computer and however many the keys.
 */
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/query/row_set.h"
#include "core/record/bulk.h"
#include "data/base/memory.h"
#include "tests/support/row_desk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/param.h>

#include <cmocka.h>

/* --- all ways of finding -----------------------------------------------------------------------
 */

/* While rows are found, there are none but those that fit, once each, and no more than there are.
 */
static void expect_some_of(const struct row_desk *desk, const struct vector *all)
{
    struct row_set fit = {0};
    for (size_t i = 0; i < all->count; i++)
        row_set_put(&fit, all->rows[i], true);
    for (size_t i = 0; i < row_finder_count(desk->rows); i++) {
        assert_true(row_set_has(&fit, row_finder_rowid(desk->rows, i)));
        row_set_put(&fit, row_finder_rowid(desk->rows, i), false);
    }
    assert_in_range(row_finder_total(desk->rows), row_finder_count(desk->rows), all->count);
    row_set_clear(&fit);
}

static void find_slowly(struct row_desk *desk, const struct listing *listing)
{
    struct vector all = row_desk_all(desk, listing);
    unsigned turn = row_finder_turn(desk->rows);
    row_desk_find(desk, listing->filter, listing->sort);
    while (row_desk_work(desk))
        if (row_finder_turn(desk->rows) != turn)
            expect_some_of(desk, &all);
    row_desk_expect(desk, listing);
    vector_clear(&all);
}

static void whatever_the_pace_the_rows_are_right(void **state)
{
    static const struct listing listings[] = {
        {.kind = &kind_affiliate, .sort = "name"},
        {.kind = &kind_affiliate, .sort = "-name"},
        {.kind = &kind_affiliate, .sort = "country,name"},
        {.kind = &kind_affiliate, .sort = "-health,name"},
        {.kind = &kind_affiliate, .sort = "name", .filter = "city"},
        {.kind = &kind_affiliate, .sort = "code,name", .filter = "city"},
        {.kind = &kind_affiliate, .sort = "name", .filter = "kind:state"},
        {.kind = &kind_affiliate, .sort = "-name", .filter = "status:dormant"},
        {.kind = &kind_affiliate, .sort = "-code,name", .filter = "kind:state,national"},
        {.kind = &kind_affiliate, .sort = "name", .filter = "health:off-track region:Southeast"},
        {.kind = &kind_affiliate, .sort = "name", .filter = "nothing has this name"},
        {.kind = &kind_affiliate, .sort = "name", .filter = "city:nowhere"},
        {.kind = &kind_goal, .sort = "due,title", .filter = "affiliate.kind:state"},
        {.kind = &kind_goal, .sort = "title,due", .filter = "health:at-risk"},
        {.kind = &kind_goal, .sort = "-due,due,title"},
        {.kind = &kind_goal, .sort = "-due", .filter = "affiliate.name:association"},
        {.kind = &kind_goal, .sort = "due", .filter = "affiliate.name:nowhere"},
    };
    static const int64_t ticks[] = {0, 30, 700, 30000};
    static const size_t every[] = {0, 1, 3};
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
        struct row_desk desk;
        row_desk_open(&desk, *state, listings[i].kind);
        row_desk_find(&desk, NULL, listings[i].kind->sort);
        row_desk_work_to_end(&desk);
        for (size_t j = 0; j < sizeof ticks / sizeof *ticks; j++)
            for (size_t k = 0; k < sizeof every / sizeof *every; k++) {
                desk.watch = (struct row_watch){
                    .tick = ticks[j], .every = every[k], .keys_left = every[k] ? 12 : 0};
                find_slowly(&desk, &listings[i]);
                row_desk_find(&desk, NULL, listings[i].kind->sort);
                row_desk_work_to_end(&desk);
            }
        row_desk_close(&desk);
    }
}

static void archived_rows_are_put_in_order_too(void **state)
{
    enum { SOME = 40 };
    static const char *const filters[] = {"is:archived", "-is:archived"};
    struct row_desk desk;
    struct li_error err;
    struct bulk_done done;
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    row_desk_work_to_end(&desk);
    int64_t some[SOME];
    for (size_t i = 0; i < SOME; i++)
        some[i] = row_finder_rowid(desk.rows, i * ROW_DESK_SCREEN);
    struct bulk bulk = {.kind = &kind_affiliate, .rows = some, .count = SOME};
    assert_int_equal(bulk_archive(desk.context, &bulk, false, &done, &err), LI_OK);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        find_slowly(&desk,
            &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = filters[i]});
    assert_int_equal(bulk_archive(desk.context, &bulk, true, &done, &err), LI_OK);
    row_desk_close(&desk);
}

/* --- keys --------------------------------------------------------------------------------------
 */

static void a_key_interrupts_what_runs(void **state)
{
    struct row_desk desk;
    struct listing sorted = {.kind = &kind_affiliate, .sort = "city,name"};
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, sorted.sort);
    desk.watch = (struct row_watch){.tick = 10 * ROW_DESK_TICK, .key_at = 3};
    assert_true(row_desk_work(&desk));
    /* Asked before and once meanwhile, then told; and once more, whether a key stopped it. */
    assert_int_equal(desk.watch.asked, 4);
    assert_int_equal(row_finder_count(desk.rows), 0);
    /* While keys go on it doesn't begin again. */
    assert_true(row_desk_work(&desk));
    assert_int_equal(desk.watch.asked, 5);
    desk.watch.key_at = 0;
    row_desk_work_to_end(&desk);
    row_desk_expect(&desk, &sorted);
    row_desk_close(&desk);
}

/* Each slice between two keys; none of them waits long. */
static void work_with_a_key_held_down(struct row_desk *desk)
{
    enum { REPEAT = 33 * ROW_DESK_TICK, AWAITED = 100 * ROW_DESK_TICK };
    struct row_watch *watch = &desk->watch;
    *watch = (struct row_watch){.time = ROW_DESK_TICK, .tick = 5 * ROW_DESK_TICK, .held = REPEAT};
    size_t slices = 0;
    while (row_desk_work(desk)) {
        assert_in_range(slices++, 0, 12 * ROW_DESK_MANY);
        if (watch->time < watch->held)
            continue;
        assert_in_range(watch->time - watch->held, 0, AWAITED);
        watch->held = watch->time + REPEAT;
    }
    *watch = (struct row_watch){.tick = ROW_DESK_TICK};
}

static void a_key_held_down_puts_no_order_off_for_ever(void **state)
{
    static const struct listing orders[] = {
        {.kind = &kind_affiliate, .sort = "-city,name"},
        {.kind = &kind_affiliate, .sort = "region,-since"},
        {.kind = &kind_affiliate, .sort = "-health,name"},
    };
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        row_desk_find(&desk, orders[i].filter, "name");
        row_desk_work_to_end(&desk);
        row_desk_find(&desk, orders[i].filter, orders[i].sort);
        work_with_a_key_held_down(&desk);
        row_desk_expect(&desk, &orders[i]);
    }
    row_desk_close(&desk);
}

static void between_rows_a_key_costs_nothing(void **state)
{
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    desk.watch = (struct row_watch){.tick = ROW_DESK_TICK, .every = 2, .keys_left = ROW_DESK_MANY};
    size_t slices = 0;
    for (size_t before = 0; row_desk_work(&desk); before = row_finder_count(desk.rows), slices++)
        assert_true(row_finder_count(desk.rows) >= before);
    assert_true(desk.watch.keys_left < ROW_DESK_MANY);
    assert_true(slices > 10);
    assert_int_equal(row_finder_turn(desk.rows), 1);
    row_desk_expect(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "name"});
    row_desk_close(&desk);
}

static void the_next_key_refines(void **state)
{
    static const char *const typed[] = {"a", "as", "ass", "asso", "assoc"};
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    row_desk_work_to_end(&desk);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct listing listing = {.kind = &kind_affiliate, .sort = "name", .filter = typed[i]};
        struct vector all = row_desk_all(&desk, &listing);
        unsigned turn = row_finder_turn(desk.rows);
        row_desk_find(&desk, typed[i], "name");
        while (row_finder_turn(desk.rows) == turn)
            assert_true(row_desk_work(&desk));
        assert_false(row_finder_complete(desk.rows));
        expect_some_of(&desk, &all);
        vector_clear(&all);
    }
    row_desk_work_to_end(&desk);
    row_desk_expect(
        &desk, &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = "assoc"});
    row_desk_close(&desk);
}

/* Where nothing is found for long, the screen says that the search goes on. */
static void what_another_filter_found_is_not_shown_for_long(void **state)
{
    static const char *const filters[] = {
        "nothing has this name", "city:nowhere", "parent.name:nowhere", "-kind:state country:none"};
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        row_desk_find(&desk, NULL, "name");
        row_desk_work_to_end(&desk);
        row_desk_find(&desk, filters[i], "name");
        desk.watch.tick = 10 * ROW_DESK_TICK;
        int64_t asked = desk.watch.time;
        while (row_finder_count(desk.rows) > 0) {
            assert_in_range(desk.watch.time - asked, 0, 200 * ROW_DESK_TICK);
            row_desk_work(&desk);
        }
        assert_int_equal(row_finder_total(desk.rows), 0);
        desk.watch.tick = ROW_DESK_TICK;
        row_desk_work_to_end(&desk);
        row_desk_expect(&desk,
            &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = filters[i]});
    }
    row_desk_close(&desk);
}

/* That is drawn before the search goes on. */
static void a_slice_ends_once_the_others_are_gone(void **state)
{
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    row_desk_work_to_end(&desk);
    row_desk_find(&desk, "nothing has this name", "name");
    desk.watch.tick = ROW_DESK_TICK / 5;
    assert_true(row_desk_work(&desk));
    assert_int_equal(row_finder_count(desk.rows), 0);
    assert_false(row_finder_counted(desk.rows));
    row_desk_work_to_end(&desk);
    row_desk_close(&desk);
}

static void a_wrong_filter_changes_nothing(void **state)
{
    struct li_error err;
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, "kind:state", "name");
    row_desk_work(&desk);
    assert_int_not_equal(row_finder_find(desk.rows, "nosuch:field", "name", &err), LI_OK);
    row_desk_work_to_end(&desk);
    row_desk_expect(
        &desk, &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = "kind:state"});
    row_desk_close(&desk);
}

/* --- the same rows again -----------------------------------------------------------------------
 */

static void the_old_order_stands_until_the_new_one_is_whole(void **state)
{
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    row_desk_find(&desk, NULL, "name");
    row_desk_work_to_end(&desk);
    row_desk_find(&desk, NULL, "city,name");
    struct listing named = {.kind = &kind_affiliate, .sort = "name"};
    do {
        assert_int_equal(row_finder_turn(desk.rows), 1);
        row_desk_expect(&desk, &named);
    } while (row_desk_work(&desk));
    assert_int_equal(row_finder_turn(desk.rows), 2);
    row_desk_expect(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "city,name"});
    row_desk_close(&desk);
}

/* What is shown are the first rows of the listing. */
static void expect_first_of(struct row_desk *desk, const struct listing *listing)
{
    struct vector all = row_desk_all(desk, listing);
    size_t count = row_finder_count(desk->rows);
    assert_in_range(count, ROW_DESK_SCREEN, all.count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(row_finder_rowid(desk->rows, i), all.rows[i]);
    vector_clear(&all);
}

/* Nobody knows yet how many there are to sort: the first come before the rest. */
static void the_first_of_a_long_order_come_first(void **state)
{
    static const struct listing orders[] = {
        {.kind = &kind_affiliate, .sort = "city,name"},
        {.kind = &kind_affiliate, .sort = "-health,name"},
        {.kind = &kind_affiliate, .sort = "-code"},
    };
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        unsigned turn = row_finder_turn(desk.rows);
        row_desk_find(&desk, NULL, orders[i].sort);
        while (row_finder_turn(desk.rows) == turn || row_finder_count(desk.rows) < ROW_DESK_SCREEN)
            assert_true(row_desk_work(&desk));
        expect_first_of(&desk, &orders[i]);
    }
    while (row_desk_work(&desk))
        expect_first_of(&desk, &orders[2]);
    row_desk_expect(&desk, &orders[2]);
    row_desk_close(&desk);
}

/* However fast they come: SQLite sorts the rest without a pause in which they could be drawn. */
static void the_first_of_a_long_order_are_drawn_first(void **state)
{
    struct row_desk desk;
    row_desk_open(&desk, *state, &kind_affiliate);
    desk.watch.tick = 0;
    row_desk_find(&desk, NULL, "city,name");
    assert_true(row_desk_work(&desk));
    assert_int_equal(row_finder_turn(desk.rows), 1);
    expect_first_of(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "city,name"});
    row_desk_work_to_end(&desk);
    row_desk_expect(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "city,name"});
    row_desk_close(&desk);
}

static void what_is_written_meanwhile_is_found(void **state)
{
    struct row_desk desk;
    struct li_error err;
    struct office *office = *state;
    row_desk_open(&desk, office, &kind_affiliate);
    row_desk_find(&desk, "kind:state", "name");
    assert_true(row_desk_work(&desk));
    office_add(office, &kind_affiliate, "name", "AAA", "kind", "state", "country", "US", NULL);
    assert_int_equal(row_finder_refresh(desk.rows, &err), LI_OK);
    row_desk_work_to_end(&desk);
    row_desk_expect(
        &desk, &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = "kind:state"});
    row_desk_close(&desk);
}

static void undo_last(struct context *context)
{
    char *said = NULL;
    struct li_error err;
    assert_int_equal(history_undo(context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
}

static void a_page_is_read_ahead_a_row_at_a_time(void **state)
{
    struct office *office = *state;
    struct row_desk desk;
    struct li_error err;
    row_desk_open(&desk, office, &kind_affiliate);
    office_add(office, &kind_affiliate, "name", "AA", "kind", "state", "country", "US", NULL);
    row_desk_find(&desk, NULL, "name");
    row_desk_work_to_end(&desk);
    int64_t gone = row_finder_rowid(desk.rows, 0);
    assert_non_null(row_finder_get(desk.rows, 0));
    assert_int_equal(row_finder_refresh(desk.rows, &err), LI_OK);
    row_desk_work_to_end(&desk);
    undo_last(office->context);
    size_t read = 0;
    while (row_finder_read_ahead(desk.rows, 0, 3 * ROW_DESK_SCREEN))
        read++;
    assert_int_equal(read, 3 * ROW_DESK_SCREEN);
    assert_int_equal(row_finder_rowid(desk.rows, 0), gone);
    assert_null(row_finder_get(desk.rows, 0));
    assert_non_null(row_finder_get(desk.rows, 1));
    assert_true(row_finder_read_ahead(desk.rows, 3 * ROW_DESK_SCREEN, 4 * ROW_DESK_SCREEN));
    row_desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_the_pace_the_rows_are_right),
        cmocka_unit_test(archived_rows_are_put_in_order_too),
        cmocka_unit_test(a_key_interrupts_what_runs),
        cmocka_unit_test(a_key_held_down_puts_no_order_off_for_ever),
        cmocka_unit_test(between_rows_a_key_costs_nothing),
        cmocka_unit_test(the_next_key_refines),
        cmocka_unit_test(what_another_filter_found_is_not_shown_for_long),
        cmocka_unit_test(a_slice_ends_once_the_others_are_gone),
        cmocka_unit_test(a_wrong_filter_changes_nothing),
        cmocka_unit_test(the_old_order_stands_until_the_new_one_is_whole),
        cmocka_unit_test(the_first_of_a_long_order_come_first),
        cmocka_unit_test(the_first_of_a_long_order_are_drawn_first),
        cmocka_unit_test(what_is_written_meanwhile_is_found),
        cmocka_unit_test(a_page_is_read_ahead_a_row_at_a_time),
    };
    return cmocka_run_group_tests(tests, row_desk_setup, office_teardown);
}
