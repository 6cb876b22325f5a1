/*
 * test_order.c: a list backward is the list read from its end, a limit is its head, and one plan
 * answers every question about it alike.
 */
#include "core/demo/demo.h"
#include "core/kind/goal.h"
#include "core/query/listing.h"
#include "core/query/row_scan.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 150, ALL = 1 << 20 };

/* Goals due on one day, of one title, or due on none, and events that begin on one day, or on none,
 * besides the rest. */
static int setup(void **state)
{
    struct li_error err;
    struct office *office = office_new();
    if (demo_synthetic(office->context, MANY, 1, NULL, NULL, &err))
        fail_msg("%s", err.message);
    office_add(office, kind_find("affiliate"), "code", "ONE", "name", "One", "kind", "national",
        "country", "US", NULL);
    for (int i = 0; i < 12; i++)
        office_add(office, &kind_goal, "affiliate", "ONE", "title", i % 3 ? "Alike" : "Ålike",
            "measure", "total", "target", "10", "start", "2026-01-01", i % 4 ? "due" : "cadence",
            i % 4 ? "2026-12-31" : "monthly", NULL);
    for (int i = 0; i < 4; i++)
        office_add(office, kind_find("event"), "title", "Some day", "kind", "other",
            i % 2 ? "to" : "from", "2026-05-01", NULL);
    *state = office;
    return 0;
}

static struct vector rows_of(struct office *office, const struct listing *listing)
{
    struct li_error err;
    struct vector rows = {0};
    struct query *query = listing_rows(office->context, listing, &err);
    if (!query)
        fail_msg("%s", err.message);
    assert_int_equal(vector_fill(&rows, query, ALL, &err), 0);
    query_free(query);
    return rows;
}

static void expect_same(const struct vector *one, const struct vector *other, size_t count)
{
    assert_int_equal(one->count, count);
    assert_true(other->count >= count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(one->rows[i], other->rows[i]);
}

static void turn(struct vector *rows)
{
    for (size_t i = 0; i < rows->count / 2; i++) {
        int64_t row = rows->rows[i];
        rows->rows[i] = rows->rows[rows->count - 1 - i];
        rows->rows[rows->count - 1 - i] = row;
    }
}

/* Ways to ask for a kind's own order, whole or its leading part, and for the same backward. */
static const struct {
    const char *kind, *forward, *backward;
} own_orders[] = {
    {"goal", NULL, "-due"},
    {"goal", "due", "-due,-title"},
    {"goal", "due,title", "-due,due,title"},
    {"goal", "due,due,title", "-due,-due"},
    {"affiliate", "name", "-name"},
    {"affiliate", "name,name", "-name,name"},
    {"person", NULL, "-name"},
    {"agreement", "title", "-title"},
    {"activity", "-day", "day"},
    {"event", NULL, "from"},
    {"event", "-from,-from", "from,-from"},
    {"assignment", "-from", "from"},
    {"milestone", "due", "-due"},
    {"area", "position", "-position,-name"},
    {"plan", NULL, "year"},
};

static const char *const filters[] = {NULL, "a", "-zzz", "is:archived"};

static void backward_is_the_exact_reverse(void **state)
{
    for (size_t i = 0; i < sizeof own_orders / sizeof *own_orders; i++)
        for (size_t j = 0; j < sizeof filters / sizeof *filters; j++) {
            struct listing listing = {.kind = kind_find(own_orders[i].kind),
                .filter = filters[j],
                .sort = own_orders[i].forward};
            struct vector own, forward = rows_of(*state, &listing);
            listing.sort = NULL;
            own = rows_of(*state, &listing);
            expect_same(&forward, &own, own.count);
            listing.sort = own_orders[i].backward;
            struct vector backward = rows_of(*state, &listing);
            turn(&backward);
            expect_same(&backward, &forward, forward.count);
            vector_clear(&own);
            vector_clear(&forward);
            vector_clear(&backward);
        }
}

/* The order of a few of many, found by an index, is that of the whole. */
static void few_are_in_the_order_of_all(void **state)
{
    static const char *const sorts[] = {"due", "-due"};
    for (size_t i = 0; i < 2; i++) {
        struct listing listing = {.kind = &kind_goal, .filter = "affiliate:ONE", .sort = sorts[i]};
        struct vector few = rows_of(*state, &listing);
        listing.filter = NULL;
        struct vector all = rows_of(*state, &listing);
        size_t next = 0;
        assert_int_equal(few.count, 12);
        for (size_t j = 0; j < all.count && next < few.count; j++)
            next += all.rows[j] == few.rows[next];
        assert_int_equal(next, few.count);
        vector_clear(&few);
        vector_clear(&all);
    }
}

static const struct listing listings[] = {
    {.kind = &kind_goal},
    {.kind = &kind_goal, .sort = "-due"},
    {.kind = &kind_goal, .sort = "title"},
    {.kind = &kind_goal, .sort = "-title,due"},
    {.kind = &kind_goal, .sort = "health"},
    {.kind = &kind_goal, .sort = "-health,due,title"},
    {.kind = &kind_goal, .sort = "affiliate,-health"},
    {.kind = &kind_goal, .sort = "affiliate.name,id"},
    {.kind = &kind_goal, .sort = "-due", .filter = "alike"},
    {.kind = &kind_goal, .sort = "due", .filter = "affiliate:ONE"},
    {.kind = &kind_goal, .sort = "title", .filter = "affiliate.name:one"},
    {.kind = &kind_goal, .sort = "-title", .filter = "affiliate.kind:state,national"},
    {.kind = &kind_goal, .sort = "health", .filter = "health:not-started,overdue,no-data"},
    {.kind = &kind_goal, .sort = "-due", .filter = "affiliate.name:nowhere"},
};

static void ids_of(struct query *query, char **text)
{
    struct li_error err;
    FILE *out = li_text_open(text);
    assert_non_null(query);
    while (query_step(query, &err) > 0)
        fprintf(out, "%s\n", query_text(query, 0));
    query_free(query);
    li_text_close(out);
}

/* Whatever is asked of it: rows with columns, JSON, row ids. */
static void a_limit_is_the_head_of_the_whole(void **state)
{
    struct office *office = *state;
    struct columns columns, few;
    assert_int_equal(columns_parse(&kind_goal, NULL, &columns, NULL), LI_OK);
    assert_int_equal(columns_parse(&kind_goal, "title,due", &few, NULL), LI_OK);
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++)
        for (int64_t limit = 1; limit <= 40; limit += 13) {
            struct listing listing = listings[i];
            struct vector whole = rows_of(office, &listing);
            size_t count = whole.count < (size_t)limit ? whole.count : (size_t)limit;
            char *all[3], *head[3];
            ids_of(listing_records(office->context, &listing, &columns, NULL), &all[0]);
            ids_of(listing_records(office->context, &listing, &few, NULL), &all[1]);
            ids_of(listing_json(office->context, &listing, NULL, NULL), &all[2]);
            listing.limit = limit;
            struct vector part = rows_of(office, &listing);
            expect_same(&part, &whole, count);
            ids_of(listing_records(office->context, &listing, &columns, NULL), &head[0]);
            ids_of(listing_records(office->context, &listing, &few, NULL), &head[1]);
            ids_of(listing_json(office->context, &listing, NULL, NULL), &head[2]);
            for (size_t j = 0; j < 3; j++) {
                assert_int_equal(strncmp(all[j], head[j], strlen(head[j])), 0);
                size_t lines = 0;
                for (const char *at = head[j]; (at = strchr(at, '\n')); at++)
                    lines++;
                assert_int_equal(lines, count);
                free(all[j]);
                free(head[j]);
            }
            vector_clear(&part);
            vector_clear(&whole);
        }
    columns_free(&columns);
    columns_free(&few);
}

/* The same rows, in whatever order they come. */
static void expect_scan(const struct listing_plan *plan, enum row_scan_way way, bool ordered,
    const struct vector *expected)
{
    struct li_error err = {.code = LI_OK};
    struct vector found = {0};
    struct row_scan *scan = row_scan_new(plan, way, &err);
    assert_int_equal(err.code, LI_OK);
    if (!scan)
        return;
    while (row_scan_fill(scan, &found, 100, &err) > 0)
        ;
    assert_int_equal(err.code, LI_OK);
    assert_int_equal(found.count, expected->count);
    if (ordered)
        expect_same(&found, expected, expected->count);
    row_scan_free(scan);
    vector_clear(&found);
}

static void one_plan_answers_alike(void **state)
{
    struct office *office = *state;
    struct li_error err;
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
        struct vector rows = rows_of(office, &listings[i]);
        struct listing_plan *plan = listing_plan_new(office->context, &listings[i], &err);
        assert_non_null(plan);
        for (int twice = 0; twice < 2; twice++) {
            expect_scan(plan, ROW_SCAN_ORDER, true, &rows);
            expect_scan(plan, ROW_SCAN_WALK, true, &rows);
            expect_scan(plan, ROW_SCAN_SORTER, true, &rows);
            expect_scan(plan, ROW_SCAN_ANY, false, &rows);
            assert_int_equal(listing_plan_count(plan, &err), rows.count);
        }
        listing_plan_free(plan);
        vector_clear(&rows);
    }
}

static void what_is_stored_in_order_needs_no_sorting(void **state)
{
    static const struct {
        const char *sort;
        bool presorted;
    } orders[] = {{NULL, true}, {"due", true}, {"-due", true}, {"due,title", true},
        {"-due,-title", true}, {"-due,title", false}, {"title", false}, {"title,due", false},
        {"due,title,affiliate", false}, {"due,due,title", true}, {"-due,due,title", true}};
    struct office *office = *state;
    struct li_error err;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct listing listing = {.kind = &kind_goal, .sort = orders[i].sort};
        struct listing_plan *plan = listing_plan_new(office->context, &listing, &err);
        assert_int_equal(listing_plan_is_presorted(plan), orders[i].presorted);
        listing_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(backward_is_the_exact_reverse),
        cmocka_unit_test(few_are_in_the_order_of_all),
        cmocka_unit_test(a_limit_is_the_head_of_the_whole),
        cmocka_unit_test(one_plan_answers_alike),
        cmocka_unit_test(what_is_stored_in_order_needs_no_sorting),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
