/*
 * affiliate.c: affiliates.
 */
#include "core/kind/affiliate.h"

static const struct field affiliate_fields[] = {AFFILIATE_FIELDS(KIND_ENTRY)};

const struct kind kind_affiliate = {
    .name = "affiliate",
    .plural = "affiliates",
    .label = "Affiliate",
    .labels = "Affiliates",
    .help = "An association we have a relationship with.",
    .fields = affiliate_fields,
    .field_count = AFFILIATE_FIELD_COUNT,
    .stored_count = AFFILIATE_HEALTH,
    .title = "r.name",
    .code = AFFILIATE_CODE,
    .sort = "name",
    .facts = AFFILIATE_FACTS_SQL,
    .valid_until = "affiliate_until(facts)",
};
