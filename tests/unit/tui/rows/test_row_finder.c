/*
 * test_row_finder.c: the rows of a list are found between keys: a key interrupts, the next refines,
 * and what stands there in the end is right, however slow the computer and however many the keys.
 *
 * The clock and the keys are the test's own: the clock goes on by a tick whenever it is looked at,
 * and a key comes when keys were asked for that often.
 */
#include "core/demo/demo.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/query/row_set.h"
#include "core/record/bulk.h"
#include "core/record/history.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include "tui/rows/cursor_anchor.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/param.h>

#include <cmocka.h>

enum { MANY = 2000, SCREEN = 20, TICK = 1000 /* microseconds */ };

struct watch {
    int64_t time, tick;
    size_t asked;     /* whether a key waits */
    size_t key_at;    /* it does from that time on; 0: never */
    size_t every;     /* or each so many times, 0: never ... */
    size_t keys_left; /* ... that many times */
    int64_t held;     /* the next key's time, of one held down; 0: none is */
};

static int64_t now(void *arg)
{
    struct watch *watch = arg;
    return watch->time += watch->tick;
}

static bool pressed(void *arg, int within)
{
    struct watch *watch = arg;
    watch->asked++;
    if (watch->held) {
        int64_t until = watch->time + within * TICK;
        watch->time = until < watch->held ? until : MAX(watch->time, watch->held);
        return watch->time >= watch->held;
    }
    if (watch->key_at)
        return watch->asked >= watch->key_at;
    if (watch->keys_left == 0 || watch->asked % watch->every)
        return false;
    watch->keys_left--;
    return true;
}

struct desk {
    struct context *context;
    struct watch watch;
    struct pace pace;
    struct columns columns;
    struct row_finder *rows;
};

static void desk_open(struct desk *desk, struct office *office, const struct kind *kind)
{
    *desk = (struct desk){.context = office->context, .watch = {.tick = TICK}};
    desk->pace = (struct pace){.now = now, .pressed = pressed, .arg = &desk->watch};
    assert_int_equal(columns_parse(kind, NULL, &desk->columns, NULL), LI_OK);
    desk->rows = row_finder_new(desk->context, &desk->pace, kind, &desk->columns);
}

static void desk_close(struct desk *desk)
{
    row_finder_free(desk->rows);
    columns_free(&desk->columns);
}

static void find(struct desk *desk, const char *filter, const char *sort)
{
    struct li_error err;
    assert_int_equal(row_finder_find(desk->rows, filter, sort, &err), LI_OK);
}

static bool work(struct desk *desk)
{
    struct li_error err = {.code = LI_OK};
    bool more = row_finder_work(desk->rows, SCREEN, &err);
    assert_int_equal(err.code, LI_OK);
    return more;
}

static void work_to_end(struct desk *desk)
{
    while (work(desk))
        ;
    assert_true(row_finder_complete(desk->rows));
}

/* What the list is in the end, asked for all at once. */
static struct vector all_of(struct desk *desk, const struct listing *listing)
{
    struct li_error err;
    struct vector all = {0};
    struct query *query = listing_rows(desk->context, listing, &err);
    assert_non_null(query);
    while (vector_fill(&all, query, MANY, &err) > 0)
        ;
    query_free(query);
    return all;
}

static void expect(struct desk *desk, const struct listing *listing)
{
    struct vector all = all_of(desk, listing);
    assert_int_equal(row_finder_count(desk->rows), all.count);
    assert_int_equal(row_finder_total(desk->rows), all.count);
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(row_finder_rowid(desk->rows, i), all.rows[i]);
    vector_clear(&all);
}

/* --- all ways of finding -----------------------------------------------------------------------
 */

/* While rows are found, there are none but those that fit, once each, and no more than there are.
 */
static void expect_some_of(const struct desk *desk, const struct vector *all)
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

static void find_slowly(struct desk *desk, const struct listing *listing)
{
    struct vector all = all_of(desk, listing);
    unsigned turn = row_finder_turn(desk->rows);
    find(desk, listing->filter, listing->sort);
    while (work(desk))
        if (row_finder_turn(desk->rows) != turn)
            expect_some_of(desk, &all);
    expect(desk, listing);
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
        struct desk desk;
        desk_open(&desk, *state, listings[i].kind);
        find(&desk, NULL, listings[i].kind->sort);
        work_to_end(&desk);
        for (size_t j = 0; j < sizeof ticks / sizeof *ticks; j++)
            for (size_t k = 0; k < sizeof every / sizeof *every; k++) {
                desk.watch = (struct watch){
                    .tick = ticks[j], .every = every[k], .keys_left = every[k] ? 12 : 0};
                find_slowly(&desk, &listings[i]);
                find(&desk, NULL, listings[i].kind->sort);
                work_to_end(&desk);
            }
        desk_close(&desk);
    }
}

static void archived_rows_are_put_in_order_too(void **state)
{
    enum { SOME = 40 };
    static const char *const filters[] = {"is:archived", "-is:archived"};
    struct desk desk;
    struct li_error err;
    struct bulk_done done;
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, NULL, "name");
    work_to_end(&desk);
    int64_t some[SOME];
    for (size_t i = 0; i < SOME; i++)
        some[i] = row_finder_rowid(desk.rows, i * SCREEN);
    struct bulk bulk = {.kind = &kind_affiliate, .rows = some, .count = SOME};
    assert_int_equal(bulk_archive(desk.context, &bulk, false, &done, &err), LI_OK);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        find_slowly(&desk,
            &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = filters[i]});
    assert_int_equal(bulk_archive(desk.context, &bulk, true, &done, &err), LI_OK);
    desk_close(&desk);
}

/* --- keys --------------------------------------------------------------------------------------
 */

static void a_key_interrupts_what_runs(void **state)
{
    struct desk desk;
    struct listing sorted = {.kind = &kind_affiliate, .sort = "city,name"};
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, NULL, sorted.sort);
    desk.watch = (struct watch){.tick = 10 * TICK, .key_at = 3};
    assert_true(work(&desk));
    /* Asked before and once meanwhile, then told; and once more, whether a key stopped it. */
    assert_int_equal(desk.watch.asked, 4);
    assert_int_equal(row_finder_count(desk.rows), 0);
    /* While keys go on it doesn't begin again. */
    assert_true(work(&desk));
    assert_int_equal(desk.watch.asked, 5);
    desk.watch.key_at = 0;
    work_to_end(&desk);
    expect(&desk, &sorted);
    desk_close(&desk);
}

/* Each slice between two keys; none of them waits long. */
static void work_with_a_key_held_down(struct desk *desk)
{
    enum { REPEAT = 33 * TICK, AWAITED = 100 * TICK };
    struct watch *watch = &desk->watch;
    *watch = (struct watch){.time = TICK, .tick = 5 * TICK, .held = REPEAT};
    size_t slices = 0;
    while (work(desk)) {
        assert_in_range(slices++, 0, 12 * MANY);
        if (watch->time < watch->held)
            continue;
        assert_in_range(watch->time - watch->held, 0, AWAITED);
        watch->held = watch->time + REPEAT;
    }
    *watch = (struct watch){.tick = TICK};
}

static void a_key_held_down_puts_no_order_off_for_ever(void **state)
{
    static const struct listing orders[] = {
        {.kind = &kind_affiliate, .sort = "-city,name"},
        {.kind = &kind_affiliate, .sort = "region,-since"},
        {.kind = &kind_affiliate, .sort = "-health,name"},
    };
    struct desk desk;
    desk_open(&desk, *state, &kind_affiliate);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        find(&desk, orders[i].filter, "name");
        work_to_end(&desk);
        find(&desk, orders[i].filter, orders[i].sort);
        work_with_a_key_held_down(&desk);
        expect(&desk, &orders[i]);
    }
    desk_close(&desk);
}

static void between_rows_a_key_costs_nothing(void **state)
{
    struct desk desk;
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, NULL, "name");
    desk.watch = (struct watch){.tick = TICK, .every = 2, .keys_left = MANY};
    size_t slices = 0;
    for (size_t before = 0; work(&desk); before = row_finder_count(desk.rows), slices++)
        assert_true(row_finder_count(desk.rows) >= before);
    assert_true(desk.watch.keys_left < MANY);
    assert_true(slices > 10);
    assert_int_equal(row_finder_turn(desk.rows), 1);
    expect(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "name"});
    desk_close(&desk);
}

static void the_next_key_refines(void **state)
{
    static const char *const typed[] = {"a", "as", "ass", "asso", "assoc"};
    struct desk desk;
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, NULL, "name");
    work_to_end(&desk);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct listing listing = {.kind = &kind_affiliate, .sort = "name", .filter = typed[i]};
        struct vector all = all_of(&desk, &listing);
        unsigned turn = row_finder_turn(desk.rows);
        find(&desk, typed[i], "name");
        while (row_finder_turn(desk.rows) == turn)
            assert_true(work(&desk));
        assert_false(row_finder_complete(desk.rows));
        expect_some_of(&desk, &all);
        vector_clear(&all);
    }
    work_to_end(&desk);
    expect(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = "assoc"});
    desk_close(&desk);
}

/* Where nothing is found for long, the screen says that the search goes on. */
static void what_another_filter_found_is_not_shown_for_long(void **state)
{
    static const char *const filters[] = {
        "nothing has this name", "city:nowhere", "parent.name:nowhere", "-kind:state country:none"};
    struct desk desk;
    desk_open(&desk, *state, &kind_affiliate);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        find(&desk, NULL, "name");
        work_to_end(&desk);
        find(&desk, filters[i], "name");
        desk.watch.tick = 10 * TICK;
        int64_t asked = desk.watch.time;
        while (row_finder_count(desk.rows) > 0) {
            assert_in_range(desk.watch.time - asked, 0, 200 * TICK);
            work(&desk);
        }
        assert_int_equal(row_finder_total(desk.rows), 0);
        desk.watch.tick = TICK;
        work_to_end(&desk);
        expect(&desk,
            &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = filters[i]});
    }
    desk_close(&desk);
}

static void a_wrong_filter_changes_nothing(void **state)
{
    struct li_error err;
    struct desk desk;
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, "kind:state", "name");
    work(&desk);
    assert_int_not_equal(row_finder_find(desk.rows, "nosuch:field", "name", &err), LI_OK);
    work_to_end(&desk);
    expect(
        &desk, &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = "kind:state"});
    desk_close(&desk);
}

/* --- the same rows again -----------------------------------------------------------------------
 */

static void the_old_order_stands_until_the_new_one_is_whole(void **state)
{
    struct desk desk;
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, NULL, "name");
    work_to_end(&desk);
    find(&desk, NULL, "city,name");
    struct listing named = {.kind = &kind_affiliate, .sort = "name"};
    do {
        assert_int_equal(row_finder_turn(desk.rows), 1);
        expect(&desk, &named);
    } while (work(&desk));
    assert_int_equal(row_finder_turn(desk.rows), 2);
    expect(&desk, &(struct listing){.kind = &kind_affiliate, .sort = "city,name"});
    desk_close(&desk);
}

static void what_is_written_meanwhile_is_found(void **state)
{
    struct desk desk;
    struct li_error err;
    struct office *office = *state;
    desk_open(&desk, office, &kind_affiliate);
    find(&desk, "kind:state", "name");
    assert_true(work(&desk));
    office_add(office, &kind_affiliate, "name", "AAA", "kind", "state", "country", "US", NULL);
    assert_int_equal(row_finder_refresh(desk.rows, &err), LI_OK);
    work_to_end(&desk);
    expect(
        &desk, &(struct listing){.kind = &kind_affiliate, .sort = "name", .filter = "kind:state"});
    desk_close(&desk);
}

/* --- the cursor --------------------------------------------------------------------------------
 */

struct cursor {
    struct scroll scroll;
    struct cursor_anchor anchor;
};

static void follow_to_end(struct desk *desk, struct cursor *cursor)
{
    bool more;
    do {
        more = work(desk);
        cursor_anchor_follow(&cursor->anchor, desk->rows, &cursor->scroll);
    } while (more);
}

static void put(struct desk *desk, struct cursor *cursor, size_t at, size_t top)
{
    cursor->scroll = (struct scroll){.at = at, .top = top};
    cursor_anchor_drop(&cursor->anchor, desk->rows, &cursor->scroll);
}

static void the_cursor_stays_on_its_record_and_line(void **state)
{
    struct desk desk;
    struct cursor cursor = {0};
    struct li_error err;
    struct office *office = *state;
    desk_open(&desk, office, &kind_affiliate);
    find(&desk, NULL, "name");
    work_to_end(&desk);
    put(&desk, &cursor, 1500, 1493);
    int64_t row = row_finder_rowid(desk.rows, 1500);
    static const char *const orders[] = {"city,name", "-name", "name"};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        cursor_anchor_hold(&cursor.anchor, desk.rows, &cursor.scroll);
        find(&desk, NULL, orders[i]);
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
    desk_close(&desk);
}

static void a_filter_begins_at_the_first_until_the_record_is_found(void **state)
{
    struct desk desk;
    struct cursor cursor = {0};
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, "kind:state", "name");
    work_to_end(&desk);
    int64_t state_row = row_finder_rowid(desk.rows, 100);
    put(&desk, &cursor, 100, 95);
    cursor_anchor_afresh(&cursor.anchor);
    find(&desk, "kind:national", "name");
    follow_to_end(&desk, &cursor);
    assert_int_equal(cursor.scroll.at, 0);
    cursor_anchor_afresh(&cursor.anchor);
    find(&desk, NULL, "name");
    follow_to_end(&desk, &cursor);
    assert_int_equal(row_finder_rowid(desk.rows, cursor.scroll.at), state_row);
    assert_int_equal(cursor.scroll.at - cursor.scroll.top, 5);
    desk_close(&desk);
}

static void the_end_moves_while_more_are_found(void **state)
{
    struct desk desk;
    struct cursor cursor = {0};
    desk_open(&desk, *state, &kind_affiliate);
    find(&desk, NULL, "name");
    while (row_finder_count(desk.rows) == 0)
        assert_true(work(&desk));
    cursor_anchor_pin(&cursor.anchor, desk.rows, &cursor.scroll, 100);
    assert_int_equal(cursor.scroll.at, row_finder_count(desk.rows) - 1);
    follow_to_end(&desk, &cursor);
    assert_int_equal(cursor.scroll.at, row_finder_count(desk.rows) - 1);
    cursor_anchor_pin(&cursor.anchor, desk.rows, &cursor.scroll, 0);
    assert_int_equal(cursor.scroll.at, 0);
    cursor_anchor_pin(&cursor.anchor, desk.rows, &cursor.scroll, 50);
    assert_int_equal(cursor.scroll.at, (row_finder_count(desk.rows) - 1) / 2);
    desk_close(&desk);
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
    struct desk desk;
    struct li_error err;
    desk_open(&desk, office, &kind_affiliate);
    office_add(office, &kind_affiliate, "name", "AA", "kind", "state", "country", "US", NULL);
    find(&desk, NULL, "name");
    work_to_end(&desk);
    int64_t gone = row_finder_rowid(desk.rows, 0);
    assert_non_null(row_finder_get(desk.rows, 0));
    assert_int_equal(row_finder_refresh(desk.rows, &err), LI_OK);
    work_to_end(&desk);
    undo_last(office->context);
    size_t read = 0;
    while (row_finder_read_ahead(desk.rows, 0, 3 * SCREEN))
        read++;
    assert_int_equal(read, 3 * SCREEN);
    assert_int_equal(row_finder_rowid(desk.rows, 0), gone);
    assert_null(row_finder_get(desk.rows, 0));
    assert_non_null(row_finder_get(desk.rows, 1));
    assert_true(row_finder_read_ahead(desk.rows, 3 * SCREEN, 4 * SCREEN));
    desk_close(&desk);
}

static int setup(void **state)
{
    struct li_error err;
    struct office *office = office_new();
    if (synthetic_demo(office->context, MANY, 1, NULL, NULL, &err))
        fail_msg("%s", err.message);
    *state = office;
    return 0;
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
        cmocka_unit_test(a_wrong_filter_changes_nothing),
        cmocka_unit_test(the_old_order_stands_until_the_new_one_is_whole),
        cmocka_unit_test(what_is_written_meanwhile_is_found),
        cmocka_unit_test(the_cursor_stays_on_its_record_and_line),
        cmocka_unit_test(a_filter_begins_at_the_first_until_the_record_is_found),
        cmocka_unit_test(the_end_moves_while_more_are_found),
        cmocka_unit_test(a_page_is_read_ahead_a_row_at_a_time),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
