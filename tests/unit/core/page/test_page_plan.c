/*
 * test_page_plan.c: a plan's page: goals by area, the year by quarter.
 */
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/plan.h"
#include "core/page/page.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static char *page_text(struct office *office, const struct id *plan)
{
    struct page *page;
    struct li_error err = {0};
    char *text = NULL;
    if (page_load(office->context, &kind_plan, plan, &page, &err) != LI_OK)
        fail_msg("%s", err.message);
    FILE *out = li_text_open(&text);
    page_write_text(page, 80, out);
    li_text_close(out);
    page_free(page);
    return text;
}

static void shows(struct office *office, const struct id *plan, const char *expected)
{
    char *text = page_text(office, plan);
    if (!strstr(text, expected))
        fail_msg("not there:\n%s\nin:\n%s", expected, text);
    free(text);
}

static struct id add_plan(struct office *office)
{
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    return office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", NULL);
}

static void add_contents(struct office *office)
{
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Survey", "measure", "milestones",
        "plan", "CAMA 2026", "state", "missed", "outcome", "Too late.", "due", "2026-10-31", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure", "yes-no",
        "plan", "CAMA 2026", "area", "Ethics", NULL);
    office_add(
        office, &kind_milestone, "goal", "Survey", "title", "Send it", "due", "2026-03-31", NULL);
    office_add(office, &kind_milestone, "goal", "Survey", "title", "Write it", "due", "2026-02-01",
        "done_on", "2026-02-01", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-09-02", "kind", "visit",
        "title", "Look", "state", "planned", "plan", "CAMA 2026", "area", "Ethics", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-05-02", "kind", "visit",
        "title", "Not so", "state", "cancelled", "plan", "CAMA 2026", NULL);
}

static void goals_stand_by_their_area(void **state)
{
    struct office *office = *state;
    struct id plan = add_plan(office);
    shows(office, &plan, "\nGoals by area\nNone yet.\n\nTimeline\nNone yet.\n");
    add_contents(office);
    shows(office, &plan,
        "\nGoals by area\n"
        "Ethics\n"
        "Train                                          [..........]  -       Not started\n");
    shows(office, &plan,
        "No area\n"
        "Survey                                         [#####.....]  50%     Stale\n");
    shows(office, &plan, "\n  Missed: Too late.\n");
}

static void the_year_stands_by_its_quarters(void **state)
{
    struct office *office = *state;
    struct id plan = add_plan(office);
    add_contents(office);
    shows(office, &plan,
        "\nTimeline\n"
        "January to March 2026\n"
        "2026-02-01  [x]  Write it                               Milestone\n"
        "2026-03-31  [ ]  Send it                                Milestone\n"
        "July to September 2026\n"
        "2026-09-02  [ ]  Look                                   Visit · Ethics\n"
        "October to December 2026\n"
        "2026-10-31  [-]  Survey                                 Goal\n"
        "No date\n"
        "            [ ]  Train                                  Goal · Ethics\n"
        "\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(goals_stand_by_their_area),
        OFFICE_TEST(the_year_stands_by_its_quarters),
    };
    return cmocka_run_group_tests_name("page_plan", tests, NULL, NULL);
}
