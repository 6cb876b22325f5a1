/*
 * commitment.c: what was promised in agreements.
 */
#include "core/kind/commitment.h"

static const struct field commitment_fields[] = {COMMITMENT_FIELDS(KIND_ENTRY)};

const struct kind kind_commitment = {
    .name = "commitment",
    .plural = "commitments",
    .label = "Commitment",
    .labels = "Commitments",
    .help = "What one side committed to in an agreement.",
    .fields = commitment_fields,
    .field_count = COMMITMENT_FIELD_COUNT,
    .stored_count = COMMITMENT_FIELD_COUNT,
    /* Its first line. */
    .title = "substr(r.text, 1, instr(r.text || char(10), char(10)) - 1)",
    .code = -1,
    .sort = "text",
};
