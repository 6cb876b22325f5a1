/*
 * plan.c: annual work plans.
 */
#include "plan.h"

#define PLAN_TITLE_SQL                                                                             \
    "(SELECT coalesce(a.code, a.name) FROM affiliate a WHERE a.id = r.affiliate) || ' ' || r.year"

static const struct field plan_fields[] = {PLAN_FIELDS(KIND_ENTRY)};

const struct kind kind_plan = {
    .name = "plan",
    .plural = "plans",
    .label = "Plan",
    .labels = "Plans",
    .help = "What is to be done with an affiliate in one year.",
    .fields = plan_fields,
    .field_count = PLAN_FIELD_COUNT,
    .stored_count = PLAN_FIELD_COUNT,
    .title = PLAN_TITLE_SQL,
    .code = -1,
    .sort = "-year",
};
