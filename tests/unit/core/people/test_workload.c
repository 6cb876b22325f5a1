/*
 * test_workload.c: who holds what on a day, in the directory, the workload and the vacancies.
 */
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/people/directory.h"
#include "core/people/workload.h"
#include "core/query/listing.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/office_uplands.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static day_t on(const char *day)
{
    return date_parse(day);
}

static const struct directory_cell *cell_of(
    const struct directory *directory, const struct directory_cell *cells, const struct id *role)
{
    for (size_t i = 0; i < directory->role_count; i++)
        if (id_equal(&directory->roles[i].id, role))
            return &cells[i];
    fail_msg("the directory has no such role");
    return NULL;
}

static void test_the_directory_says_who_it_was_on_any_day(void **state)
{
    struct uplands *cast = *state;
    struct li_error err;
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2020-01-01", "");
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2026-01-01", "2026-12-31");
    static const struct {
        const char *day, *names;
        bool regional;
    } days[] = {{"2019-12-31", NULL, false}, {"2025-12-31", "Mary Jackson", true},
        {"2026-01-01", "Ada Byron", false}, {"2026-12-31", "Ada Byron", false},
        {"2027-01-01", "Mary Jackson", true}};
    for (size_t i = 1; i < sizeof days / sizeof *days; i++) {
        struct directory *directory = directory_new(cast->office->context, on(days[i].day), &err);
        assert_non_null(directory);
        struct directory_cell *cells = directory_load(directory, &cast->south, &err);
        assert_non_null(cells);
        const struct directory_cell *cell = cell_of(directory, cells, &cast->warden);
        assert_string_equal(cell->names, days[i].names);
        assert_int_equal(cell->regional, days[i].regional);
        assert_null(cell_of(directory, cells, &cast->speaker)->names); /* ought to be held */
        directory_cells_free(directory, cells);
        directory_free(directory);
    }
}

static void test_the_directory_has_no_column_for_what_nobody_holds(void **state)
{
    struct uplands *cast = *state;
    struct li_error err;
    struct directory *directory = directory_new(cast->office->context, on("2026-06-30"), &err);
    for (size_t i = 0; i < directory->role_count; i++)
        assert_false(id_equal(&directory->roles[i].id, &cast->warden));
    directory_free(directory);
}

static void test_a_region_leaves_out_what_another_holds_themselves(void **state)
{
    struct uplands *cast = *state;
    struct li_error err;
    struct workload_counts load;
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2020-01-01", "");
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2020-01-01", "2026-12-31");
    static const struct {
        const char *day;
        int64_t affiliates;
    } days[] = {{"2026-12-31", 2}, {"2027-01-01", 3}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct workload_counter *scales =
            workload_counter_new(cast->office->context, &kind_person, on(days[i].day), &err);
        assert_int_equal(workload_counter_run(scales, &cast->mary, &load, &err), LI_OK);
        assert_int_equal(load.affiliates, days[i].affiliates);
        workload_counter_free(scales);
    }
}

static void test_mine_is_what_is_left_of_my_region(void **state)
{
    struct uplands *cast = *state;
    struct li_error err;
    const struct listing mine = {.kind = &kind_affiliate, .filter = "is:mine"};
    office_add(cast->office, &kind_person, "name", "Test", NULL); /* who is at work */
    uplands_hold(cast, "Test", "Warden", "region", "Uplands", "2020-01-01", "");
    assert_int_equal(listing_count(cast->office->context, &mine, &err), 3);
    uplands_hold(cast, "Ada Byron", "Warden", "affiliate", "SOU", "2020-01-01", "");
    assert_int_equal(listing_count(cast->office->context, &mine, &err), 2);
}

static void test_workload_counts_each_affiliate_once(void **state)
{
    struct uplands *cast = *state;
    struct li_error err;
    struct workload_counts load;
    uplands_hold(cast, "Mary Jackson", "Warden", "region", "Uplands", "2020-01-01", "");
    uplands_hold(cast, "Mary Jackson", "Liaison", "affiliate", "SOU", "2020-01-01", "");
    uplands_hold(cast, "Ada Byron", "Speaker", "affiliate", "SOU", "2020-01-01", "");
    office_add(cast->office, &kind_goal, "affiliate", "SOU", "title", "Never logged", "target", "3",
        "start", "2026-01-01", "due", "2026-12-31", "cadence", "monthly", NULL);
    office_add(cast->office, &kind_goal, "affiliate", "EAS", "title", "Just begun", "target", "3",
        "start", "2026-06-20", "due", "2026-12-31", "cadence", "monthly", NULL);
    struct workload workload;
    assert_int_equal(
        workload_load(cast->office->context, on("2026-06-30"), &workload, &err), LI_OK);
    assert_int_equal(
        workload.count, 1); /* whoever holds a role of theirs carries nothing of ours */
    assert_string_equal(workload.list[0].name, "Mary Jackson");
    assert_string_equal(workload.list[0].roles, "Liaison, Warden");
    struct workload_counter *scales =
        workload_counter_new(cast->office->context, &kind_person, on("2026-06-30"), &err);
    assert_int_equal(workload_counter_run(scales, &workload.list[0].id, &load, &err), LI_OK);
    assert_int_equal(load.affiliates, 3);
    assert_int_equal(load.goals, 2);
    assert_int_equal(load.checkins, 1);
    workload_counter_free(scales);
    workload_free(&workload);
    scales = workload_counter_new(cast->office->context, &kind_affiliate, on("2026-06-30"), &err);
    assert_int_equal(workload_counter_run(scales, &cast->east, &load, &err), LI_OK);
    assert_int_equal(load.affiliates, 1);
    assert_int_equal(load.goals, 1);
    assert_int_equal(load.checkins, 0);
    workload_counter_free(scales);
}

/* "EAS Speaker, NOR Speaker": those of the affiliates and the role of this test. */
static char *vacant(struct uplands *cast, const char *day, int64_t limit)
{
    struct li_error err;
    char *text = NULL;
    FILE *out = li_text_open(&text);
    struct query *query = workload_vacancies(cast->office->context, on(day), limit, &err);
    assert_non_null(query);
    while (query_step(query, &err) > 0)
        if (strcmp(query_text(query, VACANCY_ROLE), "Speaker") == 0)
            fprintf(out, "%s ", query_text(query, VACANCY_CODE));
    query_free(query);
    li_text_close(out);
    return text;
}

static void test_a_required_role_is_vacant_until_somebody_holds_it(void **state)
{
    struct uplands *cast = *state;
    uplands_hold(cast, "Ada Byron", "Speaker", "affiliate", "SOU", "2026-01-01", "2026-12-31");
    char *now = vacant(cast, "2026-06-30", 0), *later = vacant(cast, "2027-01-01", 0);
    assert_string_equal(now, "EAS NOR ");
    assert_string_equal(later, "EAS NOR SOU ");
    free(now);
    free(later);
    uplands_hold(cast, "Mary Jackson", "Speaker", "region", "Uplands", "2026-01-01", "2026-12-31");
    now = vacant(cast, "2026-06-30", 0);
    assert_string_equal(now, "");
    free(now);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, uplands_setup, uplands_teardown)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_the_directory_says_who_it_was_on_any_day),
        IN_OFFICE(test_the_directory_has_no_column_for_what_nobody_holds),
        IN_OFFICE(test_a_region_leaves_out_what_another_holds_themselves),
        IN_OFFICE(test_mine_is_what_is_left_of_my_region),
        IN_OFFICE(test_workload_counts_each_affiliate_once),
        IN_OFFICE(test_a_required_role_is_vacant_until_somebody_holds_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
