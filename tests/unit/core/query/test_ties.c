/*
 * test_ties.c: what an order leaves equal follows in the kind's own order, however the rows are
 * found.
 */
#include "core/base/text.h"
#include "core/demo/demo.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/query/listing.h"
#include "core/query/row_scan.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/param.h>

#include <cmocka.h>

enum { MANY = 300, ALIKE = 24, ALL = 1 << 20 };

/* Affiliates of few names, added against the order of their codes: names and cities that differ by
   case and accents, wide ones, and some without a city; every fifth is archived. */
static void add_alike(struct office *office)
{
    static const char *const names[] = {"Alike", "ÅLIKE", "alike bay", "東京", "Ａｌｉｋｅ"};
    static const char *const cities[] = {"Oslo", NULL, "ÖSLO", "大阪"};
    for (int i = 0; i < ALIKE; i++) {
        struct li_error err;
        char *code = li_format("Z%02d", ALIKE - i);
        const char *city = cities[i % 4];
        struct id id =
            office_add(office, &kind_affiliate, "code", code, "name", names[i % 5], "kind",
                i % 2 ? "state" : "national", "country", "US", city ? "city" : NULL, city, NULL);
        if (i % 5 == 4)
            assert_int_equal(
                record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
        free(code);
    }
}

static int setup(void **state)
{
    struct li_error err;
    struct office *office = office_new();
    if (demo_synthetic(office->context, MANY, 1, NULL, NULL, &err))
        fail_msg("%s", err.message);
    add_alike(office);
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

/* What each row holds in the columns, folded; the caller frees it. */
static char **values_of(
    struct office *office, const struct kind *kind, const char *names, const struct vector *rows)
{
    struct li_error err;
    struct columns columns;
    char **values = li_calloc(rows->count + 1, sizeof *values);
    assert_int_equal(columns_parse(kind, names, &columns, &err), LI_OK);
    columns.exact = true;
    struct query *query = listing_row(office->context, kind, &columns, &err);
    for (size_t i = 0; i < rows->count; i++) {
        char *text;
        FILE *out = li_text_open(&text);
        query_bind_int(query, 1, rows->rows[i]);
        assert_int_equal(query_step(query, &err), 1);
        for (int j = 2; j < query_columns(query); j++)
            fprintf(out, "%s|", query_text(query, j) ? query_text(query, j) : "");
        li_text_close(out);
        values[i] = text_fold(text);
        free(text);
    }
    query_free(query);
    columns_free(&columns);
    return values;
}

static void free_values(char **values)
{
    for (size_t i = 0; values[i]; i++)
        free(values[i]);
    free(values);
}

static size_t place_of(const struct vector *rows, int64_t row)
{
    size_t place = 0;
    while (place < rows->count && rows->rows[place] != row)
        place++;
    assert_in_range(place, 0, rows->count - 1);
    return place;
}

/* Each way to find them all, and the first of them. */
static void expect_every_way(
    struct office *office, const struct listing *listing, const struct vector *rows)
{
    static const enum row_scan_way ways[] = {ROW_SCAN_ORDER, ROW_SCAN_SORTER, ROW_SCAN_TOP};
    struct li_error err = {.code = LI_OK};
    struct listing_plan *plan = listing_plan_new(office->context, listing, &err);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (size_t most = 1; most <= ALL; most *= 1024) {
            struct vector found = {0};
            struct row_scan *scan = row_scan_new(plan, ways[i], &err);
            assert_non_null(scan);
            while (row_scan_fill(scan, &found, most, &err) > 0)
                ;
            assert_int_equal(err.code, LI_OK);
            size_t all = ways[i] == ROW_SCAN_TOP ? ROW_SCAN_TOP_ROWS : rows->count;
            assert_int_equal(found.count, MIN(rows->count, all));
            for (size_t j = 0; j < found.count; j++)
                assert_int_equal(found.rows[j], rows->rows[j]);
            row_scan_free(scan);
            vector_clear(&found);
        }
    listing_plan_free(plan);
}

/* sort: as it is named, without the kind's own order; columns: the same without directions. */
static void expect_ties(struct office *office, const struct kind *kind, const char *filter,
    const char *sort, const char *columns)
{
    char *whole = li_format("%s,%s", sort, kind->sort);
    struct listing listing = {.kind = kind, .filter = filter};
    struct vector own = rows_of(office, &listing);
    listing.sort = sort;
    struct vector alone = rows_of(office, &listing);
    listing.sort = whole;
    struct vector tied = rows_of(office, &listing);
    assert_int_equal(tied.count, own.count);
    assert_int_equal(tied.count, alone.count);
    char **values = values_of(office, kind, columns, &tied);
    char **wanted = values_of(office, kind, columns, &alone);
    for (size_t i = 0; i < tied.count; i++) {
        assert_string_equal(values[i], wanted[i]);
        if (i > 0 && strcmp(values[i - 1], values[i]) == 0)
            assert_true(place_of(&own, tied.rows[i - 1]) < place_of(&own, tied.rows[i]));
    }
    expect_every_way(office, &listing, &tied);
    free_values(values);
    free_values(wanted);
    vector_clear(&own);
    vector_clear(&alone);
    vector_clear(&tied);
    free(whole);
}

static const char *const filters[] = {
    NULL, "a", "is:archived", "alike", "-zzz city:none", "health:at-risk,none", "東京"};

static void ties_are_in_the_own_order(void **state)
{
    static const struct {
        const struct kind *kind;
        const char *sort, *columns;
    } orders[] = {
        {&kind_affiliate, "kind", "kind"},
        {&kind_affiliate, "-kind", "kind"},
        {&kind_affiliate, "kind,-status", "kind,status"},
        {&kind_affiliate, "cadence", "cadence"},
        {&kind_affiliate, "-cadence", "cadence"},
        {&kind_affiliate, "city", "city"},
        {&kind_affiliate, "-city", "city"},
        {&kind_affiliate, "since", "since"},
        {&kind_affiliate, "country", "country"},
        {&kind_affiliate, "-code", "code"},
        {&kind_affiliate, "parent.city", "parent.city"},
        {&kind_affiliate, "health", "health"},
        {&kind_affiliate, "-score,city", "score,city"},
        {&kind_goal, "title", "title"},
        {&kind_goal, "-title,due", "title,due"},
        {&kind_goal, "measure", "measure"},
        {&kind_goal, "target", "target"},
        {&kind_goal, "-affiliate", "affiliate"},
        {&kind_goal, "health", "health"},
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        for (size_t j = 0; j < sizeof filters / sizeof *filters; j++)
            if (orders[i].kind == &kind_affiliate || !filters[j] || !strstr(filters[j], "city"))
                expect_ties(*state, orders[i].kind, filters[j], orders[i].sort, orders[i].columns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ties_are_in_the_own_order),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
