/*
 * office_plans.c: the office, its goals and its drafts.
 */
#include "tests/support/office_plans.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/commitment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/plan/plan.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include <stdlib.h>

static void add_agreement(struct office *office)
{
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Accord", "signed_on",
        "2025-12-15", "from", "2026-01-01", "to", "2028-12-31", NULL);
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Old pact", "signed_on",
        "2022-12-15", "from", "2023-01-01", "to", "2024-12-31", NULL);
    office_add(office, &kind_commitment, "agreement", "Accord", "text", "Send two speakers.",
        "whose", "ours", "area", "Ethics", NULL);
    office_add(office, &kind_commitment, "agreement", "Accord", "text", "Meet once a year.", NULL);
    office_add(
        office, &kind_commitment, "agreement", "Old pact", "text", "Share mailing lists.", NULL);
}

int plans_setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    office_add(office, &kind_affiliate, "code", "BARE", "name", "Bare", "kind", "state", NULL);
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", "state", "agreed", NULL);
    add_agreement(office);
    *state = office;
    return 0;
}

struct id plans_affiliate(struct office *office, const char *code)
{
    struct id id;
    char *sql = li_format("SELECT id FROM affiliate WHERE code = '%s'", code);
    char *text = office_ask(office, sql);
    assert_true(id_parse(text, &id));
    free(text);
    free(sql);
    return id;
}

void plans_add_goal(struct office *office, const char *title, const char *measure,
    const char *target, const char *value)
{
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", title, "measure", measure,
        "target", target, "start", "2026-02-01", "due", "2026-12-31", "plan", "CAMA 2026", "owner",
        "Ada Bright", NULL);
    if (value)
        office_add(
            office, &kind_progress, "goal", title, "day", "2026-06-01", "value", value, NULL);
}

void plans_draft(struct office *office, int year, int left_out)
{
    struct plan_proposal proposal;
    struct li_error err = {0};
    struct id id = plans_affiliate(office, "CAMA");
    if (plan_propose(office->context, &id, year, &proposal, &err) != LI_OK)
        fail_msg("%s", err.message);
    if (left_out >= 0)
        proposal.items[left_out].left_out = true;
    if (plan_save(office->context, &proposal, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    plan_proposal_free(&proposal);
}
