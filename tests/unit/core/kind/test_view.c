/*
 * test_view.c: saved views: those that are shipped, and what is wrong with one.
 */
#include "core/kind/view.h"
#include "core/query/listing.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* By the rules each was seeded under it can be listed; and there are views of the main kinds. */
static void views_of_every_main_kind_are_shipped(void **state)
{
    static const char *const filters[] = {
        "kind:goal", "kind:affiliate", "kind:agreement", "kind:assignment", "kind:activity"};
    struct office *office = *state;
    struct li_error err;
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        struct listing listing = {.kind = &kind_view, .filter = filters[i]};
        assert_true(listing_count(office->context, &listing, &err) > 1);
    }
}

struct problem {
    int field;
    char message[256];
};

static void note_problem(void *arg, int field, const char *message)
{
    struct problem *problem = arg;
    problem->field = field;
    strncpy(problem->message, message, sizeof problem->message - 1);
}

static void what_cannot_be_shown_is_refused(void **state)
{
    static const struct {
        int field;
        const char *typed, *says;
    } wrong[] = {
        {VIEW_KIND, "gaol", "did you mean goal?"},
        {VIEW_FILTER, "heath:at-risk", "did you mean health?"},
        {VIEW_COLUMNS, "title,deu", "did you mean due?"},
        {VIEW_SORT, "-deu", "did you mean due?"},
    };
    struct office *office = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct record *view = record_new(office->context, &kind_view);
        struct problem problem = {.field = -1};
        record_set(view, VIEW_NAME, "Mine");
        record_set(view, VIEW_KIND, "goal");
        assert_int_equal(record_check(office->context, view, note_problem, &problem), 0);
        record_set(view, wrong[i].field, wrong[i].typed);
        assert_int_equal(record_check(office->context, view, note_problem, &problem), 1);
        assert_int_equal(problem.field, wrong[i].field);
        if (!strstr(problem.message, wrong[i].says))
            fail_msg("%s", problem.message);
        record_free(view);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(views_of_every_main_kind_are_shipped),
        OFFICE_TEST(what_cannot_be_shown_is_refused),
    };
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
