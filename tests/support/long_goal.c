/*
 * long_goal.c: the office that tests of the targets of years work in.
 */
#include "tests/support/long_goal.h"
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/plan/plan.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

void long_goal_says(struct office *office, const char *sql, const char *expected)
{
    char *got = office_ask(office, sql);
    assert_string_equal(got ? got : "(null)", expected);
    free(got);
}

struct id long_goal_id(struct office *office, const char *sql)
{
    struct id id;
    char *text = office_ask(office, sql);
    assert_non_null(text);
    assert_true(id_parse(text, &id));
    free(text);
    return id;
}

int long_goal_set_up(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "code", "BARE", "name", "Bare", "kind", "state", NULL);
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", "state", "agreed", NULL);
    *state = office;
    return 0;
}

struct id long_goal_add(struct office *office, const char *plan)
{
    return office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure", "total",
        "unit", "managers", "target", "30", "start", "2026-01-01", "due", "2028-12-31", "plan",
        plan, NULL);
}

void long_goal_log(struct office *office, const char *day, const char *value)
{
    office_add(office, &kind_progress, "goal", "Train", "day", day, "value", value, NULL);
}

void long_goal_draft(struct office *office, int year)
{
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = long_goal_id(office, "SELECT id FROM affiliate WHERE code = 'CAMA'");
    if (plan_propose(office->context, &id, year, &proposal, &err) != LI_OK ||
        plan_save(office->context, &proposal, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    plan_proposal_free(&proposal);
}

void long_goal_undo(struct office *office)
{
    struct li_error err = {0};
    char *said = NULL;
    if (history_undo(office->context, NULL, NULL, NULL, &said, &err) != LI_OK)
        fail_msg("%s", err.message);
    free(said);
}
