/*
 * agreement.c: agreements and the rules of their terms.
 */
#include "core/kind/agreement.h"
#include "core/kind/rules.h"
#include "core/record/attachment.h"
#include "core/record/record.h"

static const struct field agreement_fields[] = {AGREEMENT_FIELDS(KIND_ENTRY)};

static void agreement_check(
    struct context *context, const struct record *agreement, kind_problem problem, void *arg)
{
    rule_in_order(context, agreement, AGREEMENT_FROM, AGREEMENT_TO, problem, arg);
    rule_digest(agreement, AGREEMENT_DOCUMENT_SHA256, problem, arg);
    if (record_get(agreement, AGREEMENT_ENDED_ON) && !record_get(agreement, AGREEMENT_ENDED_WHY))
        problem(arg, AGREEMENT_ENDED_WHY, "Give the reason it ended.");
}

const struct kind kind_agreement = {
    .name = "agreement",
    .plural = "agreements",
    .label = "Agreement",
    .labels = "Agreements",
    .help = "A formal agreement with an affiliate.",
    .fields = agreement_fields,
    .field_count = AGREEMENT_FIELD_COUNT,
    .stored_count = AGREEMENT_STATE,
    .title = "r.title",
    .code = -1,
    .sort = "title",
    .facts = AGREEMENT_FACTS_SQL("r"),
    .valid_until = "agreement_until(facts)",
    .before_write = attachment_before_write,
    .check = agreement_check,
};
