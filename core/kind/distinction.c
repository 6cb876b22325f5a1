/*
 * distinction.c: pairs of records that people marked as not duplicates.
 */
#include "core/kind/distinction.h"

static const struct field distinction_fields[] = {DISTINCTION_FIELDS(KIND_ENTRY)};

const struct kind kind_distinction = {
    .name = "distinction",
    .plural = "distinctions",
    .label = "Not-a-duplicate mark",
    .labels = "Not-a-duplicate marks",
    .help = "Two similar records marked as not duplicates.",
    .fields = distinction_fields,
    .field_count = DISTINCTION_FIELD_COUNT,
    .stored_count = DISTINCTION_FIELD_COUNT,
    .title = "r.names",
    .code = -1,
    .sort = "names",
};
