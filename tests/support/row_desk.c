/*
 * row_desk.c: the clock, the keys and the finder.
 */
#include "tests/support/row_desk.h"
#include "core/demo/demo.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/param.h>

#include <cmocka.h>

static int64_t row_desk_now(void *arg)
{
    struct row_watch *watch = arg;
    return watch->time += watch->tick;
}

static bool row_desk_pressed(void *arg, int within)
{
    struct row_watch *watch = arg;
    watch->asked++;
    if (watch->held) {
        int64_t until = watch->time + within * ROW_DESK_TICK;
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

void row_desk_open(struct row_desk *desk, struct office *office, const struct kind *kind)
{
    *desk = (struct row_desk){.context = office->context, .watch = {.tick = ROW_DESK_TICK}};
    desk->clock =
        (struct key_clock){.now = row_desk_now, .pressed = row_desk_pressed, .arg = &desk->watch};
    assert_int_equal(columns_parse(kind, NULL, &desk->columns, NULL), LI_OK);
    desk->rows = row_finder_new(desk->context, &desk->clock, kind, &desk->columns);
}

void row_desk_close(struct row_desk *desk)
{
    row_finder_free(desk->rows);
    columns_free(&desk->columns);
}

void row_desk_find(struct row_desk *desk, const char *filter, const char *sort)
{
    struct li_error err;
    assert_int_equal(row_finder_find(desk->rows, filter, sort, &err), LI_OK);
}

bool row_desk_work(struct row_desk *desk)
{
    struct li_error err = {.code = LI_OK};
    bool more = row_finder_work(desk->rows, ROW_DESK_SCREEN, &err);
    assert_int_equal(err.code, LI_OK);
    return more;
}

void row_desk_work_to_end(struct row_desk *desk)
{
    while (row_desk_work(desk))
        ;
    assert_true(row_finder_complete(desk->rows));
}

/* What the list is in the end, asked for all at once. */
struct vector row_desk_all(struct row_desk *desk, const struct listing *listing)
{
    struct li_error err;
    struct vector all = {0};
    struct query *query = listing_rows(desk->context, listing, &err);
    assert_non_null(query);
    while (vector_fill(&all, query, ROW_DESK_MANY, &err) > 0)
        ;
    query_free(query);
    return all;
}

void row_desk_expect(struct row_desk *desk, const struct listing *listing)
{
    struct vector all = row_desk_all(desk, listing);
    assert_int_equal(row_finder_count(desk->rows), all.count);
    assert_int_equal(row_finder_total(desk->rows), all.count);
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(row_finder_rowid(desk->rows, i), all.rows[i]);
    vector_clear(&all);
}

int row_desk_setup(void **state)
{
    struct li_error err;
    struct office *office = office_new();
    if (demo_synthetic(office->context, ROW_DESK_MANY, 1, NULL, NULL, &err))
        fail_msg("%s", err.message);
    *state = office;
    return 0;
}
